using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Tables;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Reading;

/// <summary>A piece on its way: its rows put back into the order of the input, numbered from the start of the piece.</summary>
/// <param name="results">Of all pieces that are read together.</param>
/// <param name="before">What became of it when it was read the first time; null on the first pass.</param>
internal sealed class PieceInProgress(
    UnitInProgress unit, Piece piece, WorkPlan plan, PieceRows rows, BlockResults results, long[]? duplicates, FinishedPiece? before)
{
    private readonly Dictionary<int, BlockResult> waiting = [];
    private readonly long[] reasons = new long[RejectReasons.Count];
    private EntryCounts counts;
    private FileSource? file;
    private PackedSource? packed;
    private RangeChecksum? checksum = RangeChecksum.None;
    private ReadingState state = ReadingState.Waiting;
    private int nextBlock;
    private int blocks;
    private EntryHeadSummary? summary;

    public UnitInProgress Unit => unit;

    public Piece Piece => piece;

    /// <summary>The entry's place in the catalog.</summary>
    public int Index => piece.Entry;

    public ArchiveEntry Entry => plan.Entries[piece.Entry];

    /// <summary>Known while blocks of it are in progress.</summary>
    public EntryHead? Head { get; private set; } = plan.Heads[piece.Entry];

    /// <summary>Where the blocks of this piece start in the entry.</summary>
    public long Start { get; private set; }

    /// <summary>The byte after the last of them.</summary>
    public long End { get; private set; } = long.MaxValue;

    /// <summary>Why the piece could not be read, or not to its end.</summary>
    public string? Problem { get; private set; }

    /// <summary>The first reject, for messages: "record 12, line 40, byte 8120: reason: detail".</summary>
    public string? FirstReject { get; private set; }

    public FinishedPiece Result =>
        new(piece, Start, End, summary ?? (Head is null ? null : EntryHeadSummary.Of(Head)), counts, reasons, Problem, checksum);

    /// <summary>Opens the piece at its first record.</summary>
    /// <exception cref="ArchiveException">It cannot be read, or is not tweets or users CSV.</exception>
    public BlockReader Open(SourceOpener sources, BlockPool pool, int maxRecordBytes, CancellationToken cancelled)
    {
        state = ReadingState.Reading;
        if (before is { Problem: { } problem } && before.End <= before.Start)
        {
            Start = before.Start;
            throw new ArchiveException(problem);
        }

        BlockReader reader = OpenAnew(sources, pool, maxRecordBytes, cancelled);
        // What could not be read the first time was not looked through for duplicates, so it may not be counted the second time.
        if (before is { Problem: { } broken })
            reader.BreakOffAt(before.End - Start, new ArchiveException(broken));
        return reader;
    }

    private BlockReader OpenAnew(SourceOpener sources, BlockPool pool, int maxRecordBytes, CancellationToken cancelled)
    {
        if (piece.Whole)
        {
            var whole = new BlockReader(Opened(sources.Open(Entry)), pool, maxRecordBytes, cancelled);
            try
            {
                Head = EntryHead.Read(whole, Entry);
                counts.Lines = Head.HeaderLines;
                return whole;
            }
            catch
            {
                whole.Dispose();
                throw;
            }
        }

        RecordShape shape = Head!.Shape!;
        KnownBoundaries boundaries = plan.Boundaries[piece.Entry];
        Start = boundaries.Find(Entry, shape, Head.Length, piece.From);
        End = piece.To == Entry.Bytes ? piece.To : boundaries.Find(Entry, shape, Head.Length, piece.To);
        if (piece.From == 0)
        {
            counts.Lines = Head.HeaderLines;
            checksum = ReadHeader();
        }

        return new BlockReader(Opened(sources.Open(Entry, Start, End)), pool, maxRecordBytes, cancelled);
    }

    private ByteSource Opened(ByteSource source)
    {
        file = source as FileSource;
        packed = source as PackedSource;
        return source;
    }

    /// <summary>What is before the first record was read when the head was, from another handle.</summary>
    private RangeChecksum? ReadHeader()
    {
        using var header = new FileSource(Entry, 0, Start);
        byte[] bytes = new byte[Start];
        for (int read = 1, at = 0; read > 0; at += read)
            read = header.Read(bytes.AsSpan(at));
        return header.Checksum;
    }

    /// <summary>The piece was read, or could not be.</summary>
    /// <param name="read">Bytes from its start up to its end, or to where it broke off; null if it could not be opened.</param>
    /// <param name="sent">How many blocks of it are done or on their way.</param>
    /// <exception cref="IOException">It could be read the first time, and not the second.</exception>
    public void Close(long? read, int sent, string? problem)
    {
        Problem = problem;
        checksum = problem is null && file?.Checksum is { } records ? checksum?.Then(records) : null;
        if (read is null)
            End = Start;
        else if (problem is null && packed is not null)
            // What was read of it may be a translation, which has another length.
            End = packed.Position;
        else if (piece.Whole || problem is not null)
            End = Start + read.Value;
        packed = null;
        if (before is not null && (before.Problem != problem || (problem is not null && before.End != End)))
            throw new IOException($"{problem ?? Entry.SourceName} It was read without that a moment ago. Run the same command again.");
        lock (waiting)
        {
            blocks = sent;
            state = ReadingState.Read;
            SealIfWhole();
        }
    }

    /// <summary>An earlier pass found this record to be a duplicate.</summary>
    /// <param name="offset">Where it starts in the entry.</param>
    public bool IsDuplicate(long offset) => duplicates is not null && Array.BinarySearch(duplicates, offset) >= 0;

    public BlockResult NewResult() => results.Take();

    /// <summary>Takes a block's rows; those of earlier blocks come first, whichever worker was faster.</summary>
    public void Complete(int sequence, BlockResult result)
    {
        lock (waiting)
        {
            waiting.Add(sequence, result);
            while (waiting.Remove(nextBlock, out BlockResult? next))
            {
                Append(next);
                results.GiveBack(next);
                nextBlock++;
            }

            SealIfWhole();
        }
    }

    /// <summary>An input of many small entries would otherwise keep buffers and the head of each until its unit is done.</summary>
    private void SealIfWhole()
    {
        if (state != ReadingState.Read || nextBlock != blocks)
            return;
        state = ReadingState.Sealed;
        rows.Tweets.Seal();
        rows.Rejects.Seal();
        if (!piece.Whole || Head is null)
            return;
        summary = EntryHeadSummary.Of(Head);
        Head = null;
    }

    private void Append(BlockResult block)
    {
        int at = 0;
        while (block.Tweets.Next(ref at, out Span<byte> row))
        {
            TweetsTable.ShiftRecord(row, counts.Records);
            SortedSpill.Append(rows.Tweets, [], row);
        }

        at = 0;
        while (block.Rejects.Next(ref at, out Span<byte> row))
        {
            RejectsTable.Shift(row, counts.Records, counts.Lines);
            FirstReject ??= RejectsTable.Describe(row, 0, 0);
            SortedSpill.Append(rows.Rejects, [], row);
        }

        for (int i = 0; i < reasons.Length; i++)
            reasons[i] += block.Reasons[i];
        counts.Add(block.Counts);
    }
}
