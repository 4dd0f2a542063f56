using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Dataset;
using TweetArchive.Media;
using TweetArchive.Merging;
using TweetArchive.Planning;
using TweetArchive.Reading;
using TweetArchive.Releases;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Jobs;

/// <summary>
/// What runs and merges have in common: reading units, finding the duplicates among them, reading again what holds any, and
/// writing the dataset. Every unit that was made is disposed with this object.
/// </summary>
internal sealed class UnitPass(RunOptions options, OutputFolder folder, RunProgress progress, CancellationToken cancelled) : IDisposable
{
    private readonly TargetNames targets = new(options.Lexicon);
    private readonly List<Partial> partials = [];
    private readonly Lazy<TargetMatcher> matcher = new(() => TargetMatcher.Compile(options.Lexicon));

    // Before duplicates were left out.
    private IReadOnlyList<FinishedUnit> allTweets = [];

    // The latest release last.
    private IReadOnlyList<string> datasetNames = [];
    private Scratch? duplicatesScratch;
    private DuplicatesTable? acrossDatasets;

    // Half of the budget is for what the workers count, half for what waits for the merge.
    public ScratchMemory Memory { get; } = new(options.Memory / 2);

    /// <summary>Does the units of a plan, but for those that an earlier run finished.</summary>
    /// <param name="duplicates">Records to leave out, by entry; null on the first pass, which is there to find them.</param>
    /// <param name="keepAll">Every unit is to be on disk at the end, not only those that came to a checkpoint.</param>
    public IReadOnlyList<FinishedUnit> Read(WorkPlan plan, UnitStore store, IReadOnlyDictionary<int, long[]>? duplicates, bool keepAll)
    {
        Dictionary<int, FinishedUnit> done = store.Load(plan, Memory);
        partials.AddRange(done.Values.Select(u => u.Partial));
        UnitInProgress[] left = [.. plan.Units.Where(u => !done.ContainsKey(u.Number)).Select(u => Begin(u, plan, store, duplicates))];
        progress.Skip(done.Values.Sum(u => u.Unit.Bytes));
        using var checkpoints = new CheckpointWriter(store, options.CheckpointBytes);
        if (left.Length > 0)
            new ReadStage(options, left, checkpoints, progress, cancelled).Run(matcher.Value, targets);
        return [.. done.Values.Concat(checkpoints.Complete(keepAll)).OrderBy(u => u.Unit.Number)];
    }

    /// <summary>Takes units that were done elsewhere.</summary>
    public IReadOnlyList<FinishedUnit> Adopt(IReadOnlyList<FinishedUnit> units)
    {
        partials.AddRange(units.Select(u => u.Partial));
        return units;
    }

    /// <summary>
    /// The units with every tweet of a dataset counted once, or with --dedupe every tweet of the run. Units that hold other
    /// copies are read again without them: that is exact whatever a table counts, and it is paid for only where it is needed.
    /// </summary>
    /// <param name="replan">Makes a plan of the units to be read again.</param>
    public IReadOnlyList<FinishedUnit> WithoutDuplicates(
        IReadOnlyList<FinishedUnit> units, IReadOnlyList<ArchiveEntry> entries, UnitStore store, Func<IReadOnlyList<Unit>, WorkPlan> replan)
    {
        allTweets = units;
        datasetNames = ReleaseOrder.Sort(entries.Select(e => e.Dataset));
        Dictionary<string, int> numbers = datasetNames.Select((d, n) => (d, n)).ToDictionary(d => d.d, d => d.n, StringComparer.Ordinal);
        duplicatesScratch = new Scratch(folder.DuplicatesScratchPath, Memory);
        acrossDatasets = new DuplicatesTable(datasetNames, duplicatesScratch);
        IReadOnlyDictionary<int, long[]> duplicates = DuplicateFinder.Find(
            units.Select(u => u.Partial.Ids), [.. entries.Select(e => numbers[e.Dataset])], options.Dedupe, acrossDatasets, options.Threads);
        if (duplicates.Count == 0)
            return units;
        FinishedUnit[] again = [.. units.Where(u => u.Pieces.Any(p => Holds(p, duplicates)))];
        // Numbered anew: a unit's number is its place in its plan.
        WorkPlan plan = replan([.. again.Select((u, i) => u.Unit with { Number = i })]);
        progress.Restart("reading again without duplicates", plan.Bytes);
        IReadOnlyList<FinishedUnit> read = Read(plan, store, duplicates, keepAll: false);
        Dictionary<int, FinishedUnit> replaced = again.Zip(read).ToDictionary(p => p.First.Unit.Number, p => p.Second);
        return [.. units.Select(u => replaced.GetValueOrDefault(u.Unit.Number, u))];
    }

    /// <summary>Merges the units into the files of a dataset and moves them into place.</summary>
    /// <param name="result">What is known already.</param>
    /// <param name="media">What was read of media archives; null for none.</param>
    /// <param name="tweets">Whom to ask about the tweets of the media.</param>
    public RunResult Write(IReadOnlyList<EntryResult> entries, IReadOnlyList<FinishedUnit> units, Func<IReadOnlyDictionary<string, string>> sha256, RunResult result,
        MediaTables? media = null, TweetLookup? tweets = null)
    {
        progress.Phase = "writing";
        string[] datasets = [.. entries.Select(e => e.Entry.Dataset).Distinct().Order(StringComparer.Ordinal)];
        using var scratch = new Scratch(folder.ScratchPath, Memory);
        var writer = new DatasetWriter(options, folder.StagingPath, datasets, entries, units, allTweets, acrossDatasets!, targets, scratch, cancelled);
        writer.Write();
        if (media is not null)
        {
            writer.Write(media, tweets!);
            result = result with { Media = media.Result, Problems = [.. result.Problems, .. media.Problems], Notes = [.. result.Notes, .. media.Notes] };
        }

        IReadOnlyDictionary<string, string> hashes = sha256();
        result = result with
        {
            Inputs = [.. entries.Select(e => e.Describe(hashes))],
            Datasets = [.. writer.Datasets.Select(d => d with { CountedElsewhere = CountedElsewhere(d.Name) })],
            TweetsInSeveral = acrossDatasets!.Tweets,
            Dedupe = options.Dedupe,
            Targets = writer.Targets,
            Outputs = folder.Describe(writer.RowsByFile),
            TooManyRejects = options.MaxRejects.Exceeded(result.Counts.Rejected, result.Counts.Records),
            UnreadableCells = writer.UnreadableCells,
            ReferenceRepairs = writer.ReferenceRepairs,
        };
        if (!result.Accounted)
            throw new InvalidOperationException("the accounting identity does not hold: records are lost");
        Manifest.Write(folder.ManifestPath, options, result);
        cancelled.ThrowIfCancellationRequested();
        folder.PublishDataset(result.ExitCode);
        return result;
    }

    public void Dispose()
    {
        partials.ForEach(p => p.Dispose());
        acrossDatasets?.Dispose();
        duplicatesScratch?.Dispose();
    }

    private long CountedElsewhere(string dataset) => acrossDatasets!.CountedElsewhere[datasetNames.TakeWhile(d => d != dataset).Count()];

    private static bool Holds(FinishedPiece piece, IReadOnlyDictionary<int, long[]> duplicates)
    {
        if (!duplicates.TryGetValue(piece.Piece.Entry, out long[]? offsets))
            return false;
        int first = Array.BinarySearch(offsets, piece.Start);
        first = first < 0 ? ~first : first;
        return first < offsets.Length && offsets[first] < piece.End;
    }

    private UnitInProgress Begin(Unit unit, WorkPlan plan, UnitStore store, IReadOnlyDictionary<int, long[]>? duplicates)
    {
        var partial = new Partial(new Scratch(store.ScratchPath(unit), Memory), unit.Pieces.Count, targets.Count);
        partials.Add(partial);
        return new UnitInProgress(unit, plan, options.Threads, partial, logIds: duplicates is null, duplicates);
    }
}
