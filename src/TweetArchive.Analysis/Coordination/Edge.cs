using TweetArchive.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>Two accounts of a dataset that a method found alike.</summary>
/// <param name="A">The smaller number.</param>
/// <param name="Objects">Objects in common within the window.</param>
/// <param name="Events">Pairs of messages within the window; null where the method has none.</param>
/// <param name="Similarity">Cosine, where the method has one.</param>
internal sealed record Edge(int A, int B, long Objects, long? Events, int? LeastMinutes, double? MedianMinutes, double? Similarity)
{
    /// <summary>Share of all pairs of the method and dataset, however little they have in common, with a smaller weight.</summary>
    public double Quantile { get; set; }

    /// <summary>Pairs of sessions, one of each, that met; null where there is no window. What is compared with chance.</summary>
    public long? Coincidences { get; init; }

    /// <summary>Of these the ones at an object whose times could have been dealt otherwise (<see cref="NullKind.Times"/>).</summary>
    public long Movable { get; init; }

    /// <summary>
    /// Coincidences that count against chance: without the movable ones where these are no more than chance makes. Null without a window.
    /// </summary>
    public long? Counted { get; set; }

    /// <summary>Objects that both shared, within the window or not; null where there is no window.</summary>
    public long? SharedObjects { get; set; }

    /// <summary>Of the pairs with at least this weight, the share that chance makes if who shared what is left to it.</summary>
    public double ShareByChance { get; set; } = 1;

    /// <summary>
    /// Of the pairs with at least this many movable coincidences, the share that chance makes if objects' times are left to it; null
    /// without such coincidences, and where the others alone are above chance.
    /// </summary>
    public double? ShareByChanceTimes { get; set; }

    /// <summary>
    /// Of the pairs with at least this weight, the share that chance makes if accounts' sessions exchange their times of day; null where
    /// there is no window.
    /// </summary>
    public double? ShareByChanceHours { get; set; }

    /// <summary>More than chance makes by each null that applies.</summary>
    public bool AboveChance { get; set; }

    /// <summary>Messages of the first account that met one of the second, and the other way round; null where there is no window.</summary>
    public long? MessagesA { get; set; }

    public long? MessagesB { get; set; }

    /// <summary>Of the accounts with edges above chance; null for other edges.</summary>
    public int? Component { get; set; }

    /// <summary>The smaller number of messages to the larger: near 0, one account's few messages met a flood of the other's.</summary>
    public double? Symmetry => MessagesA is { } a && MessagesB is { } b ? Math.Min(a, b) / (double)Math.Max(a, b) : null;

    public double Weight => Similarity ?? Objects;

    /// <summary>The weight as chance levels have it: coincidences, or cosines in hundredths.</summary>
    public double Level => Similarity is { } cosine ? CosinePairs.Level(cosine) : Coincidences!.Value;

    /// <summary>
    /// Edges of pairs with at least <paramref name="fewest"/> objects in common, in order; times only where minutes mean something.
    /// </summary>
    public static List<Edge> FromLog(PairLog log, int fewest, bool withTimes)
    {
        List<Edge> edges = [];
        ReadOnlySpan<OrderedEntry> all = log.Sorted();
        for (int from = 0, to; from < all.Length; from = to)
        {
            to = from;
            while (to < all.Length && all[to].SortKey >> 8 == all[from].SortKey >> 8)
                to++;
            // The number of objects has the largest code, that of coincidences the next, then that of the movable ones.
            OrderedEntry objects = all[to - 1];
            if (objects.Entry < fewest)
                continue;
            bool movable = PairLog.Code(all[to - 3].SortKey) == PairLog.Movable;
            ReadOnlySpan<OrderedEntry> minutes = all[from..(movable ? to - 3 : to - 2)];
            long events = 0;
            foreach (OrderedEntry minute in minutes)
                events += minute.Entry;
            edges.Add(new Edge(PairLog.First(objects.SortKey), PairLog.Second(objects.SortKey), objects.Entry, events,
                withTimes ? PairLog.Code(minutes[0].SortKey) : null, withTimes ? Median(minutes, events) : null, null)
            {
                Coincidences = all[to - 2].Entry,
                Movable = movable ? all[to - 3].Entry : 0,
            });
        }

        return edges;
    }

    /// <summary>What all pairs of a dataset have in common, those with one object too.</summary>
    /// <param name="code"><see cref="PairLog.Objects"/>, <see cref="PairLog.Coincidences"/> or <see cref="PairLog.Movable"/>.</param>
    public static List<double>[] Weights(PairLog log, int code, AccountIndex accounts)
    {
        List<double>[] weights = [.. Enumerable.Range(0, accounts.Datasets).Select(_ => new List<double>())];
        foreach (ref readonly OrderedEntry entry in log.Sorted())
        {
            if (PairLog.Code(entry.SortKey) == code)
                weights[accounts.DatasetOf(PairLog.First(entry.SortKey))].Add(entry.Entry);
        }

        return weights;
    }

    private static double Median(ReadOnlySpan<OrderedEntry> minutes, long events)
    {
        return (At((events - 1) / 2, minutes) + At(events / 2, minutes)) / 2.0;

        static int At(long place, ReadOnlySpan<OrderedEntry> minutes)
        {
            foreach (OrderedEntry minute in minutes)
            {
                if (place < minute.Entry)
                    return PairLog.Code(minute.SortKey);
                place -= minute.Entry;
            }

            return PairLog.Code(minutes[^1].SortKey);
        }
    }
}
