using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace TweetArchive.Tweets;

/// <summary>
/// Cells as values, read from UTF-8 in every form the releases use. Nothing throws; false means unreadable.
/// An empty cell is not a value: callers treat it as null first.
/// </summary>
public static class Cells
{
    private const long MillisPerMinute = 60_000;

    // "… https://t.co/" and ten letters.
    private const int CutLinkLength = 27;

    /// <summary>A whole number, also written as a float with a zero fraction (<c>12.0</c>).</summary>
    public static bool TryParseCount(ReadOnlySpan<byte> cell, out long value)
    {
        if (Digits.TryParse(cell, out value))
            return true;
        return Utf8Parser.TryParse(cell, out value, out int used) && (used == cell.Length || IsZeroFraction(cell[used..]));
    }

    /// <summary>
    /// A tweetid: digits, or what a float column made of them (<c>123.0</c>, <c>1.198473762313818e+18</c>), which is an
    /// approximation and flagged so.
    /// </summary>
    public static bool TryParseId(ReadOnlySpan<byte> cell, out long id, out bool rounded)
    {
        rounded = false;
        return Digits.TryParse(cell, out id) || TryParseIdOfSpreadsheet(cell, out id, out rounded);
    }

    /// <summary>true/false in any case.</summary>
    public static bool TryParseFlag(ReadOnlySpan<byte> cell, out bool value)
    {
        // Bit 5 makes letters small, and nothing but a letter becomes one by it.
        const uint Small = 0x2020_2020;
        value = false;
        if (cell.Length is not (4 or 5))
            return false;
        uint four = BinaryPrimitives.ReadUInt32LittleEndian(cell) | Small;
        value = cell.Length == 4;
        return value ? four == 0x6575_7274 /* true */ : four == 0x736C_6166 /* fals */ && (cell[4] | 0x20) == 'e';
    }

    /// <summary><c>yyyy-MM-dd HH:mm</c>, with or without seconds, UTC; to milliseconds since 1970.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> cell, out long unixMillis)
    {
        if (cell.Length == 16 && Digits.TryParseMinute(cell, out int year, out int month, out int ofMonth, out int minuteOfDay)
            && IsDay(year, month, ofMonth))
        {
            unixMillis = ((DaysSince1970(year, month, ofMonth) * 1440L) + minuteOfDay) * MillisPerMinute;
            return true;
        }

        return TryParseOtherTime(cell, out unixMillis);
    }

    /// <summary><c>yyyy-MM-dd</c>, to days since 1970.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> cell, out int day)
    {
        day = 0;
        if (cell.Length != 10 || cell[4] != '-' || cell[7] != '-')
            return false;
        int century = TwoDigits(cell, 0);
        int year = TwoDigits(cell, 2);
        int month = TwoDigits(cell, 5);
        int ofMonth = TwoDigits(cell, 8);
        if (century < 0 || year < 0)
            return false;
        year += century * 100;
        if (!IsDay(year, month, ofMonth))
            return false;
        day = DaysSince1970(year, month, ofMonth);
        return true;
    }

    /// <summary>
    /// The day an account was made: <c>yyyy-MM-dd</c>, or <c>M/d/yyyy</c> as the users file of the merged copy has it (there
    /// month comes first: docs/definitions.md). To days since 1970.
    /// </summary>
    public static bool TryParseAccountDate(ReadOnlySpan<byte> cell, out int day)
    {
        if (TryParseDate(cell, out day))
            return true;
        int first = cell.IndexOf((byte)'/');
        int second = first + 1 + cell[(first + 1)..].IndexOf((byte)'/');
        if (first is not (1 or 2) || second - first is not (2 or 3) || cell.Length - second != 5
            || !Digits.TryParse(cell[..first], out long month) || !Digits.TryParse(cell[(first + 1)..second], out long ofMonth)
            || !Digits.TryParse(cell[(second + 1)..], out long year) || !IsDay((int)year, (int)month, (int)ofMonth))
            return false;
        day = DaysSince1970((int)year, (int)month, (int)ofMonth);
        return true;
    }

    /// <summary>Degrees; <c>absent</c> and <c>present</c> mean that there is, or was, a place, and are not numbers.</summary>
    public static bool TryParseCoordinate(ReadOnlySpan<byte> cell, out double degrees) =>
        TryParseNumber(cell, out degrees) && double.IsFinite(degrees);

    public static bool IsNoCoordinate(ReadOnlySpan<byte> cell) => cell.SequenceEqual("absent"u8) || cell.SequenceEqual("present"u8);

    /// <summary>A user id as text: the zero fraction that a float column added is taken off, everything else stays.</summary>
    public static ReadOnlySpan<byte> UserId(ReadOnlySpan<byte> cell) =>
        cell.EndsWith(".0"u8) && cell[..^2].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? cell[..^2] : cell;

    /// <summary>A text that a client or the archive cut ends in an ellipsis, or in one and the link to the tweet.</summary>
    public static bool IsTruncated(ReadOnlySpan<byte> text) =>
        text.EndsWith("…"u8) || (text.Length > CutLinkLength && text[^CutLinkLength..].StartsWith("… https://t.co/"u8));

    private static bool TryParseIdOfSpreadsheet(ReadOnlySpan<byte> cell, out long id, out bool rounded)
    {
        rounded = true;
        if (Utf8Parser.TryParse(cell, out id, out int used) && IsZeroFraction(cell[used..]))
        {
            rounded = id > 1L << 53;
            return id >= 0;
        }

        if (TryParseNumber(cell, out double value) && value is >= 0 and < 9.2e18)
        {
            id = (long)value;
            return true;
        }

        rounded = false;
        return false;
    }

    /// <summary>
    /// Not by Utf8Parser, which rounds 1198473762313808000.0 to another double than 1198473762313808000. The framework
    /// ignores NULs after a number; a cell that has some is none.
    /// </summary>
    private static bool TryParseNumber(ReadOnlySpan<byte> cell, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(cell, Style, CultureInfo.InvariantCulture, out value) && cell[^1] != 0;
    }

    private static bool TryParseOtherTime(ReadOnlySpan<byte> cell, out long unixMillis)
    {
        unixMillis = 0;
        if (cell.Length is not (16 or 19) || cell[13] != ':' || cell[10] is not ((byte)' ' or (byte)'T')
            || !TryParseDate(cell[..10], out int day))
            return false;
        int hour = TwoDigits(cell, 11);
        int minute = TwoDigits(cell, 14);
        int second = 0;
        if (cell.Length == 19)
            second = cell[16] == ':' ? TwoDigits(cell, 17) : -1;
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 59)
            return false;
        unixMillis = ((day * 1440L) + (hour * 60) + minute) * MillisPerMinute + (second * 1000L);
        return true;
    }

    private static bool IsDay(int year, int month, int ofMonth) =>
        year >= 1 && month is >= 1 and <= 12 && ofMonth >= 1 && (ofMonth <= 28 || ofMonth <= DateTime.DaysInMonth(year, month));

    /// <summary>Days since 1970 of a civil date (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).</summary>
    private static int DaysSince1970(int year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        int era = year / 400;
        int yearOfEra = year - (era * 400);
        int dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + dayOfEra - 719468;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TwoDigits(ReadOnlySpan<byte> s, int at)
    {
        int tens = s[at] - '0';
        int ones = s[at + 1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -1 : (tens * 10) + ones;
    }

    private static bool IsZeroFraction(ReadOnlySpan<byte> rest) =>
        rest.Length >= 2 && rest[0] == '.' && rest[1..].IndexOfAnyExcept((byte)'0') < 0;
}
