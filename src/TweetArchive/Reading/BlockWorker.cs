using TweetArchive.Csv;
using TweetArchive.Requests;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Targets.Matching;
using TweetArchive.Tweets;

namespace TweetArchive.Reading;

/// <summary>
/// One worker: takes a block, reads its records, tags and counts them, all in one pass over the bytes (<see cref="BlockRows"/>).
/// What it keeps from block to block is its own, so workers share nothing but the immutable lexicon.
/// </summary>
internal sealed class BlockWorker
{
    // As many as there are entries whose blocks may come mixed; of entries already read the readers are of no use.
    private const int MostReaders = 16;

    private readonly int number;
    private readonly TargetNames targets;
    private readonly long tableBytes;
    private readonly List<(UnitInProgress Unit, PartialTables Tables)> live = [];
    private readonly Dictionary<RowFormat, RowReader> readers = new(ReferenceEqualityComparer.Instance);

    /// <param name="number">0, 1, 2 …</param>
    /// <param name="matcher">Shared by all workers.</param>
    /// <param name="targets">Shared by all workers.</param>
    /// <param name="tableBytes">Bytes that this worker's tables may take before they are sealed into runs.</param>
    public BlockWorker(int number, TweetsMode tweetsMode, TargetMatcher matcher, TargetNames targets, long tableBytes)
    {
        this.number = number;
        this.targets = targets;
        this.tableBytes = tableBytes;
        TweetsMode = tweetsMode;
        Session = matcher.NewSession();
    }

    public TweetsMode TweetsMode { get; }

    public MatchSession Session { get; }

    /// <summary>The cells of one tweet on their way into the tweets table; reused.</summary>
    public CellPack Cells { get; } = new();

    /// <summary>Reads one block and hands its rows to the piece; returns the number of records.</summary>
    public long Process(PieceInProgress piece, DataBlock block)
    {
        (PartialTables tables, TweetIdLog? ids) = piece.Unit.Tables(number, targets);
        BlockResult result = piece.NewResult();
        var rows = new BlockRows(this, piece, block, tables, ids, result);
        if (block.Oversize is { } oversize)
            rows.RejectOversize(oversize);
        else
            Reader(piece.Head!.Format).Read(block.Buffer, block.Length, block.CutShort, new BlockRows.Handler(rows));
        result.Counts.Lines = block.Oversize?.Newlines ?? block.Buffer.AsSpan(0, block.Length).Count((byte)'\n');

        long records = result.Counts.Records;
        piece.Complete(block.Sequence, result);
        if (LiveBytes(piece.Unit, tables) > tableBytes)
            tables.SealInto(piece.Unit.Partial);
        return records;
    }

    /// <summary>What this worker's tables take, those of other units under way included.</summary>
    private long LiveBytes(UnitInProgress current, PartialTables tables)
    {
        long bytes = 0;
        bool known = false;
        for (int i = live.Count - 1; i >= 0; i--)
        {
            if (live[i].Unit.IsSealed)
            {
                live.RemoveAt(i);
                continue;
            }

            known |= live[i].Unit == current;
            bytes += live[i].Tables.Bytes;
        }

        if (known)
            return bytes;
        live.Add((current, tables));
        return bytes + tables.Bytes;
    }

    private RowReader Reader(RowFormat format)
    {
        if (readers.TryGetValue(format, out RowReader? reader))
            return reader;
        if (readers.Count == MostReaders)
            readers.Clear();
        readers.Add(format, reader = format.NewReader());
        return reader;
    }
}
