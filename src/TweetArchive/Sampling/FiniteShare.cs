namespace TweetArchive.Sampling;

/// <summary>
/// Exact confidence limits for how many of a finite population have a property, from a simple random sample without replacement: the
/// Clopper–Pearson idea (Biometrika 26, 1934) with the hypergeometric distribution in place of the binomial, so that the finite-population
/// correction is part of it and samples in which none or all have the property need no exception (Buonaccorsi, The American Statistician
/// 41, 1987; Wright, Exact Confidence Bounds when Sampling from Small Finite Universes, Springer, 1991).
/// </summary>
public static class FiniteShare
{
    /// <summary>Limits in units of the population.</summary>
    /// <param name="population">Units in all.</param>
    /// <param name="sampled">Of these looked at, at most <paramref name="population"/>.</param>
    /// <param name="found">Of the sampled those with the property.</param>
    /// <param name="confidence">Such as 0.95; each limit is missed with a probability of at most half of the rest.</param>
    public static (long Lower, long Upper) Limits(long population, long sampled, long found, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampled, population);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(found, sampled);
        double tail = (1 - confidence) / 2;
        long least = found, most = population - (sampled - found);
        return (Lower(population, sampled, found, tail, least, most), Upper(population, sampled, found, tail, least, most));
    }

    /// <summary>The smallest total with which so many, or more, are found with a probability above the tail's.</summary>
    private static long Lower(long population, long sampled, long found, double tail, long low, long high)
    {
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            // P(X ≥ k) of the property is P(Y ≤ n − k) of its absence.
            if (AtMost(population, population - middle, sampled, sampled - found) > tail)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>The largest total with which so many, or fewer, are found with a probability above the tail's.</summary>
    private static long Upper(long population, long sampled, long found, double tail, long low, long high)
    {
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (AtMost(population, middle, sampled, found) > tail)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>The hypergeometric probability of at most <paramref name="found"/> among the sampled.</summary>
    internal static double AtMost(long population, long total, long sampled, long found)
    {
        long least = Math.Max(0, sampled - (population - total));
        if (found < least)
            return 0;
        if (found >= Math.Min(sampled, total))
            return 1;
        double term = Math.Exp(LogChoose(total, found) + LogChoose(population - total, sampled - found) - LogChoose(population, sampled));
        double sum = 0;
        for (long x = found; x >= least; x--)
        {
            sum += term;
            // Below the mode terms only shrink.
            if (term < sum * 1e-17 && x < (double)sampled * total / population)
                break;
            term *= (double)x * (population - total - sampled + x) / ((double)(total - x + 1) * (sampled - x + 1));
        }

        return Math.Min(1, sum);
    }

    private static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    private static double LogFactorial(long n)
    {
        if (n < Small.Length)
            return Small[n];
        // Stirling's series; from here on its error is below that of a double.
        double x = n, inverse = 1 / x, square = inverse * inverse;
        return (x * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI * x))
            + (inverse * ((1 / 12.0) - (square * ((1 / 360.0) - (square * ((1 / 1260.0) - (square / 1680)))))));
    }

    private static readonly double[] Small = LogFactorials(64);

    private static double[] LogFactorials(int count)
    {
        double[] logs = new double[count];
        for (int n = 2; n < count; n++)
            logs[n] = logs[n - 1] + Math.Log(n);
        return logs;
    }
}
