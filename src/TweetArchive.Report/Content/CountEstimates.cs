using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>What people's labels say of the counts of a target: estimates.parquet of `tweetarchive evaluate`.</summary>
/// <param name="Measure">tagged, candidate, missed, mentions or recall.</param>
internal sealed record CountEstimate(string Dataset, string Target, string Measure, long? Population, long Coded, double? Lower,
    double? Upper, double? ShareLower, double? ShareUpper);

/// <summary>The estimates over all languages and rules; none if the dataset has no such table.</summary>
internal static class CountEstimates
{
    public static IReadOnlyList<CountEstimate> Read(ReportScope scope)
    {
        List<CountEstimate> estimates = [];
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "estimates")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] target, string?[] measure, string?[] by) =
                (rows.Texts("dataset"), rows.Texts("target_id"), rows.Texts("measure"), rows.Texts("by"));
            (long?[] population, long[] coded, double?[] lower, double?[] upper) =
                (rows.LongsOrNull("population"), rows.Longs("coded"), rows.Numbers("lower"), rows.Numbers("upper"));
            (double?[] shareLower, double?[] shareUpper) = (rows.Numbers("share_lower"), rows.Numbers("share_upper"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (by[i] == "all" && scope.Covers(dataset[i]))
                    estimates.Add(new CountEstimate(
                        dataset[i]!, target[i]!, measure[i]!, population[i], coded[i], lower[i], upper[i], shareLower[i], shareUpper[i]));
            }
        }

        return estimates;
    }

    /// <summary>
    /// In a sentence for each target and release: "43,166 tagged; 42,900 to 43,100 are true mentions, and 1,200 to 1,900 more were missed.
    /// Together that is 44,200 to 44,900 true mentions."
    /// </summary>
    public static IEnumerable<(string Target, string Dataset, string Says)> Sentences(IReadOnlyList<CountEstimate> estimates) =>
        estimates.GroupBy(e => (e.Target, e.Dataset)).Select(g => (g.Key.Target, g.Key.Dataset, Sentence([.. g])));

    private static string Sentence(CountEstimate[] rows)
    {
        CountEstimate? Of(string measure) => Array.Find(rows, r => r.Measure == measure);
        string says = Of("tagged") is { } tagged
            ? $"{Page.HtmlTable.Number(tagged.Population)} tagged; {Range(tagged)} are true mentions"
            : "none tagged";
        if (Of("candidate") is { } candidate)
            says += $", {Range(candidate)} more are among the possible mentions";
        says += Of("missed") is { } missed
            ? $", and {Range(missed)} more were missed among the {Page.HtmlTable.Number(missed.Population)} tweets in which it was not "
                + "found"
            : "; how many were missed is not known";
        if (Of("mentions") is { } all)
            says += $". Together that is {Range(all)} true mentions";
        if (Of("recall") is { ShareLower: { } low, ShareUpper: { } high })
            says += FormattableString.Invariant($" (recall {100 * low:0.0} to {100 * high:0.0} %)");
        return says + FormattableString.Invariant(
            $". 95 % intervals from {Of("mentions")?.Coded ?? rows.Max(r => r.Coded):N0} tweets that people have read.");
    }

    private static string Range(CountEstimate e) => e.Coded == 0
        ? "an unknown number (none was read)"
        : FormattableString.Invariant($"{Math.Floor(e.Lower ?? 0):N0} to {Math.Ceiling(e.Upper ?? 0):N0}");
}
