namespace TweetArchive.Analysis.Spikes;

/// <summary>
/// A scale on which counts of any mean vary alike: 2√k · arsinh √((count + 3/8) / k), for negative binomial counts of the size k
/// (Anscombe 1948); 2√(count + 3/8) for Poisson ones, k = ∞. Far above k it is a logarithm: a normal tail on this scale is that of a
/// log-normal on the scale of counts, which is heavier than a negative binomial's.
/// </summary>
internal static class StabilisedCount
{
    private const double Shift = 0.375;

    /// <summary>Sizes to choose from, from the least to the most dispersed.</summary>
    public static ReadOnlySpan<double> Sizes => [double.PositiveInfinity, 64, 32, 16, 8, 4, 2, 1, 0.5, 0.25, 0.125];

    public static double Of(double count, double size) => double.IsPositiveInfinity(size)
        ? 2 * Math.Sqrt(count + Shift)
        : 2 * Math.Sqrt(size) * Math.Asinh(Math.Sqrt((count + Shift) / size));

    /// <summary>The count, not below 0, that has this place on the scale.</summary>
    public static double Back(double place, double size)
    {
        if (double.IsPositiveInfinity(size))
            return Math.Max(0, (place * place / 4) - Shift);
        double sine = Math.Sinh(place / (2 * Math.Sqrt(size)));
        return Math.Max(0, (size * sine * sine) - Shift);
    }

    /// <summary>Standard deviation on the scale of Poisson counts: the least that counts can vary.</summary>
    public static double LeastSpread(double mean, double size) => Math.Sqrt(1 / (1 + (mean / size)));
}
