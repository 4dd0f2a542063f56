using TweetArchive.Text;

namespace TweetArchive.Analysis.Learning;

/// <summary>
/// A sample that does not depend on the order or on threads: of all keys the <paramref name="most"/> with the smallest hashes, and of equal
/// hashes the item that comes first.
/// </summary>
/// <typeparam name="T">What is sampled.</typeparam>
internal sealed class SmallestByHash<T>(int most)
    where T : IComparable<T>
{
    private readonly Dictionary<ulong, T> items = new(SeededNumbers.Comparer);
    private readonly PriorityQueue<ulong, ulong> largest = new();

    public int Count => items.Count;

    /// <summary>The items in the order of their hashes.</summary>
    public IEnumerable<T> Items => items.OrderBy(i => i.Key).Select(i => i.Value);

    /// <summary>Whether an item of this hash could be taken; saves making it.</summary>
    public bool Wants(ulong hash) => items.Count < most || hash <= largest.Peek();

    public void Add(ulong hash, T item)
    {
        if (items.TryGetValue(hash, out T? known))
        {
            if (item.CompareTo(known) < 0)
                items[hash] = item;
            return;
        }

        if (!Wants(hash))
            return;
        if (items.Count == most)
            items.Remove(largest.Dequeue());
        items.Add(hash, item);
        largest.Enqueue(hash, ulong.MaxValue - hash);
    }

    public void AddAll(SmallestByHash<T> other)
    {
        foreach ((ulong hash, T item) in other.items)
            Add(hash, item);
    }
}
