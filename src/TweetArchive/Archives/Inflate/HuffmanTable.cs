using System.Numerics;

namespace TweetArchive.Archives.Inflate;

/// <summary>
/// Builds decoding tables of the Huffman codes of deflate (RFC 1951, 3.2). A table is looked up with the next bits of the
/// stream, the first bit lowest: a first part of fixed size, and behind it parts for codes that are longer.
/// </summary>
/// <remarks>
/// An entry says all that is needed to go on: bits 0–7 how many bits it takes from the stream, extra bits included; bits 8–11
/// how many of them are the code; bits 16–30 the literal, or the base to which the extra bits are added.
/// </remarks>
internal static class HuffmanTable
{
    public const uint Literal = 1u << 31;

    /// <summary>No literal and no base: a longer code, the end of the block, or no code at all.</summary>
    public const uint Special = 1u << 15;

    /// <summary>Bits 16–30 are where a further part begins, bits 8–11 the number of bits to look it up with.</summary>
    public const uint Further = 1u << 14;

    /// <summary>Bits that mean nothing.</summary>
    public const uint NoCode = 1u << 13;

    public const int MostBits = 15;

    /// <summary>Fills <paramref name="table"/>.</summary>
    /// <param name="lengths">Bits of the code of each symbol; 0 for a symbol that has none.</param>
    /// <param name="entries">What each symbol stands for: an entry without the bits of its code.</param>
    /// <param name="firstBits">With which the first part is looked up.</param>
    /// <returns>False where the lengths are no code; as in zlib, one code of one bit, or none, may stand alone.</returns>
    public static unsafe bool Build(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> entries, int firstBits, Span<uint> table, bool mayBeEmpty)
    {
        Span<int> count = stackalloc int[MostBits + 1];
        count.Clear();
        foreach (byte length in lengths)
            count[length]++;
        int longest = MostBits;
        while (longest > 0 && count[longest] == 0)
            longest--;
        int left = 1;
        for (int length = 1; length <= MostBits; length++)
        {
            left = (left << 1) - count[length];
            if (left < 0)
                return false;
        }

        if (left > 0)
        {
            if (longest > 1 || (longest == 0 && !mayBeEmpty))
                return false;
            table[..(1 << firstBits)].Fill(Special | NoCode | 1);
        }

        Span<int> at = stackalloc int[MostBits + 2];
        at[1] = 0;
        for (int length = 1; length <= MostBits; length++)
            at[length + 1] = at[length] + count[length];
        Span<short> sorted = stackalloc short[lengths.Length];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
                sorted[at[lengths[symbol]]++] = (short)symbol;
        }

        Fill(sorted[..(lengths.Length - count[0])], lengths, entries, count, firstBits, longest, table);
        return true;
    }

    private static void Fill(
        ReadOnlySpan<short> sorted, ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> entries, Span<int> count, int firstBits, int longest, Span<uint> table)
    {
        uint code = 0; // Its first bit lowest.
        int end = 1 << firstBits;
        int part = 0;
        int partBits = 0;
        uint partPrefix = uint.MaxValue;
        uint firstMask = (1u << firstBits) - 1;
        foreach (short symbol in sorted)
        {
            int length = lengths[symbol];
            uint entry = entries[symbol];
            if (length <= firstBits)
            {
                entry += (uint)((length << 8) | length);
                for (uint i = code; i <= firstMask; i += 1u << length)
                    table[(int)i] = entry;
            }
            else
            {
                if ((code & firstMask) != partPrefix)
                {
                    // As many bits as the codes need that begin with these.
                    partPrefix = code & firstMask;
                    part = end;
                    partBits = length - firstBits;
                    int room = 1 << partBits;
                    while (partBits + firstBits < longest)
                    {
                        room -= count[partBits + firstBits];
                        if (room <= 0)
                            break;
                        partBits++;
                        room <<= 1;
                    }

                    end += 1 << partBits;
                    table[(int)partPrefix] = Special | Further | (uint)((part << 16) | (partBits << 8) | firstBits);
                }

                int rest = length - firstBits;
                entry += (uint)((rest << 8) | rest);
                for (uint i = code >> firstBits; i < 1u << partBits; i += 1u << rest)
                    table[part + (int)i] = entry;
            }

            count[length]--;
            // The next code: one more, counted from the first bit down.
            uint ones = (1u << length) - 1;
            if (code == ones)
                return;
            uint bit = 1u << BitOperations.Log2(code ^ ones);
            code = (code & (bit - 1)) | bit;
        }
    }
}
