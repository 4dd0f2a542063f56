using TweetArchive.Query.Datasets;

namespace TweetArchive.Query.Verify;

/// <summary>What is recounted.</summary>
public sealed record VerifyOptions
{
    public required string Dataset { get; init; }

    /// <summary>The archives that the dataset was made of, to be read again by DuckDB; may be none.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Compare with published figures.</summary>
    public bool Reference { get; init; }

    /// <summary>The user's own figures in the form of reference_figures.tsv; null: those that ship with the program.</summary>
    public string? Figures { get; init; }

    public DatabaseLimits Limits { get; init; } = new(Environment.ProcessorCount, 1L << 30);
}
