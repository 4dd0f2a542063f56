using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace TweetArchive.Tweets;

/// <summary>
/// Decimal digits eight at a time in a 64-bit register (SIMD within a register; D. Lemire, "Quickly parsing eight digits", 2018).
/// False means that a byte is not a digit, or that there are too few or too many.
/// </summary>
internal static class Digits
{
    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong HighBits = 0x8080_8080_8080_8080;

    /// <summary>1 to 18 digits, which always fit; of 19, those that do.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        int length = digits.Length;
        if (length < 8)
            return TryParseFew(digits, ref value) && length > 0;
        if (length > 19)
            return false;
        ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(digits) ^ Zeros;
        ulong bad = NotDigits(eight);
        ulong number = ValueOfEight(eight);
        if (length >= 16)
        {
            eight = BinaryPrimitives.ReadUInt64LittleEndian(digits[8..]) ^ Zeros;
            bad |= NotDigits(eight);
            number = (number * 100_000_000) + ValueOfEight(eight);
        }

        value = (long)number;
        return bad == 0 && TryParseFew(digits[(length & 24)..], ref value);
    }

    /// <summary><c>yyyy-MM-dd HH:mm</c>; the hour and minute are checked, the day is not.</summary>
    /// <param name="sixteen">16 bytes.</param>
    /// <param name="minute">Of the day.</param>
    public static bool TryParseMinute(ReadOnlySpan<byte> sixteen, out int year, out int month, out int day, out int minute)
    {
        // XOR with the layout leaves digits as 0 to 9 and separators as 0; adding 0x76 to a digit, or 0x7F to a separator,
        // sets the top bit of every byte that is more than that.
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(sixteen) ^ 0x2D30_302D_3030_3030;
        ulong second = BinaryPrimitives.ReadUInt64LittleEndian(sixteen[8..]) ^ 0x3030_3A30_3020_3030;
        ulong bad = (first + 0x7F76_767F_7676_7676) | first | (second + 0x7676_7F76_767F_7676) | second;
        // Each byte becomes ten times itself and the next one; those between pairs mean nothing.
        first = (first * 10) + (first >> 8);
        second = (second * 10) + (second >> 8);
        year = ((int)(first & 0xFF) * 100) + (int)((first >> 16) & 0xFF);
        month = (int)((first >> 40) & 0xFF);
        day = (int)(second & 0xFF);
        int hour = (int)((second >> 24) & 0xFF);
        int minuteOfHour = (int)(second >> 48) & 0xFF;
        minute = (hour * 60) + minuteOfHour;
        return (bad & HighBits) == 0 && hour < 24 && minuteOfHour < 60;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseFew(ReadOnlySpan<byte> digits, ref long value)
    {
        ulong number = (ulong)value;
        foreach (byte b in digits)
        {
            uint digit = (uint)b - '0';
            if (digit > 9)
                return false;
            number = (number * 10) + digit;
        }

        value = (long)number;
        // 19 digits are below 2^64, so a number beyond 2^63 shows as a sign.
        return value >= 0;
    }

    /// <summary>The top bit of each byte that is not 0 to 9.</summary>
    private static ulong NotDigits(ulong eight) => ((eight + 0x7676_7676_7676_7676) | eight) & HighBits;

    /// <summary>Eight bytes of 0 to 9, the first in the lowest, as one number: pairs, then fours, then all.</summary>
    private static ulong ValueOfEight(ulong eight)
    {
        eight = (eight * 10) + (eight >> 8);
        ulong even = (eight & 0x0000_00FF_0000_00FF) * (100 + (1_000_000UL << 32));
        ulong odd = ((eight >> 16) & 0x0000_00FF_0000_00FF) * (1 + (10_000UL << 32));
        return (even + odd) >> 32;
    }
}
