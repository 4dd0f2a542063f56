namespace TweetArchive.Requests;

/// <summary>What <c>media</c> is asked to do.</summary>
public sealed record MediaOptions
{
    /// <summary>The folder of a finished dataset whose run was given media archives.</summary>
    public required string Dataset { get; init; }

    /// <summary>These archives: files, folders and globs, as they were given to the run.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Archives that are read side by side.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes that rows may take in memory before they go to disk.</summary>
    public long Memory { get; init; } = 64L << 20;
}
