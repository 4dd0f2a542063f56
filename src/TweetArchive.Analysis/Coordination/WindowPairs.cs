using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Pairs of accounts that met at an object: of two messages about the same object at most this many minutes apart, one by each. One
/// thread's part; its logs are added to the others' at the end.
/// </summary>
internal sealed class WindowPairs(int window, Sessions sessions)
{
    private readonly List<(long Minute, int Session, int Times)> cells = [];
    private readonly List<(ulong Key, long Times)> met = [];

    /// <summary>Objects, minutes between messages, and pairs of messages, by pair of accounts.</summary>
    public PairLog Log { get; } = new();

    /// <summary>Sessions that met.</summary>
    public MeetingLog Coincidences { get; } = new();

    /// <summary>Pairs of accounts at objects, once for each object: what counting costs.</summary>
    public long Met { get; private set; }

    /// <summary>Counts everything.</summary>
    /// <param name="sorted">Events of whole objects, in order, by session.</param>
    public void Count(ReadOnlySpan<ObjectEvent> sorted)
    {
        for (int from = 0, length; from < sorted.Length; from += length)
        {
            length = SortedEvents.RunLength(sorted, from);
            if (length > 1)
                CountObject(sorted.Slice(from, length));
        }
    }

    /// <summary>Counts sessions that met at an object, and nothing else. Messages of one minute are next to each other.</summary>
    public void CountMeetings(ReadOnlySpan<ObjectEvent> run)
    {
        Gather(run);
        Meet(IsMovable(run), pairsToo: false);
    }

    /// <summary>
    /// Shuffling the times can change who meets: there are more than two messages, and not all are near to each other. Two accounts
    /// that alone shared an object meet however its times are dealt.
    /// </summary>
    private bool IsMovable(ReadOnlySpan<ObjectEvent> run) => run.Length > 2 && run[^1].Minute - run[0].Minute > window;

    private void CountObject(ReadOnlySpan<ObjectEvent> events)
    {
        Gather(events);
        met.Clear();
        Meet(IsMovable(events), pairsToo: true);
        met.Sort(static (x, y) => x.Key.CompareTo(y.Key));
        ulong pair = ulong.MaxValue;
        foreach ((ulong key, long times) in CollectionsMarshal.AsSpan(met))
        {
            Log.Add(key, times);
            if (key >> 8 == pair)
                continue;
            pair = key >> 8;
            Met++;
            Log.Add(key | PairLog.Objects, 1);
        }
    }

    private void Meet(bool movable, bool pairsToo)
    {
        ReadOnlySpan<(long Minute, int Session, int Times)> all = CollectionsMarshal.AsSpan(cells);
        for (int i = 0; i < all.Length; i++)
        {
            int account = sessions.AccountOf(all[i].Session);
            for (int j = i + 1; j < all.Length && all[j].Minute - all[i].Minute <= window; j++)
            {
                int other = sessions.AccountOf(all[j].Session);
                if (account == other)
                    continue;
                Coincidences.Add(all[i].Session, all[j].Session, movable);
                if (pairsToo)
                {
                    met.Add((PairLog.Key(Math.Min(account, other), Math.Max(account, other), (int)(all[j].Minute - all[i].Minute)),
                        (long)all[i].Times * all[j].Times));
                }
            }
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
