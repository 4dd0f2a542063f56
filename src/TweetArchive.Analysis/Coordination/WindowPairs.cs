using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Pairs of accounts that met at an object: of two messages about the same object at most this many minutes apart, one by each. One
/// thread's part; its log is added to the others' at the end.
/// </summary>
internal sealed class WindowPairs(int window)
{
    private readonly List<(long Minute, int Account, int Times)> cells = [];
    private readonly List<(ulong Key, long Times)> met = [];
    private readonly List<ulong> pairs = [];

    public PairLog Log { get; } = new();

    /// <summary>Pairs of accounts at objects, once for each object: what counting costs.</summary>
    public long Met { get; private set; }

    /// <summary>Counts objects, minutes between messages, and pairs of messages.</summary>
    /// <param name="sorted">Events of whole objects, in order.</param>
    public void Count(ReadOnlySpan<ObjectEvent> sorted)
    {
        for (int from = 0, length; from < sorted.Length; from += length)
        {
            length = SortedEvents.RunLength(sorted, from);
            if (length > 1)
                CountObject(sorted.Slice(from, length));
        }
    }

    /// <summary>Counts objects alone. Messages of an account in one minute are next to each other.</summary>
    public void CountMeetings(ReadOnlySpan<ObjectEvent> run)
    {
        pairs.Clear();
        Gather(run);
        bool movable = IsMovable(run);
        ReadOnlySpan<(long Minute, int Account, int Times)> all = CollectionsMarshal.AsSpan(cells);
        for (int i = 0; i < all.Length; i++)
        {
            (long minute, int account, _) = all[i];
            for (int j = i + 1; j < all.Length && all[j].Minute - minute <= window; j++)
            {
                int other = all[j].Account;
                if (account != other)
                    pairs.Add(PairLog.Key(Math.Min(account, other), Math.Max(account, other), PairLog.Objects));
            }
        }

        pairs.Sort();
        ulong before = ulong.MaxValue;
        foreach (ulong pair in CollectionsMarshal.AsSpan(pairs))
        {
            if (pair != before)
                Add(pair, movable);
            before = pair;
        }
    }

    /// <summary>
    /// Shuffling the times can change who meets: there are more than two messages, and not all are near to each other. Two accounts
    /// that alone shared an object meet however its times are dealt.
    /// </summary>
    private bool IsMovable(ReadOnlySpan<ObjectEvent> run) => run.Length > 2 && run[^1].Minute - run[0].Minute > window;

    private void Add(ulong pair, bool movable)
    {
        Log.Add(pair, 1);
        if (movable)
            Log.Add((pair & ~255UL) | PairLog.Movable, 1);
    }

    private void CountObject(ReadOnlySpan<ObjectEvent> events)
    {
        Gather(events);
        bool movable = IsMovable(events);
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
            Met++;
            Add(key | PairLog.Objects, movable);
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
}
