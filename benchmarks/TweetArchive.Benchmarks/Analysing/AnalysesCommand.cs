using System.Globalization;
using System.Text;
using TweetArchive.Analysis;
using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Analysing;

/// <summary>
/// <c>analyses</c>: what everything after reading costs on a synthetic archive: each analysis alone, all in one command, the report, and
/// <c>verify</c>. The dataset is made with all tweets and kept in <c>--data</c>.
/// </summary>
internal static class AnalysesCommand
{
    public static int Run(JobOptions options)
    {
        string file = SyntheticFile.Get(options.Data, options.Tweets),
            dataset = Path.Combine(options.Data, string.Create(CultureInfo.InvariantCulture, $"analyses-{options.Tweets}")),
            threads = options.Threads.ToString(CultureInfo.InvariantCulture);
        string[] ours = OurBuild.Command(options), quiet = ["--threads", threads, "--quiet"];
        JobComparison.Remove(dataset);
        var rows = new List<(string Name, List<Measurement> Runs)>
        {
            ("`run --tweets all --no-report`", [Measure.InProcessOfItsOwn(OurBuild.Run(options, file, dataset, true), options.Threads)]),
        };
        foreach (string name in Analyses.Known.Select(a => a.Name))
            rows.Add(($"`analyze --only {name}`", Times([.. ours, "analyze", dataset, "--only", name, .. quiet])));
        rows.Add(("`analyze`", Times([.. ours, "analyze", dataset, .. quiet])));
        rows.Add(("`report`", Times([.. ours, "report", dataset])));
        rows.Add(("`verify`", Times([.. ours, "verify", dataset, "--threads", threads])));

        StringBuilder text = JobReport.Head("Analyses");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{options.Tweets:N0} synthetic tweets, {options.Threads} threads, whole processes, tweetarchive {OurBuild.Describe(options)}; "
                + $"the least of {options.Runs} runs, `run` once.").AppendLine();
        text.AppendLine("| | wall, s | CPU, s | peak, MiB |").AppendLine("|---|---|---|---|");
        foreach ((string name, List<Measurement> runs) in rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {runs.Min(m => m.Wall):0.0} | {runs.Min(m => m.Cpu):0.0} | "
                + $"{runs.Min(m => m.PeakBytes) / 1048576.0:0} |");
        Console.Write(text);
        Repository.Keep(options.Results, string.Create(CultureInfo.InvariantCulture, $"analyses-{options.Tweets}.md"), text.ToString());
        return 0;

        List<Measurement> Times(string[] command) =>
            [.. Enumerable.Range(0, options.Runs).Select(_ => Measure.InProcessOfItsOwn(command, options.Threads))];
    }
}
