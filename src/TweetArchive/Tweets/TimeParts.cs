using System.Buffers.Text;
using System.Text;

namespace TweetArchive.Tweets;

/// <summary>A time that is read word by word (<see cref="TimeForms"/>): what is known of it so far.</summary>
internal ref struct TimeParts
{
    private const int LongestWord = 12;
    private const long MillisPerDay = 86_400_000;

    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int millis;
    private int zone;
    private bool hasTime;
    private bool hasZone;
    private bool afternoon;
    private bool forenoon;
    private bool namedZone;
    private bool shortYear;
    private int firstNumber;
    private int secondNumber;

    public bool Read(ReadOnlySpan<byte> rest, DayOrder order)
    {
        while (!rest.IsEmpty)
        {
            byte b = rest[0];
            if (b is (byte)' ' or (byte)',' or (byte)'@' or (byte)'_' or (byte)'(' or (byte)')' or (byte)'[' or (byte)']')
                rest = rest[1..];
            else if (b is (byte)':' or (byte)'/' && !hasTime && day > 0)
                rest = rest[1..];
            else if ((b >= 0x80 || (rest.Length > 3 && rest[1] == '.')) && DayHalves.TryTake(ref rest, out bool after))
                (afternoon, forenoon) = (after, !after);
            else if (b >= 0x80 && DayHalves.TrySkipBlank(ref rest))
                continue;
            else if (char.IsAsciiLetter((char)b) ? !ReadWord(ref rest)
                : b is (byte)'+' or (byte)'-' or 0xE2 ? !ReadZone(ref rest)
                : !char.IsAsciiDigit((char)b) || !ReadNumbers(ref rest, order))
                return false;
        }

        return year > 0;
    }

    /// <summary>As it is written, of whatever calendar.</summary>
    public readonly int Year => year;

    /// <summary>What is not said by the letters alone.</summary>
    public readonly WrittenTime Written => new(firstNumber, secondNumber, shortYear, hasZone || namedZone, hasTime,
        afternoon || forenoon ? WrittenTime.NoHour : hour);

    public readonly bool TryGet(out long unixMillis)
    {
        unixMillis = 0;
        (int y, int m, int d) = (year, month, day);
        if (!OtherCalendars.TryTurn(ref y, ref m, ref d))
            return false;
        int of24 = hour;
        if (afternoon || forenoon)
        {
            if (hour is < 1 or > 12)
                return false;
            of24 = (hour % 12) + (afternoon ? 12 : 0);
        }

        // The end of a day written as its 24th hour.
        bool nextDay = of24 == 24 && minute == 0 && second == 0;
        if (!TryMake(y, m, d, nextDay ? 0 : of24, minute, second, out unixMillis))
            return false;
        unixMillis += millis - (zone * 60_000L) + (nextDay ? MillisPerDay : 0);
        return true;
    }

    private bool ReadWord(ref ReadOnlySpan<byte> rest)
    {
        int length = 0;
        while (length < rest.Length && char.IsAsciiLetter((char)rest[length]))
            length++;
        Span<byte> word = stackalloc byte[LongestWord];
        if (length > LongestWord || Ascii.ToLower(rest[..length], word, out _) != System.Buffers.OperationStatus.Done)
            return false;
        word = word[..length];
        rest = rest[length..];
        if (word.SequenceEqual("t"u8) || word.SequenceEqual("at"u8))
            return year > 0;
        foreach ((byte[] name, int minutes) in TimeWords.Zones)
        {
            if (!word.SequenceEqual(name))
                continue;
            // "UTC+03:30" has the zone after the word.
            hasZone = minutes != 0 || word.Length == 1;
            namedZone = true;
            zone = minutes;
            return true;
        }

        if (word.SequenceEqual("am"u8) || word.SequenceEqual("pm"u8))
        {
            afternoon = word[0] == 'p';
            forenoon = !afternoon;
            return hasTime;
        }

        if (word.Length < 3)
            return false;
        if (month == 0 && TimeWords.Find(TimeWords.Months, word[..3]) is >= 0 and int known)
        {
            month = known + 1;
            return true;
        }

        return TimeWords.Find(TimeWords.Days, word[..3]) >= 0;
    }

    /// <summary><c>+03:30</c>, <c>+0330</c>, <c>-05</c>; only after a time.</summary>
    private bool ReadZone(ref ReadOnlySpan<byte> rest)
    {
        bool minus = rest[0] is (byte)'-' or 0xE2;
        // U+2212, a minus sign.
        int sign = rest[0] == 0xE2 ? 3 : 1;
        if (rest.Length <= sign)
            return false;
        if (rest[0] == (byte)'-' && !hasTime && year > 0 && month > 0)
        {
            // "2018-03-04-05.01.17", or "4-Mar-2018".
            rest = rest[1..];
            return true;
        }

        if (!hasTime)
        {
            rest = rest[1..];
            return minus && (day > 0 || month > 0);
        }

        rest = rest[sign..];
        int digits = Count(rest);
        if (hasZone || digits is 0 or 3 or > 4)
            return false;
        int number = Number(rest[..digits]);
        rest = rest[digits..];
        int hours = digits <= 2 ? number : number / 100;
        int minutes = digits <= 2 ? 0 : number % 100;
        if (digits <= 2 && rest.Length > 2 && rest[0] == ':' && Count(rest[1..]) == 2)
        {
            minutes = Number(rest[1..3]);
            rest = rest[3..];
        }

        zone = ((hours * 60) + minutes) * (minus ? -1 : 1);
        hasZone = true;
        return hours <= 14 && minutes < 60;
    }

    private bool ReadNumbers(ref ReadOnlySpan<byte> rest, DayOrder order)
    {
        int digits = Count(rest);
        if (digits > 8)
            return false;
        int first = Number(rest[..digits]);
        byte separator = digits < rest.Length ? rest[digits] : (byte)0;
        // 04MAR2018:05:01:17 has the year before a colon (SAS), and 04MAR18:05:01:17 too.
        bool yearBefore = year == 0 && month > 0 && day > 0 && (digits == 4 || (rest.Length > 10 && rest[..11].Count((byte)':') == 3));
        if (separator == ':' && !hasTime && !yearBefore)
            return ReadTime(ref rest, first, digits, (byte)':');
        // 05.01.17, as Oracle and DB2 write it.
        if (separator == '.' && !hasTime && year > 0 && rest.Length > digits + 3 && rest[digits + 3] == '.')
            return ReadTime(ref rest, first, digits, (byte)'.');
        if (separator is (byte)'-' or (byte)'/' or (byte)'.' && year == 0
            && TryReadDate(ref rest, first, digits, separator, order, out bool read))
            return read;
        rest = rest[digits..];
        return Alone(first, digits);
    }

    /// <summary>A number by itself: the day next to a month's name, or the year.</summary>
    private bool Alone(int number, int digits)
    {
        if (digits == 4 && year == 0)
            year = number;
        else if (digits <= 2 && day == 0)
            day = number;
        else if (digits == 8 && year == 0)
            (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        else if (digits is 4 or 6 && year > 0 && !hasTime)
            (hour, minute, second, hasTime) = digits == 4 ? (number / 100, number % 100, 0, true)
                : (number / 10_000, number / 100 % 100, number % 100, true);
        else if (digits == 2 && day > 0 && year == 0)
            year = number + (number < 70 ? 2000 : 1900);
        else
            return false;
        return true;
    }

    private bool TryReadDate(ref ReadOnlySpan<byte> rest, int first, int digits, byte separator, DayOrder order, out bool read)
    {
        read = false;
        ReadOnlySpan<byte> behind = rest[(digits + 1)..];
        int digits2 = Count(behind);
        if (digits2 is 0 or > 2 || digits2 >= behind.Length || behind[digits2] != separator)
            return false;
        int second2 = Number(behind[..digits2]);
        behind = behind[(digits2 + 1)..];
        int digits3 = Count(behind);
        if (digits3 is 0 or 3 or > 4)
            return false;
        int third = Number(behind[..digits3]);
        rest = behind[digits3..];
        read = true;
        if (digits == 4)
        {
            (year, month, day) = (first, second2, third);
            return true;
        }

        shortYear = digits3 < 4;
        (firstNumber, secondNumber) = separator == '.' ? (0, 0) : (first, second2);
        year = !shortYear ? third : third + (third < 70 ? 2000 : 1900);
        // Points are in dates that begin with the day; elsewhere a number above 12 is a day.
        bool dayFirst = first > 12 || (second2 <= 12 && (separator == '.' || order == DayOrder.DayFirst));
        (day, month) = dayFirst ? (first, second2) : (second2, first);
        return true;
    }

    private bool ReadTime(ref ReadOnlySpan<byte> rest, int first, int digits, byte separator)
    {
        rest = rest[(digits + 1)..];
        int minutes = Count(rest);
        if (digits > 2 || minutes is 0 or > 2)
            return false;
        (hour, minute, hasTime) = (first, Number(rest[..minutes]), true);
        rest = rest[minutes..];
        if (rest.Length > 1 && rest[0] == separator)
        {
            int seconds = Count(rest[1..]);
            if (seconds is 0 or > 2)
                return false;
            second = Number(rest[1..(1 + seconds)]);
            rest = rest[(1 + seconds)..];
        }

        if (rest.Length > 1 && rest[0] is (byte)'.' or (byte)',' or (byte)':' && Count(rest[1..]) is > 0 and int fraction)
        {
            Span<int> worth = [100, 10, 1];
            for (int i = 0; i < Math.Min(3, fraction); i++)
                millis += (rest[1 + i] - '0') * worth[i];
            rest = rest[(1 + fraction)..];
        }

        return true;
    }

    private static int Count(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int value, out _) ? value : 0;

    /// <summary>A time of the calendar; false for a day or an hour that does not exist.</summary>
    public static bool TryMake(int year, int month, int day, int hour, int minute, int second, out long unixMillis)
    {
        unixMillis = 0;
        // 60 is a leap second.
        if (year is < 1900 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23
            || minute is < 0 or > 59 || second is < 0 or > 60)
            return false;
        unixMillis = (long)(new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalMilliseconds
            + (Math.Min(second, 59) * 1000L);
        return true;
    }
}
