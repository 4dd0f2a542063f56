using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>A pattern found in the folded text.</summary>
internal struct PatternHit
{
    public int Pattern;
    public int Start;
    public int End;
}

/// <summary>Finds every pattern in folded text, with the boundaries and affixes of matching.md §3.</summary>
internal sealed class PatternScan(TargetMatcher matcher)
{
    /// <summary>
    /// Places in one tweet that are looked at. Rules compare places with each other, so a text made of nothing but names would cost their
    /// square; no tweet that Twitter takes has room for so many.
    /// </summary>
    public const int MostHits = 2048;

    private PatternHit[] hits = new PatternHit[64];
    private int count;

    public ReadOnlySpan<PatternHit> Hits => hits.AsSpan(0, count);

    /// <summary>Arabic: و ب ل ال, which context terms take too; ArabicOfNames: with one of ف ک س, which only names take.</summary>
    private enum Prefix : byte { None, Arabic, ArabicOfNames, BeforeContraction, Hebrew }

    public void Run(ReadOnlySpan<byte> folded)
    {
        count = 0;
        bool afterWord = false;
        for (int i = 0; i < folded.Length;)
        {
            byte b = folded[i];
            CharacterClass k;
            int size = 1;
            if (b < 0x80)
                k = CharacterTables.Class[b];
            else if (b < 0xE0)
            {
                // Folded text is valid.
                k = CharacterTables.Class[((b & 0x1F) << 6) | (folded[i + 1] & 0x3F)];
                size = 2;
            }
            else
                k = CharacterTables.ClassOf(CodePoints.Decode(folded, i, out size));
            bool word = (k & CharacterClass.Word) != 0;
            if (!afterWord && b > ' ')
                Start(folded, i, k);
            afterWord = word;
            i += size;
        }
    }

    /// <summary>A word begins at <paramref name="at"/>: walk from it, and from behind each prefix that it may have.</summary>
    private void Start(ReadOnlySpan<byte> folded, int at, CharacterClass k)
    {
        Walk(folded, at, Prefix.None);
        if ((k & CharacterClass.Arabic) != 0)
        {
            // (و|ف)?(ب|ل|ک|س)?(ال)? — every letter has two bytes. لل is ل before the article with its alef dropped.
            Particles(folded, at, Prefix.None);
            if (Is(folded, at, 'و'))
                Particles(folded, at + 2, Prefix.Arabic);
            else if (Is(folded, at, 'ف'))
                Particles(folded, at + 2, Prefix.ArabicOfNames);
        }
        else if ((k & CharacterClass.Hebrew) != 0 && IsHebrewParticle(folded, at))
        {
            Walk(folded, at + 2, Prefix.Hebrew);
            if (IsHebrewParticle(folded, at + 2))
                Walk(folded, at + 4, Prefix.Hebrew);
        }
    }

    /// <summary>(ب|ل|ک|س)?(ال)? at <paramref name="at"/>, behind the conjunction <paramref name="before"/>.</summary>
    private void Particles(ReadOnlySpan<byte> folded, int at, Prefix before)
    {
        Prefix prefix = before == Prefix.None ? Prefix.Arabic : before;
        if (before != Prefix.None)
        {
            Walk(folded, at, prefix);
            // A contracted form begins with its own لل and allows و or ف alone before it.
            Walk(folded, at, Prefix.BeforeContraction);
        }

        Article(folded, at, prefix);
        if (Is(folded, at, 'ک') || Is(folded, at, 'س'))
            prefix = Prefix.ArabicOfNames;
        else if (!Is(folded, at, 'ب') && !Is(folded, at, 'ل'))
            return;
        Walk(folded, at + 2, prefix);
        Article(folded, at + 2, prefix);
        if (Is(folded, at, 'ل') && Is(folded, at + 2, 'ل'))
            Walk(folded, at + 4, prefix);
    }

    private void Article(ReadOnlySpan<byte> folded, int at, Prefix prefix)
    {
        if (Is(folded, at, 'ا') && Is(folded, at + 2, 'ل'))
            Walk(folded, at + 4, prefix);
    }

    private void Walk(ReadOnlySpan<byte> folded, int at, Prefix prefix)
    {
        PatternTrie trie = matcher.Trie;
        if (at >= folded.Length || !trie.MayBegin(folded, at))
            return;
        int node = 0;
        for (int i = at; i < folded.Length; i++)
        {
            node = trie.Child(node, folded[i]);
            if (node == 0)
                return;
            for (int p = trie.First(node); p >= 0; p = trie.Next(p))
            {
                Pattern pattern = matcher.Patterns[p];
                if (Fits(prefix, pattern, folded[at]) && Ends(folded, i + 1, pattern) && !IsKnown(p, at))
                    Add(p, at, i + 1);
            }
        }
    }

    private static bool Fits(Prefix prefix, Pattern pattern, byte first) => prefix switch
    {
        Prefix.None => true,
        Prefix.BeforeContraction => pattern.ContractedArticle,
        Prefix.Arabic => first is >= 0xD8 and <= 0xDB && !pattern.ContractedArticle,
        Prefix.ArabicOfNames => first is >= 0xD8 and <= 0xDB && !pattern.ContractedArticle && pattern.Role is PatternRole.Alias or PatternRole.Block,
        _ => first is 0xD7,
    };

    private static bool Ends(ReadOnlySpan<byte> folded, int end, Pattern pattern)
    {
        if (IsBoundary(folded, end) || pattern.Match == MatchKind.Stem)
            return true;
        if (!pattern.PersianSuffixes)
            return false;
        ReadOnlySpan<byte> rest = folded[end..];
        return (rest.StartsWith("ها"u8) && IsBoundary(folded, end + 4))
            || (rest.StartsWith("های"u8) && IsBoundary(folded, end + 6))
            || (rest.StartsWith("هایی"u8) && IsBoundary(folded, end + 8))
            || (rest.StartsWith("ی"u8) && IsBoundary(folded, end + 2))
            || (rest.StartsWith("ای"u8) && IsBoundary(folded, end + 4))
            || (rest.StartsWith("چی"u8) && IsBoundary(folded, end + 4));
    }

    private static bool IsBoundary(ReadOnlySpan<byte> folded, int at)
    {
        if (at >= folded.Length)
            return true;
        int c = folded[at] < 0x80 ? folded[at] : CodePoints.Decode(folded, at, out _);
        return (CharacterTables.ClassOf(c) & CharacterClass.Word) == 0;
    }

    /// <summary>Two ways of reading the prefixes may lead to the same place.</summary>
    private bool IsKnown(int pattern, int start)
    {
        for (int i = count - 1; i >= 0 && i >= count - 32; i--)
        {
            if (hits[i].Pattern == pattern && hits[i].Start == start)
                return true;
        }

        return false;
    }

    private void Add(int pattern, int start, int end)
    {
        if (count == MostHits)
            return;
        if (count == hits.Length)
            Array.Resize(ref hits, 2 * count);
        hits[count++] = new PatternHit { Pattern = pattern, Start = start, End = end };
    }

    private static bool Is(ReadOnlySpan<byte> folded, int at, char letter)
        => at + 1 < folded.Length && folded[at] == (0xC0 | (letter >> 6)) && folded[at + 1] == (0x80 | (letter & 0x3F));

    private static bool IsHebrewParticle(ReadOnlySpan<byte> folded, int at)
        => Is(folded, at, 'ו') || Is(folded, at, 'ב') || Is(folded, at, 'ל') || Is(folded, at, 'מ') || Is(folded, at, 'ה') || Is(folded, at, 'ש') || Is(folded, at, 'כ');
}
