using System.Globalization;
using System.Text;
using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Coordination;

/// <summary>
/// <c>coordination</c>: <c>analyze --only coordination</c> (six methods) and DuckDB (four of them as SQL) over the same dataset,
/// alternating.
/// </summary>
internal static class CoordinationCommand
{
    public static int Run(JobOptions options, string? given)
    {
        string dataset = given ?? CoordinationDataset.Get(options.Data, options.Tweets);
        string sql = Path.Combine(options.Data, "out-duckdb-coordination"),
            threads = options.Threads.ToString(CultureInfo.InvariantCulture);
        string[] ours = [.. OurBuild.Command(options), "analyze", dataset, "--only", "coordination", "--threads", threads, "--quiet"];
        string[] theirs = ["dotnet", "exec", typeof(CoordinationCommand).Assembly.Location, "duckdb-coordination", dataset, sql,
            "--threads", threads];
        List<Measurement>[] runs = [[], []];
        for (int round = 0; round < options.Runs; round++)
        {
            runs[0].Add(Measure.InProcessOfItsOwn(ours, options.Threads));
            JobComparison.Remove(sql);
            runs[1].Add(Measure.InProcessOfItsOwn(theirs, options.Threads));
        }

        (long pairs, long different) = CoordinationSql.Compare(dataset, sql);
        StringBuilder text = JobReport.Head("Coordination");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{(given is null ? $"{options.Tweets:N0} generated tweets" : Path.GetFileName(given))}, {options.Threads} threads, whole "
                + $"processes, the median of {options.Runs} runs, alternating; ours does six methods, DuckDB four. {pairs:N0} pairs of the "
                + $"four, {different:N0} different.").AppendLine();
        text.AppendLine("| | wall, s | CPU, s | peak, MiB |").AppendLine("|---|---|---|---|");
        foreach ((string name,
            List<Measurement> of) in new[] { ($"tweetarchive analyze ({OurBuild.Describe(options)})", runs[0]), ("DuckDB", runs[1]) })
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {JobReport.Median(of.Select(m => m.Wall)):0.0} | {JobReport.Median(of.Select(m => m.Cpu)):0.0} | "
                    + $"{JobReport.Median(of.Select(m => m.PeakBytes / 1048576.0)):0} |");
        JobComparison.Remove(sql);
        Console.Write(text);
        Repository.Keep(options.Results, string.Create(CultureInfo.InvariantCulture, $"coordination-{options.Tweets}.md"), text.ToString());
        return different == 0 ? 0 : 1;
    }
}
