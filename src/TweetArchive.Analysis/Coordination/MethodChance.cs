namespace TweetArchive.Analysis.Coordination;

/// <summary>What chance makes of a method in one dataset, and what can be told from it.</summary>
/// <param name="all">By coincidences, or cosines.</param>
/// <param name="movable">By the coincidences whose times could have been dealt otherwise; null for methods without a window.</param>
/// <param name="least">No threshold is below this weight.</param>
/// <param name="most">The share of its pairs that chance of who shared what makes at the threshold.</param>
/// <param name="byObjects">All pairs by their objects, for quantiles; null where edges have them already.</param>
internal sealed class MethodChance(
    ChanceLevel all, ChanceLevel? movable, double least, double most = ChanceLevel.MostByChance, ChanceLevel? byObjects = null)
{
    public ChanceLevel All => all;

    public ChanceLevel? Movable => movable;

    /// <summary>From this weight on more pairs than chance makes of who shared what; null where no weight is.</summary>
    public double? Threshold { get; private set; }

    /// <summary>Pairs of this weight on could be above chance; below it nothing is repeated.</summary>
    public double Least => least;

    /// <summary>From this weight on more pairs than chance makes of accounts' times of day; null where no weight is.</summary>
    public double? ThresholdHours { get; private set; }

    /// <summary>From this many movable coincidences on more pairs than chance makes of the times; null where no number is.</summary>
    public double? ThresholdTimes { get; private set; }

    /// <summary>To be called when all rounds are added, for the edges of the dataset.</summary>
    public void Judge(IEnumerable<Edge> edges)
    {
        Threshold = all.Threshold(least, NullKind.Sharing, most);
        ThresholdHours = all.Threshold(least, NullKind.Hours);
        ThresholdTimes = movable?.Threshold(1, NullKind.Times);
        Dictionary<int, double> shares = [], sharesOfHours = [], sharesOfTimes = [];
        foreach (Edge edge in edges)
        {
            // Coincidences that objects' times make count for no pair that has no more of them than chance makes.
            bool times = edge.Movable == 0 || edge.Movable >= ThresholdTimes;
            double counted = times ? edge.Level : edge.Level - edge.Movable;
            edge.Counted = edge.Similarity is null ? (long)counted : null;
            edge.ShareByChance = Share(shares, all, counted, NullKind.Sharing);
            edge.AboveChance = counted >= Threshold;
            if (byObjects is not null)
                edge.Quantile = byObjects.Quantile(edge.Objects);
            if (movable is null)
                continue;
            edge.ShareByChanceHours = Share(sharesOfHours, all, counted, NullKind.Hours);
            edge.AboveChance &= counted >= ThresholdHours;
            if (edge.Movable > 0 && (times || !edge.AboveChance))
                edge.ShareByChanceTimes = Share(sharesOfTimes, movable, edge.Movable, NullKind.Times);
        }
    }

    private static double Share(Dictionary<int, double> known, ChanceLevel of, double weight, NullKind kind)
    {
        int level = of.LevelOf(weight);
        if (level < 0)
            return 1;
        if (!known.TryGetValue(level, out double share))
            known.Add(level, share = of.ShareByChance(level, kind));
        return share;
    }
}
