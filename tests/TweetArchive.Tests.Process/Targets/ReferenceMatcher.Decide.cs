using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Tests.Targets;

// Which hits become mentions, and what is decided (matching.md §5).
internal sealed partial class ReferenceMatcher
{
    private static SortedSet<string> Decide(string text, string language, List<ReferenceEntity> entities, List<Hit> hits, List<Found> found)
    {
        int code = LanguageCode.Of(language);
        if (code == 0)
            code = LanguageCode.Of(LanguageOfLetters(text));
        bool allCaps = IsAllCaps(text, entities);
        var told = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<(Alias, MentionField)>();
        foreach (Hit hit in hits)
        {
            if (hit.Blocked || hit.Contained || !IsBestSpelling(hit, hits, code) || !seen.Add((hit.Alias, hit.Field)))
                continue;
            (string decision, string rule) = Judge(hit, code, allCaps, hits, found);
            int start = hit.InText ? text[..hit.Start].EnumerateRunes().Count() : -1;
            told.Add($"{hit.Alias.Index} {hit.Field} {decision} {rule} {start} {hit.Matched}");
        }

        return told;
    }

    private static bool IsBestSpelling(Hit hit, List<Hit> hits, int language)
    {
        int Rank(Hit h) => (h.Matched == h.Alias.Text ? 2 : 0) + (language != 0 && LanguageCode.Of(h.Alias.Language) == language ? 1 : 0);
        return !hits.Exists(other => other.Alias != hit.Alias && !other.Blocked && !other.Contained && other.Field == hit.Field
            && other.InText == hit.InText && other.Start == hit.Start && other.End == hit.End && other.Alias.TargetId == hit.Alias.TargetId
            && other.Alias.Match == hit.Alias.Match && other.Alias.Kind == hit.Alias.Kind
            && (Rank(other) > Rank(hit) || (Rank(other) == Rank(hit) && other.Alias.Index < hit.Alias.Index)));
    }

    private static (string Decision, string Rule) Judge(Hit hit, int language, bool allCaps, List<Hit> hits, List<Found> found)
    {
        Alias alias = hit.Alias;
        (bool positive, bool negative) = Context(hit, hits, found);
        (string, string) High(string rule) => negative ? ("candidate", rule + "_negative_context")
            : positive ? ("tag", rule + "_positive_context") : ("candidate", rule + "_no_context");

        if (allCaps && alias.Match == MatchKind.CaseSensitiveAcronym && alias.Text.Length <= 3)
            return High("all_caps");
        if (alias.Ambiguity == Ambiguity.Low)
            return ("tag", hit.Leading ? "leading_mention" : "low_ambiguity");
        if (alias.Ambiguity == Ambiguity.High)
            return High("high");
        if (alias.Match == MatchKind.Domain)
            return ("tag", "domain_affiliation");
        int own = LanguageCode.Of(alias.Language);
        bool oneWord = !Folding.FoldText(alias.Text).Contains(' ');
        if (alias.Match is MatchKind.Token or MatchKind.TokenStrict or MatchKind.Stem && oneWord && own != 0 && language != 0
            && own != language)
            return High("language_gate");
        return positive ? ("tag", "medium_positive_context") : negative ? ("candidate", "medium_negative_context")
            : ("tag", "medium_default");
    }

    private static (bool Positive, bool Negative) Context(Hit hit, List<Hit> hits, List<Found> found)
    {
        string own = Folding.FoldText(hit.Alias.Text);
        var terms =
            found.Where(
                f => f.Form.Term is { } term && term.ContextId == hit.Alias.ContextId && term.Role != ContextRole.Block
                    && f.Form.Text != own
            && !hits.Exists(h => h.Alias == hit.Alias && h.IsWords && h.InText == f.InText && h.Start <= f.Start && f.End <= h.End))
            .ToList();
        return (terms.Exists(f => f.Form.Term!.Role == ContextRole.Positive), terms.Exists(f => f.Form.Term!.Role == ContextRole.Negative));
    }

    /// <summary>At least 12 ASCII letters outside of links and handles, over 80% of them capitals.</summary>
    private static bool IsAllCaps(string text, List<ReferenceEntity> entities)
    {
        var letters = new StringBuilder();
        for (int i = 0; i < text.Length;)
        {
            ReferenceEntity? inside = entities.Find(e => e.Start <= i && i < e.End);
            int end = entities.Where(e => e.Start > i).Select(e => e.Start).DefaultIfEmpty(text.Length).Min();
            (int c, int length) = ReferenceText.Next(text, i, inside?.End ?? end, html: inside is null);
            if (inside is null or { IsHashtag: true } && char.IsAscii((char)Math.Min(c, 0xFFFF)) && char.IsAsciiLetter((char)c))
                letters.Append((char)c);
            i += length;
        }

        return letters.Length >= 12 && letters.ToString().Count(char.IsAsciiLetterUpper) > 0.8 * letters.Length;
    }

    private static string LanguageOfLetters(string text)
    {
        bool Any(string letters) => text.AsSpan().ContainsAny(letters);
        if (Any("ہےٹڈں"))
            return "ur";
        if (Any("پچژگ"))
            return "fa";
        if (Any("ةأإ"))
            return Any("یک") ? "" : "ar";
        return Any("یک") && !Any("يك") ? "fa" : "";
    }
}
