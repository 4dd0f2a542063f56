namespace TweetArchive.Analysis.Coordination;

/// <summary>What chance makes of a method in one dataset, and what can be told from it.</summary>
/// <param name="objects">By all that pairs have in common.</param>
/// <param name="movable">By the objects whose times could have been dealt otherwise; null for methods without a window.</param>
/// <param name="least">No threshold is below this weight.</param>
/// <param name="most">The share of its pairs that chance of who shared what makes at the threshold.</param>
internal sealed class MethodChance(ChanceLevel objects, ChanceLevel? movable, double least, double most = ChanceLevel.MostByChance)
{
    public ChanceLevel Objects => objects;

    public ChanceLevel? Movable => movable;

    /// <summary>From this weight on more pairs than chance makes of who shared what; null where no weight is.</summary>
    public double? Threshold { get; private set; }

    /// <summary>From this many movable objects on more pairs than chance makes of the times; null where no number is.</summary>
    public double? ThresholdTimes { get; private set; }

    /// <summary>To be called when all rounds are added, for the edges of the dataset.</summary>
    public void Judge(IEnumerable<Edge> edges)
    {
        Threshold = objects.Threshold(least, NullKind.Sharing, most);
        ThresholdTimes = movable?.Threshold(1, NullKind.Times);
        Dictionary<int, double> shares = [], sharesOfTimes = [];
        foreach (Edge edge in edges)
        {
            edge.ShareByChance = Share(shares, objects, edge.Level, NullKind.Sharing);
            if (movable is not null && edge.Movable > 0)
                edge.ShareByChanceTimes = Share(sharesOfTimes, movable, edge.Movable, NullKind.Times);
            if (edge.Similarity is null)
                edge.Quantile = objects.Quantile(edge.Objects);
            // Objects that met no sooner than chance has it count only for pairs that have more of them than chance makes.
            double counted = edge.Movable == 0 || edge.Movable >= ThresholdTimes ? edge.Level : edge.Objects - edge.Movable;
            edge.AboveChance = counted >= Threshold;
        }
    }

    private static double Share(Dictionary<int, double> known, ChanceLevel of, double weight, NullKind kind)
    {
        int level = of.LevelOf(weight);
        if (!known.TryGetValue(level, out double share))
            known.Add(level, share = of.ShareByChance(level, kind));
        return share;
    }
}
