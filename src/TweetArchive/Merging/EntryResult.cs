using System.Globalization;
using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Csv;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Merging;

/// <summary>An entry put together again from its pieces.</summary>
internal sealed class EntryResult
{
    // Of very many entries nearly all have nothing to count.
    private static readonly SortedDictionary<string, long> None = [];

    private EntryResult(ArchiveEntry entry, IReadOnlyList<(FinishedPiece Result, PieceRows Rows)> pieces)
    {
        Source = entry;
        Pieces = pieces;
        EntryCounts counts = default;
        foreach ((FinishedPiece piece, _) in pieces)
        {
            counts.Add(piece.Counts);
            for (int i = 0; i < Reasons.Length; i++)
                Reasons[i] += piece.Reasons[i];
        }

        Counts = counts;
    }

    public ArchiveEntry Source { get; }

    /// <summary>In the order of the bytes.</summary>
    public IReadOnlyList<(FinishedPiece Result, PieceRows Rows)> Pieces { get; }

    public EntryCounts Counts { get; }

    public long[] Reasons { get; } = new long[RejectReasons.Count];

    public EntryHeadSummary? HeadSummary => Pieces.Select(p => p.Result.HeadSummary).FirstOrDefault(h => h is not null);

    public string? Problem => Pieces.Select(p => p.Result.Problem).FirstOrDefault(p => p is not null) ?? AllRejected();

    /// <summary>The first reject, for messages: "record 12, line 40, byte 8120: reason: detail".</summary>
    public string? FirstReject { get; set; }

    /// <summary>The entries of which units hold pieces, in the order of the catalog.</summary>
    public static IReadOnlyList<EntryResult> Gather(IReadOnlyList<ArchiveEntry> entries, IEnumerable<FinishedUnit> units) =>
        [.. units.SelectMany(u => u.Pieces.Zip(u.Partial.Pieces))
            .GroupBy(p => p.First.Piece.Entry)
            .OrderBy(g => g.Key)
            .Select(g => new EntryResult(entries[g.Key], [.. g.OrderBy(p => p.First.Piece.From)]))];

    /// <summary>Of all entries.</summary>
    public static EntryCounts Sum(IEnumerable<EntryResult> entries)
    {
        EntryCounts counts = default;
        foreach (EntryResult entry in entries)
            counts.Add(entry.Counts);
        return counts;
    }

    /// <summary>
    /// Makes sure that the threads that read parts of a file and the one that took its checksum saw the same bytes, whatever its size and
    /// time say.
    /// </summary>
    /// <param name="hashes">Of the input files. What is packed has its own checksums, which are looked at when it is unpacked.</param>
    /// <exception cref="InputChangedException">They did not.</exception>
    public static void CheckBytes(IEnumerable<EntryResult> entries, FileHashes hashes)
    {
        foreach (EntryResult entry in entries)
        {
            if (!hashes.Checksums.TryGetValue(entry.Source.Path, out RangeChecksum whole)
                || entry.Pieces.Any(p => p.Result.Checksum is null))
                continue;
            RangeChecksum read = entry.Pieces.Aggregate(RangeChecksum.None, (before, p) => before.Then(p.Result.Checksum!.Value));
            // A shard holds some parts of the file; the merge looks at all of them.
            if (entry.IsWhole && read != whole)
                throw new InputChangedException($"{entry.Source.SourceName}: the file changed while it was read: the bytes that were "
                    + $"counted are not those of which the checksum was taken ({entry.Source.Path}).");
        }
    }

    /// <summary>Every piece with the records and lines of the entry before it.</summary>
    public IEnumerable<(PieceRows Rows, long RecordsBefore, long LinesBefore)> NumberedPieces()
    {
        EntryCounts before = default;
        foreach ((FinishedPiece result, PieceRows rows) in Pieces)
        {
            yield return (rows, before.Records, before.Lines);
            before.Add(result.Counts);
        }
    }

    /// <summary>Its pieces are all there.</summary>
    private bool IsWhole => Pieces[0].Result.Piece.From == 0 && Pieces[^1].Result.Piece.To == Source.Bytes
        && Pieces.Zip(Pieces.Skip(1)).All(p => p.First.Result.Piece.To == p.Second.Result.Piece.From);

    /// <summary>A file of which nothing was kept was not read, whatever its bytes were.</summary>
    private string? AllRejected()
    {
        if (Counts.Records == 0 || Counts.Rejected < Counts.Records || Reasons[(int)RejectReason.RepeatedHeader] == Counts.Records)
            return null;
        int most = Array.IndexOf(Reasons, Reasons.Max());
        return string.Create(CultureInfo.InvariantCulture, $"{Source.SourceName}: "
            + $"{(Counts.Records == 1 ? "its only record was" : $"all {Counts.Records:N0} records were")} rejected, most as "
            + $"{RejectReasons.Name((RejectReason)most)}; rejects.parquet has them with their reasons.");
    }

    /// <param name="hashes">Of the input files.</param>
    public InputResult Describe(FileHashes hashes)
    {
        SortedDictionary<string, long>? reasons = null;
        for (int i = 0; i < Reasons.Length; i++)
        {
            if (Reasons[i] > 0)
                (reasons ??= new(StringComparer.Ordinal)).Add(RejectReasons.Name((RejectReason)i), Reasons[i]);
        }

        // An estimated size is known once the last byte was read.
        ArchiveEntry read = Source.Estimated && Pieces[^1].Result.End is > 0 and < long.MaxValue
            ? Source with { Bytes = Pieces[^1].Result.End, Estimated = false }
            : Source;
        return new InputResult(read, HeadSummary?.Kind, HeadSummary?.Variant, HeadSummary?.Dialect, HeadSummary?.MissingColumns ?? [],
            hashes.Sha256.GetValueOrDefault(Source.Path), Counts, reasons ?? None, FirstReject,
            Problem ?? hashes.Problem(Source.SourceName, Source.Path))
        {
            Translated = HeadSummary?.Translated ?? false,
            Remarks = HeadSummary?.Remarks ?? [],
            Conversions = HeadSummary?.Conversions ?? None,
        };
    }
}
