using TweetArchive.Checkpoints;
using TweetArchive.Planning;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;

namespace TweetArchive.Reading;

/// <summary>A unit on its way: its pieces, and what each worker has counted of it.</summary>
internal sealed class UnitInProgress
{
    private readonly WorkerTables?[] workers;
    private readonly bool logIds;
    private readonly AskedTargets asked;
    private int pending;
    private volatile ReadingState state = ReadingState.Waiting;

    /// <param name="workers">How many there are.</param>
    /// <param name="results">Of all units that are read together.</param>
    /// <param name="before">What became of its pieces when they were read the first time; null on the first pass.</param>
    /// <param name="asked">What its dataset is searched for.</param>
    /// <param name="logIds">False on the second pass, when the duplicates are known.</param>
    public UnitInProgress(Unit unit, WorkPlan plan, int workers, Partial partial, BlockResults results, AskedTargets asked, bool logIds,
        IReadOnlyDictionary<int, long[]>? duplicates, IReadOnlyList<FinishedPiece>? before)
    {
        Unit = unit;
        Partial = partial;
        this.logIds = logIds;
        this.asked = asked;
        this.workers = new WorkerTables?[workers];
        Pieces =
        [
            .. unit.Pieces.Select((p, i) =>
                new PieceInProgress(this, p, plan, partial.Pieces[i], results, duplicates?.GetValueOrDefault(p.Entry), before?[i])),
        ];
        // Each piece is pending until its reader is done with it, so that nothing is sealed before the last block is on its way.
        pending = Pieces.Length;
    }

    public Unit Unit { get; }

    public PieceInProgress[] Pieces { get; }

    public Partial Partial { get; }

    /// <summary>All of it is in <see cref="Partial"/>, or about to be.</summary>
    public bool IsSealed => state >= ReadingState.Read;

    /// <summary>One worker's tables for this unit.</summary>
    public WorkerTables Tables(int worker, TargetNames targets) =>
        workers[worker] ??= new WorkerTables(new PartialTables(targets, asked), logIds ? new TweetIdLog(Partial.Ids) : null);

    public void BlockBegun()
    {
        state = ReadingState.Reading;
        Interlocked.Increment(ref pending);
    }

    /// <summary>A block is counted, or a piece is read. True for the last of all: then <see cref="Seal"/> it.</summary>
    public bool Finish() => Interlocked.Decrement(ref pending) == 0;

    /// <summary>Turns what the workers hold into runs.</summary>
    public void Seal(int threads)
    {
        state = ReadingState.Read;
        Parallel.ForEach(workers.OfType<WorkerTables>(), new ParallelOptions { MaxDegreeOfParallelism = threads }, w =>
        {
            w.Tables.SealInto(Partial);
            w.Ids?.Flush();
        });
        Array.Clear(workers);
        foreach (PieceRows rows in Partial.Pieces)
        {
            rows.Tweets.Seal();
            rows.Rejects.Seal();
        }

        state = ReadingState.Sealed;
    }

    /// <summary>What one worker keeps for one unit.</summary>
    internal sealed record WorkerTables(PartialTables Tables, TweetIdLog? Ids);
}
