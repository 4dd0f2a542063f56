using System.Numerics;
using System.Runtime.CompilerServices;

namespace TweetArchive.Csv;

/// <summary>The positions of the set bits of a mask, for processors that cannot compress a vector by a mask.</summary>
internal static class BitPositions
{
    /// <summary>
    /// Eight at a time, past the real count: the number of separators in 64 bytes is a matter of chance, and a branch that
    /// guesses it wrong costs more than the writes that are thrown away.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref uint to, ulong mask, int count, uint first)
    {
        int written = 0;
        do
        {
            WriteFour(ref Unsafe.Add(ref to, written), ref mask, first);
            WriteFour(ref Unsafe.Add(ref to, written + 4), ref mask, first);
            written += 8;
        }
        while (written < count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFour(ref uint to, ref ulong mask, uint first)
    {
        to = first + (uint)BitOperations.TrailingZeroCount(mask);
        mask &= mask - 1;
        Unsafe.Add(ref to, 1) = first + (uint)BitOperations.TrailingZeroCount(mask);
        mask &= mask - 1;
        Unsafe.Add(ref to, 2) = first + (uint)BitOperations.TrailingZeroCount(mask);
        mask &= mask - 1;
        Unsafe.Add(ref to, 3) = first + (uint)BitOperations.TrailingZeroCount(mask);
        mask &= mask - 1;
    }
}
