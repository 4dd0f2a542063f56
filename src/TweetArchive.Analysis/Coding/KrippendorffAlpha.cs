namespace TweetArchive.Analysis.Coding;

/// <summary>
/// Krippendorff's alpha for nominal labels, any number of coders, labels missing (Krippendorff, Content Analysis, 2004, chapter 11), with
/// a bootstrap interval over units (Zapf, Castell, Morawietz and Karch, BMC Medical Research Methodology 16, 2016).
/// </summary>
/// <param name="Units">With labels of at least two coders.</param>
/// <param name="Agreement">Share of pairs of labels that are equal.</param>
/// <param name="Alpha">Null where all labels are equal: there is no variation to agree on.</param>
internal sealed record KrippendorffAlpha(int Units, double? Agreement, double? Alpha, double? Lower, double? Upper)
{
    private const int Resamples = 2000, Seed = 1;

    public static KrippendorffAlpha Of(IReadOnlyList<CodedAs[]> ratings)
    {
        double[][] units = [.. ratings.Where(r => r.Length > 1).Select(Counts)];
        if (units.Length == 0)
            return new KrippendorffAlpha(0, null, null, null, null);
        double[] alphas = new double[Resamples];
        int found = 0;
        var random = new Random(Seed);
        double[][] drawn = new double[units.Length][];
        for (int i = 0; i < Resamples; i++)
        {
            for (int u = 0; u < drawn.Length; u++)
                drawn[u] = units[random.Next(units.Length)];
            if (Value(drawn) is { } alpha)
                alphas[found++] = alpha;
        }

        Array.Sort(alphas, 0, found);
        double? all = Value(units);
        return all is null || found < Resamples / 2
            ? new KrippendorffAlpha(units.Length, Equal(units), all, null, null)
            : new KrippendorffAlpha(
                units.Length, Equal(units), all, alphas[(int)(0.025 * found)], alphas[Math.Min(found - 1, (int)(0.975 * found))]);
    }

    /// <summary>Labels of a unit by what they say.</summary>
    private static double[] Counts(CodedAs[] labels)
    {
        double[] counts = new double[3];
        foreach (CodedAs label in labels)
            counts[(int)label - 1]++;
        return counts;
    }

    private static double Equal(double[][] units)
    {
        double pairs = 0, equal = 0;
        foreach (double[] counts in units)
        {
            double labels = counts.Sum();
            pairs += labels * (labels - 1);
            equal += counts.Sum(c => c * (c - 1));
        }

        return equal / pairs;
    }

    /// <summary>One minus observed over expected disagreement.</summary>
    private static double? Value(double[][] units)
    {
        double all = 0, observed = 0;
        Span<double> totals = stackalloc double[3];
        foreach (double[] counts in units)
        {
            double labels = counts[0] + counts[1] + counts[2];
            all += labels;
            for (int c = 0; c < totals.Length; c++)
            {
                totals[c] += counts[c];
                observed += counts[c] * (labels - counts[c]) / (labels - 1);
            }
        }

        double expected = 0;
        foreach (double total in totals)
            expected += total * (all - total) / (all - 1);
        return expected > 0 ? 1 - (observed / expected) : null;
    }
}
