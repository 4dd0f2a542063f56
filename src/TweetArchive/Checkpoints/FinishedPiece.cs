using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Tweets;

namespace TweetArchive.Checkpoints;

/// <summary>What is known of an entry's head once the entry itself is closed.</summary>
/// <param name="Remarks">What to know before the numbers are used.</param>
/// <param name="Translated">It is not written as the releases are.</param>
/// <param name="Conversions">Of a translated table, cells by what was done with them: words for nothing, unreadable ones by column.</param>
internal sealed record EntryHeadSummary(
    RowKind Kind, string Variant, CellDialect Dialect, IReadOnlyList<string> MissingColumns, IReadOnlyList<Remark> Remarks,
    IReadOnlyDictionary<string, long> Conversions, bool Translated)
{
    /// <summary>Of an entry that was read to its end.</summary>
    public static EntryHeadSummary Of(EntryHead head) =>
        new(head.Schema.Kind, head.Schema.Variant, head.Dialect, [.. head.Schema.MissingColumns], head.Remarks,
            head.Format.Conversions,
            head.IsTranslated || head.IsCollection);
}

/// <summary>What became of a piece, besides its rows.</summary>
/// <param name="Start">Where its records start in the entry.</param>
/// <param name="End">The byte after its last record; where it broke off, after what could be read: <paramref name="Start"/> if nothing
/// could be.</param>
/// <param name="HeadSummary">Null where the header could not be read.</param>
/// <param name="Counts">Lines of the header counted with the piece that starts the entry.</param>
/// <param name="Reasons">Rejects by <see cref="RejectReason"/>.</param>
/// <param name="Problem">Why it could not be read, or not to its end.</param>
/// <param name="Checksum">Of the file's bytes from the end of the piece before it to its own; null if they were not all read, or are
/// packed.</param>
internal sealed record FinishedPiece(
    Piece Piece, long Start, long End, EntryHeadSummary? HeadSummary, EntryCounts Counts, long[] Reasons, string? Problem,
    RangeChecksum? Checksum);
