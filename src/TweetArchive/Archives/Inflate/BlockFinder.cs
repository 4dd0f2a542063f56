using System.Numerics;
using System.Runtime.CompilerServices;

namespace TweetArchive.Archives.Inflate;

/// <summary>
/// Finds where a block with codes of its own begins, in the middle of a stream, at any bit. What it finds is a guess, if a
/// good one: all parts of the header must hold, which they seldom do by chance.
/// </summary>
internal static unsafe class BlockFinder
{
    /// <summary>Places looked at in one word: a start shows 13 bits, so that many of its 64 bits have all of them.</summary>
    private const int Step = 48;

    /// <summary>Sums of 2^(7 - length) of four lengths of three bits, 0 for none.</summary>
    private static readonly byte[] FourLengths = [.. Enumerable.Range(0, 4096).Select(
        i => (byte)Math.Min(255, Enumerable.Range(0, 4).Sum(n => ((i >> (3 * n)) & 7) is > 0 and int length ? 1 << (7 - length) : 0)))];

    /// <summary>Looks from one bit up to another.</summary>
    /// <param name="tables">Takes the codes of the block that was found.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="body">The bit behind its header.</param>
    /// <param name="stop">Asked now and then.</param>
    public static bool TryFind(byte* input, long from, long to, BlockTables tables, Func<bool> stop, out long start, out long body)
    {
        int turns = 0;
        for (long at = from; at < to; at += Step)
        {
            if ((++turns & 1023) == 0 && stop())
                break;
            ulong bits = Bits.At(input, at);
            // The eighth byte may be there in part only.
            bits = (at & 7) == 0 ? bits : bits | ((ulong)input[(at >> 3) + 8] << (int)(64 - (at & 7)));
            ulong candidates = Candidates(bits) & ((1UL << Step) - 1);
            while (candidates != 0)
            {
                start = at + BitOperations.TrailingZeroCount(candidates);
                candidates &= candidates - 1;
                if (start >= to)
                    break;
                if (!HasWholeLengthCode(input, start))
                    continue;
                body = start + 3;
                if (tables.TryRead(input, ref body))
                    return true;
            }
        }

        start = body = 0;
        return false;
    }

    /// <summary>
    /// The bits at which a block may start: not the last block (a zero), codes of its own (a zero, a one), at most 286 literals and
    /// lengths, at most 30 distances (of five bits, not the upper four all ones). One in nine.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Candidates(ulong bits)
    {
        ulong pairs = bits & (bits >> 1);
        ulong fours = pairs & (pairs >> 2);
        return ~bits & ~(bits >> 1) & (bits >> 2) & ~(fours >> 4) & ~(fours >> 9);
    }

    /// <summary>The code in which the lengths are written leaves nothing over and nothing out.</summary>
    private static bool HasWholeLengthCode(byte* input, long start)
    {
        int count = 4 + (int)((Bits.At(input, start + 13)) & 15);
        ulong lengths = Bits.Lowest(Bits.At(input, start + 17), (uint)(3 * count));
        int sum = FourLengths[lengths & 4095] + FourLengths[(lengths >> 12) & 4095] + FourLengths[(lengths >> 24) & 4095]
            + FourLengths[(lengths >> 36) & 4095] + FourLengths[lengths >> 48];
        return sum == 128;
    }
}
