using System.Globalization;
using System.Text;

namespace TweetArchive.Query.Results;

/// <summary>
/// A value as a terminal shows it in one line: how many columns it takes, where it can be cut, and without what would move the cursor.
/// Tweets hold such characters, and some hold them on purpose.
/// </summary>
internal static class DisplayText
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>East Asian wide and full-width blocks and pictographs: two columns (Unicode Standard Annex 11).</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE),
        (0x2614, 0x2615),
        (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5),
        (0x26CE, 0x26CE),
        (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705),
        (0x270A, 0x270B),
        (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0),
        (0x27BF, 0x27BF),
        (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
        (0xA000, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
        (0x16FE0, 0x18DFF),
        (0x1B000, 0x1B2FF), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1E6, 0x1F202),
        (0x1F210, 0x1F23B), (0x1F240, 0x1F248),
        (0x1F250, 0x1F251), (0x1F260, 0x1F265), (0x1F300, 0x1F320), (0x1F32D, 0x1F335), (0x1F337, 0x1F37C), (0x1F37E, 0x1F393),
        (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3),
        (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4), (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D),
        (0x1F54B, 0x1F54E), (0x1F550, 0x1F567),
        (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC),
        (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6D7),
        (0x1F6DC, 0x1F6DF), (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7EB), (0x1F7F0, 0x1F7F0), (0x1F90C, 0x1F93A),
        (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF),
        (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>
    /// Line ends become ⏎, tabs blanks, other control characters U+FFFD; marks that turn the direction of what follows are left out.
    /// </summary>
    public static string OneLine(string text)
    {
        if (!text.Any(c => char.IsControl(c) || IsDirection(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029'))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && IsDirection((char)rune.Value))
                continue;
            if (rune.Value == '\r')
                continue;
            if (rune.Value is '\n' or 0x2028 or 0x2029)
                clean.Append('⏎');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if (Rune.IsControl(rune))
                clean.Append('\uFFFD');
            else
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Columns of a terminal with a fixed-width font.</summary>
    public static int Width(string text)
    {
        int width = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, at);
            width += ElementWidth(text.AsSpan(at, length));
            at += length;
        }

        return width;
    }

    /// <summary>The text, or as much of it as fits with a … after it; never half a character with its marks.</summary>
    public static string Cut(string text, int width)
    {
        if (text.Length <= width && Width(text) <= width)
            return text;
        int used = 0, fits = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, at);
            used += ElementWidth(text.AsSpan(at, length));
            if (used > width)
                return text[..fits] + '…';
            at += length;
            if (used <= width - 1)
                fits = at;
        }

        return text;
    }

    /// <summary>
    /// A cell of exactly <paramref name="width"/> columns. Text from right to left is isolated, so that a terminal that turns
    /// it turns the cell and not the row.
    /// </summary>
    public static string Pad(string text, int width, bool right)
    {
        string shown = Cut(text, width);
        string blanks = new(' ', Math.Max(0, width - Width(shown)));
        if (HasRightToLeft(shown))
            shown = FirstStrongIsolate + shown + PopIsolate;
        return right ? blanks + shown : shown + blanks;
    }

    internal static bool HasRightToLeft(string text) =>
        text.EnumerateRunes()
            .Any(r =>
                r.Value is >= 0x0590 and <= 0x08FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC or >= 0x10800 and <= 0x10FFF
                    or >= 0x1E800 and <= 0x1EFFF);

    private static bool IsDirection(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    /// <summary>A character with its marks is as wide as the widest of it; two where a variation selector asks for a picture.</summary>
    private static int ElementWidth(ReadOnlySpan<char> element)
    {
        int width = 0;
        foreach (Rune rune in element.EnumerateRunes())
        {
            if (rune.Value == 0xFE0F)
                return 2;
            width = Math.Max(width, RuneWidth(rune));
        }

        return width;
    }

    private static int RuneWidth(Rune rune)
    {
        if (rune.Value is >= 0x20 and < 0x7F)
            return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.Control)
            return 0;
        int low = 0, high = Wide.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (rune.Value < Wide[middle].First)
                high = middle - 1;
            else if (rune.Value > Wide[middle].Last)
                low = middle + 1;
            else
                return 2;
        }

        return 1;
    }
}
