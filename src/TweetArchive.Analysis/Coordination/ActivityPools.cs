using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// How much each account did in each thirty days, by one method: from these an account is drawn by its activity. An account that did
/// nothing in a span is never drawn for it, so accounts of different years do not meet by chance.
/// </summary>
internal sealed class ActivityPools(AccountIndex accounts)
{
    public const int SpanDays = 30;

    private const long SpanMinutes = SpanDays * 1440L;

    private readonly Dictionary<(int Dataset, long Span), PoolRange> ranges = [];
    private int[] members = [];
    private long[] until = []; // events up to and with this member of the range

    // A range cut into as many equal parts as it has members: the member that each part begins with. From there a draw is a step or two.
    private int[] guides = [];

    /// <summary>The thirty days that a minute is of, counted from 1970.</summary>
    public static long SpanOf(long minute) => minute / SpanMinutes;

    /// <summary>Makes it ready from what each thread has counted.</summary>
    public void Close(IEnumerable<ActivityCounts> parts)
    {
        var all = new ActivityCounts();
        foreach (ActivityCounts part in parts)
            all.AddAll(part);
        KeyValuePair<ulong, int>[] sorted = [.. all.All];
        Array.Sort(sorted, (x, y) => Compare(x.Key, y.Key));
        members = [.. sorted.Select(s => ActivityCounts.AccountOf(s.Key))];
        until = new long[sorted.Length];
        guides = new int[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            (int, long) range = Of(sorted[from].Key);
            long sum = 0;
            for (to = from; to < sorted.Length && Of(sorted[to].Key) == range; to++)
                until[to] = sum += sorted[to].Value;
            ranges.Add(range, new PoolRange(from, to));
            for (int part = 0, place = from; part < to - from; part++)
            {
                while (until[place] <= part * sum / (to - from))
                    place++;
                guides[from + part] = place;
            }
        }
    }

    /// <summary>The accounts of a dataset that were active in a span.</summary>
    public PoolRange RangeOf(int dataset, long span) => ranges[(dataset, span)];

    /// <summary>An account of the range, by its activity.</summary>
    public int Draw(PoolRange range, ref ObjectDraws draws)
    {
        long events = until[range.To - 1], wanted = draws.Below(events);
        int place = guides[range.From + (int)(wanted * (range.To - range.From) / events)];
        while (until[place] <= wanted)
            place++;
        return members[place];
    }

    private (int Dataset, long Span) Of(ulong key) => (accounts.DatasetOf(ActivityCounts.AccountOf(key)), ActivityCounts.SpanOf(key));

    private int Compare(ulong x, ulong y)
    {
        int order = accounts.DatasetOf(ActivityCounts.AccountOf(x)).CompareTo(accounts.DatasetOf(ActivityCounts.AccountOf(y)));
        return order != 0 ? order : x.CompareTo(y);
    }
}

/// <summary>The members of a dataset and span, by place.</summary>
internal readonly record struct PoolRange(int From, int To);

/// <summary>How much each account did in each span: what one thread has counted.</summary>
internal sealed class ActivityCounts
{
    // Odd, so that multiplying loses nothing; the inverse undoes it. A number's hash is its halves, one XOR the other: of span and account
    // as they are it would be the same for thousands of pairs, and a comparer costs more than everything else that is done here.
    private const ulong Scatter = 0x9E3779B97F4A7C15, Inverse = 0xF1DE83E19937733D;

    private readonly Dictionary<ulong, int> counts = [];

    /// <summary>Events by span, in the upper half of the key, and account, in the lower.</summary>
    public IEnumerable<KeyValuePair<ulong, int>> All => counts.Select(c => KeyValuePair.Create(c.Key * Inverse, c.Value));

    public static long SpanOf(ulong key) => (long)(key >> 32);

    public static int AccountOf(ulong key) => (int)(uint)key;

    public void AddAll(ActivityCounts other)
    {
        foreach ((ulong key, int events) in other.counts)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += events;
    }

    public void Add(in ObjectEvent e) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, Key(ActivityPools.SpanOf(e.Minute), e.Account), out _)++;

    /// <summary>As it is looked up.</summary>
    internal static ulong Key(long span, int account) => (((ulong)span << 32) | (uint)account) * Scatter;
}
