using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TweetArchive.Csv;

/// <summary>
/// One 512-bit load and three compares (AVX-512BW); positions by one vector compression (AVX-512 VBMI2) where there is one.
/// </summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WritePositions(ref uint to, ulong mask, int count, uint first)
    {
        if (!Avx512Vbmi2.IsSupported)
        {
            BitPositions.Write(ref to, mask, count, first);
            return;
        }

        // The mask's bit i becomes byte i of a vector; the numbers 0…63 are then compressed by it to those that are wanted.
        Vector512<byte> spread = Avx512BW.Shuffle(Vector512.Create(mask).AsByte(), ByteOfMask());
        Vector512<byte> bit = Vector512.Create(0x8040_2010_0804_0201UL).AsByte();
        Vector512<byte> positions = Avx512Vbmi2.Compress(Vector512<byte>.Zero, Vector512.Equals(spread & bit, bit),
            Vector512<byte>.Indices);
        Vector512<uint> start = Vector512.Create(first);
        (start + Avx512F.ConvertToVector512UInt32(positions.GetLower().GetLower())).StoreUnsafe(ref to);
        if (count > 16)
        {
            (start + Avx512F.ConvertToVector512UInt32(positions.GetLower().GetUpper())).StoreUnsafe(ref to, 16);
            if (count > 32)
            {
                (start + Avx512F.ConvertToVector512UInt32(positions.GetUpper().GetLower())).StoreUnsafe(ref to, 32);
                (start + Avx512F.ConvertToVector512UInt32(positions.GetUpper().GetUpper())).StoreUnsafe(ref to, 48);
            }
        }
    }

    /// <summary>
    /// For byte i of the result the byte i / 8 of the mask; a shuffle stays within its 16 bytes, and the mask is in each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> ByteOfMask() => Vector512.Create(
        0UL, 0x0101_0101_0101_0101, 0x0202_0202_0202_0202, 0x0303_0303_0303_0303,
        0x0404_0404_0404_0404, 0x0505_0505_0505_0505, 0x0606_0606_0606_0606, 0x0707_0707_0707_0707).AsByte();
}
