using System.Text;

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
        if (Count(size(row), []))
            Add(row);
    }

    /// <summary>Counts a row; true if it may be one of the largest, and then it is to be added.</summary>
    /// <param name="keyStart">The beginning of its key, as UTF-8.</param>
    public bool Count(long size, ReadOnlySpan<byte> keyStart)
    {
        Seen++;
        SeenSize += size;
        if (smallestFirst.Count < limit || !smallestFirst.TryPeek(out _, out var least) || size > least.Size)
            return true;
        return size == least.Size && !IsAfter(keyStart, least.Key);
    }

    /// <summary>Adds a row that <see cref="Count"/> has counted.</summary>
    public void Add(T row)
    {
        smallestFirst.Enqueue(row, (size(row), key(row)));
        if (smallestFirst.Count > limit)
            smallestFirst.Dequeue();
    }

    /// <summary>The largest first.</summary>
    public IReadOnlyList<T> Rows() =>
        [.. smallestFirst.UnorderedItems.OrderByDescending(i => i.Priority, Order.Instance).Select(i => i.Element)];

    private static bool IsAfter(ReadOnlySpan<byte> keyStart, string key)
    {
        Span<char> start = stackalloc char[128];
        return Encoding.UTF8.TryGetChars(keyStart, start, out int length)
            && start[..length].SequenceCompareTo(key.AsSpan(0, Math.Min(length, key.Length))) > 0;
    }

    private sealed class Order : IComparer<(long Size, string Key)>
    {
        public static readonly Order Instance = new();

        // Of equals the later key counts as smaller, so that the earlier stays.
        public int Compare((long Size, string Key) x, (long Size, string Key) y) =>
            x.Size != y.Size ? x.Size.CompareTo(y.Size) : string.CompareOrdinal(y.Key, x.Key);
    }
}
