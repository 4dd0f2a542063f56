using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Tests.Targets;

/// <summary>
/// Where forms are in a folded text, slow and obvious: at each place each form that begins with the same letters is compared, letter by
/// letter, in a string. No index, no vectors, no bytes. Shared with the engine: the table of forms, open endings, classes of characters.
/// </summary>
internal sealed class SlowForms
{
    private readonly TargetMatcher matcher;
    private readonly Dictionary<string, List<(string Form, int Pattern)>> byBeginning = new(StringComparer.Ordinal);

    public SlowForms(TargetMatcher matcher)
    {
        this.matcher = matcher;
        for (int p = 0; p < matcher.Patterns.Length; p++)
        {
            string form = Encoding.UTF8.GetString(matcher.Patterns.TextOf(p));
            string beginning = form.Length > 1 && form[1] is not (' ' or (char)PatternTable.Star) ? form[..2] : form[..1];
            if (!byBeginning.TryGetValue(beginning, out List<(string, int)>? all))
                byBeginning.Add(beginning, all = []);
            all.Add((form, p));
        }
    }

    /// <summary>Each form found, as <c>form 7 at 3 to 8</c>, places in characters.</summary>
    public SortedSet<string> Find(string folded)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (int word = 0; word < folded.Length; word++)
        {
            if (folded[word] <= ' ' || (word > 0 && ReferenceText.IsInside(folded, word)))
                continue;
            // A prefix has at most six letters.
            for (int at = word; at < folded.Length && at <= word + 6 && (at == word || ReferenceText.IsInside(folded, at)); at++)
            {
                foreach ((string form, int p) in Beginning(folded, at))
                {
                    Pattern pattern = matcher.Patterns[p];
                    if (End(folded, at, form) is >= 0 and int end && MayPrecede(folded[word..at], form, pattern)
                        && MayFollow(folded, end, pattern))
                        found.Add(Describe(p, at, end));
                }
            }
        }

        return found;
    }

    /// <summary>What the engine found, in the same words.</summary>
    public static SortedSet<string> Of(MatchSession session)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        ReadOnlySpan<byte> folded = session.Analysis.Folded.Bytes;
        foreach (PatternHit hit in session.Scan.Hits)
        {
            int start = Encoding.UTF8.GetCharCount(folded[..hit.Start]), end = Encoding.UTF8.GetCharCount(folded[..hit.End]);
            found.Add(Describe(hit.Pattern, start, end));
        }

        return found;
    }

    private static string Describe(int pattern, int start, int end) => $"form {pattern} at {start} to {end}";

    private IEnumerable<(string Form, int Pattern)> Beginning(string folded, int at)
    {
        IEnumerable<(string, int)> one = byBeginning.GetValueOrDefault(folded[at..(at + 1)], []);
        return at + 2 <= folded.Length ? one.Concat(byBeginning.GetValueOrDefault(folded[at..(at + 2)], [])) : one;
    }

    /// <summary>Where the form ends that begins at a place, −1 when it does not.</summary>
    private static int End(string folded, int at, string form)
    {
        foreach (char wanted in form)
        {
            if (wanted == (char)PatternTable.Star)
            {
                while (at < folded.Length && at > 0 && ReferenceText.IsInside(folded, at))
                    at++;
            }
            else if (at < folded.Length && folded[at] == wanted)
                at++;
            else if (wanted == ' ' && at < folded.Length && folded[at] is '\'' or '.')
                at += at + 1 < folded.Length && folded[at + 1] == ' ' ? 2 : 1;
            else
                return -1;
        }

        return at;
    }

    private static bool MayPrecede(string before, string form, Pattern pattern)
    {
        if (before.Length == 0)
            return true;
        if (form[0] is >= '\u05C0' and <= '\u05FF')
            return pattern.TakesPrefixes && ReferenceMatcher.HebrewPrefix().IsMatch(before);
        if (form[0] is < '\u0600' or > '\u06FF')
            return false;
        if (pattern.ContractedArticle)
            return before is "و" or "ف";
        bool isTerm = pattern.Role is PatternRole.PositiveTerm or PatternRole.NegativeTerm;
        return before == "و"
            || (pattern.TakesPrefixes && (isTerm ? ReferenceMatcher.TermPrefix() : ReferenceMatcher.ArabicPrefix()).IsMatch(before));
    }

    private static bool MayFollow(string folded, int end, Pattern pattern)
    {
        int after = end;
        while (after < folded.Length && after > 0 && ReferenceText.IsInside(folded, after))
            after++;
        string rest = folded[end..after];
        return rest.Length == 0 || pattern.Match == MatchKind.Stem
            || (pattern.Ending is { } ending ? ending.Fits(Encoding.UTF8.GetBytes(rest))
                : pattern.PersianSuffixes && rest is "ها" or "های" or "هایی" or "ی" or "ای" or "چی");
    }
}
