using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TweetArchive.Archives.Inflate;

/// <summary>Bits of a stream, the lowest of each byte first. Little-endian machines only, as all that .NET runs on are in use.</summary>
internal static unsafe class Bits
{
    /// <summary>At least 57 bits from a place on; eight bytes are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong At(byte* input, long bit) => Unsafe.ReadUnaligned<ulong>(input + (bit >> 3)) >> (int)(bit & 7);

    /// <summary>The lowest bits alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Lowest(ulong bits, uint count) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(bits, count) : bits & ((1UL << (int)count) - 1);
}
