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

    private readonly RecentAnswers endings = new();
    private PatternHit[] hits = new PatternHit[64];
    private int count;
    public ReadOnlySpan<PatternHit> Hits => hits.AsSpan(0, count);

    /// <summary>A word begins at <paramref name="at"/>: what begins there, and after each prefix that it may have.</summary>
    private void Start(ReadOnlySpan<byte> folded, int at, CharacterClass k)
    {
        AddAt(at, PatternPrefix.None);
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
                AddAt(from, PatternPrefix.Hebrew);
            }
        }
    }

    /// <summary>(ب|ل|ک|س)?(ال)? at <paramref name="at"/>, after the conjunction <paramref name="before"/>.</summary>
    private void Particles(ReadOnlySpan<byte> folded, int at, PatternPrefix before)
    {
        if (before != PatternPrefix.None)
        {
            AddAt(at, before);
            // A contracted form begins with its own لل and allows و or ف alone before it.
            AddAt(at, PatternPrefix.BeforeContraction);
        }

        PatternPrefix prefix = before == PatternPrefix.ArabicOfNames ? before : PatternPrefix.Arabic;
        Article(folded, at, prefix);
        if (Is(folded, at, 'ک') || Is(folded, at, 'س'))
            prefix = PatternPrefix.ArabicOfNames;
        else if (!Is(folded, at, 'ب') && !Is(folded, at, 'ل'))
            return;
        AddAt(at + 2, prefix);
        Article(folded, at + 2, prefix);
        if (Is(folded, at, 'ل') && Is(folded, at + 2, 'ل'))
            AddAt(at + 4, prefix);
    }

    private void Article(ReadOnlySpan<byte> folded, int at, PatternPrefix prefix)
    {
        if (Is(folded, at, 'ا') && Is(folded, at + 2, 'ل'))
            AddAt(at + 4, prefix);
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

    private bool Ends(ReadOnlySpan<byte> folded, int end, Pattern pattern, out bool isOpen)
    {
        isOpen = false;
        if (WordBounds.Is(folded, end) || pattern.Match == MatchKind.Stem)
            return true;
        if (pattern.Ending is { } ending)
        {
            isOpen = true;
            ReadOnlySpan<byte> rest = folded[end..WordBounds.End(folded, end)];
            return ending.MayBegin(rest)
                && (endings.TryGet(ending, rest, out bool fits) ? fits : endings.Keep(ending, rest, ending.Fits(rest)));
        }

        if (!pattern.PersianSuffixes)
            return false;
        ReadOnlySpan<byte> from = folded[end..];
        return (from.StartsWith("ها"u8) && WordBounds.Is(folded, end + 4))
            || (from.StartsWith("های"u8) && WordBounds.Is(folded, end + 6))
            || (from.StartsWith("هایی"u8) && WordBounds.Is(folded, end + 8))
            || (from.StartsWith("ی"u8) && WordBounds.Is(folded, end + 2))
            || (from.StartsWith("ای"u8) && WordBounds.Is(folded, end + 4))
            || (from.StartsWith("چی"u8) && WordBounds.Is(folded, end + 4));
    }

    /// <summary>Two ways of reading the prefixes may lead to the same place.</summary>
    private bool IsKnown(int pattern, int start)
    {
        // Hits of one word follow each other, and no prefix or sign before it is longer than this.
        const int Widest = 32;
        for (int i = count - 1; i >= 0 && i >= count - 48 && hits[i].Start + Widest >= start; i--)
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
