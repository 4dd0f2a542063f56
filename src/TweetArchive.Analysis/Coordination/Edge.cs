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

    /// <summary>Of the pairs with at least this weight, the share that chance makes.</summary>
    public double ShareByChance { get; set; } = 1;

    /// <summary>The weight reaches the threshold that follows from chance.</summary>
    public bool AboveChance { get; set; }

    /// <summary>Messages of the first account that met one of the second, and the other way round; null where there is no window.</summary>
    public long? MessagesA { get; set; }

    public long? MessagesB { get; set; }

    /// <summary>Of the accounts with edges above chance; null for other edges.</summary>
    public int? Component { get; set; }

    /// <summary>The smaller number of messages to the larger: near 0, one account's few messages met a flood of the other's.</summary>
    public double? Symmetry => MessagesA is { } a && MessagesB is { } b ? Math.Min(a, b) / (double)Math.Max(a, b) : null;

    public double Weight => Similarity ?? Objects;

    /// <summary>The weight as chance levels have it: cosines in hundredths.</summary>
    public double Level => Similarity is { } cosine ? ChanceRounds.Level(cosine) : Objects;

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
            // The number of objects has the largest code.
            OrderedEntry objects = all[to - 1];
            if (objects.Entry < fewest)
                continue;
            ReadOnlySpan<OrderedEntry> minutes = all[from..(to - 1)];
            long events = 0;
            foreach (OrderedEntry minute in minutes)
                events += minute.Entry;
            edges.Add(new Edge(PairLog.First(objects.SortKey), PairLog.Second(objects.SortKey), objects.Entry, events,
                withTimes ? PairLog.Code(minutes[0].SortKey) : null, withTimes ? Median(minutes, events) : null, null));
        }

        return edges;
    }

    /// <summary>Objects in common of all pairs of a dataset, those with one object too.</summary>
    public static List<double>[] Weights(PairLog log, AccountIndex accounts)
    {
        List<double>[] weights = [.. Enumerable.Range(0, accounts.Datasets).Select(_ => new List<double>())];
        foreach (ref readonly OrderedEntry entry in log.Sorted())
        {
            if (PairLog.Code(entry.SortKey) == PairLog.Objects)
                weights[accounts.DatasetOf(PairLog.First(entry.SortKey))].Add(entry.Entry);
        }

        return weights;
    }

    /// <summary>Fills what the chance levels of the datasets say of each edge.</summary>
    /// <param name="least">No threshold is below this weight.</param>
    public static void Judge(List<Edge> edges, IReadOnlyList<ChanceLevel> levels, double least, AccountIndex accounts)
    {
        double?[] thresholds = [.. levels.Select(l => l.Threshold(least))];
        var shares = new Dictionary<(int, int), double>();
        foreach (Edge edge in edges)
        {
            int dataset = accounts.DatasetOf(edge.A);
            ChanceLevel of = levels[dataset];
            int level = of.LevelOf(edge.Level);
            if (!shares.TryGetValue((dataset, level), out double share))
                shares.Add((dataset, level), share = of.ShareByChance(level));
            edge.ShareByChance = share;
            if (edge.Similarity is null)
                edge.Quantile = of.Quantile(edge.Objects);
            edge.AboveChance = edge.Level >= thresholds[dataset];
        }
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
