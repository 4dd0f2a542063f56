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

    private readonly Dictionary<(int Dataset, long Span), (int From, int To)> ranges = [];
    private int[] members = [];
    private long[] until = []; // events up to and with this member of the range

    /// <summary>Adds what a thread has counted; <see cref="Close"/> makes it ready.</summary>
    public static void Count(Dictionary<(long Span, int Account), int> counts, in ObjectEvent e) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, (e.Minute / SpanMinutes, e.Account), out _)++;

    public void Close(IEnumerable<Dictionary<(long Span, int Account), int>> parts)
    {
        Dictionary<(long Span, int Account), long> all = [];
        foreach ((var key, int events) in parts.SelectMany(p => p))
            CollectionsMarshal.GetValueRefOrAddDefault(all, key, out _) += events;
        KeyValuePair<(long Span, int Account), long>[] sorted = [.. all];
        Array.Sort(sorted, (x, y) => Compare(x.Key, y.Key));
        members = [.. sorted.Select(s => s.Key.Account)];
        until = new long[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            (int, long) range = Of(sorted[from].Key);
            long sum = 0;
            for (to = from; to < sorted.Length && Of(sorted[to].Key) == range; to++)
                until[to] = sum += sorted[to].Value;
            ranges.Add(range, (from, to));
        }
    }

    /// <summary>An account of the dataset that was active around this minute.</summary>
    public int Draw(int dataset, long minute, ref ObjectDraws draws)
    {
        (int from, int to) = ranges[(dataset, minute / SpanMinutes)];
        long wanted = draws.Below(until[to - 1]);
        int place = Array.BinarySearch(until, from, to - from, wanted + 1);
        return members[place >= 0 ? place : ~place];
    }

    private (int Dataset, long Span) Of((long Span, int Account) key) => (accounts.DatasetOf(key.Account), key.Span);

    private int Compare((long Span, int Account) x, (long Span, int Account) y)
    {
        int order = accounts.DatasetOf(x.Account).CompareTo(accounts.DatasetOf(y.Account));
        order = order != 0 ? order : x.Span.CompareTo(y.Span);
        return order != 0 ? order : x.Account.CompareTo(y.Account);
    }
}
