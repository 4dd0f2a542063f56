namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// What chance makes of a method in one dataset: pairs with at least so much weight that there are, and that there are on average when
/// times, or who shared what, are left to chance.
/// </summary>
/// <param name="counted">All pairs of the dataset by weight, those below the threshold too.</param>
internal sealed class ChanceLevel(IEnumerable<(double Weight, long Pairs)> counted)
{
    /// <summary>A level is above chance where chance makes at most this share of its pairs.</summary>
    public const double MostByChance = 0.05;

    private readonly Dictionary<NullKind, List<long[]>> rounds = [];
    private readonly (double[] Weights, long[] Pairs) observed = Levels(counted);

    /// <param name="weights">Of each pair.</param>
    public ChanceLevel(IEnumerable<double> weights)
        : this(Count(weights))
    {
    }

    /// <summary>The distinct weights, in order.</summary>
    public IReadOnlyList<double> Weights => observed.Weights;

    /// <summary>Pairs with anything in common.</summary>
    public long Pairs => observed.Pairs.Length == 0 ? 0 : observed.Pairs[0];

    public int Rounds(NullKind kind) => rounds.TryGetValue(kind, out List<long[]>? of) ? of.Count : 0;

    /// <summary>Adds a round of a null: the weight of each of its pairs.</summary>
    public void Add(NullKind kind, IEnumerable<double> weights) => AddCounted(kind, Count(weights));

    /// <summary>Adds a round of a null: its pairs by weight.</summary>
    public void AddCounted(NullKind kind, IEnumerable<(double Weight, long Pairs)> counted)
    {
        long[] counts = new long[Weights.Count];
        foreach ((double weight, long pairs) in counted)
        {
            int level = LevelOf(weight);
            if (level >= 0)
                counts[level] += pairs;
        }

        Accumulate(counts);
        if (!rounds.TryGetValue(kind, out List<long[]>? of))
            rounds.Add(kind, of = []);
        of.Add(counts);
    }

    /// <summary>Pairs with at least the weight of a level.</summary>
    public long AtLeast(int level) => observed.Pairs[level];

    /// <summary>The largest level whose weight is not above this one; −1 below all.</summary>
    public int LevelOf(double weight)
    {
        int place = Array.BinarySearch(observed.Weights, weight);
        return place >= 0 ? place : ~place - 1;
    }

    /// <summary>The first level with at least this weight; −1 where there is none.</summary>
    public int LevelFrom(double least) => Array.FindIndex(observed.Weights, w => w >= least);

    /// <summary>Share of all pairs with a smaller weight.</summary>
    public double Quantile(double weight) => (Pairs - AtLeast(LevelOf(weight))) / (double)Pairs;

    /// <summary>Pairs by chance on average, and what 95 of 100 rounds do not exceed; null where the null does not apply.</summary>
    public (double Mean, long High)? ByChance(int level, NullKind kind)
    {
        if (!rounds.TryGetValue(kind, out List<long[]>? of))
            return null;
        long[] counts = [.. of.Select(r => r[level]).Order()];
        return (counts.Average(), counts[(int)Math.Ceiling(0.95 * counts.Length) - 1]);
    }

    /// <summary>Share of the pairs of a level that chance makes; at most 1.</summary>
    public double ShareByChance(int level, NullKind kind) => Math.Min(1, ByChance(level, kind)!.Value.Mean / AtLeast(level));

    /// <summary>
    /// The smallest weight, from <paramref name="least"/> on, at which the null makes at most <paramref name="most"/> of the pairs and 95
    /// of 100 rounds fewer than there are. Null where there is none: nothing can be told from chance. One pair more than all rounds made is
    /// counted, since few rounds cannot show that something is rare.
    /// </summary>
    public double? Threshold(double least, NullKind kind, double most = MostByChance)
    {
        for (int level = 0; level < Weights.Count; level++)
        {
            if (Weights[level] >= least && rounds.TryGetValue(kind, out List<long[]>? of) && IsAbove(level, kind, of, most))
                return Weights[level];
        }

        return null;
    }

    private bool IsAbove(int level, NullKind kind, List<long[]> of, double most) =>
        (of.Sum(r => r[level]) + 1) / (of.Count + 1.0) <= most * AtLeast(level) && ByChance(level, kind)!.Value.High < AtLeast(level);

    private static IEnumerable<(double Weight, long Pairs)> Count(IEnumerable<double> weights) =>
        weights.GroupBy(w => w).Select(g => (g.Key, g.LongCount()));

    private static (double[] Weights, long[] Pairs) Levels(IEnumerable<(double Weight, long Pairs)> counted)
    {
        (double Weight, long Pairs)[] levels = [.. counted.OrderBy(c => c.Weight)];
        long[] pairs = [.. levels.Select(l => l.Pairs)];
        Accumulate(pairs);
        return ([.. levels.Select(l => l.Weight)], pairs);
    }

    /// <summary>From counts at a level to counts at a level or above.</summary>
    private static void Accumulate(long[] counts)
    {
        for (int level = counts.Length - 2; level >= 0; level--)
            counts[level] += counts[level + 1];
    }
}
