using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Targets;

/// <summary>What the tables of the shipped lexicon say holds by construction: each form, prefix, ending and phrase, one by one.</summary>
public class ShippedNamesTests(ITestOutputHelper output)
{
    private static readonly Lexicon Lexicon = Shipped.Matcher.Lexicon;

    private readonly MatchSession session = NewSession();

    /// <summary>Listed forms; what a rule or a longer word takes away says so.</summary>
    [Fact]
    public void Every_form_alone_in_a_tweet_of_its_language_is_found_or_rejected_by_a_rule()
    {
        var lost = new List<string>();
        int tags = 0, candidates = 0, rejected = 0;
        foreach (Alias alias in Names())
        {
            foreach ((string form, string language) in alias.Forms.SelectMany(f => Languages(alias).Select(l => (f, l))))
            {
                string text = alias.Match == MatchKind.Hashtag ? "#" + form.TrimStart('#') : form;
                MentionDecision? best = Best(text, language, alias.TargetId);
                if (best == MentionDecision.Tag)
                    tags++;
                else if (best == MentionDecision.Candidate)
                    candidates++;
                else if (Stands(alias.TargetId, rejected: true))
                    rejected++;
                else
                    lost.Add($"{alias.TargetId} {language} {form}");
            }
        }

        output.WriteLine($"{tags} tags, {candidates} candidates, {rejected} rejected, {lost.Count} lost");
        Assert.True(lost.Count == 0, $"{lost.Count} lost:\n{string.Join('\n', lost.Take(60))}");
        // A form by itself is the barest text there is: rules that ask for more than the name speak here as nowhere else.
        Assert.True(tags > 5 * candidates && rejected < 200, $"{tags} tags, {candidates} candidates, {rejected} rejected");
    }

    [Fact]
    public void Every_form_is_found_after_each_prefix_that_its_language_allows()
    {
        string[] arabic = ["و", "ف", "ب", "ل", "ک", "س", "ال", "وال", "فال", "بال", "کال", "وب", "فل", "وبال"];
        string[] hebrew = ["ו", "ב", "ל", "מ", "ה", "ש", "כ", "וב", "של", "שב", "ומה"];
        var lost = new List<string>();
        int tried = 0;
        foreach (Alias alias in Names().Where(a => a.Match != MatchKind.Hashtag))
        {
            bool takesAll = alias.Language.Split(',').Any(l => l is "ar" or "he" or "und");
            foreach (string form in alias.Forms)
            {
                char first = Folding.FoldText(form).FirstOrDefault();
                // Thaana is read like Arabic script, and its languages join nothing in front.
                bool isArabic = (CharacterTables.Class[first] & CharacterClass.Arabic) != 0 && first is not (>= '\u0780' and <= '\u07BF');
                bool isHebrew = (CharacterTables.Class[first] & CharacterClass.Hebrew) != 0;
                string[] prefixes = isArabic ? takesAll ? arabic : ["و"] : isHebrew && takesAll ? hebrew : [];
                // After ل an article loses its alef.
                if (isArabic && form.StartsWith("ال", StringComparison.Ordinal) && form.Length > 4)
                    Try("لل" + form[2..]);
                foreach (string prefix in prefixes)
                    Try(prefix + form);
            }

            void Try(string text)
            {
                tried++;
                if (!Found(text, Languages(alias)[0], alias.TargetId))
                    lost.Add($"{alias.TargetId} {alias.Language} {text}");
            }
        }

        output.WriteLine($"{tried} tried");
        Assert.True(lost.Count == 0 && tried > 10_000, $"{lost.Count} of {tried} lost:\n{string.Join('\n', lost.Take(60))}");
    }

    [Fact]
    public void Every_open_ending_is_taken_in_its_language_and_no_other_letters()
    {
        Dictionary<string, string> patterns = Rows("open_endings.tsv").ToDictionary(r => r[0], r => r[1]);
        var random = new Random(20261126);
        var lost = new List<string>();
        int tried = 0;
        foreach (Alias alias in Names().Where(a => a.Ending is not null && a.Match != MatchKind.Hashtag))
        {
            foreach (string form in alias.Forms)
            {
                string folded = Folding.FoldText(form);
                // A short stem of Arabic script takes none.
                if ((CharacterTables.Class[folded[0]] & CharacterClass.Arabic) != 0 && folded.Length < 4)
                    continue;
                for (int n = 0; n < 4; n++)
                {
                    string ending = alias.Ending!.IsAny ? "abc"[..random.Next(1, 4)] : RandomEnding.Of(patterns[alias.Ending.Key], random);
                    if (alias.Ending.IsAny && Encoding.UTF8.GetByteCount(folded) < 9)
                        continue;
                    tried++;
                    if (!Found(form + ending, Languages(alias)[0], alias.TargetId))
                        lost.Add($"{alias.TargetId} {alias.Language} {form}+{ending} ({alias.Ending.Key})");
                    // Letters that are not an ending of the language: another word.
                    if (!alias.Ending.IsAny && alias.Match != MatchKind.CaseSensitiveAcronym && IsTaken(form + ending + "qqq"))
                        lost.Add($"{alias.TargetId} {alias.Language} {form}+{ending}qqq is taken");
                }

                // Another, shorter name may take what follows: only the own stem counts.
                bool IsTaken(string text)
                {
                    session.Match(Tweet(text, Languages(alias)[0]));
                    return session.Hits.ToArray().Any(h => h.Pattern >= 0 && h.IsOpen && Lexicon.Aliases[h.Alias] == alias
                        && h.FoldedEnd - h.FoldedStart == Encoding.UTF8.GetByteCount(folded));
                }
            }
        }

        output.WriteLine($"{tried} tried");
        Assert.True(lost.Count == 0 && tried > 4_000, $"{lost.Count} of {tried} lost:\n{string.Join('\n', lost.Take(60))}");
    }

    [Fact]
    public void Every_phrase_of_a_sense_rejects_the_names_in_it()
    {
        List<string> wrong = [], silent = [];
        int tried = 0;
        foreach (SenseRule rule in Lexicon.Words.Rules.Where(r => r.Test == SenseTest.Phrase && r.Effect == SenseEffect.Reject))
        {
            (Alias Alias, string Form, string Folded)[] forms =
                [.. Names().Where(a => a.Rules.Contains(rule.Id)).SelectMany(a => a.Forms.Select(f => (a, f, Folding.FoldText(f))))];
            foreach (string phrase in rule.Values)
            {
                int before = tried;
                foreach ((Alias alias, string form, string own) in forms)
                {
                    foreach (string text in Completed(phrase, form, own))
                    {
                        foreach (string language in Languages(alias))
                            Try(rule.Id, text, language, alias.TargetId, own);
                    }
                }

                if (tried == before)
                    silent.Add($"{rule.Id}: {phrase}");
            }
        }

        // In some there is no name at all, since a longer word of the phrase or its script already keeps it out.
        output.WriteLine($"{tried} places of names in phrases; in these no name stands: {string.Join(", ", silent)}");
        Assert.True(wrong.Count == 0 && tried > 10_000, $"{wrong.Count} of {tried}:\n{string.Join('\n', wrong.Distinct().Take(80))}");
        Assert.True(silent.Count < 60, $"{silent.Count} phrases in which no name stands:\n{string.Join('\n', silent)}");

        void Try(string rule, string text, string language, string target, string form)
        {
            session.Match(Tweet(text, language));
            foreach (ref readonly MatchSession.AliasHit hit in session.Hits)
            {
                if (hit.Pattern < 0 || hit.IsReading || Lexicon.Aliases[hit.Alias].TargetId != target
                    || !Shipped.Matcher.Patterns[hit.Pattern].Folded.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(form)))
                    continue;
                tried++;
                if (!hit.Dropped)
                    wrong.Add($"{rule}: '{text}' ({language}): {target} is {hit.Verdict}");
            }
        }
    }

    [Fact]
    public void Every_rule_and_every_paradigm_is_used()
    {
        HashSet<string> rules = [.. Lexicon.Aliases.SelectMany(a => a.Rules)];
        Assert.Empty(Unused(Lexicon.Words.Rules.Select(r => r.Id), rules));
        HashSet<string> paradigms = [.. Lexicon.Aliases.SelectMany(a => a.Paradigm.Split('+'))];
        Assert.Empty(Unused(Rows("paradigms.tsv").Select(r => r[0]), paradigms));
        HashSet<string> endings = [.. Lexicon.Aliases.Select(a => a.Ending?.Key ?? "")];
        Assert.Empty(Unused(Rows("open_endings.tsv").Select(r => r[0]), endings));
    }

    private static IEnumerable<string> Unused(IEnumerable<string> ids, HashSet<string> used) =>
        ids.Distinct(StringComparer.Ordinal).Where(id => !used.Contains(id));

    /// <summary>
    /// A phrase with the name in its own writing. A star is any ending: the rest of the name, if it is in the name, or none.
    /// </summary>
    private static IEnumerable<string> Completed(string phrase, string form, string folded)
    {
        string[] parts = phrase.Split('*');
        for (int part = 0; part < parts.Length; part++)
        {
            string own = Folding.FoldText(parts[part]);
            string before = string.Concat(parts[..part].Select(Folding.FoldText));
            string after = string.Concat(parts[(part + 1)..].Select(Folding.FoldText));
            before += part > 0 && parts[part].StartsWith(' ') ? " " : "";
            after = part + 1 < parts.Length && parts[part + 1].StartsWith(' ') ? " " + after : after;
            for (int at = 0; at < own.Length; at++)
            {
                if (string.CompareOrdinal(own, at, folded, 0, folded.Length) == 0)
                    yield return before + own[..at] + form + own[(at + folded.Length)..] + after;
                else if (part + 1 < parts.Length && (at == 0 || own[at - 1] == ' ')
                    && folded.StartsWith(own[at..], StringComparison.Ordinal))
                    yield return before + own[..at] + form + after;
            }
        }
    }

    private static MatchSession NewSession()
    {
        MatchSession session = Shipped.Matcher.NewSession();
        session.ReadsEverything = true;
        return session;
    }

    private static IEnumerable<Alias> Names() => Lexicon.Aliases.Where(a => a.Paradigm.Length > 0);

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, "data", "targets", file)).Skip(1).Select(line => line.Split('\t'));

    /// <summary>As a release marks them: nothing for a name of any language, Serbian for the four that are one here.</summary>
    private static string[] Languages(Alias alias) =>
        [.. alias.Language.Split(',').Select(l => l switch { "und" => "", "hbs" => "sr", _ => l })];

    private static TweetText Tweet(string text, string language) =>
        new() { Text = Encoding.UTF8.GetBytes(text), Language = Encoding.UTF8.GetBytes(language) };

    private MentionDecision? Best(string text, string language, string target)
    {
        MentionDecision? best = null;
        foreach (ref readonly Mention mention in session.Match(Tweet(text, language)))
        {
            if (Lexicon.Aliases[mention.Alias].TargetId == target && best != MentionDecision.Tag)
                best = mention.Decision;
        }

        return best;
    }

    private bool Found(string text, string language, string target)
    {
        session.Match(Tweet(text, language));
        return Stands(target, rejected: false);
    }

    /// <summary>Whether a name of the target is in the text matched last.</summary>
    private bool Stands(string target, bool rejected)
    {
        foreach (ref readonly MatchSession.AliasHit hit in session.Hits)
        {
            if (Lexicon.Aliases[hit.Alias].TargetId == target && (!rejected || hit.Dropped))
                return true;
        }

        return false;
    }
}
