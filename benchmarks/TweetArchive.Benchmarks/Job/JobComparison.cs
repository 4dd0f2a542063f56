namespace TweetArchive.Benchmarks.Job;

/// <summary>All sides' runs over one file, and whether they found the same.</summary>
/// <param name="Agreement">Rows of a Markdown table.</param>
/// <param name="Warnings">What was not as asked.</param>
internal sealed record JobComparison(JobSetting Setting, List<JobRun> Runs, List<string> Agreement, bool Agreed,
    IReadOnlyCollection<string> Warnings)
{
    /// <summary>Runs the sides alternating, each round beginning with another one, then compares what they wrote.</summary>
    public static JobComparison Run(JobOptions options)
    {
        long tweets = options.Tweets * options.Times;
        var setting = new JobSetting(tweets, options.Input, options.Cold, options.Threads, options.AllTweets, OurBuild.Word(options));
        var input = new JobInput(SyntheticFile.Get(options.Data, tweets));
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var runs = new List<JobRun>();
        var warnings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (JobSide side in options.Sides)
        {
            // The first of them makes what is not there yet; all sides read from the page cache, unless it is to be cold.
            PageCache.Fill(input.Get(side.Reads(options.Input)));
            side.Command(options, "", "");
            if (side.Reads(options.Input) != options.Input)
                warnings.Add(
                    $"{side.Name} cannot read {options.Input.Word()} and was given the same bytes as {side.Reads(options.Input).Word()}");
        }

        for (int round = 1; round <= options.Runs; round++)
        {
            for (int i = 0; i < options.Sides.Count; i++)
            {
                JobSide side = options.Sides[(i + round - 1) % options.Sides.Count];
                string file = input.Get(side.Reads(options.Input)), folder = Folder(options, side);
                Remove(folder);
                if (options.Cold && PageCache.Drop(file) is { } reason)
                    warnings.Add($"not cold: {reason}");
                Measurement measured = Measure.InProcessOfItsOwn(side.Command(options, file, folder), options.Threads);
                runs.Add(new JobRun(setting, input.Bytes, date, side.Key, round, measured, Size(folder, "*.parquet"), TweetsSize(folder)));
                Console.Error.WriteLine(
                    FormattableString.Invariant(
                        $"{setting}: run {round} of {options.Runs}: {side.Name} {measured.Wall:0.00} s, {measured.PeakBytes >> 20} MiB"));
            }
        }

        List<string> rows = Job.Agreement.Compare([.. options.Sides.Select(s => (s, Folder(options, s)))], options.AllTweets,
            out bool agreed);
        foreach (JobSide side in options.Sides)
            Remove(Folder(options, side));
        return new JobComparison(setting, runs, rows, agreed, warnings);
    }

    private static string Folder(JobOptions options, JobSide side) => Path.Combine(options.Data, "out-" + side.Key);

    private static long TweetsSize(string folder) =>
        Size(folder, "tweets.parquet")
            + (Directory.Exists(Path.Combine(folder, "tweets")) ? Size(Path.Combine(folder, "tweets"), "*.parquet") : 0);

    private static long Size(string folder, string pattern) =>
        new DirectoryInfo(folder).EnumerateFiles(pattern, SearchOption.AllDirectories).Sum(f => f.Length);

    internal static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
