using System.Runtime.InteropServices;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables.Duplicates;

/// <summary>
/// The tweetids of one unit with the places of their records, as <see cref="DuplicateFinder"/> reads them: rows of a chunk
/// each, within a row sorted into partitions by a hash of the id, the numbers of ids in each partition in front.
/// </summary>
internal sealed class TweetIdStore(RowStore rows)
{
    public const int Partitions = 64;

    /// <summary>Bytes in front of a row's ids: a 16-bit number for each partition.</summary>
    public const int Head = 2 * Partitions;

    /// <summary>Ids that fill a row: one row, one chunk.</summary>
    public const int MostIds = (ScratchMemory.ChunkSize - Head) / 16;

    public RowStore Rows => rows;

    /// <summary>Ids grow with time in their high bits; a multiplication spreads them (Fibonacci hashing).</summary>
    public static ulong Hash(long tweetId) => (ulong)tweetId * 0x9E3779B97F4A7C15;

    /// <param name="pairs">Id, place, id, place …; at most <see cref="MostIds"/> of each.</param>
    public void Append(ReadOnlySpan<long> pairs)
    {
        Span<int> ends = stackalloc int[Partitions];
        for (int i = 0; i < pairs.Length; i += 2)
            ends[Partition(pairs[i])]++;
        lock (rows)
        {
            Span<byte> row = rows.Append(Head + (8 * pairs.Length));
            Span<ushort> counts = MemoryMarshal.Cast<byte, ushort>(row[..Head]);
            int before = 0;
            for (int p = 0; p < Partitions; p++)
            {
                counts[p] = (ushort)ends[p];
                (ends[p], before) = (before, before + ends[p]);
            }

            Span<long> sorted = MemoryMarshal.Cast<byte, long>(row[Head..]);
            for (int i = 0; i < pairs.Length; i += 2)
                pairs.Slice(i, 2).CopyTo(sorted[(2 * ends[Partition(pairs[i])]++)..]);
            // A row, a chunk: the finder reads parts of rows.
            rows.Seal();
        }
    }

    private static int Partition(long tweetId) => (int)(Hash(tweetId) >> 58);
}

/// <summary>One worker's tweetids of one unit on their way into the <see cref="TweetIdStore"/>.</summary>
internal sealed class TweetIdLog(TweetIdStore store)
{
    public const int OffsetBits = 40;

    private readonly long[] pairs = new long[2 * TweetIdStore.MostIds];
    private int used;

    /// <param name="offset">Byte offset of the record in its entry, below 2^40.</param>
    public void Add(long tweetId, int entry, long offset)
    {
        pairs[used] = tweetId;
        pairs[used + 1] = ((long)entry << OffsetBits) | offset;
        used += 2;
        if (used == pairs.Length)
            Flush();
    }

    public void Flush()
    {
        if (used > 0)
            store.Append(pairs.AsSpan(0, used));
        used = 0;
    }
}
