using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Targets;

namespace TweetArchive.Testing;

/// <summary>A folder for archives and the datasets made of them, deleted at the end of a test.</summary>
internal sealed class TempDatasets : IDisposable
{
    private static readonly Lexicon Shipped = Lexicon.LoadShipped();
    private int runs;

    public string Path { get; } = Directory.CreateTempSubdirectory("tweetarchive-run").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public SynthResult Synth(long tweets, string name = "demo_tweets_csv_hashed.csv", SynthDialect dialect = SynthDialect.Ira201810,
        ulong seed = 11, double rate = 0.3,
        QuotingStyle quoting = QuotingStyle.All, bool users = true) =>
        SynthArchive.Write(
            new SynthOptions
            {
                Tweets = tweets,
                OutPath = File(name),
                Dialect = dialect,
                Seed = seed,
                MentionRate = rate,
                Quoting = quoting,
                UsersFile = users
            });

    /// <summary>Runs over the inputs into a new folder.</summary>
    public FinishedRun Run(IEnumerable<string> inputs, Func<RunOptions, RunOptions>? change = null)
    {
        var options = new RunOptions
        {
            Inputs = [.. inputs],
            Out = File($"out{++runs}"),
            Lexicon = Shipped,
            Threads = 2,
            Tweets = TweetsMode.All
        };
        options = change?.Invoke(options) ?? options;
        return new FinishedRun(options.Out, RunJob.Run(options, new RunProgress(), CancellationToken.None));
    }

    public void Dispose() => Directory.Delete(Path, true);
}

/// <summary>A dataset on disk and what the run said about it.</summary>
internal sealed record FinishedRun(string Out, RunResult Result)
{
    /// <summary>Every Parquet file's checksum by its name.</summary>
    public SortedDictionary<string, string> Checksums =>
        new(Result.Outputs.Where(f => f.Name.EndsWith(".parquet", StringComparison.Ordinal)).ToDictionary(f => f.Name, f => f.Sha256),
            StringComparer.Ordinal);

    /// <summary>A table as an expression for DuckDB.</summary>
    public string Table(string name) => DuckDb.Table(Path.Combine(Out, name == "tweets" ? "tweets/*.parquet" : name + ".parquet"));
}
