using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>A pattern found in the folded text: bytes [Start, End), which an open ending may follow and prefixes precede.</summary>
internal struct PatternHit
{
    public int Pattern;
    public int Start;
    public int End;

    /// <summary>Found after a prefix: و of any language, or one that only Arabic or Hebrew has.</summary>
    public PatternPrefix Prefix;

    /// <summary>Letters of an open ending follow.</summary>
    public bool IsOpen;
}

/// <summary>Arabic: و ب ل ال, which context terms take too; ArabicOfNames: with one of ف ک س, which only names take.</summary>
internal enum PatternPrefix : byte { None, Conjunction, Arabic, ArabicOfNames, BeforeContraction, Hebrew }

/// <summary>
/// Finds patterns in folded text, with the boundaries, affixes and endings of docs/matching.md: names first, by their index; in texts that
/// have one, everything else.
/// </summary>
internal sealed partial class PatternScan(TargetMatcher matcher)
{
    /// <summary>
    /// Places in one tweet that are looked at. Rules compare places with each other, so a text made of nothing but names would cost their
    /// square; no tweet that Twitter takes has room for so many.
    /// </summary>
    public const int MostHits = 2048;

    private PatternHit[] hits = new PatternHit[64];
    private int count;
    private bool isNames;

    // How far the text was looked at for what is no name.
    private int othersTo;

    public ReadOnlySpan<PatternHit> Hits => hits.AsSpan(0, count);

    /// <summary>Adds what is no name: context, phrases and words of rules, longer words.</summary>
    public void AddOthers(ReadOnlySpan<byte> folded)
    {
        isNames = false;
        CharacterClass before = CharacterClass.None;
        int from = othersTo;
        othersTo = folded.Length;
        for (int i = from; i < folded.Length;)
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
            if (b > ' ' && ((before & CharacterClass.Word) == 0 || WordBounds.IsBetween(before, k)))
                Start(folded, i, k);
            before = k;
            i += size;
        }
    }

    /// <summary>A word begins at <paramref name="at"/>: walk from it, and from behind each prefix that it may have.</summary>
    private void Start(ReadOnlySpan<byte> folded, int at, CharacterClass k)
    {
        Walk(folded, at, PatternPrefix.None);
        if ((k & CharacterClass.Arabic) != 0)
        {
            // (و|ف)?(ب|ل|ک|س)?(ال)? — every letter has two bytes. لل is ل before the article with its alef dropped.
            Particles(folded, at, PatternPrefix.None);
            if (Is(folded, at, 'و'))
                Particles(folded, at + 2, PatternPrefix.Conjunction);
            else if (Is(folded, at, 'ف'))
                Particles(folded, at + 2, PatternPrefix.ArabicOfNames);
        }
        else if ((k & CharacterClass.Hebrew) != 0)
        {
            for (int n = 1, from = at; n <= 3 && IsHebrewParticle(folded, from); n++)
            {
                from += 2;
                Walk(folded, from, PatternPrefix.Hebrew);
            }
        }
    }

    /// <summary>(ب|ل|ک|س)?(ال)? at <paramref name="at"/>, behind the conjunction <paramref name="before"/>.</summary>
    private void Particles(ReadOnlySpan<byte> folded, int at, PatternPrefix before)
    {
        if (before != PatternPrefix.None)
        {
            Walk(folded, at, before);
            // A contracted form begins with its own لل and allows و or ف alone before it.
            Walk(folded, at, PatternPrefix.BeforeContraction);
        }

        PatternPrefix prefix = before == PatternPrefix.ArabicOfNames ? before : PatternPrefix.Arabic;
        Article(folded, at, prefix);
        if (Is(folded, at, 'ک') || Is(folded, at, 'س'))
            prefix = PatternPrefix.ArabicOfNames;
        else if (!Is(folded, at, 'ب') && !Is(folded, at, 'ل'))
            return;
        Walk(folded, at + 2, prefix);
        Article(folded, at + 2, prefix);
        if (Is(folded, at, 'ل') && Is(folded, at + 2, 'ل'))
            Walk(folded, at + 4, prefix);
    }

    private void Article(ReadOnlySpan<byte> folded, int at, PatternPrefix prefix)
    {
        if (Is(folded, at, 'ا') && Is(folded, at + 2, 'ل'))
            Walk(folded, at + 4, prefix);
    }

    private void Walk(ReadOnlySpan<byte> folded, int at, PatternPrefix prefix)
    {
        if (at >= folded.Length)
            return;
        if (isNames)
            AddNamesAt(at, prefix);
        else if (matcher.Trie.MayBegin(folded, at))
            WalkFrom(folded, at, at, 0, prefix);
    }

    private void WalkFrom(ReadOnlySpan<byte> folded, int at, int i, int node, PatternPrefix prefix)
    {
        PatternTrie trie = matcher.Trie;
        while (true)
        {
            if (trie.HasStar(node))
            {
                int end = WordBounds.End(folded, i);
                int beyond = trie.Child(node, PatternTrie.Star);
                AddAll(folded, at, end, beyond, prefix);
                if (end < folded.Length)
                    WalkFrom(folded, at, end, beyond, prefix);
            }

            if (i >= folded.Length)
                return;
            byte b = folded[i++];
            if (b is (byte)'\'' or (byte)'.' && trie.Child(node, (byte)' ') is > 0 and int space)
            {
                // Words of a name may be parted by an apostrophe or a dot as well: EE. UU., Baha'i.
                WalkFrom(folded, at, i < folded.Length && folded[i] == ' ' ? i + 1 : i, space, prefix);
            }

            int next = trie.Child(node, b);
            if (next == 0)
                return;
            node = next;
            AddAll(folded, at, i, node, prefix);
        }
    }

    private void AddAll(ReadOnlySpan<byte> folded, int at, int end, int node, PatternPrefix prefix)
    {
        for (int p = matcher.Trie.First(node); p >= 0; p = matcher.Trie.Next(p))
            AddIfFits(folded, at, end, p, prefix);
    }

    private void AddIfFits(ReadOnlySpan<byte> folded, int at, int end, int number, PatternPrefix prefix)
    {
        Pattern pattern = matcher.Patterns[number];
        if (Fits(prefix, pattern, folded[at]) && Ends(folded, end, pattern, out bool isOpen) && !IsKnown(number, at))
            Add(number, at, end, prefix, isOpen);
    }

    private static bool Fits(PatternPrefix prefix, Pattern pattern, byte first) => prefix switch
    {
        PatternPrefix.None => true,
        PatternPrefix.BeforeContraction => pattern.ContractedArticle,
        PatternPrefix.Conjunction => first is >= 0xD8 and <= 0xDB && !pattern.ContractedArticle,
        PatternPrefix.Arabic => first is >= 0xD8 and <= 0xDB && !pattern.ContractedArticle && pattern.TakesPrefixes,
        PatternPrefix.ArabicOfNames => first is >= 0xD8 and <= 0xDB && !pattern.ContractedArticle && pattern.TakesPrefixes
            && pattern.Role is not (PatternRole.PositiveTerm or PatternRole.NegativeTerm),
        _ => first is 0xD7 && pattern.TakesPrefixes,
    };

    private static bool Ends(ReadOnlySpan<byte> folded, int end, Pattern pattern, out bool isOpen)
    {
        isOpen = false;
        if (WordBounds.Is(folded, end) || pattern.Match == MatchKind.Stem)
            return true;
        if (pattern.Ending is { } ending)
        {
            isOpen = true;
            return ending.Fits(folded[end..WordBounds.End(folded, end)]);
        }

        if (!pattern.PersianSuffixes)
            return false;
        ReadOnlySpan<byte> rest = folded[end..];
        return (rest.StartsWith("ها"u8) && WordBounds.Is(folded, end + 4))
            || (rest.StartsWith("های"u8) && WordBounds.Is(folded, end + 6))
            || (rest.StartsWith("هایی"u8) && WordBounds.Is(folded, end + 8))
            || (rest.StartsWith("ی"u8) && WordBounds.Is(folded, end + 2))
            || (rest.StartsWith("ای"u8) && WordBounds.Is(folded, end + 4))
            || (rest.StartsWith("چی"u8) && WordBounds.Is(folded, end + 4));
    }

    /// <summary>Two ways of reading the prefixes may lead to the same place.</summary>
    private bool IsKnown(int pattern, int start)
    {
        for (int i = count - 1; i >= 0 && i >= count - 48; i--)
        {
            if (hits[i].Pattern == pattern && hits[i].Start == start)
                return true;
        }

        return false;
    }

    private void Add(int pattern, int start, int end, PatternPrefix prefix, bool isOpen)
    {
        if (count == MostHits)
            return;
        if (count == hits.Length)
            Array.Resize(ref hits, 2 * count);
        hits[count++] = new PatternHit { Pattern = pattern, Start = start, End = end, Prefix = prefix, IsOpen = isOpen };
    }

    private static bool Is(ReadOnlySpan<byte> folded, int at, char letter)
        => at + 1 < folded.Length && folded[at] == (0xC0 | (letter >> 6)) && folded[at + 1] == (0x80 | (letter & 0x3F));

    private static bool IsHebrewParticle(ReadOnlySpan<byte> folded, int at)
        => Is(folded, at, 'ו') || Is(folded, at, 'ב') || Is(folded, at, 'ל') || Is(folded, at, 'מ') || Is(folded, at, 'ה')
            || Is(folded, at, 'ש') || Is(folded, at, 'כ');
}
