namespace TweetArchive.Targets;

/// <summary>A tweet_language or alias language as a number that is equal when the languages count as one; 0 is "not known".</summary>
internal static class LanguageCode
{
    public static int English { get; } = Of("en"u8);

    public static int German { get; } = Of("de"u8);

    public static int Kurdish { get; } = Of("ku"u8);

    public static int Sorani { get; } = Of("ckb"u8);

    public static int Of(ReadOnlySpan<byte> language)
    {
        int dash = language.IndexOf((byte)'-');
        if (dash > 0)
            language = language[..dash];
        // und, and Twitter's qme, qht, qam, zxx, art: no language was found.
        if (language.Length is < 2 or > 3 || language.SequenceEqual("und"u8) || language.SequenceEqual("zxx"u8)
            || language.SequenceEqual("art"u8) || (language.Length == 3 && language[0] == 'q'))
            return 0;
        // Legacy codes; and one language for this purpose under three names.
        if (language.SequenceEqual("in"u8))
            language = "id"u8;
        else if (language.SequenceEqual("iw"u8))
            language = "he"u8;
        else if (language.SequenceEqual("hbs"u8) || language.SequenceEqual("cnr"u8) || language.SequenceEqual("hr"u8)
            || language.SequenceEqual("bs"u8) || language.SequenceEqual("sh"u8))
            language = "sr"u8;
        else if (language.SequenceEqual("nb"u8) || language.SequenceEqual("nn"u8))
            language = "no"u8;
        else if (language.Length == 3)
            language = OfMany(language);
        int code = 0;
        foreach (byte b in language)
            code = (code << 8) | (b | 0x20);
        return code;
    }

    /// <summary>The language that names are listed in, of one that is written like it or is another code for it.</summary>
    private static ReadOnlySpan<byte> OfMany(ReadOnlySpan<byte> language)
    {
        if (IsAmong(language, "yue cmn wuu nan hak "u8))
            return "zh"u8;
        if (IsAmong(language, "arz ary arq aeb apc ajp acm afb ars "u8))
            return "ar"u8;
        if (IsAmong(language, "prs pes "u8))
            return "fa"u8;
        if (IsAmong(language, "kmr "u8))
            return "ku"u8;
        return language.SequenceEqual("fil"u8) ? "tl"u8 : language;
    }

    private static bool IsAmong(ReadOnlySpan<byte> language, ReadOnlySpan<byte> codes)
    {
        for (int at = 0; at < codes.Length; at += 4)
        {
            if (codes[at..(at + 3)].SequenceEqual(language))
                return true;
        }

        return false;
    }

    public static int Of(string language)
    {
        Span<byte> bytes = stackalloc byte[16];
        int n = 0;
        foreach (char c in language)
        {
            if (n == bytes.Length || c > 0x7F)
                return 0;
            bytes[n++] = (byte)c;
        }

        return Of(bytes[..n]);
    }
}
