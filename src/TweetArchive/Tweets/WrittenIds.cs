using System.Buffers;

namespace TweetArchive.Tweets;

/// <summary>
/// Ids that must be rewritten to be read: with marks between their digits, or with all their digits before an exponent.
/// </summary>
internal static class WrittenIds
{
    /// <summary>Bytes of the longest cell that is looked at.</summary>
    public const int Longest = 64;

    /// <summary>What to do where a spreadsheet rounded the tweets' ids.</summary>
    public const string IfRounded = "Take the ids from the original, as text, or read the tweets without them: "
        + "--columns tweetid=none,tweet_text=…,tweet_time=…,userid=…";

    private const int FewestMarks = 2;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.,"u8);

    /// <summary>
    /// The digits of <c>970,162,239,939,023,307</c> (also with points, apostrophes, and blanks of any width) and of
    /// <c>9.70162239939023307E+17</c>, which has all of them; false for whatever is neither, such as an exponent with too few
    /// digits.
    /// </summary>
    /// <param name="to"><see cref="Longest"/> bytes.</param>
    public static bool TryWrite(ReadOnlySpan<byte> cell, Span<byte> to, out int length)
    {
        length = 0;
        cell = cell.Trim(" \t\"'="u8);
        if (cell.Length is < 7 or > Longest || !char.IsAsciiDigit((char)cell[0]) || !char.IsAsciiDigit((char)cell[^1]))
            return false;
        int exponent = cell.IndexOfAny((byte)'E', (byte)'e');
        return exponent > 0 ? TryExponent(cell[..exponent], cell[(exponent + 1)..], to, out length) : TryGroups(cell, to, out length);
    }

    /// <summary>
    /// A float that lost digits, with a point for its decimal comma: <c>9,70162E+17</c>, as spreadsheets of much of Europe write ids, is
    /// <c>9.70162E+17</c>, which is known to be rounded.
    /// </summary>
    /// <param name="to"><see cref="Longest"/> bytes.</param>
    public static bool TryPoint(ReadOnlySpan<byte> cell, Span<byte> to, out int length)
    {
        length = 0;
        cell = cell.Trim(" \t\"'="u8);
        int exponent = cell.IndexOfAny((byte)'E', (byte)'e');
        if (cell.Length > Longest || exponent < 3 || cell[1] != ',' || !char.IsAsciiDigit((char)cell[0])
            || !IdForms.IsDigits(cell[2..exponent]) || !IdForms.IsDigits(cell[(exponent + 1)..].TrimStart((byte)'+')))
            return false;
        cell.CopyTo(to);
        to[1] = (byte)'.';
        length = cell.Length;
        return true;
    }

    /// <summary>Digits and an exponent, of which <see cref="TryWrite"/> knows no id: a float has rounded it.</summary>
    public static bool IsFloat(ReadOnlySpan<byte> cell)
    {
        int exponent = cell.IndexOfAny((byte)'E', (byte)'e');
        // A handle may be 12e5.
        return exponent > 0 && char.IsAsciiDigit((char)cell[0]) && cell.IndexOfAny((byte)'.', (byte)',', (byte)'+') > 0
            && cell[..exponent].IndexOfAnyExcept(OfNumbers) < 0
            && IdForms.IsDigits(cell[(exponent + 1)..].TrimStart((byte)'+'));
    }

    /// <summary>A cell is an id, and another is the same after a program that holds numbers as floats rounded it.</summary>
    public static bool IsRounded(ReadOnlySpan<byte> rounded, ReadOnlySpan<byte> cell)
    {
        // A spreadsheet keeps 15 digits of 19.
        const long MostApart = 10_000;
        return Cells.TryParseId(rounded, out long other, out _) && IdForms.IsDigits(cell) && Digits.TryParse(cell, out long id)
            && id != other && Math.Abs(id - other) < MostApart && TweetTime.TryGet(id, out _);
    }

    private static bool TryGroups(ReadOnlySpan<byte> cell, Span<byte> to, out int length)
    {
        length = 0;
        ReadOnlySpan<byte> mark = default;
        int marks = 0;
        while (true)
        {
            int digits = cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            digits = digits < 0 ? cell.Length : digits;
            if (marks == 0 ? digits is 0 or > 3 : digits != 3)
                return false;
            cell[..digits].CopyTo(to[length..]);
            length += digits;
            cell = cell[digits..];
            if (cell.IsEmpty)
                return marks >= FewestMarks;
            ReadOnlySpan<byte> found = MarkAt(cell);
            if (found.IsEmpty || (marks > 0 && !found.SequenceEqual(mark)))
                return false;
            mark = found;
            marks++;
            cell = cell[found.Length..];
        }
    }

    private static ReadOnlySpan<byte> MarkAt(ReadOnlySpan<byte> text)
    {
        if (text[0] is (byte)',' or (byte)'.' or (byte)'\'' or (byte)' ')
            return text[..1];
        // Blanks that do not break a line, narrow ones, and the apostrophe of typographers.
        return text.StartsWith("\u00A0"u8) ? text[..2]
            : text.StartsWith("\u202F"u8) || text.StartsWith("\u2009"u8) || text.StartsWith("\u2019"u8) ? text[..3] : default;
    }

    private static bool TryExponent(ReadOnlySpan<byte> number, ReadOnlySpan<byte> exponent, Span<byte> to, out int length)
    {
        length = 0;
        if (number.Length < 3 || number[1] is not ((byte)'.' or (byte)',') || !IdForms.IsDigits(number[2..])
            || !Digits.TryParse(exponent.TrimStart((byte)'+'), out long power) || power is < 6 or > 19)
            return false;
        ReadOnlySpan<byte> fraction = number[2..];
        if (fraction.Length < power || fraction[(int)power..].IndexOfAnyExcept((byte)'0') >= 0)
            return false;
        to[0] = number[0];
        fraction[..(int)power].CopyTo(to[1..]);
        length = 1 + (int)power;
        return true;
    }
}
