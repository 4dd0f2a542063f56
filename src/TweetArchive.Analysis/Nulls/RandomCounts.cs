namespace TweetArchive.Analysis.Nulls;

/// <summary>Random numbers of the distributions that null experiments draw from. The same for the same seed on every machine.</summary>
internal sealed class RandomCounts(int seed)
{
    // exp(−mean) must not vanish.
    private const double LargestMean = 30;

    private readonly Random random = new(seed);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Uniform() => random.NextDouble();

    public int Below(int limit) => random.Next(limit);

    /// <summary>Mean 0, variance 1 (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>A whole number of this mean and variance, by the product of uniforms (Knuth).</summary>
    public int Poisson(double mean)
    {
        int count = 0;
        for (; mean > LargestMean; mean -= LargestMean)
            count += Poisson(LargestMean);
        double limit = Math.Exp(-mean);
        for (double product = Uniform(); product > limit; product *= Uniform())
            count++;
        return count;
    }

    /// <summary>Mean and variance are <paramref name="shape"/> (Marsaglia and Tsang 2000).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(Uniform(), 1 / shape);
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Normal(), v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - Uniform()) < (normal * normal / 2) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    /// <summary>Variance mean + mean² / <paramref name="size"/>.</summary>
    public int NegativeBinomial(double mean, double size) => Poisson(mean * Gamma(size) / size);
}
