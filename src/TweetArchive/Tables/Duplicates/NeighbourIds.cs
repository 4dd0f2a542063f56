using System.Runtime.InteropServices;
using TweetArchive.Tables.Spills;
using TweetArchive.Tweets;

namespace TweetArchive.Tables.Duplicates;

/// <summary>Of some rounded ids, the tweetids of the dataset that are near: the only one each, or that there are several.</summary>
internal sealed class NeighbourIds
{
    private const long Several = -1;

    private readonly long[] rounded;
    private readonly long[] found;

    private NeighbourIds(long[] rounded)
    {
        this.rounded = rounded;
        found = new long[rounded.Length];
    }

    /// <summary>One pass over the tweetids of a dataset, in whatever order they are.</summary>
    /// <param name="rounded">Distinct, ascending.</param>
    /// <exception cref="IOException">A scratch file cannot be read.</exception>
    public static NeighbourIds Find(long[] rounded, IEnumerable<TweetIdStore> tweets)
    {
        var neighbours = new NeighbourIds(rounded);
        if (rounded.Length == 0)
            return neighbours;
        foreach (TweetIdStore ids in tweets)
        {
            var chunks = new RowStore.ChunkReader(ids.Rows, 0, ids.Rows.Chunks);
            while (chunks.Next() is { Count: > 0 } chunk)
            {
                ReadOnlySpan<long> pairs = MemoryMarshal.Cast<byte, long>(chunk.AsSpan(TweetIdStore.Head));
                for (int i = 0; i < pairs.Length; i += 2)
                    neighbours.Add(pairs[i]);
            }
        }

        return neighbours;
    }

    /// <summary>The only tweetid near a rounded id; false where there is none, or several, or nobody asked for it.</summary>
    public bool TryGet(long id, out long tweetId)
    {
        int at = Array.BinarySearch(rounded, id);
        tweetId = at < 0 ? 0 : found[at];
        return tweetId > 0;
    }

    private void Add(long tweetId)
    {
        if (tweetId < rounded[0] - ReferenceIds.NeighbourDistance || tweetId > rounded[^1] + ReferenceIds.NeighbourDistance)
            return;
        int at = Array.BinarySearch(rounded, tweetId - ReferenceIds.NeighbourDistance);
        for (at = at < 0 ? ~at : at; at < rounded.Length && rounded[at] <= tweetId + ReferenceIds.NeighbourDistance; at++)
        {
            // A tweet may be logged twice.
            if (found[at] != tweetId)
                found[at] = found[at] == 0 ? tweetId : Several;
        }
    }
}
