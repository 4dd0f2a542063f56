using System.Runtime.InteropServices;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// Small numbers as runs: eight or more equal ones as a count and a value, all others packed, eight at a time, in as many bits as
/// the largest needs. Source: parquet-format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)".
/// </summary>
internal static class HybridEncoder
{
    private const int Group = 8;

    /// <param name="values">Not negative, below 2 to the power of <paramref name="bits"/>.</param>
    /// <param name="bits">1 to 31.</param>
    public static void Write(ReadOnlySpan<int> values, int bits, ref GrowableArray<byte> to)
    {
        for (int at = 0; at < values.Length;)
        {
            int equal = EqualFrom(values, at);
            if (equal >= Group)
            {
                WriteNumber((uint)equal << 1, ref to);
                uint value = (uint)values[at];
                to.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in value))[..((bits + 7) / 8)]);
                at += equal;
                continue;
            }

            // Packed up to the next group that begins a run.
            int end = at + Group;
            while (end < values.Length && EqualFrom(values, end) < Group)
                end += Group;
            ReadOnlySpan<int> packed = values[at..Math.Min(end, values.Length)];
            int groups = (packed.Length + Group - 1) / Group;
            WriteNumber(((uint)groups << 1) | 1, ref to);
            Pack(packed, groups * bits, bits, ref to);
            at = end;
        }
    }

    /// <summary>Bits for numbers up to <paramref name="largest"/>, at least one.</summary>
    public static int BitsFor(int largest) => Math.Max(1, 32 - int.LeadingZeroCount(largest));

    /// <summary>How many from here on are equal.</summary>
    private static int EqualFrom(ReadOnlySpan<int> values, int at)
    {
        int other = values[at..].IndexOfAnyExcept(values[at]);
        return other < 0 ? values.Length - at : other;
    }

    /// <summary>Lowest bit first; what is missing in the last group is 0.</summary>
    private static void Pack(ReadOnlySpan<int> values, int bytes, int bits, ref GrowableArray<byte> to)
    {
        ulong waiting = 0;
        int count = 0;
        foreach (int value in values)
        {
            waiting |= (ulong)(uint)value << count;
            count += bits;
            while (count >= 8)
            {
                to.Add((byte)waiting);
                waiting >>= 8;
                count -= 8;
                bytes--;
            }
        }

        for (; bytes > 0; bytes--)
        {
            to.Add((byte)waiting);
            waiting = 0;
        }
    }

    private static void WriteNumber(uint number, ref GrowableArray<byte> to)
    {
        for (; number >= 0x80; number >>= 7)
            to.Add((byte)(number | 0x80));
        to.Add((byte)number);
    }
}
