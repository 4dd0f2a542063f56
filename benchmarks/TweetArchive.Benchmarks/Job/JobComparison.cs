namespace TweetArchive.Benchmarks.Job;

/// <summary>Both sides' runs over one file, in the order in which they alternated.</summary>
internal sealed class JobComparison(long tweets, long bytes)
{
    public long Tweets => tweets;

    public long Bytes => bytes;

    public List<Measurement> Ours { get; } = [];

    public List<Measurement> Theirs { get; } = [];

    public List<string> Agreement { get; private set; } = [];

    public bool Agreed { get; private set; }

    /// <summary>Runs both sides by turns, then compares what they wrote.</summary>
    public static JobComparison Run(JobOptions options, long tweets)
    {
        string file = SyntheticFile.Get(options.Data, tweets);
        string ours = Path.Combine(options.Data, "out-tweetarchive");
        string theirs = Path.Combine(options.Data, "out-duckdb");
        string threads = options.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] command = OurCommand(options, file, ours);
        string[] duckDb = ["dotnet", "exec", typeof(JobComparison).Assembly.Location, "duckdb-job", file, theirs, "--threads", threads];

        var comparison = new JobComparison(tweets, new FileInfo(file).Length);
        // Both sides read from the page cache.
        using (FileStream stream = File.OpenRead(file))
            stream.CopyTo(Stream.Null, 1 << 20);
        for (int run = 1; run <= options.Runs; run++)
        {
            Remove(ours);
            comparison.Ours.Add(Measure.InProcessOfItsOwn(command));
            Remove(theirs);
            comparison.Theirs.Add(Measure.InProcessOfItsOwn(duckDb));
            Console.Error.WriteLine(FormattableString.Invariant($"run {run} of {options.Runs}: tweetarchive {comparison.Ours[^1].Wall:0.00} s, DuckDB {comparison.Theirs[^1].Wall:0.00} s"));
        }

        comparison.Agreement = Job.Agreement.Compare(ours, theirs, out bool agreed);
        comparison.Agreed = agreed;
        Remove(ours);
        Remove(theirs);
        return comparison;
    }

    /// <summary>The whole job over one file into a folder that is not there yet.</summary>
    public static string[] OurCommand(JobOptions options, string file, string to) =>
    [
        "dotnet", "exec", options.Command ?? BuiltCommand(), "run", file, "--out", to,
        "--threads", options.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture), "--quiet",
    ];

    /// <summary>The command beside this program; building the benchmarks builds it.</summary>
    private static string BuiltCommand()
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string path = Path.GetFullPath(Path.Combine(here, "..", "..", "TweetArchive.Cli", Path.GetFileName(here), "tweetarchive.dll"));
        return File.Exists(path)
            ? path
            : throw new ArgumentException($"{path} is not there. Build it (dotnet build src/TweetArchive.Cli -c Release), or name another with --command.");
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
