using TweetArchive.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Counts by pair of accounts and a small code, written down one after the other; when the log is full it is sorted and equal keys become
/// one. So it grows with the pairs there are, not with how often they meet. Not for two threads.
/// </summary>
internal sealed class PairLog
{
    /// <summary>Code of "objects in common"; codes below <see cref="Movable"/> are minutes between two messages.</summary>
    public const int Objects = 255;

    /// <summary>Code of "pairs of sessions that met".</summary>
    public const int Coincidences = 254;

    /// <summary>Code of "pairs of sessions that met at an object whose times could have been dealt otherwise".</summary>
    public const int Movable = 253;

    private const int AccountBits = 28;

    private OrderedEntry[] entries = new OrderedEntry[1 << 14];
    private int count;
    private bool merged;

    /// <param name="a">The smaller account number.</param>
    /// <param name="b">The larger one.</param>
    /// <param name="code">0 to 255.</param>
    public static ulong Key(int a, int b, int code) => ((ulong)(uint)a << (AccountBits + 8)) | ((ulong)(uint)b << 8) | (uint)code;

    public static int First(ulong key) => (int)(key >> (AccountBits + 8));

    public static int Second(ulong key) => (int)(key >> 8) & ((1 << AccountBits) - 1);

    public static int Code(ulong key) => (int)(key & 255);

    public static bool Fits(int accounts) => accounts <= 1 << AccountBits;

    public void Add(ulong key, long number)
    {
        if (count == entries.Length)
            Compact();
        merged = false;
        entries[count++] = new OrderedEntry(key, (int)Math.Min(number, int.MaxValue));
    }

    public void AddAll(PairLog other)
    {
        foreach (ref readonly OrderedEntry entry in other.entries.AsSpan(0, other.count))
            Add(entry.SortKey, entry.Entry);
        other.entries = [];
        other.count = 0;
    }

    /// <summary>All keys in order, each once, with the sum of their numbers.</summary>
    public ReadOnlySpan<OrderedEntry> Sorted()
    {
        Merge();
        return entries.AsSpan(0, count);
    }

    private void Compact()
    {
        Merge();
        if (count > entries.Length / 2)
            Array.Resize(ref entries, Math.Max(1 << 14, checked(2 * entries.Length)));
    }

    private void Merge()
    {
        if (merged)
            return;
        KeySort.Sort(entries.AsSpan(0, count));
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (kept > 0 && entries[kept - 1].SortKey == entries[i].SortKey)
                entries[kept - 1] = new OrderedEntry(entries[i].SortKey,
                    (int)Math.Min((long)entries[kept - 1].Entry + entries[i].Entry, int.MaxValue));
            else
                entries[kept++] = entries[i];
        }

        count = kept;
        merged = true;
    }
}
