using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tables;

namespace TweetArchive.Pipeline;

/// <summary>Where the records of an entry went: <c>Records = Tweets + Users + Rejected + Duplicates</c>.</summary>
public record struct EntryCounts
{
    public long Records;
    public long Tweets;

    /// <summary>Rows of a users file; not records of tweets.</summary>
    public long Users;
    public long Rejected;
    public long Duplicates;
    public long Retweets;
    public long TaggedTweets;
    public long RoundedReferences;

    /// <summary>Physical lines, header and blank lines included.</summary>
    public long Lines;

    internal void Add(in EntryCounts other)
    {
        Records += other.Records;
        Tweets += other.Tweets;
        Users += other.Users;
        Rejected += other.Rejected;
        Duplicates += other.Duplicates;
        Retweets += other.Retweets;
        TaggedTweets += other.TaggedTweets;
        RoundedReferences += other.RoundedReferences;
        Lines += other.Lines;
    }
}

/// <summary>What a worker made of one block besides what it counted.</summary>
internal sealed class BlockResult
{
    public readonly RowBuffer Tweets = new();
    public readonly RowBuffer Rejects = new();
    public EntryCounts Counts;
    public readonly long[] Reasons = new long[RejectReasons.Count];

    public void Clear()
    {
        Tweets.Clear();
        Rejects.Clear();
        Counts = default;
        Array.Clear(Reasons);
    }
}

/// <summary>
/// An entry on its way: its head, what the workers counted of it, and its rows put back into the order of the input.
/// </summary>
internal sealed class EntryWork(int index, ArchiveEntry entry, int workers, Scratch scratch, int targets) : IDisposable
{
    private readonly Dictionary<int, BlockResult> waiting = [];
    private readonly Stack<BlockResult> spare = new();
    private readonly WorkerState?[] states = new WorkerState?[workers];
    private EntryCounts counts;
    private int nextBlock;

    public int Index => index;

    public ArchiveEntry Entry => entry;

    public EntryHead? Head { get; set; }

    public string? Sha256 { get; set; }

    /// <summary>Why the entry could not be read, or not to its end.</summary>
    public string? Problem { get; set; }

    /// <summary>Byte offsets of records that an earlier pass found to be duplicates.</summary>
    public HashSet<long>? Duplicates { get; init; }

    public Partial Partial { get; } = new(scratch, targets);

    public EntryCounts Counts => counts with { Lines = counts.Lines + (Head?.HeaderLines ?? 0) };

    public long[] Reasons { get; } = new long[RejectReasons.Count];

    /// <summary>The first reject, for messages: "record 12, line 40, byte 8120: reason: detail".</summary>
    public string? FirstReject { get; private set; }

    /// <summary>One worker's tables and scanner for this entry.</summary>
    public WorkerState State(int worker, Func<EntryWork, WorkerState> create) => states[worker] ??= create(this);

    public BlockResult NewResult()
    {
        lock (waiting)
            return spare.TryPop(out BlockResult? result) ? result : new BlockResult();
    }

    /// <summary>Takes a block's rows; those of earlier blocks come first, whichever worker was faster.</summary>
    public void Complete(int sequence, BlockResult result)
    {
        lock (waiting)
        {
            waiting.Add(sequence, result);
            while (waiting.Remove(nextBlock, out BlockResult? next))
            {
                Append(next);
                next.Clear();
                spare.Push(next);
                nextBlock++;
            }
        }
    }

    /// <summary>Turns what the workers hold into runs. Call when all blocks are complete.</summary>
    public void Seal(int threads)
    {
        Parallel.ForEach(states.OfType<WorkerState>(), new ParallelOptions { MaxDegreeOfParallelism = threads }, s => s.Tables.SealInto(Partial));
        Array.Clear(states);
        Partial.Tweets.Seal();
        Partial.Rejects.Seal();
    }

    public void Dispose() => Partial.Dispose();

    private void Append(BlockResult block)
    {
        long headerLines = Head!.HeaderLines;
        int at = 0;
        while (block.Tweets.Next(ref at, out Span<byte> row))
        {
            TweetRow.ShiftRecord(row, counts.Records);
            SortedRun.Append(Partial.Tweets, [], row);
        }

        at = 0;
        while (block.Rejects.Next(ref at, out Span<byte> row))
        {
            RejectRow.Shift(row, counts.Records, headerLines + counts.Lines);
            FirstReject ??= RejectRow.Describe(row);
            SortedRun.Append(Partial.Rejects, [], row);
        }

        for (int i = 0; i < Reasons.Length; i++)
            Reasons[i] += block.Reasons[i];
        counts.Add(block.Counts);
    }

    /// <summary>What one worker keeps for one entry.</summary>
    internal sealed record WorkerState(PartialTables Tables, RecordScanner Scanner);
}
