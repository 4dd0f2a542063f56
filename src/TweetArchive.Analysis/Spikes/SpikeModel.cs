using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Spikes;

/// <summary>What a period's count is compared with.</summary>
/// <param name="Expected">What the neighbourhood has ordinarily, on the period's weekday.</param>
/// <param name="RobustZ">Distance from it on the stabilised scale, in spreads of the series.</param>
/// <param name="PValue">Chance of as far or farther; an upper bound where it is not small.</param>
internal readonly record struct SpikeScore(double Expected, double RobustZ, double PValue);

/// <summary>
/// Scores each count of a series against its neighbours on both sides, by how far counts of this very series go from theirs.
/// docs/methods.md says why each step is there, docs/nulls.md how often it finds something where nothing happens.
/// </summary>
internal sealed class SpikeModel
{
    /// <summary>
    /// Quantiles of the distances that tell their spread, with those of the normal distribution. The largest of the ratios counts.
    /// </summary>
    private static readonly (double Share, double Normal)[] Quantiles = [(0.90, 1.2816), (0.95, 1.6449), (0.98, 2.0537), (0.99, 2.3263)];

    private const int FewestBehindQuantile = 5;
    private const int FewestOfLevel = 100;
    private const int FewestNeighbours = 20;
    private const double LowestLevel = 0.0625;

    /// <summary>Below it a period cannot become a spike, and the neighbours' own spread is not looked at.</summary>
    private const double SmallestZ = 3;

    /// <summary>
    /// A quantile's ratio of n distances is as uncertain as a variance of n / 4; half of that, since neighbouring periods are alike.
    /// </summary>
    private const int PeriodsPerDegree = 8;

    private readonly int[] counts;
    private readonly double[] adjusted;
    private readonly double[] factors;
    private readonly double[] levels;
    private readonly int reach;
    private readonly Residuals?[] bySize = new Residuals?[StabilisedCount.Sizes.Length];
    private readonly Dictionary<int, Fit> byLevel = [];

    /// <param name="counts">One count a period, zeros included.</param>
    /// <param name="reach">Neighbours on each side.</param>
    /// <param name="cycle">Length of the season, 7 for days; 1 for none.</param>
    public SpikeModel(int[] counts, int reach, int cycle)
    {
        this.reach = reach;
        this.counts = counts;
        factors = Factors(counts, cycle);
        adjusted = [.. counts.Select((c, i) => c / factors[i % cycle])];
        levels = MeansAround(adjusted, reach);
    }

    public double FactorOf(int period) => factors[period % factors.Length];

    public SpikeScore Score(int period)
    {
        Fit fit = FitOf(levels[period]);
        double z = fit.Residuals.Values[period] / fit.Spread;
        if (z > SmallestZ && SpreadAround(fit.Residuals.Values, period) is double around && around > fit.Spread)
            z = fit.Residuals.Values[period] / around;
        return new SpikeScore(fit.Residuals.Expected[period], z, z <= 0 ? 1 : CountTail.Student(z, fit.Degrees));
    }

    /// <summary>
    /// How counts vary where the series is at least about as busy: quiet times say nothing of busy ones. The size is the first at which
    /// no quantile is farther out than a normal one would.
    /// </summary>
    private Fit FitOf(double level)
    {
        int octave = (int)Math.Floor(Math.Log2(Math.Max(level, LowestLevel)));
        if (byLevel.TryGetValue(octave, out Fit? fit))
            return fit;
        double[] sorted = [.. levels.OrderDescending()];
        double least = level <= LowestLevel ? 0 : Math.Min(Math.Pow(2, octave), sorted[Math.Min(sorted.Length, FewestOfLevel) - 1]);
        int[] alike = [.. Enumerable.Range(0, levels.Length).Where(i => levels[i] >= least)];
        double mean = alike.Average(i => levels[i]);
        int low = 0, high = bySize.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Spread(ResidualsAt(middle), alike, mean) <= 1)
                high = middle;
            else
                low = middle + 1;
        }

        Residuals residuals = ResidualsAt(low);
        return byLevel[octave] = new Fit(residuals, Spread(residuals, alike, mean), Math.Max(2, alike.Length / (double)PeriodsPerDegree));
    }

    private Residuals ResidualsAt(int sizeIndex)
    {
        if (bySize[sizeIndex] is { } done)
            return done;
        double size = StabilisedCount.Sizes[sizeIndex];
        double[] middles = MeansAround([.. adjusted.Select(a => StabilisedCount.Of(a, size))], reach);
        double[] values = new double[counts.Length], expected = new double[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            expected[i] = StabilisedCount.Back(middles[i], size) * FactorOf(i);
            values[i] = StabilisedCount.Of(counts[i], size) - StabilisedCount.Of(expected[i], size);
        }

        return bySize[sizeIndex] = new Residuals(size, values, expected);
    }

    private static double Spread(Residuals residuals, int[] periods, double mean)
    {
        double[] values = [.. periods.Select(i => residuals.Values[i])];
        Array.Sort(values);
        double spread = StabilisedCount.LeastSpread(mean, residuals.Size);
        foreach ((double share, double normal) in Quantiles)
        {
            if ((1 - share) * values.Length >= FewestBehindQuantile)
                spread = Math.Max(spread, values[(int)Math.Ceiling(share * values.Length) - 1] / normal);
        }

        return spread;
    }

    /// <summary>By the neighbours' 90% quantile, so that an event of a few days does not hide itself; null where there are few.</summary>
    private double? SpreadAround(double[] residuals, int period)
    {
        int from = Math.Max(0, period - reach), to = Math.Min(residuals.Length, period + reach + 1);
        if (to - from - 1 < FewestNeighbours)
            return null;
        double[] around = [.. residuals.AsSpan(from, period - from), .. residuals.AsSpan(period + 1, to - period - 1)];
        Array.Sort(around);
        return around[(int)Math.Ceiling(Quantiles[0].Share * around.Length) - 1] / Quantiles[0].Normal;
    }

    /// <summary>Mean of the neighbours of each value, itself left out; 0 where there are none.</summary>
    private static double[] MeansAround(double[] values, int reach)
    {
        double[] means = new double[values.Length];
        double sum = 0;
        int from = 0, to = 0;
        for (int i = 0; i < values.Length; i++)
        {
            while (to < Math.Min(values.Length, i + reach + 1))
                sum += values[to++];
            while (from < i - reach)
                sum -= values[from++];
            means[i] = (sum - values[i]) / Math.Max(1, to - from - 1);
        }

        return means;
    }

    /// <summary>
    /// How much of a day's tweets come on each weekday, over all, with a mean of 1: extreme days count as the 95th percentile, and a
    /// little of the mean is mixed in, so that few tweets make no wild factors.
    /// </summary>
    private static double[] Factors(int[] counts, int cycle)
    {
        double[] factors = new double[cycle];
        Array.Fill(factors, 1);
        if (cycle == 1 || counts.Length < 4 * cycle)
            return factors;
        int[] sorted = [.. counts.Order()];
        double cap = Math.Max(1, sorted[(int)(0.95 * (sorted.Length - 1))]);
        double[] sums = new double[cycle];
        int[] numbers = new int[cycle];
        for (int i = 0; i < counts.Length; i++)
        {
            sums[i % cycle] += Math.Min(counts[i], cap);
            numbers[i % cycle]++;
        }

        double mean = sums.Sum() / counts.Length;
        if (mean == 0)
            return factors;
        const double Prior = 20; // tweets
        for (int i = 0; i < cycle; i++)
            factors[i] = (sums[i] + Prior) / ((numbers[i] * mean) + Prior);
        return factors;
    }

    /// <summary>Each period's distance from what its neighbours have, on the scale of one size.</summary>
    private sealed record Residuals(double Size, double[] Values, double[] Expected);

    private sealed record Fit(Residuals Residuals, double Spread, double Degrees);
}
