using System.Text;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Tweets;

/// <summary>Cells read eight bytes at a time, with every byte at every place, and every pair of places, changed to every value.</summary>
public class CellBytesTests
{
    [Fact]
    public void Numbers_of_every_length_with_any_byte_at_any_place()
    {
        for (int length = 0; length <= 21; length++)
        {
            foreach (char digit in "019")
            {
                ForEveryByte(new string(digit, length),
                    static cell => Compare(cell, Number(cell), Digits.TryParse(cell, out long value) ? value : null));
            }
        }
    }

    [Theory]
    [InlineData("12345678")]
    [InlineData("1234567890123456")]
    [InlineData("9223372036854775807")]
    public void Numbers_with_any_two_bytes_changed(string number) =>
        ForEveryPair(number, static cell => Compare(cell, Number(cell), Digits.TryParse(cell, out long value) ? value : null));

    [Fact]
    public void Numbers_around_every_power_of_ten_and_of_two()
    {
        for (int power = 0; power < 64; power++)
        {
            foreach (ulong centre in new[] { 1UL << power, (ulong)Math.Pow(10, power % 20) })
            {
                for (ulong number = centre - 3; number != centre + 4; number++)
                {
                    byte[] cell = Encoding.ASCII.GetBytes($"{number}");
                    Compare<long>(cell, number <= long.MaxValue ? (long)number : null,
                        Digits.TryParse(cell, out long value) ? value : null);
                    Compare(cell, CellReference.Count(cell), Cells.TryParseCount(cell, out value) ? value : null);
                }
            }
        }
    }

    [Theory]
    [InlineData("2017-06-22 16:03")]
    [InlineData("2016-02-29T23:59")]
    [InlineData("2017-06-22 16:03:59")]
    [InlineData("1999-12-31T00:00:00")]
    [InlineData("0001-01-01 00:00")]
    public void Times_with_any_byte_at_any_place(string time)
    {
        ForEveryByte(time,
            static cell => Compare(cell, CellReference.Time(cell), Cells.TryParseTime(cell, out long millis) ? millis : null));
        ForEveryByte(time[..10],
            static cell => Compare(cell, CellReference.Date(cell), Cells.TryParseDate(cell, out int day) ? day : null));
    }

    [Fact]
    public void Times_with_any_two_bytes_changed() =>
        ForEveryPair("2016-02-29 13:59",
            static cell => Compare(cell, CellReference.Time(cell), Cells.TryParseTime(cell, out long millis) ? millis : null));

    /// <summary>Every day that can be written, the impossible ones too, and every minute of a day.</summary>
    [Fact]
    public void Every_day_and_every_minute()
    {
        byte[] cell = "2017-06-22 16:03"u8.ToArray();
        foreach (int year in new[] { 0, 1, 4, 100, 400, 1582, 1900, 1969, 1970, 2000, 2016, 2017, 2100, 9999 })
        {
            for (int monthAndDay = 0; monthAndDay < 10_000; monthAndDay++)
            {
                Encoding.ASCII.GetBytes($"{year:0000}-{monthAndDay / 100:00}-{monthAndDay % 100:00}", cell);
                Compare(cell, CellReference.Time(cell), Cells.TryParseTime(cell, out long millis) ? millis : null);
            }
        }

        Encoding.ASCII.GetBytes("2017-06-22", cell);
        for (int hourAndMinute = 0; hourAndMinute < 10_000; hourAndMinute++)
        {
            Encoding.ASCII.GetBytes($"{hourAndMinute / 100:00}:{hourAndMinute % 100:00}", cell.AsSpan(11));
            Compare(cell, CellReference.Time(cell), Cells.TryParseTime(cell, out long millis) ? millis : null);
        }
    }

    [Theory]
    [InlineData("true")]
    [InlineData("TRUE")]
    [InlineData("false")]
    [InlineData("False")]
    public void Flags_with_any_two_bytes_changed(string flag)
    {
        for (int length = 0; length <= flag.Length + 1; length++)
            ForEveryByte((flag + "e")[..length],
                static cell => Compare(cell, CellReference.Flag(cell), Cells.TryParseFlag(cell, out bool value) ? value : null));
        ForEveryPair(flag, static cell => Compare(cell, CellReference.Flag(cell), Cells.TryParseFlag(cell, out bool value) ? value : null));
    }

    private delegate void CellCheck(ReadOnlySpan<byte> cell);

    private static void ForEveryByte(string text, CellCheck check)
    {
        byte[] cell = Encoding.ASCII.GetBytes(text);
        check(cell);
        for (int at = 0; at < cell.Length; at++)
        {
            byte was = cell[at];
            for (int b = 0; b < 256; b++)
            {
                cell[at] = (byte)b;
                check(cell);
            }

            cell[at] = was;
        }
    }

    private static void ForEveryPair(string text, CellCheck check)
    {
        byte[] cell = Encoding.ASCII.GetBytes(text);
        for (int first = 0; first < cell.Length; first++)
        {
            byte was = cell[first];
            for (int b = 0; b < 256; b++)
            {
                cell[first] = (byte)b;
                for (int second = first + 1; second < cell.Length; second++)
                {
                    byte secondWas = cell[second];
                    for (int c = 0; c < 256; c++)
                    {
                        cell[second] = (byte)c;
                        check(cell);
                    }

                    cell[second] = secondWas;
                }
            }

            cell[first] = was;
        }
    }

    private static void Compare<T>(ReadOnlySpan<byte> cell, T? wanted, T? found)
        where T : struct
    {
        if (!Nullable.Equals(wanted, found))
            Assert.Fail(
                $"'{Encoding.Latin1.GetString(cell)}' is {found?.ToString() ?? "unreadable"}, wanted {wanted?.ToString() ?? "unreadable"}");
    }

    /// <summary>1 to 19 digits that fit 63 bits, a digit at a time.</summary>
    private static long? Number(ReadOnlySpan<byte> cell)
    {
        UInt128 number = 0;
        foreach (byte b in cell)
        {
            if (b is < (byte)'0' or > (byte)'9')
                return null;
            number = (number * 10) + (uint)(b - '0');
        }

        return cell.Length is >= 1 and <= 19 && number <= long.MaxValue ? (long)number : null;
    }
}
