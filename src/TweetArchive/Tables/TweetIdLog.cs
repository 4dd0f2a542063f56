using System.Runtime.InteropServices;

namespace TweetArchive.Tables;

/// <summary>
/// Every tweetid with the place of its record, kept by one worker so that a tweet that stands twice in a dataset is found
/// at the end. Partitioned by id, so that finding takes memory for one partition only.
/// </summary>
internal sealed class TweetIdLog : IDisposable
{
    public const int Partitions = 64;
    private const int OffsetBits = 40;
    private readonly RowStore[] stores;

    public TweetIdLog(Scratch scratch) =>
        stores = [.. Enumerable.Range(0, Partitions).Select(_ => new RowStore(scratch))];

    /// <param name="offset">Byte offset of the record in its entry, below 2^40.</param>
    public void Add(long tweetId, int entry, long offset)
    {
        Span<long> row = MemoryMarshal.Cast<byte, long>(stores[Partition(tweetId)].Append(16));
        row[0] = tweetId;
        row[1] = ((long)entry << OffsetBits) | offset;
    }

    /// <summary>
    /// The records whose tweetid stood earlier in the same dataset: for each entry the byte offsets. Earlier means in the
    /// order of the entries, then of the bytes.
    /// </summary>
    /// <param name="datasetOf">The dataset's number for each entry.</param>
    public static IReadOnlyDictionary<int, HashSet<long>> FindDuplicates(IReadOnlyList<TweetIdLog> logs, int[] datasetOf, int threads)
    {
        foreach (RowStore store in logs.SelectMany(l => l.stores))
            store.Seal();
        var found = new Dictionary<int, HashSet<long>>();
        try
        {
            Parallel.For(0, Partitions, new ParallelOptions { MaxDegreeOfParallelism = threads }, FindInPartition);
        }
        catch (AggregateException e)
        {
            // A scratch file that cannot be read is an IOException here as anywhere.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return found;

        void FindInPartition(int partition)
        {
            foreach (long place in FindIn(logs.Select(l => l.stores[partition]), datasetOf))
            {
                int entry = (int)(place >> OffsetBits);
                lock (found)
                {
                    if (!found.TryGetValue(entry, out HashSet<long>? offsets))
                        found.Add(entry, offsets = []);
                    offsets.Add(place & ((1L << OffsetBits) - 1));
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (RowStore store in stores)
            store.Dispose();
    }

    private static List<long> FindIn(IEnumerable<RowStore> stores, int[] datasetOf)
    {
        long rows = stores.Sum(s => s.Rows);
        long[] ids = new long[rows];
        long[] places = new long[rows];
        int count = 0;
        foreach (RowStore store in stores)
        {
            RowStore.ChunkReader chunks = store.Read();
            for (ArraySegment<byte> chunk = chunks.Next(); chunk.Count > 0; chunk = chunks.Next())
            {
                ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(chunk.AsSpan());
                for (int i = 0; i < values.Length; i += 2)
                {
                    ids[count] = values[i];
                    places[count++] = values[i + 1];
                }
            }
        }

        Array.Sort(ids, places);
        var duplicates = new List<long>();
        for (int from = 0; from < count;)
        {
            int to = from + 1;
            while (to < count && ids[to] == ids[from])
                to++;
            if (to - from > 1)
                AddLater(places.AsSpan(from, to - from), datasetOf, duplicates);
            from = to;
        }

        return duplicates;
    }

    /// <summary>Of the places of one id, all but the first of each dataset.</summary>
    private static void AddLater(Span<long> places, int[] datasetOf, List<long> duplicates)
    {
        places.Sort();
        var seen = new HashSet<int>();
        foreach (long place in places)
        {
            if (!seen.Add(datasetOf[(int)(place >> OffsetBits)]))
                duplicates.Add(place);
        }
    }

    /// <summary>Ids grow with time in their high bits; a multiplication spreads them (Fibonacci hashing).</summary>
    private static int Partition(long tweetId) => (int)(((ulong)tweetId * 0x9E3779B97F4A7C15) >> 58);
}
