using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TweetArchive.Csv;

/// <summary>Four 128-bit loads, three compares each (SSE2, NEON, WebAssembly).</summary>
internal readonly struct ByteMasksVector128 : IByteMasks
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref byte bytes, out ulong quotes, out ulong commas, out ulong newlines)
    {
        quotes = Mask(ref bytes, (byte)'"');
        commas = Mask(ref bytes, (byte)',');
        newlines = Mask(ref bytes, (byte)'\n');
    }

    public static ulong CarriageReturns(ref byte bytes) => Mask(ref bytes, (byte)'\r');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WritePositions(ref uint to, ulong mask, int count, uint first) => BitPositions.Write(ref to, mask, count, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(ref byte bytes, byte wanted)
    {
        Vector128<byte> v = Vector128.Create(wanted);
        return Vector128.Equals(Vector128.LoadUnsafe(ref bytes), v).ExtractMostSignificantBits()
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref bytes, 16), v).ExtractMostSignificantBits() << 16)
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref bytes, 32), v).ExtractMostSignificantBits() << 32)
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref bytes, 48), v).ExtractMostSignificantBits() << 48);
    }
}
