using System.Buffers.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>Times of other formats as the archives write them: <c>yyyy-MM-dd HH:mm:ss</c>, UTC.</summary>
internal static class TimeCells
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>
    /// Writes the cell if the time is in one of the known forms; else the text as it is, which is then an unreadable time.
    /// </summary>
    /// <param name="dayOnly">The column is a date.</param>
    public static void Set(TweetCells cells, TweetColumn column, ReadOnlySpan<byte> text, bool dayOnly = false)
    {
        Span<byte> buffer = stackalloc byte[19];
        if (!TryWrite(text, buffer))
            cells.Set(column, text);
        else
            cells.Set(column, dayOnly ? buffer[..10] : buffer);
    }

    /// <summary>Milliseconds since 1970.</summary>
    public static void SetMillis(TweetCells cells, TweetColumn column, long millis)
    {
        Span<byte> buffer = stackalloc byte[19];
        DateTime time = DateTime.UnixEpoch.AddMilliseconds(millis);
        Write(buffer, time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second);
        cells.Set(column, buffer);
    }

    private static bool TryWrite(ReadOnlySpan<byte> text, Span<byte> to) => TryWriteIso(text, to) || TryWriteApi(text, to) || TryWriteAmerican(text, to);

    /// <summary><c>2019-09-28T18:05:23.000Z</c>, <c>2013-02-28 20:23:06 +0000</c>, <c>2016-11-29 14:05</c>.</summary>
    private static bool TryWriteIso(ReadOnlySpan<byte> text, Span<byte> to)
    {
        if (text.Length < 16 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':')
            return false;
        bool seconds = text.Length >= 19 && text[16] == ':';
        if (!IsUtc(text[(seconds ? 19 : 16)..]))
            return false;
        text[..16].CopyTo(to);
        (seconds ? text[16..19] : ":00"u8).CopyTo(to[16..]);
        to[10] = (byte)' ';
        return true;
    }

    private static bool IsUtc(ReadOnlySpan<byte> rest)
    {
        if (!rest.IsEmpty && rest[0] == '.')
            rest = rest[1..].TrimStart("0123456789"u8);
        rest = rest.Trim((byte)' ');
        return rest.IsEmpty || rest.SequenceEqual("Z"u8) || rest.SequenceEqual("+0000"u8) || rest.SequenceEqual("+00:00"u8) || rest.SequenceEqual("UTC"u8);
    }

    /// <summary><c>Sat Sep 28 18:05:23 +0000 2019</c>.</summary>
    private static bool TryWriteApi(ReadOnlySpan<byte> text, Span<byte> to)
    {
        if (text.Length != 30 || text[13] != ':' || text[16] != ':' || !text[19..26].SequenceEqual(" +0000 "u8))
            return false;
        for (int month = 0; month < 12; month++)
        {
            if (text[4] != Months[month][0] || text[5] != Months[month][1] || text[6] != Months[month][2])
                continue;
            if (!Utf8Parser.TryParse(text[8..10], out int day, out _) || !Utf8Parser.TryParse(text[26..], out int year, out int used) || used != 4)
                return false;
            Write(to, year, month + 1, day, 0, 0, 0);
            text[11..19].CopyTo(to[11..]);
            return true;
        }

        return false;
    }

    /// <summary>Month first, as spreadsheets of the United States write it: <c>10/1/2017 19:58</c>.</summary>
    private static bool TryWriteAmerican(ReadOnlySpan<byte> text, Span<byte> to) =>
        TryTake(ref text, (byte)'/', out int month) && TryTake(ref text, (byte)'/', out int day) && TryTake(ref text, (byte)' ', out int year)
        && TryTake(ref text, (byte)':', out int hour) && TryTakeMinute(text, out int minute)
        && month is >= 1 and <= 12 && day is >= 1 and <= 31 && year is >= 1970 and <= 9999 && hour < 24 && minute < 60
        && Write(to, year, month, day, hour, minute, 0);

    private static bool TryTake(ref ReadOnlySpan<byte> text, byte separator, out int number)
    {
        if (!Utf8Parser.TryParse(text, out number, out int used) || used >= text.Length || text[used] != separator || number < 0)
            return false;
        text = text[(used + 1)..];
        return true;
    }

    private static bool TryTakeMinute(ReadOnlySpan<byte> text, out int minute) =>
        Utf8Parser.TryParse(text, out minute, out int used) && used == 2 && (text.Length == 2 || (text.Length == 5 && text[2] == ':'));

    private static bool Write(Span<byte> to, int year, int month, int day, int hour, int minute, int second)
    {
        Span<int> parts = [month, day, hour, minute, second];
        Utf8Formatter.TryFormat(year, to, out _, new('D', 4));
        for (int i = 0; i < parts.Length; i++)
        {
            to[4 + (3 * i)] = (byte)"-- ::"[i];
            Utf8Formatter.TryFormat(parts[i], to[(5 + (3 * i))..], out _, new('D', 2));
        }

        return true;
    }
}
