namespace TweetArchive.Analysis.Statistics;

/// <summary>Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995): control of the expected share of false discoveries.</summary>
internal static class FalseDiscovery
{
    /// <summary>The q-values of p-values, in the same order.</summary>
    /// <param name="tests">Number of tests, at least that of the p-values; those left out have p = 1.</param>
    public static double[] QValues(ReadOnlySpan<double> pValues, long tests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, pValues.Length);
        double[] sorted = pValues.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double[] q = new double[sorted.Length];
        double least = 1;
        for (int rank = sorted.Length; rank > 0; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * tests / rank);
            q[order[rank - 1]] = least;
        }

        return q;
    }
}
