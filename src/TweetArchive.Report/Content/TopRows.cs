namespace TweetArchive.Report.Content;

/// <summary>
/// The largest rows of a stream, without holding the others; equals are decided by their key, so the order of the stream does not matter.
/// </summary>
internal sealed class TopRows<T>(int limit, Func<T, long> size, Func<T, string> key)
{
    private readonly PriorityQueue<T, (long Size, string Key)> smallestFirst = new(limit + 1, Order.Instance);

    /// <summary>All that were offered.</summary>
    public long Seen { get; private set; }

    public long SeenSize { get; private set; }

    public void Offer(T row)
    {
        Seen++;
        SeenSize += size(row);
        if (smallestFirst.Count == limit && smallestFirst.TryPeek(out _, out var least) && size(row) < least.Size)
            return;
        smallestFirst.Enqueue(row, (size(row), key(row)));
        if (smallestFirst.Count > limit)
            smallestFirst.Dequeue();
    }

    /// <summary>The largest first.</summary>
    public IReadOnlyList<T> Rows() =>
        [.. smallestFirst.UnorderedItems.OrderByDescending(i => i.Priority, Order.Instance).Select(i => i.Element)];

    private sealed class Order : IComparer<(long Size, string Key)>
    {
        public static readonly Order Instance = new();

        // Of equals the later key counts as smaller, so that the earlier stays.
        public int Compare((long Size, string Key) x, (long Size, string Key) y) =>
            x.Size != y.Size ? x.Size.CompareTo(y.Size) : string.CompareOrdinal(y.Key, x.Key);
    }
}
