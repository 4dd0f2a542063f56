using TweetArchive.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>Two accounts of a dataset that a method found alike.</summary>
/// <param name="A">The smaller number.</param>
/// <param name="Objects">Objects in common within the window.</param>
/// <param name="Events">Pairs of messages within the window; null where the method has none.</param>
/// <param name="Similarity">Cosine, where the method has one.</param>
internal sealed record Edge(int A, int B, long Objects, long? Events, int? LeastMinutes, double? MedianMinutes, double? Similarity)
{
    /// <summary>Share of the method's edges of the dataset with a smaller weight.</summary>
    public double Quantile { get; set; }

    public int Component { get; set; }

    public double Weight => Similarity ?? Objects;

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

    /// <summary>Fills <see cref="Quantile"/> for the edges of each dataset.</summary>
    public static void Rank(List<Edge> edges, AccountIndex accounts)
    {
        foreach (IGrouping<int, Edge> dataset in edges.GroupBy(e => accounts.DatasetOf(e.A)))
        {
            double[] weights = [.. dataset.Select(e => e.Weight).Order()];
            foreach (Edge edge in dataset)
                edge.Quantile = LowerBound(weights, edge.Weight) / (double)weights.Length;
        }
    }

    private static int LowerBound(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
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
