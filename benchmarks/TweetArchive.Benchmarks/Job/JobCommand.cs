namespace TweetArchive.Benchmarks.Job;

/// <summary><c>job</c> and <c>scale</c>.</summary>
internal static class JobCommand
{
    /// <summary>Compares the sides on one file.</summary>
    public static int Run(JobOptions options) => Report(options, [JobComparison.Run(options)]);

    /// <summary>Compares them on one file and on one of <see cref="JobOptions.Times"/> times the tweets.</summary>
    public static int Scale(JobOptions options) =>
        Report(options, [JobComparison.Run(options with { Times = 1 }), JobComparison.Run(options)]);

    private static int Report(JobOptions options, IReadOnlyList<JobComparison> comparisons)
    {
        Console.Write(JobReport.Write(options, comparisons));
        if (!comparisons.All(c => c.Agreed))
        {
            Console.Error.WriteLine("the sides do not agree; see the table of figures. Nothing was kept.");
            return 1;
        }

        if (options.Results is { } results)
        {
            string folder = Repository.ResultsFolder(results);
            string csv = Path.Combine(folder, "job.csv");
            List<JobRun> all = JobTable.Load(csv);
            JobRun[] runs = [.. comparisons.SelectMany(c => c.Runs)];
            // A new measurement of a setting takes the place of the old one.
            all.RemoveAll(old => runs.Any(r => r.Setting == old.Setting));
            all.AddRange(runs);
            JobTable.Save(csv, all);
            File.WriteAllText(Path.Combine(folder, "job.md"), JobReport.Summary(all));
            Console.Error.WriteLine($"written: {folder}: job.csv, job.md");
        }

        return 0;
    }
}
