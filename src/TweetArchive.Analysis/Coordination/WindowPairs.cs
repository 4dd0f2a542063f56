using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Pairs of accounts that met at an object: of two messages about the same object at most so many minutes apart, one by each. One
/// thread's part; its log and counts are added to the others' at the end.
/// </summary>
internal sealed class WindowPairs(int window, int mostAccounts)
{
    private readonly List<(long Minute, int Account, int Times)> cells = [];
    private readonly List<int> members = [];
    private readonly List<(ulong Key, long Times)> met = [];

    public PairLog Log { get; } = new();

    /// <summary>Objects of at least two accounts that were looked at.</summary>
    public long Shared { get; private set; }

    /// <summary>Objects left out because too many accounts share them.</summary>
    public long Dropped { get; private set; }

    public void Count(ReadOnlySpan<ObjectEvent> sorted)
    {
        for (int from = 0, length; from < sorted.Length; from += length)
        {
            length = SortedEvents.RunLength(sorted, from);
            if (length > 1)
                CountObject(sorted.Slice(from, length));
        }
    }

    private void CountObject(ReadOnlySpan<ObjectEvent> events)
    {
        int accounts = Accounts(events);
        if (accounts < 2)
            return;
        if (accounts > mostAccounts)
        {
            Dropped++;
            return;
        }

        Shared++;
        Gather(events);
        met.Clear();
        ReadOnlySpan<(long Minute, int Account, int Times)> all = CollectionsMarshal.AsSpan(cells);
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = i + 1; j < all.Length && all[j].Minute - all[i].Minute <= window; j++)
            {
                int a = all[i].Account, b = all[j].Account;
                if (a != b)
                    met.Add((PairLog.Key(Math.Min(a, b), Math.Max(a, b), (int)(all[j].Minute - all[i].Minute)),
                        (long)all[i].Times * all[j].Times));
            }
        }

        met.Sort(static (x, y) => x.Key.CompareTo(y.Key));
        ulong pair = ulong.MaxValue;
        foreach ((ulong key, long times) in CollectionsMarshal.AsSpan(met))
        {
            Log.Add(key, times);
            if (key >> 8 == pair)
                continue;
            pair = key >> 8;
            Log.Add(key | PairLog.Objects, 1);
        }
    }

    /// <summary>Several messages of an account in one minute are one cell.</summary>
    private void Gather(ReadOnlySpan<ObjectEvent> events)
    {
        cells.Clear();
        ulong before = ulong.MaxValue;
        foreach (ref readonly ObjectEvent e in events)
        {
            if (e.When == before)
                CollectionsMarshal.AsSpan(cells)[^1].Times++;
            else
                cells.Add((e.Minute, e.Account, 1));
            before = e.When;
        }
    }

    private int Accounts(ReadOnlySpan<ObjectEvent> events)
    {
        members.Clear();
        foreach (ref readonly ObjectEvent e in events)
            members.Add(e.Account);
        members.Sort();
        int distinct = 1;
        for (int i = 1; i < members.Count; i++)
            distinct += members[i] != members[i - 1] ? 1 : 0;
        return distinct;
    }
}
