using System.Text.Unicode;
using TweetArchive.Collections;
using TweetArchive.Csv;
using TweetArchive.Jobs;
using TweetArchive.Planning;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Targets.Matching;
using TweetArchive.Tweets;

namespace TweetArchive.Reading;

/// <summary>
/// One worker: takes a block, reads its records, tags and counts them, all in one pass over the bytes. What it keeps from
/// block to block is its own, so workers share nothing but the immutable lexicon.
/// </summary>
internal sealed partial class BlockWorker
{
    private readonly int number;
    private readonly TweetsMode tweetsMode;
    private readonly long tableBytes;
    private readonly MatchSession session;
    private readonly Func<PartialTables> newTables;
    private readonly List<(UnitInProgress Unit, PartialTables Tables)> live = [];
    private readonly Dictionary<RecordShape, RecordScanner> scanners = [];
    private readonly Dictionary<CollectionFormat, CollectionReader> readers = [];
    private readonly CollectionRows rows;
    private readonly FieldText text = new();
    private readonly CellPack cells = new();

    // Of the block in work.
    private PieceInProgress entry = null!;
    private EntryHead head = null!;
    private PartialTables tables = null!;
    private TweetIdLog? ids;
    private BlockResult result = null!;
    private byte[] buffer = [];
    private long blockOffset;

    /// <param name="number">0, 1, 2 …</param>
    /// <param name="matcher">Shared by all workers.</param>
    /// <param name="mentions">Shared by all workers.</param>
    /// <param name="targets">Shared by all workers.</param>
    /// <param name="tableBytes">Bytes that this worker's tables may take before they are sealed into runs.</param>
    public BlockWorker(int number, TweetsMode tweetsMode, TargetMatcher matcher, MentionsTable mentions, TargetNames targets, long tableBytes)
    {
        this.number = number;
        this.tweetsMode = tweetsMode;
        this.tableBytes = tableBytes;
        session = matcher.NewSession();
        rows = new CollectionRows(this);
        newTables = () => new PartialTables(targets, mentions);
    }

    /// <summary>Reads one block and hands its rows to the piece; returns the number of records.</summary>
    public long Process(PieceInProgress work, DataBlock block)
    {
        entry = work;
        head = work.Head!;
        buffer = block.Buffer;
        blockOffset = work.Start + block.Offset;
        (tables, ids) = work.Unit.Tables(number, newTables);
        result = work.NewResult();

        if (block.Oversize is { } oversize)
        {
            Reject(0, block.Length, oversize.Length, RejectReason.RecordTooLong, "no record ends for longer than a record may be");
            result.Counts.Lines = oversize.Newlines;
        }
        else
        {
            if (head.Collection is { } collection)
            {
                Reader(collection).Read(buffer, block.Length, block.CutShort, rows);
            }
            else
            {
                var handler = new Handler(this);
                Scanner(head.Shape).Scan(buffer, block.Length, block.CutShort, ref handler);
            }

            result.Counts.Lines = buffer.AsSpan(0, block.Length).Count((byte)'\n');
        }

        long records = result.Counts.Records;
        work.Complete(block.Sequence, result);
        if (LiveBytes(work.Unit) > tableBytes)
            tables.SealInto(work.Unit.Partial);
        return records;
    }

    /// <summary>What this worker's tables take, those of other units under way included.</summary>
    private long LiveBytes(UnitInProgress current)
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

    private RecordScanner Scanner(RecordShape shape)
    {
        if (!scanners.TryGetValue(shape, out RecordScanner? scanner))
            scanners.Add(shape, scanner = new RecordScanner(Tokeniser.Best, shape));
        return scanner;
    }

    private CollectionReader Reader(CollectionFormat format)
    {
        if (!readers.TryGetValue(format, out CollectionReader? reader))
        {
            // Entries of one format are a format each; one reader is enough.
            readers.Clear();
            readers.Add(format, reader = format.NewReader());
        }

        return reader;
    }

    private void RejectId<TRow>(TRow row, string column, ReadOnlySpan<byte> cell, bool rounded)
        where TRow : struct, ITweetRow, allows ref struct
    {
        if (row.Bytes.SequenceEqual(head.HeaderBytes))
            Reject(row, RejectReason.RepeatedHeader, "the header again");
        else if (!Utf8.IsValid(cell))
            Reject(row, RejectReason.InvalidUtf8InId, $"{column} is not valid UTF-8");
        else if (rounded)
            Reject(row, RejectReason.UnreadableId, $"{column} is '{Show(cell)}': a spreadsheet rounded it, the id is lost");
        else
            Reject(row, RejectReason.UnreadableId, cell.IsEmpty ? $"{column} is empty" : $"{column} is '{Show(cell)}'");
    }

    private void Reject<TRow>(TRow row, RejectReason reason, string detail)
        where TRow : struct, ITweetRow, allows ref struct =>
        Reject(row.Start, row.Bytes.Length, row.Bytes.Length, reason, detail);

    /// <param name="kept">How many of the bytes are in the buffer.</param>
    /// <param name="length">How many there are.</param>
    private void Reject(int start, int kept, long length, RejectReason reason, string detail)
    {
        result.Counts.Records++;
        result.Counts.Rejected++;
        result.Reasons[(int)reason]++;
        long line = 1 + buffer.AsSpan(0, start).Count((byte)'\n');
        RejectRow.Write(result.Rejects, result.Counts.Records, line, blockOffset + start, length, reason, detail, buffer.AsSpan(start, kept));
    }

    private static string Show(ReadOnlySpan<byte> cell) =>
        string.Concat(System.Text.Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 60)]).Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>What readers of other formats call.</summary>
    private sealed class CollectionRows(BlockWorker worker) : ICollectionRows
    {
        public void OnTweet(CollectionRow row) => worker.AddTweet(row);

        public void OnNotice() => worker.result.Counts.Notices++;

        public void OnReject(int start, int length, RejectReason reason, string detail) => worker.Reject(start, length, length, reason, detail);
    }

    /// <summary>What the scanner of released files calls.</summary>
    private readonly struct Handler(BlockWorker worker) : IRecordHandler
    {
        public void OnRecord(in Record record)
        {
            worker.text.StartRecord();
            var row = new ArchiveRow(record, worker.text, worker.head.Schema);
            if (worker.head.Schema.Kind == RowKind.Users)
                worker.AddUser(row);
            else
                worker.AddTweet(row);
        }

        public void OnReject(int start, int length, RejectReason reason, string detail) => worker.Reject(start, length, length, reason, detail);
    }
}
