using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

internal enum PatternRole : byte
{
    Alias,
    PositiveTerm,
    NegativeTerm,
    Block,

    /// <summary>A phrase of a rule: what it covers is not a name.</summary>
    Phrase,

    /// <summary>A word of a rule that may be anywhere in the text.</summary>
    TextWord,

    /// <summary>A word of sport or stage.</summary>
    StageWord,

    /// <summary>A thing that is called after a nation: wheel, roulette, bulldog.</summary>
    ThingWord,

    /// <summary>Food and drink, which is called after a few nations (Russian salad) and only comes from the others.</summary>
    DishWord,

    /// <summary>A longer word of a script without spaces: a name inside it is not a name.</summary>
    LongerWord,
}

/// <summary>
/// One folded form with all that the rules ask of it: of an alias (which may have several), a context term, a phrase. Immutable; made by
/// <see cref="PatternTable"/>.
/// </summary>
internal sealed class Pattern
{
    public required PatternRole Role { get; init; }

    public required byte[] Folded { get; init; }

    /// <summary>
    /// Indexes into <see cref="Lexicon.Aliases"/>: the spelling, or the names of one target that have this form, in whatever language.
    /// Empty for context terms.
    /// </summary>
    public int[] Aliases { get; init; } = [];

    /// <summary>Index into <see cref="LexiconWords.Rules"/> of a phrase or word of a rule, −1 for others.</summary>
    public int Rule { get; init; } = -1;

    /// <summary>The language codes of its names, or of a longer word; empty when it is of any language.</summary>
    public int[] Languages { get; init; } = [];

    /// <summary>The ways in which Latin letters of a name are written, with their marks.</summary>
    public string[] Spelled { get; init; } = [];

    /// <summary>A name as its row has it, not declined.</summary>
    public bool IsCitation { get; init; }

    public bool IsAcronym => Exact.Length > 0;

    /// <summary>The rules that hold for this form: those of every name of the target that folds to it.</summary>
    public int[] SenseRules { get; init; } = [];

    /// <summary>Index into <see cref="Lexicon.ContextTerms"/>, −1 for aliases.</summary>
    public int Term { get; init; } = -1;

    /// <summary>The context's number, −1 for aliases.</summary>
    public int Context { get; init; } = -1;

    public MatchKind Match { get; init; } = MatchKind.TokenStrict;

    /// <summary>What may follow; null when nothing may.</summary>
    public EndingPattern? Ending { get; init; }

    /// <summary>Whether prefixes of Arabic or Hebrew may precede it, besides و.</summary>
    public bool TakesPrefixes { get; init; } = true;

    /// <summary>An acronym of four letters and more, which running English may write in small letters.</summary>
    public bool MayBeSmall { get; init; }

    /// <summary>Persian plural, yeh and agent endings may follow.</summary>
    public bool PersianSuffixes { get; init; }

    /// <summary>The form with the contracted Arabic article: السعودية after ل is written للسعودية.</summary>
    public bool ContractedArticle { get; init; }

    /// <summary>For cs_acronym: the code points, case preserved, that the original must have.</summary>
    public int[] Exact { get; init; } = [];

    /// <summary>The dotted form of an acronym: dots are skipped when the case is checked.</summary>
    public bool Dotted { get; init; }

    /// <summary>The number of its folded text: equal numbers mean equal text.</summary>
    public int Node { get; init; }

    /// <summary>The case-preserved key of an acronym: compatibility forms resolved, letters decomposed, nothing else folded.</summary>
    public static int[] CaseKey(string text)
    {
        var key = new List<int>();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < bytes.Length;)
        {
            int c = CodePoints.Decode(bytes, i, out int length);
            i += length;
            Decompose(CharacterTables.Compatible(c), key);
        }

        return [.. key];
    }

    /// <summary>Whether the released bytes have the acronym's letters in the acronym's case.</summary>
    public bool HasExactCase(ReadOnlySpan<byte> original)
    {
        Span<int> parts = stackalloc int[4];
        int at = 0;
        for (int i = 0; i < original.Length;)
        {
            int c = CodePoints.DecodeHtml(original, i, out int length);
            i += length;
            ushort fold = c < 0x10000 ? CharacterTables.Fold[c] : (ushort)0;
            if (fold is CharacterTables.Delete or CharacterTables.Zwnj || (Dotted && c == '.'))
                continue;
            int n = Decompose(CharacterTables.Compatible(c), parts);
            for (int k = n - 1; k >= 0; k--)
            {
                if (at == Exact.Length || Exact[at++] != parts[k])
                    return false;
            }
        }

        return at == Exact.Length;
    }

    /// <summary>
    /// Whether the text has marks that no spelling of the name has: Inđija is not India, nor Șiria Syria. Marks may be missing.
    /// </summary>
    public bool HasOtherMarks(ReadOnlySpan<byte> original)
    {
        if (Spelled.Length == 0 || Ascii.IsValid(original))
            return false;
        foreach (string spelled in Spelled)
        {
            if (IsSpelled(original, spelled))
                return false;
        }

        return true;
    }

    private static bool IsSpelled(ReadOnlySpan<byte> original, string spelled)
    {
        int at = 0;
        for (int i = 0; i < original.Length && at < spelled.Length; at++)
        {
            int c = CharacterTables.Compatible(CodePoints.Decode(original, i, out int size));
            i += size;
            // A letter and its mark as two characters, or something that is not a letter: not compared.
            if (c > 0xFFFF || (CharacterTables.Class[c] & CharacterClass.Latin) == 0)
                return true;
            char own = spelled[at];
            if (c > 0x7F && char.ToLowerInvariant((char)c) != char.ToLowerInvariant(own) && Folding.FoldOne(c) != 'i')
                return false;
        }

        return true;
    }

    private static void Decompose(int c, List<int> key)
    {
        Span<int> parts = stackalloc int[4];
        for (int k = Decompose(c, parts) - 1; k >= 0; k--)
            key.Add(parts[k]);
    }

    /// <summary>The parts in reverse: marks first, the base letter last.</summary>
    private static int Decompose(int c, Span<int> parts)
    {
        int n = 0;
        while (n < 3 && CharacterTables.TryDecompose(c, out char first, out char mark))
        {
            parts[n++] = mark;
            c = first;
        }

        parts[n++] = c;
        return n;
    }
}
