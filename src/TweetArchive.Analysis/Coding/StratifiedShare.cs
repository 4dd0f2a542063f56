using TweetArchive.Sampling;

namespace TweetArchive.Analysis.Coding;

/// <summary>What was found in the sample of a stratum.</summary>
/// <param name="Size">Units in the stratum.</param>
/// <param name="Coded">Of these read.</param>
/// <param name="Yes">Of the read ones those with the property.</param>
/// <param name="Unclear">Of the read ones those of which it cannot be told.</param>
internal readonly record struct StratumCount(long Size, long Coded, long Yes, long Unclear);

/// <summary>How many units have a property, with limits between which the true number is.</summary>
internal readonly record struct CountEstimate(double Value, double Lower, double Upper)
{
    // Sums of weights are off by some last bits.
    internal const double Rounding = 1e-9;

    /// <summary>
    /// The sum of independent estimates. Its limits keep the distances of each one's (the method of variance estimates recovery, MOVER:
    /// Zou, Huang and Zhang, Computational Statistics and Data Analysis 53, 2009), which holds for skewed intervals and zero counts, where
    /// adding variances does not. The truth is a whole number, so the limits go outwards to whole ones.
    /// </summary>
    public static CountEstimate Sum(IEnumerable<CountEstimate> parts)
    {
        double value = 0, below = 0, above = 0;
        foreach (CountEstimate part in parts)
        {
            value += part.Value;
            below += Math.Pow(part.Value - part.Lower, 2);
            above += Math.Pow(part.Upper - part.Value, 2);
        }

        return new CountEstimate(
            value, Math.Max(0, Math.Floor(value - Math.Sqrt(below) + Rounding)), Math.Ceiling(value + Math.Sqrt(above) - Rounding));
    }
}

/// <summary>
/// The stratified estimator of a total (Cochran, Sampling Techniques, 1977, chapter 5) over strata that were sampled in proportion to
/// their sizes, with exact limits.
/// </summary>
/// <remarks>
/// The limits are those of a simple random sample (<see cref="FiniteShare"/>) of the effective size min(coded / weight): the variance of
/// the estimator is at most that of such a sample, whatever the shares of the strata are (the idea of Korn and Graubard, Survey
/// Methodology 24, 1998, with a bound in place of an estimated design effect, so it is never too small for a small stratum).
/// An unclear unit counts as without the property in the estimate and the lower limit, and as with it in the upper limit. Of strata
/// without a coded unit nothing is known: they are estimated by the others, as none in the lower limit, as all in the upper.
/// </remarks>
internal static class StratifiedShare
{
    public static CountEstimate Total(IReadOnlyCollection<StratumCount> strata, double confidence)
    {
        StratumCount[] coded = [.. strata.Where(s => s.Coded > 0)];
        long size = coded.Sum(s => s.Size), unknown = strata.Sum(s => s.Size) - size;
        if (size == 0)
            return new CountEstimate(unknown / 2.0, 0, unknown);
        double yes = 0, yesOrUnclear = 0, effective = size;
        foreach (StratumCount s in coded)
        {
            // Sums of units, not of shares: where all are mentions, the sum is the number of units to the last digit.
            yes += (double)s.Size * s.Yes / s.Coded;
            yesOrUnclear += (double)s.Size * (s.Yes + s.Unclear) / s.Coded;
            effective = Math.Min(effective, s.Coded / (s.Size / (double)size));
        }

        long units = Math.Max(1, (long)(effective + CountEstimate.Rounding));
        long few = (long)Math.Floor((yes / size * units) + CountEstimate.Rounding),
            many = (long)Math.Ceiling((yesOrUnclear / size * units) - CountEstimate.Rounding);
        long lower = FiniteShare.Limits(size, units, few, confidence).Lower;
        long upper = FiniteShare.Limits(size, units, many, confidence).Upper;
        lower = Math.Max(lower, coded.Sum(s => s.Yes));
        upper = Math.Min(upper, size - coded.Sum(s => s.Coded - s.Yes - s.Unclear));
        return new CountEstimate(Math.Clamp(yes * ((size + unknown) / (double)size), lower, upper + unknown), lower, upper + unknown);
    }
}
