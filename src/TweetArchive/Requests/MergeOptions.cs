using TweetArchive.Targets;

namespace TweetArchive.Requests;

/// <summary>What a merge is asked to do; everything else the shards say.</summary>
public sealed record MergeOptions
{
    /// <summary>Folders of shards, or folders that hold such folders.</summary>
    public required IReadOnlyList<string> Shards { get; init; }

    /// <summary>The folder of the dataset.</summary>
    public required string Out { get; init; }

    /// <summary>The one that the shards were made with.</summary>
    public required Lexicon Lexicon { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public long Memory { get; init; } = 64L << 20;

    /// <summary>As <see cref="RunOptions.Dedupe"/>, even if the shards were made without it: only the merge sees all datasets.</summary>
    public bool Dedupe { get; init; }

    public bool Overwrite { get; init; }

    /// <inheritdoc cref="RunOptions.ReportFollows"/>
    public bool ReportFollows { get; init; }
}
