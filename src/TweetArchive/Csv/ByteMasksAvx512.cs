using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TweetArchive.Csv;

/// <summary>One 512-bit load and three compares (AVX-512BW).</summary>
internal readonly struct ByteMasksAvx512 : IByteMasks
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref byte bytes, out ulong quotes, out ulong commas, out ulong newlines)
    {
        Vector512<byte> v = Vector512.LoadUnsafe(ref bytes);
        quotes = Vector512.Equals(v, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
        commas = Vector512.Equals(v, Vector512.Create((byte)',')).ExtractMostSignificantBits();
        newlines = Vector512.Equals(v, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
    }

    public static ulong CarriageReturns(ref byte bytes) =>
        Vector512.Equals(Vector512.LoadUnsafe(ref bytes), Vector512.Create((byte)'\r')).ExtractMostSignificantBits();
}
