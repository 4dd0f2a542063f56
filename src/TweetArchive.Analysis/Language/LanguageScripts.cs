namespace TweetArchive.Analysis.Language;

/// <summary>Writing systems that tell languages apart.</summary>
internal enum Script { Latin, Arabic, Cyrillic, Hebrew, Greek, Thai, Devanagari, Han, Kana, Hangul, Other }

/// <summary>Which letters a text must have to be of a language.</summary>
internal static class LanguageScripts
{
    public static readonly int Count = Enum.GetValues<Script>().Length;

    /// <summary>Share of a text's letters that must be of a script in which the language is written.</summary>
    public const double LeastShare = 0.2;

    /// <summary>Whether a text with this many letters of each script can be of the language. Transliterations cannot.</summary>
    public static bool Allows(string language, ReadOnlySpan<int> letters)
    {
        int all = 0, own = 0;
        foreach (int count in letters)
            all += count;
        foreach (Script script in Of(language))
            own += letters[(int)script];
        return all > 0 && own >= LeastShare * all;
    }

    /// <summary>The script of a letter (a UTF-16 unit).</summary>
    public static Script Of(char letter) => letter switch
    {
        < '\u0250' or (>= '\u1E00' and <= '\u1EFF') or (>= '\uFF21' and <= '\uFF5A') => Script.Latin,
        >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\u08A0' and <= '\u08FF' or >= '\uFB50' and <= '\uFDFF'
            or >= '\uFE70' and <= '\uFEFC' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u1100' and <= '\u11FF' or >= '\u3130' and <= '\u318F' or >= '\uAC00' and <= '\uD7AF' => Script.Hangul,
        >= '\u3040' and <= '\u30FF' or >= '\uFF66' and <= '\uFF9F' => Script.Kana,
        >= '\u3400' and <= '\u9FFF' => Script.Han,
        _ => Script.Other,
    };

    private static ReadOnlySpan<Script> Of(string language) => language switch
    {
        "ar" or "fa" or "ur" or "ps" or "ckb" or "sd" or "ug" => [Script.Arabic],
        "ku" => [Script.Arabic, Script.Latin],
        "ru" or "uk" or "bg" or "be" or "mk" => [Script.Cyrillic],
        "sr" or "uz" or "kk" or "az" => [Script.Cyrillic, Script.Latin],
        "he" or "yi" => [Script.Hebrew],
        "el" => [Script.Greek],
        "th" => [Script.Thai],
        "hi" or "ne" or "mr" => [Script.Devanagari],
        "ja" => [Script.Kana, Script.Han],
        "zh" => [Script.Han],
        "ko" => [Script.Hangul],
        "am" or "bn" or "bo" or "dv" or "gu" or "hy" or "ka" or "km" or "kn" or "lo" or "ml" or "my" or "or" or "pa" or "si" or "ta"
            or "te" => [Script.Other],
        _ => [Script.Latin],
    };
}
