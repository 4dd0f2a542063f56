using System.Globalization;
using System.Text;

namespace TweetArchive.Benchmarks.Job;

/// <summary>Comparisons as Markdown, for the terminal and for benchmarks/results.</summary>
internal static class JobReport
{
    /// <summary>What each side does and does not; docs/performance.md says the same at length.</summary>
    private const string Sides = """
        Both sides read the same file from the page cache, tag tweets, and write mentions, daily_mentions, daily_totals, hashtags,
        domains, clients, hours, accounts, account_targets, mention_edges, retweet_edges and the tagged tweets as Parquet (zstd).
        tweetarchive also folds scripts, checks word boundaries and context, matches handles, acronyms, hashtags and domains, looks
        for duplicate tweets, reports rejects, sorts every table and takes SHA-256 of input and outputs. DuckDB tags with the low and
        medium aliases that are words, by substring of the lower-cased text, so it finds other tweets; rows come in any order.
        """;

    public static string Write(JobOptions options, IReadOnlyList<JobComparison> comparisons)
    {
        var text = new StringBuilder();
        text.AppendLine("# The whole job, against the same job in DuckDB").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Describe()}. {options.Threads} threads a side, {options.Runs} alternating runs, whole processes.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"    dotnet run -c Release --project benchmarks/TweetArchive.Benchmarks -- job --tweets {options.Tweets} --runs {options.Runs} --threads {options.Threads}{(options.Times > 1 ? FormattableString.Invariant($" --times {options.Times}") : "")}").AppendLine();
        text.AppendLine(Sides);
        foreach (JobComparison comparison in comparisons)
            Write(text, comparison);
        if (comparisons.Count > 1)
            WriteScale(text, comparisons[0], comparisons[^1]);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JobComparison c)
    {
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {c.Tweets:N0} tweets, {c.Bytes / 1e6:N0} MB").AppendLine();
        text.AppendLine("| side | wall s: min · median · max | CPU s (user + system), median | MB/s, median | peak memory MiB: median · max |");
        text.AppendLine("|---|---|---|---|---|");
        Row(text, "tweetarchive", c.Ours, c.Bytes);
        Row(text, "DuckDB", c.Theirs, c.Bytes);
        text.AppendLine();
        double wall = Median(c.Theirs.Select(m => m.Wall)) / Median(c.Ours.Select(m => m.Wall));
        double cpu = Median(c.Theirs.Select(m => m.Cpu)) / Median(c.Ours.Select(m => m.Cpu));
        double pairs = Median(c.Theirs.Zip(c.Ours, (b, a) => b.Wall / a.Wall));
        double cpuPairs = Median(c.Theirs.Zip(c.Ours, (b, a) => b.Cpu / a.Cpu));
        text.AppendLine(CultureInfo.InvariantCulture, $"DuckDB / tweetarchive: wall {wall:0.00} (ratio of medians), {pairs:0.00} (median of the runs' ratios); CPU {cpu:0.00}, {cpuPairs:0.00}. Above 1: tweetarchive needs less.");
        text.AppendLine();
        text.AppendLine("| figure | tweetarchive | DuckDB | |");
        text.AppendLine("|---|---|---|---|");
        foreach (string row in c.Agreement)
            text.AppendLine(row);
    }

    private static void Row(StringBuilder text, string side, List<Measurement> runs, long bytes)
    {
        double median = Median(runs.Select(m => m.Wall));
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {side} | {runs.Min(m => m.Wall):0.00} · {median:0.00} · {runs.Max(m => m.Wall):0.00} | {Median(runs.Select(m => m.Cpu)):0.00} ({Median(runs.Select(m => m.User)):0.00} + {Median(runs.Select(m => m.System)):0.00}) | {bytes / median / 1e6:0} | {Median(runs.Select(m => (double)m.PeakBytes)) / (1 << 20):0} · {runs.Max(m => m.PeakBytes) / (1 << 20):0} |");
    }

    private static void WriteScale(StringBuilder text, JobComparison small, JobComparison large)
    {
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {(double)large.Bytes / small.Bytes:0.0} times the data").AppendLine();
        text.AppendLine("| side | peak memory MiB, median | times | wall s, median | times |");
        text.AppendLine("|---|---|---|---|---|");
        foreach ((string side, List<Measurement> a, List<Measurement> b) in new[] { ("tweetarchive", small.Ours, large.Ours), ("DuckDB", small.Theirs, large.Theirs) })
        {
            double memory = Median(a.Select(m => (double)m.PeakBytes)), memoryLarge = Median(b.Select(m => (double)m.PeakBytes));
            double wall = Median(a.Select(m => m.Wall)), wallLarge = Median(b.Select(m => m.Wall));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {side} | {memory / (1 << 20):0} → {memoryLarge / (1 << 20):0} | {memoryLarge / memory:0.00} | {wall:0.00} → {wallLarge:0.00} | {wallLarge / wall:0.00} |");
        }
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
