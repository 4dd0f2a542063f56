namespace TweetArchive.Analysis.Statistics;

/// <summary>Location that a few extreme values cannot move.</summary>
internal static class Robust
{
    /// <summary>The middle value, or the mean of the two middle ones. The span is sorted; empty gives NaN.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
