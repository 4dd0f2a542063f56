using System.Text;

namespace TweetArchive.Archives;

/// <summary>
/// Which code page a text looks like: by letters of two bytes, by what no other page has there, or by the most frequent letters.
/// </summary>
internal static class CodePageGuess
{
    // Of each code page the bytes of the most frequent letters that it adds to ASCII.
    private static readonly (string Name, byte[] Letters)[] Pages =
    [
        ("windows-1256", [0xC7, 0xE1, 0xED, 0xE3, 0xE4, 0xD1, 0xE6, 0xCA, 0xE5, 0xC8, 0xCF, 0xD3, 0xDA, 0xDD, 0xDE, 0x98, 0x90, 0x81]),
        ("windows-1251", [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2, 0xEB, 0xEA, 0xEC, 0xE4, 0xEF, 0xF3, 0xFF, 0xFB, 0xFC]),
        ("koi8-r", [0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xD3, 0xD2, 0xD7, 0xCC, 0xCB, 0xCD, 0xC4, 0xD0, 0xD5, 0xD1, 0xD9, 0xD8]),
        ("windows-1255", [0xE9, 0xE5, 0xE4, 0xEC, 0xE0, 0xF8, 0xFA, 0xE1, 0xF9, 0xEE, 0xF0, 0xF7, 0xE7, 0xE3, 0xF2, 0xF4, 0xF6, 0xE8]),
        ("windows-1253", [0xE1, 0xEF, 0xE9, 0xE5, 0xF4, 0xF3, 0xED, 0xE7, 0xF5, 0xF1, 0xF0, 0xEA, 0xEC, 0xEB, 0xFC, 0xDF, 0xF9, 0xF2]),
    ];

    // Of Latin pages, letters that the west's page does not have there: Turkish, Polish.
    private static readonly (string Name, byte[] Letters)[] LatinPages =
    [
        ("windows-1254", [0xF0, 0xFD, 0xFE, 0xD0, 0xDD, 0xDE]),
        ("windows-1250", [0xB3, 0xB9, 0xBF, 0x9C, 0x9F, 0x8C, 0xA3]),
    ];

    private const string Mac = "macintosh";
    private static readonly string[] OthersThanMac = ["windows-1252", "windows-1250", "windows-1254"];

    /// <param name="text">Not of UTF-8.</param>
    /// <param name="high">Bytes above 127 that are not letters of UTF-8.</param>
    /// <param name="pairs">Of these, those before another.</param>
    public static string Of(ReadOnlySpan<byte> text, int high, int pairs)
    {
        if (OfTwoBytes(text) is { } wide)
            return wide;
        // In Latin texts letters above ASCII stand alone; in others they make words.
        if (pairs * 3 < high)
            return OfLatin(text);
        if (IsThai(text))
            return "windows-874";
        string best = "windows-1252";
        int most = 0;
        foreach ((string name, byte[] letters) in Pages)
        {
            int count = 0;
            foreach (byte b in text)
                count += b >= 0x80 && Array.IndexOf(letters, b) >= 0 ? 1 : 0;
            if (count > most)
                (best, most) = (name, count);
        }

        return best;
    }

    private static string OfLatin(ReadOnlySpan<byte> text)
    {
        // Windows has the small letters where a Mac has capitals and marks, and marks where a Mac has the small letters.
        int mac = SmallInWords(text, Mac);
        int others = 0;
        foreach (string page in OthersThanMac)
            others = Math.Max(others, SmallInWords(text, page));
        if (mac > others)
            return Mac;
        Span<int> counts = stackalloc int[256];
        int all = 0;
        for (int i = 1; i < text.Length; i++)
        {
            // In a word: after a letter, or before one.
            if (text[i] < 0x80 || !(char.IsAsciiLetter((char)text[i - 1])
                || (i + 1 < text.Length && char.IsAsciiLetterLower((char)text[i + 1]))))
                continue;
            counts[text[i]]++;
            all++;
        }

        if (IsCzech(counts, all))
            return "windows-1250";
        foreach ((string name, byte[] letters) in LatinPages)
        {
            int own = 0;
            foreach (byte letter in letters)
                own += counts[letter];
            // Turkish and Polish share most of their other letters with the west.
            if (own > 0 && own * 4 > all - own)
                return name;
        }

        return "windows-1252";
    }

    /// <summary>
    /// Its ř and ě are ø and ì in the west, where no language has both: with ø there are å and æ, and with ì no ø.
    /// </summary>
    private static bool IsCzech(ReadOnlySpan<int> letters, int all)
    {
        int r = letters[0xF8];
        int e = letters[0xEC];
        return r > 0 && e > 0 && (r + e) * 10 > all && r + e > letters[0xE5] + letters[0xE6];
    }

    /// <summary>Bytes above 127 after a small letter that a page has as Latin small letters.</summary>
    private static int SmallInWords(ReadOnlySpan<byte> text, string page)
    {
        string letters = TextEncoding.Named(page).GetString([.. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);
        int small = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] >= 0x80 && char.IsAsciiLetterLower((char)text[i - 1])
                && letters[text[i] - 0x80] is var letter && char.IsLower(letter) && letter < 'Ͱ')
                small++;
        }

        return small;
    }

    /// <summary>Consonants are below 0xCF, and some bytes are not letters.</summary>
    private static bool IsThai(ReadOnlySpan<byte> text)
    {
        int consonants = 0;
        int letters = 0;
        foreach (byte b in text)
        {
            if (b is (>= 0xDB and <= 0xDE) or >= 0xFC)
                return false;
            consonants += b is >= 0xA1 and <= 0xCE ? 1 : 0;
            letters += b >= 0xA1 ? 1 : 0;
        }

        return consonants * 2 > letters;
    }

    /// <summary>Chinese, Japanese and Korean: all letters are pairs, and most of them are of those that such texts are made of.</summary>
    private static string? OfTwoBytes(ReadOnlySpan<byte> text)
    {
        // Its end may be half a letter.
        int line = text.LastIndexOf((byte)'\n');
        text = line > 0 ? text[..line] : text;
        (string Name, Func<byte, byte, bool> Frequent, int Percent)[] pages =
        [
            // Letters of words come first, in the order of their sounds or strokes; after them those that are rare.
            ("shift_jis", (a, b) => (a == 0x82 && b >= 0x9F) || (a == 0x83 && b <= 0x96), 20),
            ("euc-jp", (a, b) => a is 0xA4 or 0xA5, 20),
            ("euc-kr", (a, b) => a is >= 0xB0 and <= 0xC8, 85),
            ("gb18030", (a, b) => (a is >= 0xB0 and <= 0xD7 && b >= 0xA1) || a is 0xA1 or 0xA3, 85),
            ("big5", (a, b) => a is >= 0xA4 and <= 0xC6 || (a == 0xA1 && b <= 0x7E), 85),
        ];
        foreach ((string name, Func<byte, byte, bool> frequent, int percent) in pages)
        {
            if (IsPairs(text, TextEncoding.Named(name), frequent, percent))
                return name;
        }

        return null;
    }

    private static bool IsPairs(ReadOnlySpan<byte> text, Encoding encoding, Func<byte, byte, bool> frequent, int percent)
    {
        var strict = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            strict.GetCharCount(text);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        int all = 0;
        int known = 0;
        bool trailsBelow = encoding.CodePage is 932 or 950;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80 || (encoding.CodePage == 932 && text[i] is >= 0xA1 and <= 0xDF))
                continue;
            if (i + 1 >= text.Length || (!trailsBelow && text[i + 1] < 0x80))
                return false;
            all++;
            known += frequent(text[i], text[i + 1]) ? 1 : 0;
            i++;
        }

        return all > 1 && known * 100 >= all * percent;
    }
}
