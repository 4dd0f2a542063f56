using TweetArchive.Sampling;

namespace TweetArchive.Report.Coding;

/// <summary>How many units are drawn, and how they are divided among strata.</summary>
internal static class SampleSizes
{
    private const double Confidence = 0.95;

    /// <summary>
    /// The smallest sample with which the exact 95% interval of a share is no wider than <paramref name="width"/>, if the share found is
    /// <paramref name="expected"/> (0.5: whatever it is); all units where the population is that small.
    /// </summary>
    public static long ForWidth(long population, double width, double expected)
    {
        long low = 1, high = population;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (long lower, long upper) = FiniteShare.Limits(population, middle, (long)Math.Round(middle * expected), Confidence);
            if ((upper - lower) <= width * population)
                high = middle;
            else
                low = middle + 1;
        }

        return Math.Min(low, population);
    }

    /// <summary>
    /// Proportional to the strata's sizes, rounded up, at least two of each (or its only one): no stratum has a smaller share of the
    /// sample than of the population, on which the intervals rest (docs/coding.md).
    /// </summary>
    public static long[] Allocate(IReadOnlyList<long> strata, long sample)
    {
        double all = strata.Sum();
        return [.. strata.Select(size => Math.Min(size, Math.Max(2, (long)Math.Ceiling(sample * (size / all)))))];
    }
}
