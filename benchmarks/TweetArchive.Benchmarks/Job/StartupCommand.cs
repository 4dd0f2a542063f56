using System.Globalization;
using System.Text;

namespace TweetArchive.Benchmarks.Job;

/// <summary><c>startup</c>: what a process costs that has little to do, by build.</summary>
internal static class StartupCommand
{
    private const int FewTweets = 1_000;

    public static int Run(JobOptions options)
    {
        string sample = Path.Combine(Repository.Root(), "data", "sample");
        string few = SyntheticFile.Get(options.Data, FewTweets);
        string to = Path.Combine(options.Data, "out-tweetarchive");
        (string Name, Func<JobOptions, string[]> Command)[] commands =
        [
            ("--help", build => [.. OurBuild.Command(build), "--help"]),
            ("--version", build => [.. OurBuild.Command(build), "--version"]),
            ("run, the sample", build => OurBuild.Run(build, sample, to)),
            (string.Create(CultureInfo.InvariantCulture, $"run, {FewTweets:N0} tweets"), build => OurBuild.Run(build, few, to)),
        ];
        JobOptions[] builds = [options with { Build = OurBuild.Framework }, options];
        var csv = new StringBuilder("command,build,run,wall_s,user_s,system_s,peak_bytes\n");
        StringBuilder text = JobReport.Head("Starting up");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Whole processes, {options.Threads} threads, the median of {options.Runs} runs by turns; milliseconds of wall · of CPU.")
            .AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| command | {string.Join(" | ", builds.Select(OurBuild.Describe))} |")
            .AppendLine("|---|---|---|");
        foreach ((string name, Func<JobOptions, string[]> command) in commands)
        {
            List<Measurement>[] runs = [[], []];
            // The first round reads all builds from disk and is not counted.
            for (int round = 0; round <= options.Runs; round++)
            {
                for (int build = 0; build < builds.Length; build++)
                {
                    JobComparison.Remove(to);
                    Measurement m = Measure.InProcessOfItsOwn(command(builds[build]), options.Threads);
                    if (round == 0)
                        continue;
                    runs[build].Add(m);
                    csv.Append(CultureInfo.InvariantCulture, $"\"{name}\",{OurBuild.Word(builds[build])},{round},").Append(
                        CultureInfo.InvariantCulture, $"{m.Wall:0.0000},{m.User:0.0000},{m.System:0.0000},{m.PeakBytes}\n");
                }
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", runs.Select(Cell))} |");
        }

        JobComparison.Remove(to);
        Console.Write(text);
        Repository.Keep(options.Results, "startup.csv", csv.ToString());
        Repository.Keep(options.Results, "startup.md", text.ToString());
        return 0;
    }

    private static string Cell(List<Measurement> runs) => string.Create(CultureInfo.InvariantCulture,
        $"{JobReport.Median(runs.Select(m => m.Wall)) * 1e3:0} · {JobReport.Median(runs.Select(m => m.Cpu)) * 1e3:0}");
}
