using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Tweets;

namespace TweetArchive.Merging;

/// <summary>What became of one input.</summary>
/// <param name="Kind">Null where the header could not be read.</param>
/// <param name="RejectReasons">Rejects by reason.</param>
/// <param name="Problem">Why it could not be read, or not to its end.</param>
public sealed record InputResult(
    ArchiveEntry Entry, RowKind? Kind, string? Variant, CellDialect? Dialect, IReadOnlyList<string> MissingColumns, string? Sha256,
    EntryCounts Counts, IReadOnlyDictionary<string, long> RejectReasons, string? FirstReject, string? Problem)
{
    /// <summary>What to know before the numbers are used.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>It is not written as the releases are.</summary>
    public bool Translated { get; init; }

    /// <summary>Of a translated table, cells by what was done with them.</summary>
    public IReadOnlyDictionary<string, long> Conversions { get; init; } = new SortedDictionary<string, long>();
}
