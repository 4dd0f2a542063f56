using TweetArchive.Text;

namespace TweetArchive.Targets.Evidence;

/// <summary>
/// One byte for every letter and digit, the same byte for all that fold alike; several letters may share one. Whoever looks for
/// evidence sees a text as the row of these codes. Fixed for all lexicons.
/// </summary>
internal static class LetterCodes
{
    // Below FirstLetter: no letter. Gap parts words, Nothing is as if it were not there; Complex stands for several codes, or for a
    // sign that must be decoded first. The digits come first, then a to z.
    public const byte Gap = 0, Nothing = 1, FirstDigit = 2, FirstLetter = 12, FirstOther = 38, Complex = 127, UpperBit = 128;

    /// <summary>What the second byte of a three-byte character says about it, besides <see cref="Complex"/>.</summary>
    public const byte Dropped = 0, Hashed = 1;

    private const int OtherLetters = 89, HashMask = 63;

    /// <summary>What cannot be read folds to it, and no alias has it.</summary>
    private const int Replacement = 0xFFFD;

    /// <summary>Code (and <see cref="UpperBit"/>), Gap, Nothing or Complex of each code point below U+10000.</summary>
    public static readonly byte[] OfCharacter = new byte[0x10000];

    /// <summary>
    /// The same for ASCII, with 0 for all that is no letter, and Complex for the ampersand that may begin an HTML entity.
    /// </summary>
    public static readonly byte[] OfAscii = new byte[128];

    /// <summary>The same for two-byte characters: 64 entries, by the second byte, for each first byte from C0.</summary>
    public static readonly byte[] OfTwoBytes = new byte[32 * 64];

    /// <summary>
    /// Dropped, Hashed or Complex for three-byte characters: 64 entries, by the second byte, for each first byte from E0.
    /// </summary>
    public static readonly byte[] OfThreeBytes = new byte[16 * 64];

    static LetterCodes()
    {
        for (int pair = 0; pair < OfThreeBytes.Length; pair++)
            OfThreeBytes[pair] = Classify(pair << 6);
        for (int c = 0; c < OfCharacter.Length; c++)
            OfCharacter[c] = Code(c);
        for (int c = 0; c < 128; c++)
            OfAscii[c] = Plain(OfCharacter[c]);
        OfAscii['&'] = Complex;
        for (int c = 0x80; c < 0x800; c++)
            OfTwoBytes[c] = Plain(OfCharacter[c]);
    }

    /// <summary>The code of a three-byte character that folds to itself; vectors compute it from the bytes.</summary>
    public static byte Hash(int second, int third) => (byte)(FirstOther + (((5 * second) + third) & HashMask));

    public static bool IsLatinLetter(uint code) => code - FirstLetter < FirstOther - FirstLetter;

    private static byte Plain(byte code) => code is Gap or Nothing ? (byte)0 : code;

    /// <summary>
    /// 64 characters that share two bytes: Complex if one folds to something that has a code; dropped if one folds to a separator
    /// or to nothing, or if there is no letter; otherwise all have the code of their bytes, and fold to themselves.
    /// </summary>
    private static byte Classify(int first)
    {
        if (first < 0x800)
            return Dropped;
        bool letters = false, acts = false;
        for (int c = first; c < first + 64; c++)
        {
            ushort fold = CharacterTables.Fold[c];
            if (fold is >= 0xE000 and < CharacterTables.FirstExpansion || c == Replacement)
                acts = true;
            else if (fold is >= CharacterTables.FirstExpansion and <= 0xF8FF)
                return Complex;
            else if (fold != c && IsWord(fold))
                return Complex;
            letters |= IsWord(c);
        }

        return letters && !acts ? Hashed : Dropped;
    }

    private static bool IsWord(int c) => (CharacterTables.Class[c] & CharacterClass.Word) != 0;

    private static byte Code(int c)
    {
        ushort fold = CharacterTables.Fold[c];
        if (fold is CharacterTables.Delete or CharacterTables.LatinMark)
            return Nothing;
        if (fold is >= CharacterTables.FirstExpansion and <= 0xF8FF)
            return Complex;
        if (fold >= 0x800 && fold is not (>= 0xE000 and <= 0xF8FF) && OfThreeBytes[fold >> 6] == Hashed)
            return Hash(0x80 | ((fold >> 6) & 0x3F), 0x80 | (fold & 0x3F));
        CharacterClass k = CharacterTables.Class[fold];
        if ((k & CharacterClass.Mark) != 0)
            return Nothing;
        if ((k & (CharacterClass.Letter | CharacterClass.Digit)) == 0)
            return Gap;
        if (fold >= 0x800)
            return Nothing;

        // Full-width and other forms of a capital are capitals too.
        bool upper = (CharacterTables.Class[CharacterTables.Compatible(c)] & CharacterClass.Upper) != 0;
        return (byte)(OfFolded(fold) | (upper ? UpperBit : 0));
    }

    private static int OfFolded(ushort folded)
    {
        // й may come as и and a mark, so it has the code of the letter without marks.
        char letter = (char)folded;
        while (CharacterTables.TryDecompose(letter, out char first, out _))
            letter = first;
        return letter switch
        {
            >= '0' and <= '9' => FirstDigit + (letter - '0'),
            >= 'a' and <= 'z' => FirstLetter + (letter - 'a'),
            _ => FirstOther + (letter % OtherLetters),
        };
    }
}
