using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TweetArchive.Csv;

/// <summary>Turns a bit mask of quotes into a bit mask of "inside quotes".</summary>
internal static class QuoteMask
{
    /// <summary>
    /// Bit i of the result is the parity of bits 0…i of <paramref name="quotes"/>: set from an opening quote up to, not
    /// including, its closing quote. A carry-less multiplication by all ones is exactly that prefix XOR
    /// (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", VLDB Journal 28, 2019, section 3.1.1).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXor(ulong quotes)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(quotes), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        return PrefixXorByShifts(quotes);
    }

    /// <summary>The same in six shift-and-XOR steps, for processors without carry-less multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXorByShifts(ulong quotes)
    {
        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        quotes ^= quotes << 16;
        quotes ^= quotes << 32;
        return quotes;
    }
}
