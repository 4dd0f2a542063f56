using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Scripts without spaces: longer words that hold a name, and names that go across two words.
public sealed partial class MatchSession
{
    /// <summary>Characters before and after a name that may make a word with its first or last ones.</summary>
    private const int LongestPart = 3;

    /// <summary>Characters of a given name before a middle dot.</summary>
    private const int LongestGivenName = 8;

    private bool IsUnspaced(in AliasHit hit) => (WordBounds.ClassAt(Folded, hit.FoldedStart) & CharacterClass.Unspaced) != 0;

    /// <summary>In scripts without spaces a word may begin before the name and end after it.</summary>
    private bool IsCoveredUnspaced(in AliasHit hit, PatternRole role, int rule)
    {
        foreach (ref readonly PatternHit phrase in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[phrase.Pattern];
            if (pattern.Role == role && pattern.Rule == rule && IsOfText(pattern) && phrase.Start < hit.FoldedEnd
                && phrase.End > hit.FoldedStart
                && phrase.End - phrase.Start > hit.FoldedEnd - hit.FoldedStart)
                return true;
        }

        return false;
    }

    /// <summary>In scripts without spaces: whether one word ends and the next begins inside the name, as in 書法|國際.</summary>
    private bool IsAcrossWords(in AliasHit hit)
    {
        if (!IsUnspaced(hit))
            return false;
        for (int cut = NextCharacter(hit.FoldedStart); cut < hit.FoldedEnd; cut = NextCharacter(cut))
        {
            if ((EndsWordBefore(hit.FoldedStart, cut) || Matcher.Words.IsIn("unspaced_alone", Folded[hit.FoldedStart..cut]))
                && BeginsWordAfter(cut, hit.FoldedEnd))
                return true;
        }

        return false;
    }

    /// <summary>A family name after another given name, parted by the middle dot of Chinese and Japanese: 托尼·库什纳.</summary>
    private bool IsAfterMiddleDot(in AliasHit hit, Alias alias)
    {
        ReadOnlySpan<byte> folded = Folded;
        int dot = folded[..hit.FoldedStart].EndsWith("・"u8) ? 3 : folded[..hit.FoldedStart].EndsWith("·"u8) ? 2 : 0;
        if (dot == 0 || !alias.IsPerson || !IsUnspaced(hit))
            return false;
        int end = hit.FoldedStart - dot, from = end, target = Matcher.TargetOf[hit.Alias];
        for (int n = 0; n < LongestGivenName && from > 0 && (WordBounds.ClassBefore(folded, from) & CharacterClass.Word) != 0; n++)
        {
            do
                from--;
            while (from > 0 && (folded[from] & 0xC0) == 0x80);
            if (Matcher.IsOwnWord(target, folded[from..end]))
                return false;
        }

        return from < end && !IsName(from, end) && !IsName(WordBounds.Start(folded, end), end);
    }

    private bool EndsWordBefore(int start, int cut)
    {
        ReadOnlySpan<byte> folded = Folded;
        for (int n = 0; n < LongestPart && start > 0; n++)
        {
            do
                start--;
            while (start > 0 && (folded[start] & 0xC0) == 0x80);
            if (Matcher.Words.IsIn("unspaced_end", folded[start..cut]))
                return true;
        }

        return false;
    }

    private bool BeginsWordAfter(int cut, int end)
    {
        ReadOnlySpan<byte> folded = Folded;
        for (int n = 0; n < LongestPart && end < folded.Length; n++)
        {
            end = NextCharacter(end);
            if (Matcher.Words.IsIn("unspaced_begin", folded[cut..end]))
                return true;
        }

        return false;
    }

    private int NextCharacter(int at)
    {
        ReadOnlySpan<byte> folded = Folded;
        do
            at++;
        while (at < folded.Length && (folded[at] & 0xC0) == 0x80);
        return at;
    }
}
