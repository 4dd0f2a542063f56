using System.Globalization;

namespace TweetArchive.Text;

/// <summary>What the rules need to know of a character.</summary>
[Flags]
internal enum CharacterClass : ushort
{
    None = 0,

    /// <summary>Letter, mark or decimal digit: a match may not touch one.</summary>
    Word = 1,
    Letter = 2,
    Upper = 4,
    Lower = 8,
    Digit = 16,
    Arabic = 32,
    Latin = 64,
    Hebrew = 128,
    Mark = 256,

    /// <summary>Not a letter, mark or digit, yet allowed in a hashtag (twitter-text): underscore, ZWNJ, maqaf, geresh …</summary>
    HashtagSpecial = 512,

    /// <summary>Katakana: foreign words, which begin and end with it.</summary>
    Katakana = 2048,

    /// <summary>
    /// Scripts that put no space between words: Han and kana, Thai, Lao, Burmese, Khmer. A word may begin and end anywhere.
    /// </summary>
    Unspaced = 1024,
}

/// <summary>
/// Per code point: its class and what it folds to (matching.md §2). Built once from CharUnicodeInfo, whose data is there
/// without culture data too, and from <see cref="CanonicalPairs"/> and <see cref="CompatibilityForms"/>.
/// </summary>
internal static class CharacterTables
{
    // Private-use values in Fold that represent an action. A private-use character of the input folds to U+FFFD.
    public const ushort Delete = 0xE000, Space = 0xE001, Zwnj = 0xE002, LatinMark = 0xE003, FirstExpansion = 0xE100;

    /// <summary>The class of each code point below U+10000.</summary>
    public static readonly CharacterClass[] Class = new CharacterClass[0x10000];

    /// <summary>The folded code unit of each code point below U+10000, or one of the actions above.</summary>
    public static readonly ushort[] Fold = new ushort[0x10000];

    /// <summary>Folded texts of more than one letter; Fold gives the index + <see cref="FirstExpansion"/>.</summary>
    public static readonly List<string> Expansions = [];

    /// <summary>Compatibility forms (not folded), keyed by the form.</summary>
    private static readonly Dictionary<char, string> compatible = [];

    private static readonly Dictionary<char, (char Base, char Mark)> decomposed = [];

    private static readonly Dictionary<(char Base, char Mark), char> composed = [];

    static CharacterTables()
    {
        BuildClasses();
        string triples = CanonicalPairs.Triples;
        for (int i = 0; i < triples.Length; i += 3)
        {
            decomposed[triples[i]] = (triples[i + 1], triples[i + 2]);
            composed[(triples[i + 1], triples[i + 2])] = triples[i];
        }

        foreach (string entry in CompatibilityForms.Entries.Split('|', StringSplitOptions.RemoveEmptyEntries))
            compatible[entry[0]] = entry[1..];
        BuildFold();
    }

    public static CharacterClass ClassOf(int codePoint)
    {
        if (codePoint < 0x10000)
            return Class[codePoint];
        // Han letters that are rare enough to be beyond U+FFFF.
        CharacterClass k = Classify(CharUnicodeInfo.GetUnicodeCategory(codePoint));
        return codePoint >= 0x20000 && (k & CharacterClass.Letter) != 0 ? k | CharacterClass.Unspaced : k;
    }

    /// <summary>
    /// The compatibility form of one code point: itself, or one plain letter. Forms of more than one letter are in
    /// <see cref="Expansions"/>.
    /// </summary>
    public static int Compatible(int c) => c switch
    {
        < 0xAA or (>= 0x0300 and < 0x1D00) => c,
        >= 0xFF01 and <= 0xFF5E => c - 0xFEE0,
        >= 0x24B6 and <= 0x24CF => 'A' + (c - 0x24B6),
        >= 0x24D0 and <= 0x24E9 => 'a' + (c - 0x24D0),
        >= 0x1F130 and <= 0x1F149 => 'A' + (c - 0x1F130),
        >= 0x1D400 and <= 0x1D6A3 when (c - 0x1D400) % 52 < 26 => 'A' + ((c - 0x1D400) % 52),
        >= 0x1D400 and <= 0x1D6A3 => 'a' + ((c - 0x1D400) % 52) - 26,
        0x1D6A4 => 'i',
        0x1D6A5 => 'ȷ',
        >= 0x1D7CE and <= 0x1D7FF => '0' + ((c - 0x1D7CE) % 10),
        < 0x10000 when compatible.TryGetValue((char)c, out string? s) && s.Length == 1 => s[0],
        _ => c,
    };

    /// <summary>Canonical decomposition of Latin and Cyrillic letters, one step.</summary>
    public static bool TryDecompose(int c, out char first, out char mark)
    {
        first = mark = '\0';
        if (c is < 0xC0 or > 0xFFFF || !decomposed.TryGetValue((char)c, out var pair))
            return false;
        (first, mark) = pair;
        return true;
    }

    /// <summary>Cyrillic (and other) letter + combining mark as one letter, where Unicode has one; 0 otherwise.</summary>
    public static int Compose(int letter, int mark)
    {
        // Latin marks are stripped and Arabic ones deleted, so only Cyrillic is left: й ё ї ў ѓ ќ and the like.
        if (letter is < 0x400 or > 0x4FF || mark is < 0x300 or > 0x36F)
            return 0;
        return composed.GetValueOrDefault(((char)letter, (char)mark));
    }

    /// <summary>An accent on a Cyrillic letter that only says how it is stressed.</summary>
    public static bool IsStress(int letter, int mark) => mark is 0x300 or 0x301 && letter is >= 0x400 and <= 0x4FF;

    private static CharacterClass Classify(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter =>
            CharacterClass.Word | CharacterClass.Letter | CharacterClass.Upper,
        UnicodeCategory.LowercaseLetter => CharacterClass.Word | CharacterClass.Letter | CharacterClass.Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterClass.Word | CharacterClass.Letter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            => CharacterClass.Word | CharacterClass.Mark,
        UnicodeCategory.DecimalDigitNumber => CharacterClass.Word | CharacterClass.Digit,
        _ => CharacterClass.None,
    };

    private static void BuildClasses()
    {
        for (int c = 0; c < 0x10000; c++)
        {
            CharacterClass k = Classify(CharUnicodeInfo.GetUnicodeCategory((char)c));
            if ((k & CharacterClass.Letter) != 0)
            {
                k |= c switch
                {
                    < 0x2B0 or (>= 0x1D00 and <= 0x1D25) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F)
                        or (>= 0xA722 and <= 0xA7FF) or (>= 0xFF21 and <= 0xFF5A) => CharacterClass.Latin,
                    (>= 0x600 and <= 0x8FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) => CharacterClass.Arabic,
                    (>= 0x590 and <= 0x5FF) or (>= 0xFB1D and <= 0xFB4F) => CharacterClass.Hebrew,
                    _ => CharacterClass.None,
                };
            }

            if ((k & CharacterClass.Word) != 0 && IsUnspaced(c))
                k |= CharacterClass.Unspaced;
            if (c is (>= 0x30A1 and <= 0x30FA) or 0x30FC)
                k |= CharacterClass.Katakana;
            Class[c] = k;
        }

        foreach (char c in "_\u200C\u200D\uA67E\u05BE\u05F3\u05F4\uFF5E\u301C\u309B\u309C\u30A0\u30FB\u3003\u0F0B\u0F0C\u00B7")
            Class[c] |= CharacterClass.HashtagSpecial;
    }

    private static bool IsUnspaced(int c) => c is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0xFF66 and <= 0xFF9F)
        or (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF);

    private static void BuildFold()
    {
        for (int c = 0; c < 0x10000; c++)
            Fold[c] = char.IsSurrogate((char)c) || c is >= 0xE000 and <= 0xF8FF ? (ushort)0xFFFD : Simple(c);
        foreach ((char form, string letters) in compatible)
        {
            if (letters.Length < 2)
                continue;
            string folded = "";
            foreach (char letter in letters)
            {
                ushort f = Simple(letter);
                if (f is not (Delete or Zwnj or LatinMark))
                    folded += f == Space ? ' ' : (char)f;
            }

            Fold[form] = folded.Length switch
            {
                0 => Delete,
                1 => folded[0],
                _ => (ushort)(FirstExpansion + Expansions.Count),
            };
            if (folded.Length > 1)
                Expansions.Add(folded);
        }
    }

    /// <summary>The fold table of matching.md §2 for one code point, in the order of §1.</summary>
    private static ushort Simple(int original)
    {
        int c = Compatible(original);
        switch (c)
        {
            case < 0x20 or 0x7F or 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000:
            case ' ' or '-' or '_' or (>= 0x2010 and <= 0x2015) or 0x2212 or 0x05BE or 0xFE58 or 0xFE63:
                return Space;
            case 0x200C:
                return Zwnj;
            case 0x200B or 0x200D or 0x200E or 0x200F or 0xFEFF or 0x00AD or 0x0640 or 0x061C or 0x2060:
            case (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xFE00 and <= 0xFE0F):
            case (>= 0x064B and <= 0x0655) or 0x0670:
                return Delete;
            case (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
                or (>= 0xFE20 and <= 0xFE2F)
                when Classify(CharUnicodeInfo.GetUnicodeCategory((char)c)) == (CharacterClass.Word | CharacterClass.Mark):
                return LatinMark;
            case 0x064A or 0x0649 or 0x06D0 or 0x06D2 or 0x0626 or 0x06CE or 0x06D3 or 0x06CC:
                return 0x06CC;
            case 0x0629 or 0x06C0 or 0x06C1 or 0x06C2 or 0x06C3 or 0x06BE or 0x06D5 or 0x0647:
                return 0x0647;
            case 0x0643 or 0x06AB:
                return 0x06A9;
            case 0x06C6 or 0x06C7:
                return 0x0648;
            case 0x0695:
                return 0x0631;
            case 0x06B5:
                return 0x0644;
            case 0x067C:
                return 0x062A;
            case 0x0689:
                return 0x062F;
            case 0x0451 or 0x0401:
                return 0x0435;
            case 0x093C or 0x09BC:
                return Delete;
            case 0x0623 or 0x0625 or 0x0671 or 0x0622:
                return 0x0627;
            case 0x0624:
                return 0x0648;
            case > 0x7F when CharUnicodeInfo.GetDecimalDigitValue((char)c) is >= 0 and var digit:
                return (ushort)('0' + digit);
            case 0x0130 or 0x0131:
                return 'i';
            case 0x2019 or 0x2018 or 0x02BC or 0x02B9 or 0x2032 or '`' or 0x00B4 or 0x05F3 or 0xFF07:
                return '\'';
        }

        int lower = char.ToLowerInvariant((char)c);
        // Only Latin letters lose their marks: й stays a separate letter.
        if (((Class[c] | Class[lower]) & CharacterClass.Latin) != 0)
        {
            while (decomposed.TryGetValue((char)lower, out var pair))
                lower = Compatible(pair.Base);
        }

        // Letters that Unicode does not take apart, and many people write without their stroke.
        return lower switch
        {
            'ł' => 'l',
            'ø' => 'o',
            'đ' or 'ð' => 'd',
            'ə' => 'e',
            // Greek capitals are written without accents, and so are many small letters.
            'ά' => 'α',
            'έ' => 'ε',
            'ή' => 'η',
            'ί' or 'ϊ' or 'ΐ' => 'ι',
            'ό' => 'ο',
            'ύ' or 'ϋ' or 'ΰ' => 'υ',
            'ώ' => 'ω',
            'ς' => 'σ',
            _ => (ushort)lower,
        };
    }
}
