using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>What <c>reading</c> is asked to do.</summary>
internal sealed record ReadingOptions
{
    /// <summary>Of the archive; 50,000 are 32 MB.</summary>
    public long Tweets { get; init; } = 50_000;

    /// <summary>Rounds; in each, every rung is run once.</summary>
    public int Runs { get; init; } = 15;

    /// <summary>One shape, or null for all.</summary>
    public string? Shape { get; init; }

    public string Data { get; init; } = new JobOptions().Data;

    /// <summary>The folder of results, with a folder for each processor in it; null for not to keep any.</summary>
    public string? Results { get; init; }
}
