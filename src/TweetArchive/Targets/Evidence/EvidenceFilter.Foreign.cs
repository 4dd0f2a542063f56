using System.Buffers;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Evidence;

// Short names of scripts beyond Latin: their codes are too few and too much alike, so their letters are looked up as they are, in the
// texts that have such letters at all.
internal sealed partial class EvidenceFilter
{
    private const int LettersLookedUp = 4;
    /// <summary>
    /// Letters of prefixes, the article's among them: from the beginning of a word on, a name may begin after any run of them.
    /// </summary>
    private const string PrefixLetters = "وفبلکساובלמהשכ";

    private static readonly byte[] flagLead = [0xF0, 0x9F, 0x87];

    // A bit for the hash of names of two, of three and of four letters.
    private readonly ulong[] foreignPairs = new ulong[1 << 10];
    private readonly ulong[] foreignTriples = new ulong[1 << 12];
    private readonly ulong[] foreignQuads = new ulong[1 << 12];

    // The same for names that no letter may follow.
    private readonly ulong[] closedPairs = new ulong[1 << 10];
    private readonly ulong[] closedTriples = new ulong[1 << 12];
    private readonly ulong[] closedQuads = new ulong[1 << 12];
    private readonly HashSet<byte> foreignLeadList = [];
    private readonly SearchValues<byte> foreignLeads;
    private readonly bool hasFlags;

    private void AddForeign(string folded, bool goesOn)
    {
        goesOn |= folded.Count(IsForeignLetter) > LettersLookedUp || !folded.All(IsForeignLetter);
        char[] letters = [.. folded.Where(IsForeignLetter).Take(LettersLookedUp).Select(c => (char)WithoutMark(c))];
        if (letters.Length < 2)
        {
            needsEveryText = true;
            return;
        }

        // Every letter that folds to the first one may begin the name; the lead bytes of its script's block are near enough.
        foreach (char letter in letters)
        {
            byte lead = Encoding.UTF8.GetBytes([letter])[0];
            foreignLeadList.Add(lead);
            if (lead is >= 0xD8 and <= 0xDB)
                foreignLeadList.UnionWith([0xD8, 0xD9, 0xDA, 0xDB]);
            if (lead is >= 0xD0 and <= 0xD3)
                foreignLeadList.UnionWith([0xD0, 0xD1, 0xD2, 0xD3]);
            if (lead is 0xCD or 0xCE or 0xCF)
                foreignLeadList.UnionWith([0xCD, 0xCE, 0xCF, 0xE1]);
        }

        if (letters.Length == 2)
            Set(goesOn ? foreignPairs : closedPairs, Pair(letters[0], letters[1]));
        else if (letters.Length == 3)
            Set(goesOn ? foreignTriples : closedTriples, Triple(letters[0], letters[1], letters[2]));
        else
            Set(goesOn ? foreignQuads : closedQuads, Quad(letters[0], letters[1], letters[2], letters[3]));
    }

    /// <summary>
    /// Whether the first letters of a short name are in the text. Between spaces a letter before them that is no prefix speaks
    /// against it; in hashtags nothing does.
    /// </summary>
    private bool HasForeignName(ReadOnlySpan<byte> text, bool html)
    {
        if (foreignLeadList.Count == 0)
            return false;
        bool anywhere = !html;
        int zeroth = 0, first = 0, second = 0;

        // A name that may not go on was read; what comes next must end it.
        bool mayEnd = false;
        bool zerothBegins = false, firstBegins = false, secondBegins = false, begins = true;
        for (int i = 0; i < text.Length;)
        {
            int size = 1;
            int c = text[i];
            if (c >= 0x80 || (html && c == '&'))
                c = html ? CodePoints.DecodeHtml(text, i, out size) : CodePoints.Decode(text, i, out size);
            i += size;
            if (html)
                anywhere = c is '#' or 0xFF03 || (anywhere && (c >= 0x80 || c == '_' || char.IsAsciiLetterOrDigit((char)c)));
            int folded = c < 0x10000 ? CharacterTables.Fold[c] : Folding.FoldOne(c);
            if (folded is >= CharacterTables.FirstExpansion and <= 0xF8FF)
                return true;
            if (folded > 0xFFFF || !IsForeignLetter((char)folded))
            {
                if (mayEnd)
                    return true;
                begins = begins || folded is not (CharacterTables.Delete or CharacterTables.LatinMark);
                continue;
            }

            folded = WithoutMark(folded);
            CharacterClass k = CharacterTables.Class[c < 0x10000 ? c : 0];
            begins |= anywhere || (k & (CharacterClass.Unspaced | CharacterClass.Upper)) != 0;
            if (mayEnd && (k & CharacterClass.Unspaced) != 0)
                return true;
            if (secondBegins && IsSet(foreignPairs, Pair(second, folded)))
                return true;
            if (firstBegins && IsSet(foreignTriples, Triple(first, second, folded)))
                return true;
            if (zerothBegins && IsSet(foreignQuads, Quad(zeroth, first, second, folded)))
                return true;
            mayEnd = (secondBegins && IsSet(closedPairs, Pair(second, folded)))
                || (firstBegins && IsSet(closedTriples, Triple(first, second, folded)))
                || (zerothBegins && IsSet(closedQuads, Quad(zeroth, first, second, folded)));
            if (mayEnd && (anywhere || (k & (CharacterClass.Unspaced | CharacterClass.Mark)) != 0))
                return true;
            (zeroth, first, second) = (first, second, folded);
            (zerothBegins, firstBegins, secondBegins) = (firstBegins, secondBegins, begins);
            begins = (k & CharacterClass.Unspaced) != 0 || (begins && PrefixLetters.Contains((char)folded));
        }

        return mayEnd;
    }

    /// <summary>Letters and marks that folding keeps, outside Latin.</summary>
    private static bool IsForeignLetter(char c) =>
        c >= 0x370 && (CharacterTables.Class[c] & (CharacterClass.Letter | CharacterClass.Mark)) != 0;

    /// <summary>й may come as и and a mark.</summary>
    private static int WithoutMark(int c)
    {
        while (CharacterTables.TryDecompose(c, out char first, out _))
            c = first;
        return c;
    }

    private static uint Pair(int a, int b) => (((uint)a * 0x9E3779B1) ^ ((uint)b * 0x85EBCA6B)) >> 16;

    private static uint Triple(int a, int b, int c) => (((uint)a * 0x9E3779B1) ^ ((uint)b * 0x85EBCA6B) ^ ((uint)c * 0xC2B2AE35)) >> 14;

    private static uint Quad(int a, int b, int c, int d)
        => (((uint)a * 0x9E3779B1) ^ ((uint)b * 0x85EBCA6B) ^ ((uint)c * 0xC2B2AE35) ^ ((uint)d * 0x27D4EB2F)) >> 14;

    private static void Set(ulong[] bits, uint hash) => bits[hash >> 6] |= 1UL << (int)hash;

    private static bool IsSet(ulong[] bits, uint hash) => (bits[hash >> 6] & (1UL << (int)hash)) != 0;
}
