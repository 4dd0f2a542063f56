using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Spikes;

/// <summary>What a period's count is held against.</summary>
/// <param name="Expected">Mean of the model.</param>
/// <param name="RobustZ">Distance from the median of the neighbourhood, in robust standard deviations.</param>
/// <param name="PValue">P(count or more), negative binomial.</param>
internal readonly record struct SpikeScore(double Expected, double RobustZ, double PValue);

/// <summary>
/// Scores each count of a series against its neighbours on both sides: a robust z, and the tail of a negative binomial whose mean and
/// variance are those of the neighbours without their own extremes. Counts are first divided by the factor of their weekday.
/// </summary>
internal sealed class SpikeModel
{
    private readonly double[] counts;
    private readonly double[] adjusted;
    private readonly double[] factors;
    private readonly int reach;

    /// <param name="counts">One count a period, zeros included.</param>
    /// <param name="reach">Neighbours on each side.</param>
    /// <param name="cycle">Length of the season, 7 for days; 1 for none.</param>
    public SpikeModel(ReadOnlySpan<int> counts, int reach, int cycle)
    {
        this.reach = reach;
        this.counts = new double[counts.Length];
        for (int i = 0; i < counts.Length; i++)
            this.counts[i] = counts[i];
        factors = Factors(this.counts, cycle);
        adjusted = [.. this.counts.Select((c, i) => c / factors[i % cycle])];
    }

    public double FactorOf(int period) => factors[period % factors.Length];

    public SpikeScore Score(int period)
    {
        int from = Math.Max(0, period - reach), to = Math.Min(adjusted.Length, period + reach + 1);
        double[] others = new double[Math.Max(0, to - from - 1)];
        int n = 0;
        for (int i = from; i < to; i++)
        {
            if (i != period)
                others[n++] = adjusted[i];
        }

        double factor = FactorOf(period), count = counts[period];
        if (n == 0)
            return new SpikeScore(0, 0, 1);
        (double median, double spread) = Robust.MedianAndSpread(others.AsSpan().ToArray());
        // A quiet neighbourhood has no spread at all; counts vary by at least the square root of their mean.
        double floor = Math.Sqrt(Math.Max(median, 1));
        double limit = median + (3 * Math.Max(spread, floor));
        double sum = 0, squares = 0;
        foreach (double other in others)
        {
            double kept = Math.Min(other, limit);
            sum += kept;
            squares += kept * kept;
        }

        // Half a tweet more, so that after silence the first tweets are not infinitely unlikely.
        double mean = (sum + 0.5) / n;
        double variance = Math.Max(mean, (squares / n) - (sum / n * (sum / n)));
        double z = ((count / factor) - median) / Math.Max(spread, floor);
        return new SpikeScore(mean * factor, z,
            CountTail.NegativeBinomial((long)count, mean * factor, Math.Max(mean * factor, variance * factor * factor)));
    }

    /// <summary>
    /// How much of a day's tweets come on each weekday, over all, with a mean of 1: extreme days count as the 95th percentile, and a
    /// little of the mean is mixed in, so that few tweets make no wild factors.
    /// </summary>
    private static double[] Factors(double[] counts, int cycle)
    {
        double[] factors = new double[cycle];
        Array.Fill(factors, 1);
        if (cycle == 1 || counts.Length < 4 * cycle)
            return factors;
        double[] sorted = [.. counts.Order()];
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
}
