using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Dataset;
using TweetArchive.Merging;
using TweetArchive.Planning;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Targets;

namespace TweetArchive.Jobs;

/// <summary>The results of shards in, the dataset out that one run would have made: the same bytes.</summary>
public static class MergeJob
{
    /// <exception cref="UsageException">The shards are not those of one job, or the output folder cannot be used; nothing was
    /// written.</exception>
    /// <exception cref="NothingReadException">No shard could read any input.</exception>
    /// <exception cref="FinishedBeforeException">An earlier merge of the same had done it all.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    /// <exception cref="IOException">The output could not be written; what was there before is as it was.</exception>
    public static RunResult Run(MergeOptions merge, RunProgress progress, CancellationToken cancelled)
    {
        ShardSet shards = ShardSet.Open(merge.Shards);
        JobIdentity job = shards.Job with { Dedupe = shards.Job.Dedupe || merge.Dedupe };
        if (job.Lexicon != merge.Lexicon.Checksum)
            throw new UsageException("the shards were made with another lexicon. Give merge the same --targets as they had.");
        if (job.ProgramVersion != DatasetManifest.ThisProgramVersion)
            throw new UsageException($"the shards were made by version {job.ProgramVersion} of this program; this is "
                + $"{DatasetManifest.ThisProgramVersion}. Merge them with that one.");
        RunOptions options = Options(merge, job);
        using OutputFolder folder = OutputFolder.Open(merge.Out, merge.Overwrite, job.Key("merge"), merge.ReportFollows);
        return folder.KeepWorkIfStopped(() => Run(options, job, shards, folder, progress, cancelled));
    }

    private static RunResult Run(
        RunOptions options, JobIdentity job, ShardSet shards, OutputFolder folder, RunProgress progress, CancellationToken cancelled)
    {
        UnitStore.RefuseOtherWork(options.Out, folder, job);
        using var reader = new UnitReader(options, progress, cancelled);
        ArchiveEntry[] entries = [.. job.Inputs.Select(i => i.Entry)];
        IReadOnlyList<FinishedUnit> read = reader.Adopt(shards.OpenUnits(reader.Memory));
        using FoundDuplicates duplicates = FoundDuplicates.Among(read, entries, options, folder.DuplicatesScratchPath, reader.Memory);
        WorkPlan again = Replan(job, entries, duplicates.UnitsToReadAgain, options, cancelled);
        IReadOnlyList<FinishedUnit> units = reader.ReadAgain(duplicates, again, new UnitStore(folder.UnitsPath, 2, job));
        IReadOnlyList<EntryResult> results = EntryResult.Gather(entries, units);
        if (results.All(e => e.HeadSummary is null))
            throw new NothingReadException(
                string.Join(Environment.NewLine, job.Problems.Select(p => p.Message).Concat(results.Select(e => e.Problem))));
        var completion = new DatasetCompletion(options, folder, progress, cancelled);
        RunResult merged =
            completion.Merge(reader, duplicates, units, results, new RunResult { Problems = job.Problems, Notes = job.Notes }, media: null);
        FileHashes hashes = shards.Hashes;
        EntryResult.CheckBytes(EntryResult.Gather(entries, read), hashes);
        return completion.Publish(merged, results, hashes);
    }

    /// <summary>Tweets that are in two shards can only be left out by reading one of the places again.</summary>
    private static WorkPlan Replan(
        JobIdentity job, ArchiveEntry[] entries, IReadOnlyList<Unit> again, RunOptions options, CancellationToken cancelled)
    {
        EntryHead?[] heads = new EntryHead?[entries.Length];
        foreach (Piece piece in again.SelectMany(u => u.Pieces).DistinctBy(p => p.Entry))
        {
            JobInput input = job.Inputs[piece.Entry];
            try
            {
                if (new FileInfo(input.Entry.Path).Length < 1 || FileHash.OfEnds(input.Entry.Path) != input.Ends)
                    throw new UsageException($"{input.Entry.SourceName} holds tweets that are in another file too, so it must be "
                        + $"read again, and {input.Entry.Path} is no longer what the shards read. Put the file back.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"{input.Entry.SourceName} holds tweets that are in another file too, so it must be read "
                    + $"again, and it is not at {input.Entry.Path}: {e.Message} Merge where the archives are.");
            }

            if (!piece.Whole)
                heads[piece.Entry] = EntryHead.Read(input.Entry, options, cancelled);
        }

        return new WorkPlan(entries, heads, again);
    }

    private static RunOptions Options(MergeOptions merge, JobIdentity job) => new()
    {
        Inputs = job.Arguments,
        Out = merge.Out,
        Lexicon = merge.Lexicon,
        Asked = TargetChoice.Parse(merge.Lexicon, job.TargetsGroup),
        Threads = merge.Threads,
        Memory = merge.Memory,
        CheckpointBytes = job.CheckpointBytes,
        Tweets = job.Tweets,
        Dedupe = job.Dedupe,
        Strict = job.Strict,
        MaxRejects = job.MaxRejects,
        MaxRecordBytes = job.MaxRecordBytes,
        Overwrite = merge.Overwrite,
    };
}
