namespace TweetArchive.Tables.Spills;

/// <summary>Several runs as one, in key order; rows of equal keys follow each other (a heap of cursors).</summary>
internal sealed class SpillMerger
{
    private readonly List<SortedSpill.Reader> heap = [];
    private bool started;

    public SpillMerger(IEnumerable<RowStore> runs)
    {
        foreach (RowStore run in runs)
        {
            var reader = new SortedSpill.Reader(run);
            if (reader.MoveNext())
                heap.Add(reader);
        }

        for (int i = (heap.Count / 2) - 1; i >= 0; i--)
            Sift(i);
    }

    public ReadOnlySpan<byte> Key => heap[0].Key;

    public ReadOnlySpan<byte> Payload => heap[0].Payload;

    public bool MoveNext()
    {
        if (started && heap.Count > 0)
        {
            if (!heap[0].MoveNext())
            {
                heap[0] = heap[^1];
                heap.RemoveAt(heap.Count - 1);
            }

            Sift(0);
        }

        started = true;
        return heap.Count > 0;
    }

    private void Sift(int at)
    {
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= heap.Count)
                return;
            if (child + 1 < heap.Count && heap[child + 1].Key.SequenceCompareTo(heap[child].Key) < 0)
                child++;
            if (heap[at].Key.SequenceCompareTo(heap[child].Key) <= 0)
                return;
            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }
}

/// <summary>
/// Runs few enough to merge at once. A run that is read takes a buffer, so where a small memory has made many runs, groups
/// of them are merged into longer ones first.
/// </summary>
internal sealed class FewSpills : IDisposable
{
    /// <summary>Runs merged at once: 128 buffers of 64 KiB are 8 MiB.</summary>
    public const int Most = 128;

    private readonly List<RowStore> made = [];

    /// <param name="runs">Stay the caller's.</param>
    /// <param name="scratch">Where longer runs go.</param>
    /// <param name="most">For tests.</param>
    public FewSpills(IEnumerable<RowStore> runs, Scratch scratch, int most = Most)
    {
        List<RowStore> all = [.. runs];
        while (all.Count > most)
        {
            var longer = new List<RowStore>();
            foreach (RowStore[] group in all.Chunk(most))
                longer.Add(group.Length == 1 ? group[0] : Merge(group, scratch));
            all = longer;
        }

        Runs = all;
    }

    public IReadOnlyList<RowStore> Runs { get; }

    public void Dispose() => made.ForEach(m => m.Dispose());

    private RowStore Merge(RowStore[] group, Scratch scratch)
    {
        var store = new RowStore(scratch);
        made.Add(store);
        var merger = new SpillMerger(group);
        while (merger.MoveNext())
            SortedSpill.Append(store, merger.Key, merger.Payload);
        store.Seal();
        return store;
    }
}
