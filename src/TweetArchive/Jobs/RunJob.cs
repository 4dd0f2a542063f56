using System.IO.Hashing;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Collections;
using TweetArchive.Dataset;
using TweetArchive.Media;
using TweetArchive.Merging;
using TweetArchive.Planning;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Tables;
using TweetArchive.Tables.Spills;
using TweetArchive.Tweets;

namespace TweetArchive.Jobs;

/// <summary>The main job: archives in, a dataset out, or a shard's part of one.</summary>
public static class RunJob
{
    private const string NoMediaInShards =
        "media archives are left out of shards; a run over them alone, or over all, makes media.parquet.";

    /// <exception cref="UsageException">The inputs or the output folder cannot be used; nothing was written.</exception>
    /// <exception cref="NothingReadException">No input could be read; nothing was written.</exception>
    /// <exception cref="InputChangedException">An input changed during the run; nothing was written.</exception>
    /// <exception cref="StrictRejectException">A reject under --strict; nothing was written.</exception>
    /// <exception cref="FinishedBeforeException">An earlier run of the same had done it all.</exception>
    /// <exception cref="InterruptedRunException">Stopped or failed, but some of the work is kept.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    /// <exception cref="IOException">The output could not be written; what was there before is as it was.</exception>
    public static RunResult Run(RunOptions options, RunProgress progress, CancellationToken cancelled)
    {
        using ArchiveCatalog catalog = Open(options, cancelled);
        JobIdentity job = JobIdentity.Of(options, catalog);
        if (options.Shard is not null && !options.Overwrite)
            RefuseDoneShard(options, job);
        using OutputFolder folder =
            OutputFolder.Open(options.Out, options.Overwrite, job.Key("run"), options.ReportFollows && options.Shard is null);
        return folder.KeepWorkIfStopped(() => RunInOrder(options, catalog, job, folder, progress, cancelled));
    }

    /// <summary>
    /// Files are read in ranges, by their first header. One that turns out to hold another header in the middle of the file, or rows that
    /// are written otherwise, is then read in order, and what was done is done again: it is rare, and looking for it beforehand would cost
    /// every run a pass over its input.
    /// </summary>
    private static RunResult RunInOrder(
        RunOptions options, ArchiveCatalog catalog, JobIdentity job, OutputFolder folder, RunProgress progress, CancellationToken cancelled)
    {
        while (true)
        {
            try
            {
                return Run(options, catalog, job, folder, progress, cancelled);
            }
            catch (OtherWriterException e) when (options.Shard is null)
            {
                catalog.ReadInOrder(e.Entry, lines: e.Writer == Writer.OtherEncoding);
                progress.Restart("reading again, a file in order", 0);
            }
            catch (OtherWriterException e)
            {
                throw new ArchiveException(
                    $"{catalog.Entries[e.Entry].SourceName}: {OtherWriter.Describe(e.Writer)} at byte {e.Offset}: such a file cannot be "
                        + "divided among shards. Split it there, or run without --shard.");
            }
        }
    }

    private static RunResult Run(
        RunOptions options, ArchiveCatalog catalog, JobIdentity job, OutputFolder folder, RunProgress progress, CancellationToken cancelled)
    {
        if (catalog.Entries.Count == 0 && (catalog.Media.Count == 0 || options.Shard is not null))
            throw NothingRead(catalog, []);
        UnitStore.RefuseOtherWork(options.Out, folder, job);
        WorkPlan plan = WorkPlan.Make(catalog.Entries, options, cancelled);
        LetGo(plan);
        using var hashing = new InputHashes(FilesToHash(plan), options.Threads, cancelled);
        using var reader = new UnitReader(options, progress, cancelled);
        var store = new UnitStore(folder.UnitsPath, PassOf(catalog, 1), job);
        IReadOnlyList<FinishedUnit> read = reader.Read(plan, store, keepAll: options.Shard is not null);
        LetGo(plan);
        var known = new RunResult
        {
            Problems = catalog.Problems,
            Notes = Notes(options, catalog),
            Shard = options.Shard,
            ResumedUnits = store.Loaded,
        };
        if (options.Shard is not null)
            return PublishShard(known, EntryResult.Gather(catalog.Entries, read), new SavedJob(job, read.Count, hashing.Result),
                hashing.Result, folder, cancelled);

        using FoundDuplicates duplicates =
            FoundDuplicates.Among(read, catalog.Entries, options, folder.DuplicatesScratchPath, reader.Memory);
        IReadOnlyList<FinishedUnit> units =
            reader.ReadAgain(duplicates, plan.Of(duplicates.UnitsToReadAgain), new UnitStore(folder.UnitsPath, PassOf(catalog, 2), job));
        IReadOnlyList<EntryResult> entries = EntryResult.Gather(catalog.Entries, units);
        if (entries.All(e => e.HeadSummary is null) && catalog.Media.Count == 0)
            throw NothingRead(catalog, entries);
        using Scratch? mediaScratch = catalog.Media.Count == 0 ? null : new Scratch(folder.MediaScratchPath, reader.Memory);
        using MediaTables? media = mediaScratch is null ? null : ReadMedia(catalog, options, mediaScratch, progress, cancelled);
        var completion = new DatasetCompletion(options, folder, progress, cancelled);
        RunResult merged = completion.Merge(
            reader, duplicates, units, entries, known, media is null ? null : new MediaToWrite(media, LookupOf(duplicates.AllTweets)));
        EntryResult.CheckBytes(EntryResult.Gather(catalog.Entries, read), hashing.Result);
        LetGo(plan);
        return completion.Publish(merged, entries, hashing.Result);
    }

    /// <summary>
    /// Large inputs and very many entries leave much that is needed no longer, which the collector would keep until memory is full.
    /// </summary>
    private static void LetGo(WorkPlan plan)
    {
        const int ManyEntries = 4_000;
        if (plan.Entries.Count >= ManyEntries || plan.Bytes > UnitReader.LargeRun)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

    /// <summary>Units of a run that reads some files in order are not those of one that does not.</summary>
    private static int PassOf(ArchiveCatalog catalog, int pass)
    {
        string[] inOrder = [.. catalog.Entries.Where(e => e.ReadAs.Mixed).Select(e => e.SourceName + (e.ReadAs.Lines ? "\t" : ""))];
        return inOrder.Length == 0
            ? pass
            : pass + (2 * (1 + (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Join('\n', inOrder))) % 1_000_000)));
    }

    private static TweetLookup LookupOf(IReadOnlyList<FinishedUnit> firstPass) =>
        new([.. firstPass.Where(u => u.Pieces.Any(p => p.HeadSummary?.Kind == RowKind.Tweets))
            .Select(u => (u.Unit.Dataset, u.Partial.Ids))]);

    private static ArchiveCatalog Open(RunOptions options, CancellationToken cancelled)
    {
        ArchiveCatalog catalog;
        try
        {
            catalog = TweetInputs.Open(options.Inputs, options.ReadAs, cancelled);
        }
        catch (ArchiveException e)
        {
            throw new UsageException(e.Message);
        }

        if (options.Shard is null || !catalog.HasStandardInput)
            return catalog;
        catalog.Dispose();
        throw new UsageException(
            "standard input (-) cannot be divided among shards. Write it to a file that all of them see, and give that.");
    }

    private static IReadOnlyList<string> Notes(RunOptions options, ArchiveCatalog catalog) =>
        options.Shard is null || catalog.Media.Count == 0 ? catalog.Notes : [.. catalog.Notes, NoMediaInShards];

    private static MediaTables ReadMedia(
        ArchiveCatalog catalog, RunOptions options, Scratch scratch, RunProgress progress, CancellationToken cancelled)
    {
        progress.Restart("reading media", 0);
        var media = new MediaTables(catalog.Media, hash: false, options.Threads, scratch);
        media.Read(cancelled);
        return media;
    }

    private static RunResult PublishShard(RunResult known, IReadOnlyList<EntryResult> entries, SavedJob saved, FileHashes hashes,
        OutputFolder folder, CancellationToken cancelled)
    {
        InputFile.CheckAll(entries.Select(e => e.Source));
        RunResult result = known with { Counts = EntryResult.Sum(entries), Inputs = [.. entries.Select(e => e.Describe(hashes))] };
        EntryResult.CheckBytes(entries, hashes);
        JobFile.Write(folder.ShardPath, saved with { Outcome = result.Outcome });
        cancelled.ThrowIfCancellationRequested();
        folder.PublishShard(TableList.Names, result.Outcome);
        return result;
    }

    private static NothingReadException NothingRead(ArchiveCatalog catalog, IReadOnlyList<EntryResult> entries) =>
        new(string.Join(Environment.NewLine, catalog.Problems.Select(p => p.Message).Concat(entries.Select(e => e.Problem))));

    /// <summary>A file is hashed by the shard that reads its first piece.</summary>
    private static IEnumerable<ArchiveEntry> FilesToHash(WorkPlan plan)
    {
        var firstOfPath = plan.Entries.Select((e, i) => (e.Path, i)).DistinctBy(e => e.Path).Select(e => e.i).ToHashSet();
        return plan.Units.SelectMany(u => u.Pieces).Where(p => p.From == 0 && firstOfPath.Contains(p.Entry))
            .Select(p => plan.Entries[p.Entry]);
    }

    /// <summary>A shard that is asked for again, as schedulers do, is done; another one is in the way.</summary>
    private static void RefuseDoneShard(RunOptions options, JobIdentity job)
    {
        if (JobFile.TryRead(Path.Combine(options.Out, DatasetNames.Shard)) is not { Job: var done, Outcome: var outcome })
            return;
        if (done.Id == job.Id && done.Shard == job.Shard)
            throw new FinishedBeforeException($"{options.Out}: shard {job.Shard} is there "
                + $"already{(outcome == RunOutcome.Done ? "" : "; some of its input could not be read")}.", outcome);
    }
}
