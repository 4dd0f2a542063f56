using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TweetArchive.Csv;

/// <summary>Two 256-bit loads, three compares each (AVX2).</summary>
internal readonly struct ByteMasksAvx2 : IByteMasks
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref byte bytes, out ulong quotes, out ulong commas, out ulong newlines)
    {
        Vector256<byte> low = Vector256.LoadUnsafe(ref bytes);
        Vector256<byte> high = Vector256.LoadUnsafe(ref bytes, 32);
        quotes = Mask(low, high, (byte)'"');
        commas = Mask(low, high, (byte)',');
        newlines = Mask(low, high, (byte)'\n');
    }

    public static ulong CarriageReturns(ref byte bytes) =>
        Mask(Vector256.LoadUnsafe(ref bytes), Vector256.LoadUnsafe(ref bytes, 32), (byte)'\r');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WritePositions(ref uint to, ulong mask, int count, uint first) => BitPositions.Write(ref to, mask, count, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte wanted)
    {
        Vector256<byte> v = Vector256.Create(wanted);
        return Vector256.Equals(low, v).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, v).ExtractMostSignificantBits() << 32);
    }
}
