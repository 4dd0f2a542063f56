using System.Globalization;

namespace TweetArchive.Benchmarks.Job;

/// <summary>A program that does the whole job as a process.</summary>
/// <param name="Key">As <c>--sides</c> and the CSV name it; also its output folder.</param>
/// <param name="Name">As reports name it.</param>
/// <param name="Command">The command that reads an input into a folder that is not there yet.</param>
internal sealed record JobSide(string Key, string Name, Func<JobOptions, string, string, string[]> Command)
{
    /// <summary>With the names that the peers look for: the same work, and tables besides that they do not make.</summary>
    public static readonly JobSide Ours = new("tweetarchive", "tweetarchive",
        (options, file, folder) => [.. OurBuild.Run(options, file, folder, options.AllTweets), "--targets", Repository.ListedNames()]);

    /// <summary>With the names that it ships, many times as many, each with all its forms.</summary>
    public static readonly JobSide OursWithAllNames = new("tweetarchive-all-names", "tweetarchive, shipped names",
        (options, file, folder) => OurBuild.Run(options, file, folder, options.AllTweets));

    public static readonly JobSide DuckDb = new("duckdb", "DuckDB", (options, file, folder) =>
        ["dotnet", "exec", ThisProgram, "duckdb-job", file, folder, "--threads", Threads(options), "--tweets", Which(options)]);

    public static readonly JobSide ClickHouse = new("clickhouse", "ClickHouse", ClickHouseJob.Command);

    public static readonly JobSide Plain = new("csharp", "straightforward C#", (options, file, folder) =>
        ["dotnet", "exec", ThisProgram, "plain-job", file, folder, "--threads", Threads(options), "--tweets", Which(options)]);

    public static readonly IReadOnlyList<JobSide> All = [Ours, OursWithAllNames, DuckDb, ClickHouse, Plain];

    /// <summary>Those that this machine has.</summary>
    public static IReadOnlyList<JobSide> Here { get; } = [.. All.Where(s => s != ClickHouse || ClickHouseJob.Package is not null)];

    private static string ThisProgram => typeof(JobSide).Assembly.Location;

    /// <exception cref="ArgumentException">Not a side.</exception>
    public static IReadOnlyList<JobSide> Parse(IEnumerable<string> keys) => [.. keys.Select(key =>
        All.FirstOrDefault(s => s.Key == key)
            ?? throw new ArgumentException($"--sides: '{key}' is none of {string.Join(", ", All.Select(s => s.Key))}.")).Distinct()];

    /// <summary>Whether it is this program, which matches whole words and more.</summary>
    public bool IsOurs => this == Ours || this == OursWithAllNames;

    /// <summary>What this side reads: DuckDB has no reader of zip and gets the gz of the same bytes, and so does ClickHouse.</summary>
    public InputKind Reads(InputKind kind) => kind == InputKind.Zip && (this == DuckDb || this == ClickHouse) ? InputKind.Gz : kind;

    private static string Threads(JobOptions options) => options.Threads.ToString(CultureInfo.InvariantCulture);

    private static string Which(JobOptions options) => options.AllTweets ? "all" : "tagged";
}
