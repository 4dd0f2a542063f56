namespace TweetArchive.Analysis.Statistics;

/// <summary>Location and spread that a few extreme values cannot move.</summary>
internal static class Robust
{
    /// <summary>Makes the median absolute deviation of a normal distribution its standard deviation.</summary>
    public const double MadScale = 1.4826;

    /// <summary>The middle value, or the mean of the two middle ones. The span is sorted; empty gives NaN.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Median and scaled median absolute deviation. The span is overwritten.</summary>
    public static (double Median, double Spread) MedianAndSpread(Span<double> values)
    {
        double median = Median(values);
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Abs(values[i] - median);
        return (median, MadScale * Median(values));
    }
}
