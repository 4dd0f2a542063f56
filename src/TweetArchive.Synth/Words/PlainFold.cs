using System.Text;

namespace TweetArchive.Synth.Words;

/// <summary>
/// A plain folding of text into comparable tokens, for keeping filler apart from the lexicon. It is on purpose not the
/// matcher's code: the truth file must not depend on what it is used to check. It errs on the side of "the same".
/// </summary>
internal static class PlainFold
{
    /// <summary>Lower-case tokens of letters, marks and digits, spellings unified; everything else separates.</summary>
    public static string[] Tokens(string text) => Split(Fold(text));

    /// <summary>Tokens as written, for aliases that are compared with their case.</summary>
    public static string[] RawTokens(string text) => Split(text);

    /// <summary>The words inside a hashtag or handle: cut at <c>_</c>, at changes of case and around digits.</summary>
    public static string[] Segments(string body)
    {
        var cut = new StringBuilder();
        for (int i = 0; i < body.Length; i++)
        {
            char c = body[i];
            if (i > 0)
            {
                char before = body[i - 1];
                bool lowerToUpper = char.IsUpper(c) && !char.IsUpper(before);
                bool endOfCapitals = char.IsUpper(c) && char.IsUpper(before) && i + 1 < body.Length && char.IsLower(body[i + 1]);
                if (lowerToUpper || endOfCapitals || char.IsDigit(c) != char.IsDigit(before))
                    cut.Append(' ');
            }

            cut.Append(c == '_' ? ' ' : c);
        }

        return RawTokens(cut.ToString());
    }

    /// <summary>All tokens run together, as a hashtag writes a phrase.</summary>
    public static string Joined(string text) => string.Concat(Tokens(text));

    public static bool IsArabic(string token) => token.Length > 0 && token[0] is >= '\u0600' and <= '\u06FF';

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            // Vowel marks, tatweel, direction marks and joiners carry no difference.
            if (c is (>= '\u064B' and <= '\u0655') or '\u0670' or '\u0640' or '\u200B' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF'
                or '\u00AD')
                continue;
            folded.Append(FoldChar(c));
        }

        return folded.ToString();
    }

    private static string FoldChar(char c) => c switch
    {
        'ك' => "ک",
        'ي' or 'ى' or 'ې' or 'ے' or 'ئ' or 'ێ' => "ی",
        'ة' or 'ۀ' or 'ہ' or 'ھ' or 'ە' or 'ۃ' => "ه",
        'أ' or 'إ' or 'ٱ' or 'آ' => "ا",
        'ؤ' => "و",
        >= '\u0660' and <= '\u0669' => ((char)('0' + (c - '\u0660'))).ToString(),
        >= '\u06F0' and <= '\u06F9' => ((char)('0' + (c - '\u06F0'))).ToString(),
        'İ' or 'ı' => "i",
        'ß' => "ss",
        _ => Plain(char.ToLowerInvariant(c)).ToString(),
    };

    /// <summary>A Latin letter without its marks; others as they are.</summary>
    private static char Plain(char c)
    {
        const string From = "àáâãäåāăąǎảạầấẩẫậằắẳẵặçćčĉċďđðèéêëēĕėęěẻẽẹềếểễệəğĝġģĥħìíîïĩīĭįỉịǐĵķĺļľłñńņňòóôõöøōŏőơỏọồốổ"
            + "ỗộờớởỡợǒŕŗřśŝşšșţťțŧùúûüũūŭůűųưủụừứửữựǔŵýÿŷỳỷỹỵźżž";
        const string To = "aaaaaaaaaaaaaaaaaaaaaacccccdddeeeeeeeeeeeeeeeeeegggghhiiiiiiiiiiijkllllnnnnooooooooooooooo"
            + "oooooooorrrsssssttttuuuuuuuuuuuuuuuuuuuwyyyyyyyzzz";
        int at = c < 0x80 ? -1 : From.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? c : To[at];
    }

    private static string[] Split(string text)
    {
        var tokens = new List<string>();
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inside = i < text.Length
                && (char.IsLetterOrDigit(text[i])
                    || char.IsSurrogate(text[i]) == false
                        && char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark);
            if (inside && start < 0)
                start = i;
            if (!inside && start >= 0)
            {
                tokens.Add(text[start..i]);
                start = -1;
            }
        }

        return [.. tokens];
    }
}
