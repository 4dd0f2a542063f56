using System.Buffers;
using System.Buffers.Text;

namespace TweetArchive.Tweets;

/// <summary>
/// Times in the forms in which programs write them, for every format of input: ISO 8601 with and without zone and fraction, Twitter's
/// (<c>Sat Sep 28 18:05:23 +0000 2019</c>), those of mail and of spreadsheets, days with names of months, seconds to nanoseconds since
/// 1970, also as .NET and PowerShell write them in JSON (<c>/Date(1666918592000+0200)/</c>).
/// A time without a zone is taken for UTC. docs/formats.md has the table.
/// </summary>
internal static class TimeForms
{
    private const int Longest = 48;
    private const long MillisPerDay = 86_400_000;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789.eE+"u8);

    /// <summary>Milliseconds since 1970.</summary>
    /// <param name="order">Decides where the numbers alone do not.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, DayOrder order, out long unixMillis)
    {
        text = text.Trim(" \t\r\n\"'"u8);
        unixMillis = 0;
        if (text.Length is < 5 or > Longest)
            return false;
        // The zone after the number says where it was written and changes nothing.
        if (text.StartsWith("/Date("u8) && text.EndsWith(")/"u8))
            return Utf8Parser.TryParse(text["/Date("u8.Length..], out unixMillis, out _);
        if (IsNumber(text))
            return TryParseNumber(text, out unixMillis);
        var parts = default(TimeParts);
        return parts.Read(text, order) && parts.TryGet(out unixMillis);
    }

    /// <summary>The calendar of a time whose year is not of the common one (<see cref="OtherCalendars"/>); null for others.</summary>
    public static string? CalendarOf(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n\"'"u8);
        var parts = default(TimeParts);
        return text.Length is >= 5 and <= Longest && !IsNumber(text)
            && parts.Read(text, DayOrder.MonthFirst) && parts.TryGet(out _) ? OtherCalendars.NameOf(parts.Year) : null;
    }

    /// <summary>How a time is written that is more than a number; false for any other, and for what is none.</summary>
    public static bool TryLook(ReadOnlySpan<byte> text, out WrittenTime written)
    {
        text = text.Trim(" \t\r\n\"'"u8);
        written = default;
        var parts = default(TimeParts);
        if (text.Length is < 5 or > Longest || text.StartsWith("/Date("u8) || IsNumber(text) || !parts.Read(text, DayOrder.MonthFirst)
            || !parts.TryGet(out _))
            return false;
        written = parts.Written;
        return true;
    }

    /// <summary>The cell is a day as spreadsheets count them.</summary>
    public static bool IsSerial(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n\"'"u8);
        return text.Length >= 5 && IsNumber(text) && Utf8Parser.TryParse(text, out double value, out int used) && used == text.Length
            && IsSerial(value, text);
    }

    // Days since the end of 1899, of 1990 to 2064; only with a fraction, since a whole number may be anything.
    private static bool IsSerial(double value, ReadOnlySpan<byte> text) => value is >= 32_874 and < 60_000 && text.Contains((byte)'.');

    /// <summary>Two points are in a date without a time: <c>22.05.2012</c>.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(NumberBytes) < 0 && text.Count((byte)'.') < 2;

    /// <summary>Writes <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    /// <param name="to">19 bytes.</param>
    public static void Write(long unixMillis, Span<byte> to)
    {
        DateTime time = DateTime.UnixEpoch.AddMilliseconds(unixMillis);
        Span<int> parts = [time.Month, time.Day, time.Hour, time.Minute, time.Second];
        Utf8Formatter.TryFormat(time.Year, to, out _, new('D', 4));
        for (int i = 0; i < parts.Length; i++)
        {
            to[4 + (3 * i)] = (byte)"-- ::"[i];
            Utf8Formatter.TryFormat(parts[i], to[(5 + (3 * i))..], out _, new('D', 2));
        }
    }

    /// <summary>
    /// Digits alone: a unit of time since 1970, told by its size; <c>20180304</c> and <c>20180304050117</c>; a spreadsheet's day with its
    /// fraction.
    /// </summary>
    private static bool TryParseNumber(ReadOnlySpan<byte> text, out long unixMillis)
    {
        unixMillis = 0;
        if (text.Length is 8 or 14 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && text[0] is (byte)'1' or (byte)'2')
        {
            int At(ReadOnlySpan<byte> digits, int from) => ((digits[from] - '0') * 10) + digits[from + 1] - '0';
            bool seconds = text.Length == 14;
            return TimeParts.TryMake((At(text, 0) * 100) + At(text, 2), At(text, 4), At(text, 6), seconds ? At(text, 8) : 0,
                seconds ? At(text, 10) : 0, seconds ? At(text, 12) : 0, out unixMillis);
        }

        if (!Utf8Parser.TryParse(text, out double value, out int used) || used != text.Length)
            return false;
        double millis = value switch
        {
            _ when IsSerial(value, text) => Math.Round((value - 25_569) * MillisPerDay / 1000) * 1000,
            >= 1e8 and < 1e10 => value * 1e3,
            >= 1e11 and < 1e13 => value,
            >= 1e14 and < 1e16 => value / 1e3,
            >= 1e17 and < 9.2e18 => value / 1e6,
            _ => -1,
        };
        unixMillis = (long)millis;
        return millis >= 0;
    }
}
