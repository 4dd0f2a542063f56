using System.Runtime.InteropServices;
using System.Text;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Media;

/// <summary>
/// Asks the tweets that were read about some tweetids. Nothing of the tweets is held: many ids are asked for in portions,
/// and each portion is one pass over what was kept.
/// </summary>
/// <param name="ids">Every tweetid of every dataset with tweets, those of duplicates too.</param>
internal sealed class TweetLookup(IReadOnlyList<(string Dataset, TweetIdStore Ids)> ids)
{
    /// <summary>Ids in a portion: 32 MB of them.</summary>
    public const int Portion = 1 << 22;

    private readonly byte[][] datasets = [.. ids.Select(i => i.Dataset).Distinct().Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether tweets of the dataset were read, so that it is known which are in it.</summary>
    public bool Knows(ReadOnlySpan<byte> dataset)
    {
        foreach (byte[] known in datasets)
        {
            if (dataset.SequenceEqual(known))
                return true;
        }

        return false;
    }

    /// <summary>Which of the ids are tweets of the dataset.</summary>
    /// <param name="wanted">Ascending.</param>
    public bool[] Find(string dataset, ReadOnlySpan<long> wanted)
    {
        bool[] found = new bool[wanted.Length];
        if (wanted.IsEmpty)
            return found;
        foreach (RowStore rows in ids.Where(i => i.Dataset == dataset).Select(i => i.Ids.Rows))
        {
            var chunks = new RowStore.ChunkReader(rows, 0, rows.Chunks);
            while (chunks.Next() is { Count: > 0 } chunk)
            {
                ReadOnlySpan<long> pairs = MemoryMarshal.Cast<byte, long>(chunk.AsSpan(TweetIdStore.Head));
                for (int i = 0; i < pairs.Length; i += 2)
                    Mark(pairs[i], wanted, found);
            }
        }

        return found;
    }

    private static void Mark(long id, ReadOnlySpan<long> ids, bool[] found)
    {
        if (id < ids[0] || id > ids[^1])
            return;
        for (int at = First(ids, id); at < ids.Length && ids[at] == id; at++)
            found[at] = true;
    }

    /// <summary>The first place of an id, or that of the first one above it.</summary>
    internal static int First(ReadOnlySpan<long> ids, long id)
    {
        int from = 0;
        int to = ids.Length;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (ids[middle] < id)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }
}
