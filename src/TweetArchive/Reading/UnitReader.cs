using TweetArchive.Checkpoints;
using TweetArchive.Planning;
using TweetArchive.Requests;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Reading;

/// <summary>
/// Reads the units of plans, except for those that an earlier run finished. Every unit that it gives is disposed with it.
/// </summary>
internal sealed class UnitReader(RunOptions options, RunProgress progress, CancellationToken cancelled) : IDisposable
{
    // Bytes: some seconds of reading, compared with which a collection does not show.
    internal const long LargeRun = 64 << 20;

    private readonly List<Partial> partials = [];

    public TargetNames Targets { get; } = new(options.Lexicon);

    /// <summary>Half of the budget is for what the workers count, half for what waits for the merge.</summary>
    public ScratchMemory Memory { get; } = new(options.Memory / 2);

    /// <summary>The first pass, which counts every record and keeps the tweetids, by which duplicates are found.</summary>
    /// <param name="keepAll">Every unit is to be on disk at the end, not only those that came to a checkpoint.</param>
    public IReadOnlyList<FinishedUnit> Read(WorkPlan plan, UnitStore store, bool keepAll)
    {
        progress.TotalBytes = plan.Bytes;
        return Read(plan, store, null, keepAll);
    }

    /// <summary>
    /// The second pass: units that hold duplicates are read again without them, which is exact whatever a table counts, and is paid for
    /// only where it is needed.
    /// </summary>
    /// <param name="plan">Of <see cref="FoundDuplicates.UnitsToReadAgain"/>.</param>
    /// <returns>All units, with every tweet counted once.</returns>
    public IReadOnlyList<FinishedUnit> ReadAgain(FoundDuplicates duplicates, WorkPlan plan, UnitStore store)
    {
        if (plan.Units.Count == 0)
            return duplicates.AllTweets;
        progress.Restart("reading again without duplicates", plan.Bytes);
        return duplicates.Replace(Read(plan, store, duplicates, keepAll: false));
    }

    /// <summary>Takes units that were done elsewhere.</summary>
    public IReadOnlyList<FinishedUnit> Adopt(IReadOnlyList<FinishedUnit> units)
    {
        partials.AddRange(units.Select(u => u.Partial));
        return units;
    }

    public void Dispose() => partials.ForEach(p => p.Dispose());

    /// <param name="duplicates">What to leave out; null on the first pass, which is there to find them.</param>
    private IReadOnlyList<FinishedUnit> Read(WorkPlan plan, UnitStore store, FoundDuplicates? duplicates, bool keepAll)
    {
        Dictionary<int, FinishedUnit> done = store.Load(plan, Memory);
        partials.AddRange(done.Values.Select(u => u.Partial));
        var results = new BlockResults();
        UnitInProgress[] left =
            [.. plan.Units.Where(u => !done.ContainsKey(u.Number)).Select(u => Begin(u, plan, store, results, duplicates))];
        progress.Skip(done.Values.Sum(u => u.Unit.Bytes));
        using var checkpoints = new CheckpointWriter(store, options.CheckpointBytes);
        if (left.Length > 0)
        {
            new ReadStage(options, left, checkpoints, progress, cancelled).Run(TargetMatcher.Of(options.Lexicon), Targets);
            // The matcher, half of all memory in use, is done with, and merging needs its place. A run on little has enough.
            if (plan.Bytes > LargeRun)
            {
                options.Lexicon.Compiled?.LetGo();
                GC.Collect();
            }
        }

        return [.. done.Values.Concat(checkpoints.Complete(keepAll)).OrderBy(u => u.Unit.Number)];
    }

    private UnitInProgress Begin(Unit unit, WorkPlan plan, UnitStore store, BlockResults results, FoundDuplicates? duplicates)
    {
        var partial = new Partial(new Scratch(store.ScratchPath(unit), Memory), unit.Pieces.Count, Targets.Count);
        partials.Add(partial);
        AskedTargets asked = options.Asked.Of(unit.Dataset);
        return new UnitInProgress(unit, plan, options.Threads, partial, results, asked, logIds: duplicates is null, duplicates?.Offsets,
            duplicates?.FirstReading(unit));
    }
}
