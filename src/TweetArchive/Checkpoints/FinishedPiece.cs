using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Tweets;

namespace TweetArchive.Checkpoints;

/// <summary>What is told of an entry's head when the entry itself is no longer at hand.</summary>
/// <param name="Remarks">What to know before the numbers are used.</param>
/// <param name="Translated">It is not written as the releases are.</param>
/// <param name="Conversions">Of a translated table, cells by what was done with them: words for nothing, unreadable ones by column.</param>
internal sealed record EntryHeadSummary(
    RowKind Kind, string Variant, CellDialect Dialect, IReadOnlyList<string> MissingColumns, IReadOnlyList<Remark> Remarks, IReadOnlyDictionary<string, long> Conversions, bool Translated)
{
    /// <summary>Of an entry that was read to its end.</summary>
    public static EntryHeadSummary Of(EntryHead head) =>
        new(head.Schema.Kind, head.Schema.Variant, head.Dialect, [.. head.Schema.MissingColumns], head.Remarks, (head.Format as TranslatedFormat)?.Counts.ByName ?? new SortedDictionary<string, long>(), head.IsTranslated || head.IsCollection);

    public static EntryHeadSummary Read(BinaryReader from) => new(
        (RowKind)from.ReadByte(), from.ReadString(),
        new CellDialect
        {
            Sampled = from.ReadInt32(),
            Quoting = from.ReadString(),
            LineEnd = from.ReadString(),
            Booleans = from.ReadString(),
            Counts = from.ReadString(),
            Lists = from.ReadString(),
            Mentions = from.ReadString(),
            Hashes = from.ReadString(),
            Coordinates = from.ReadString(),
            LanguageBlank = from.ReadBoolean(),
            ReferenceIdsRounded = from.ReadBoolean(),
        },
        [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => from.ReadString())],
        [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => new Remark(from.ReadString(), from.ReadString()))],
        new SortedDictionary<string, long>(Enumerable.Range(0, from.ReadInt32()).ToDictionary(_ => from.ReadString(), _ => from.ReadInt64()), StringComparer.Ordinal),
        from.ReadBoolean());

    public void Write(BinaryWriter to)
    {
        to.Write((byte)Kind);
        to.Write(Variant);
        to.Write(Dialect.Sampled);
        foreach (string word in new[] { Dialect.Quoting, Dialect.LineEnd, Dialect.Booleans, Dialect.Counts, Dialect.Lists, Dialect.Mentions, Dialect.Hashes, Dialect.Coordinates })
            to.Write(word);
        to.Write(Dialect.LanguageBlank);
        to.Write(Dialect.ReferenceIdsRounded);
        to.Write(MissingColumns.Count);
        foreach (string column in MissingColumns)
            to.Write(column);
        to.Write(Remarks.Count);
        foreach (Remark remark in Remarks)
        {
            to.Write(remark.Code);
            to.Write(remark.Message);
        }

        to.Write(Conversions.Count);
        foreach ((string name, long count) in Conversions)
        {
            to.Write(name);
            to.Write(count);
        }

        to.Write(Translated);
    }
}

/// <summary>What became of a piece, besides its rows.</summary>
/// <param name="Start">Where its records start in the entry.</param>
/// <param name="End">The byte after its last record; where it broke off, after what could be read: <paramref name="Start"/> if nothing could be.</param>
/// <param name="HeadSummary">Null where the header could not be read.</param>
/// <param name="Counts">Lines of the header counted with the piece that starts the entry.</param>
/// <param name="Reasons">Rejects by <see cref="RejectReason"/>.</param>
/// <param name="Problem">Why it could not be read, or not to its end.</param>
/// <param name="Checksum">Of the file's bytes from the end of the piece before it to its own; null if they were not all read, or are packed.</param>
internal sealed record FinishedPiece(
    Piece Piece, long Start, long End, EntryHeadSummary? HeadSummary, EntryCounts Counts, long[] Reasons, string? Problem, RangeChecksum? Checksum)
{
    public static FinishedPiece Read(BinaryReader from)
    {
        var piece = new Piece(from.ReadInt32(), from.ReadInt64(), from.ReadInt64(), from.ReadBoolean());
        long start = from.ReadInt64();
        long end = from.ReadInt64();
        EntryHeadSummary? head = from.ReadBoolean() ? EntryHeadSummary.Read(from) : null;
        var counts = new EntryCounts
        {
            Records = from.ReadInt64(),
            Tweets = from.ReadInt64(),
            Users = from.ReadInt64(),
            Rejected = from.ReadInt64(),
            Duplicates = from.ReadInt64(),
            Retweets = from.ReadInt64(),
            TaggedTweets = from.ReadInt64(),
            RoundedReferences = from.ReadInt64(),
            Notices = from.ReadInt64(),
            TextsNotUtf8 = from.ReadInt64(),
            Lines = from.ReadInt64(),
        };
        long[] reasons = new long[RejectReasons.Count];
        for (int i = 0; i < reasons.Length; i++)
            reasons[i] = from.ReadInt64();
        return new FinishedPiece(piece, start, end, head, counts, reasons, from.ReadBoolean() ? from.ReadString() : null,
            from.ReadBoolean() ? new RangeChecksum(from.ReadUInt64(), from.ReadInt64()) : null);
    }

    public void Write(BinaryWriter to)
    {
        to.Write(Piece.Entry);
        to.Write(Piece.From);
        to.Write(Piece.To);
        to.Write(Piece.Whole);
        to.Write(Start);
        to.Write(End);
        to.Write(HeadSummary is not null);
        HeadSummary?.Write(to);
        foreach (long count in new[] { Counts.Records, Counts.Tweets, Counts.Users, Counts.Rejected, Counts.Duplicates, Counts.Retweets, Counts.TaggedTweets, Counts.RoundedReferences, Counts.Notices, Counts.TextsNotUtf8, Counts.Lines })
            to.Write(count);
        foreach (long reason in Reasons)
            to.Write(reason);
        to.Write(Problem is not null);
        if (Problem is not null)
            to.Write(Problem);
        to.Write(Checksum is not null);
        if (Checksum is not { } checksum)
            return;
        to.Write(checksum.Value);
        to.Write(checksum.Bytes);
    }
}
