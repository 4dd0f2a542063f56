using System.Globalization;
using System.Text;

namespace TweetArchive.Benchmarks.Job;

/// <summary>Comparisons as Markdown, for the terminal and for benchmarks/results.</summary>
internal static class JobReport
{
    /// <summary>What each side does and does not; benchmarks/README.md says the same at length.</summary>
    private const string Sides = """
        Every side reads the same archive, tags tweets, and writes mentions, daily_mentions, daily_totals, hashtags, domains, clients, hours, accounts,
        account_targets, mention_edges, retweet_edges and the tweets (the tagged ones, or all) as Parquet (zstd). tweetarchive also folds scripts, checks word boundaries and
        context, matches handles, acronyms, hashtags and domains, looks for duplicate tweets, reports rejects, sorts every table and takes SHA-256 of input
        and outputs. DuckDB, ClickHouse (where it takes part) and the straightforward C# tag with the low and medium aliases that are words, by substring
        of the lower-cased text, so they find other tweets; their rows come in any order.
        """;

    private const string Columns = """
        Wall and CPU are of the whole process. MB and MB/s: 10^6 bytes of the CSV, unpacked. ×: this side's time by tweetarchive's in the same round, the
        median of the rounds; above 1 tweetarchive needs less. Output: all Parquet files; behind the dot, those with the tweets in full.
        """;

    /// <summary>The report of what was just measured.</summary>
    public static string Write(JobOptions options, IReadOnlyList<JobComparison> comparisons)
    {
        StringBuilder text = Head("The whole job");
        text.AppendLine(CultureInfo.InvariantCulture, $"tweetarchive: {OurBuild.Describe(options)}.").AppendLine();
        text.AppendLine(Sides).AppendLine().AppendLine(Columns);
        foreach (JobComparison comparison in comparisons)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {comparison.Setting}").AppendLine();
            foreach (string warning in comparison.Warnings)
                text.AppendLine(CultureInfo.InvariantCulture, $"Note: {warning}.").AppendLine();
            Table(text, comparison.Runs);
            text.AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"| figure | {string.Join(" | ", options.Sides.Select(s => s.Name))} | |");
            text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---|", options.Sides.Count))}---|");
            comparison.Agreement.ForEach(row => text.AppendLine(row));
        }

        return text.ToString();
    }

    /// <summary>job.md: everything that is kept.</summary>
    public static string Summary(IEnumerable<JobRun> runs)
    {
        StringBuilder text = Head("The whole job");
        text.AppendLine("    benchmarks/run").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Builds of tweetarchive: native is compiled ahead for this machine, framework as it runs. Every run stands in job.csv. A "
                + $"comparison whose sides did not find the same is not kept. For zip, DuckDB and ClickHouse were given gz.").AppendLine();
        text.AppendLine(Sides).AppendLine().AppendLine(Columns).AppendLine();
        Table(text, runs);
        return text.ToString();
    }

    /// <summary>The title, and what it was measured on.</summary>
    internal static StringBuilder Head(string title)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {title}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Describe()}.").AppendLine();
        return text;
    }

    private static void Table(StringBuilder text, IEnumerable<JobRun> runs)
    {
        text.AppendLine(
            "| tweets | MB | input | cache | threads | tweets written | build | side | runs | wall s: min · median · max | × | CPU s "
                + "(user + system) | × | MB/s | peak MiB: median · max | output MB |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<JobSetting, JobRun> setting in runs.GroupBy(r => r.Setting).OrderBy(g => g.Key.Tweets)
            .ThenBy(g => g.Key.AllTweets).ThenByDescending(g => g.Key.Threads).ThenBy(g => g.Key.Input).ThenBy(g => g.Key.Cold)
            .ThenBy(g => g.Key.Build, StringComparer.Ordinal))
        {
            Dictionary<int, JobRun> ours = setting.Where(r => r.Side == JobSide.Ours.Key).ToDictionary(r => r.Round);
            foreach (JobSide side in JobSide.All)
            {
                JobRun[] of = [.. setting.Where(r => r.Side == side.Key)];
                if (of.Length > 0)
                    text.AppendLine(Row(setting.Key, side, of, ours));
            }
        }
    }

    private static string Row(JobSetting s, JobSide side, JobRun[] runs, Dictionary<int, JobRun> ours)
    {
        double[] wall = [.. runs.Select(r => r.Measured.Wall)];
        double Of(Func<Measurement, double> value) => Median(runs.Select(r => value(r.Measured)));
        string Times(Func<Measurement, double> value) => ours.Count == 0 || side == JobSide.Ours
            ? ""
            : Median(runs.Where(r => ours.ContainsKey(r.Round)).Select(r => value(r.Measured) / value(ours[r.Round].Measured)))
                .ToString("0.00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {s.Tweets:N0} | {runs[0].Bytes / 1e6:N0} | {s.Input.Word()} | {s.Cache} | {s.Threads} | {s.Written} | {s.Build} | "
                + $"{side.Name} | {runs.Length} | {wall.Min():0.00} · {Median(wall):0.00} · {wall.Max():0.00} | {Times(m => m.Wall)} | "
                + $"{Of(m => m.Cpu):0.00} ({Of(m => m.User):0.00} + {Of(m => m.System):0.00}) | {Times(m => m.Cpu)} | "
                + $"{runs[0].Bytes / Median(wall) / 1e6:N0} | {Of(m => m.PeakBytes) / (1 << 20):N0} · "
                + $"{runs.Max(r => r.Measured.PeakBytes) / (1 << 20):N0} | {Median(runs.Select(r => r.OutputBytes / 1e6)):N1} · "
                + $"{Median(runs.Select(r => r.TweetsBytes / 1e6)):N1} |");
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
