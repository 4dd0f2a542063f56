namespace TweetArchive.Archives;

/// <summary>
/// CRC-64 (ECMA-182) of neighbouring bytes of a file. Ranges that were read by several threads come to the checksum of the whole file
/// when they are joined in their order, which tells whether all of them were of one state of it.
/// </summary>
/// <param name="Value">The remainder of the bytes, taken as a polynomial.</param>
/// <param name="Bytes">How many.</param>
internal readonly record struct RangeChecksum(ulong Value, long Bytes)
{
    // x^64 is what is left out.
    public const ulong Polynomial = 0x42F0E1EBA9EA3693;

    /// <summary>Of no bytes.</summary>
    public static RangeChecksum None => default;

    /// <summary>Of this range and the one after it.</summary>
    public RangeChecksum Then(RangeChecksum next) => new(Product(Value, PowerOfX((ulong)next.Bytes * 8)) ^ next.Value, Bytes + next.Bytes);

    private static ulong PowerOfX(ulong exponent)
    {
        ulong power = 1;
        for (ulong square = 2; exponent > 0; exponent >>= 1, square = Product(square, square))
        {
            if ((exponent & 1) != 0)
                power = Product(power, square);
        }

        return power;
    }

    private static ulong Product(ulong a, ulong b)
    {
        ulong product = 0;
        for (; b > 0; b >>= 1)
        {
            if ((b & 1) != 0)
                product ^= a;
            bool carry = a >> 63 != 0;
            a <<= 1;
            if (carry)
                a ^= Polynomial;
        }

        return product;
    }
}
