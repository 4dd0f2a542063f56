namespace TweetArchive.Analysis.Evaluation;

/// <summary>Earlier rows to learn from, later ones to test: whole months, at most seven tenths of the rows before the cut.</summary>
internal static class TimeSplit
{
    /// <param name="millis">Time of each row, in milliseconds since 1970; only rows with one above 0 are divided.</param>
    /// <returns>The first month that is tested, and rows before and from it on; null where all rows are of one month.</returns>
    public static (DateOnly Month, int[] Before, int[] After)? Of(IReadOnlyList<long> millis)
    {
        int[] dated = [.. Enumerable.Range(0, millis.Count).Where(i => millis[i] > 0).OrderBy(i => millis[i])];
        if (dated.Length == 0)
            return null;
        DateOnly month = Month(millis[dated[dated.Length * 7 / 10]]);
        int[] before = [.. dated.Where(i => Month(millis[i]) < month)];
        return before.Length == 0 ? null : (month, before, dated[before.Length..]);
    }

    private static DateOnly Month(long millis)
    {
        DateTime time = DateTime.UnixEpoch.AddMilliseconds(millis);
        return new DateOnly(time.Year, time.Month, 1);
    }
}
