using System.Buffers;
using System.Runtime.InteropServices;
using TweetArchive.Concurrency;
using TweetArchive.Text;

namespace TweetArchive.Tables.Duplicates;

/// <summary>
/// Finds the records whose tweetid stood earlier in the same dataset: earlier in the order of the entries, then of the bytes;
/// and the tweets that are in several datasets. With <c>once</c> these are duplicates in all but the latest release.
/// One partition of the ids is sorted at a time for each thread, a large one in several rounds, so that memory stays the same
/// however many ids there are.
/// </summary>
internal sealed class DuplicateFinder
{
    private readonly TweetIdStore[] stores;
    private readonly int[] datasetOf;
    private readonly bool once;
    private readonly DuplicatesTable across;

    // For each store and row, the numbers in front of it: 128 bytes for four thousand ids.
    private readonly ushort[][] counts;

    private DuplicateFinder(IEnumerable<TweetIdStore> stores, int[] datasetOf, bool once, DuplicatesTable across)
    {
        this.stores = [.. stores];
        this.datasetOf = datasetOf;
        this.once = once;
        this.across = across;
        counts = [.. this.stores.Select(Heads)];
    }

    /// <summary>For each entry that has any, the byte offsets of its duplicates, ascending.</summary>
    /// <param name="datasetOf">The dataset's number for each entry; a later release has a higher one.</param>
    /// <param name="once">A tweet of several datasets is a duplicate in all but the latest.</param>
    /// <param name="across">Takes the tweets that are in several datasets.</param>
    /// <param name="mostIds">Ids sorted at once by one thread.</param>
    /// <exception cref="IOException">A scratch file cannot be read.</exception>
    public static IReadOnlyDictionary<int, long[]> Find(IEnumerable<TweetIdStore> stores, int[] datasetOf, bool once,
        DuplicatesTable across, int threads, int mostIds = 1 << 19)
    {
        var finder = new DuplicateFinder(stores, datasetOf, once, across);
        var places = new List<long>();
        InParallel.ForEach(Enumerable.Range(0, TweetIdStore.Partitions), threads, partition =>
        {
            List<long> found = finder.FindIn(partition, mostIds);
            lock (places)
                places.AddRange(found);
        }, CancellationToken.None);

        places.Sort();
        return places.GroupBy(p => (int)(p >> TweetIdLog.OffsetBits))
            .ToDictionary(g => g.Key, g => g.Select(p => p & ((1L << TweetIdLog.OffsetBits) - 1)).ToArray());
    }

    private static ushort[] Heads(TweetIdStore store)
    {
        ushort[] heads = new ushort[TweetIdStore.Partitions * store.Rows.Chunks];
        for (int row = 0; row < store.Rows.Chunks; row++)
            store.Rows.ReadPart(row, 0, MemoryMarshal.AsBytes(heads.AsSpan(row * TweetIdStore.Partitions, TweetIdStore.Partitions)));
        return heads;
    }

    private List<long> FindIn(int partition, int mostIds)
    {
        long all = 0;
        foreach (ushort[] heads in counts)
        {
            for (int i = partition; i < heads.Length; i += TweetIdStore.Partitions)
                all += heads[i];
        }

        // The bits below the partition's say in which round an id's turn is.
        int rounds = (int)Math.Min(1 << 16, System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(1 + (all / mostIds))));
        int expected = (int)Math.Min(Array.MaxLength / 2, (all / rounds) + 1024);
        OrderedEntry[] ids = ArrayPool<OrderedEntry>.Shared.Rent(expected);
        var places = new List<long>(expected);
        var found = new List<long>();
        for (int round = 0; round < rounds; round++)
        {
            places.Clear();
            int count = Collect(partition, rounds, round, ref ids, places);
            Span<OrderedEntry> sorted = ids.AsSpan(0, count);
            KeySort.Sort(sorted);
            DuplicatesTable.Run? run = null;
            for (int from = 0; from < count;)
            {
                int to = from + 1;
                while (to < count && sorted[to].SortKey == sorted[from].SortKey)
                    to++;
                if (to - from > 1)
                    AddLater(sorted[from..to], places, found, ref run);
                from = to;
            }

            run?.Seal();
        }

        ArrayPool<OrderedEntry>.Shared.Return(ids);
        return found;
    }

    /// <summary>The ids of a round, each with the number of its place; returns how many.</summary>
    private int Collect(int partition, int rounds, int round, ref OrderedEntry[] ids, List<long> places)
    {
        int count = 0;
        long[] pairs = ArrayPool<long>.Shared.Rent(2 * TweetIdStore.MostIds);
        for (int s = 0; s < stores.Length; s++)
        {
            for (int row = 0; row < stores[s].Rows.Chunks; row++)
            {
                ReadOnlySpan<ushort> head = counts[s].AsSpan(row * TweetIdStore.Partitions, TweetIdStore.Partitions);
                int before = 0;
                for (int p = 0; p < partition; p++)
                    before += head[p];
                Span<long> part = pairs.AsSpan(0, 2 * head[partition]);
                stores[s].Rows.ReadPart(row, TweetIdStore.Head + (16 * before), MemoryMarshal.AsBytes(part));
                for (int i = 0; i < part.Length; i += 2)
                {
                    if (rounds > 1 && (int)((TweetIdStore.Hash(part[i]) >> 42) & (ulong)(rounds - 1)) != round)
                        continue;
                    if (count == ids.Length)
                        Array.Resize(ref ids, 2 * count);
                    ids[count] = new OrderedEntry((ulong)part[i], count);
                    places.Add(part[i + 1]);
                    count++;
                }
            }
        }

        ArrayPool<long>.Shared.Return(pairs);
        return count;
    }

    /// <summary>Of the places of one id, all but the first of each dataset, or of the latest one alone.</summary>
    private void AddLater(ReadOnlySpan<OrderedEntry> copies, List<long> places, List<long> later, ref DuplicatesTable.Run? run)
    {
        long[] ofId = new long[copies.Length];
        for (int i = 0; i < ofId.Length; i++)
            ofId[i] = places[copies[i].Entry];
        Array.Sort(ofId);
        var seen = new HashSet<int>();
        int latest = ofId.Max(Dataset);
        foreach (long place in ofId)
        {
            int dataset = Dataset(place);
            if (!seen.Add(dataset) || (once && dataset != latest))
                later.Add(place);
        }

        if (seen.Count > 1)
            (run ??= across.NewRun()).Add((long)copies[0].SortKey, seen, once ? latest : null);

        int Dataset(long place) => datasetOf[(int)(place >> TweetIdLog.OffsetBits)];
    }
}
