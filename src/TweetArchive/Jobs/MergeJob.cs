using System.IO.Hashing;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Dataset;
using TweetArchive.Merging;
using TweetArchive.Planning;
using TweetArchive.Targets;

namespace TweetArchive.Jobs;

/// <summary>What a merge is asked to do; all else the shards say.</summary>
public sealed record MergeOptions
{
    /// <summary>Folders of shards, or folders that hold such folders.</summary>
    public required IReadOnlyList<string> Shards { get; init; }

    /// <summary>The folder of the dataset.</summary>
    public required string Out { get; init; }

    /// <summary>The one that the shards were made with.</summary>
    public required Lexicon Lexicon { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public long Memory { get; init; } = 64L << 20;

    /// <summary>As <see cref="RunOptions.Dedupe"/>, also if the shards were made without it: only the merge sees all datasets.</summary>
    public bool Dedupe { get; init; }

    public bool Overwrite { get; init; }
}

/// <summary>The results of shards in, the dataset out that one run would have made: the same bytes.</summary>
public static class MergeJob
{
    /// <exception cref="UsageException">The shards are not those of one job, or the output folder cannot be used; nothing was written.</exception>
    /// <exception cref="ArchiveException">No shard could read any input.</exception>
    /// <exception cref="FinishedBeforeException">An earlier merge of the same had done it all.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    /// <exception cref="IOException">The output could not be written; what was there before is as it was.</exception>
    public static RunResult Run(MergeOptions merge, RunProgress progress, CancellationToken cancelled)
    {
        ShardSet shards = ShardSet.Open(merge.Shards);
        JobIdentity job = shards.Job with { Dedupe = shards.Job.Dedupe || merge.Dedupe };
        if (job.Lexicon != merge.Lexicon.Checksum)
            throw new UsageException("the shards were made with another lexicon. Give merge the same --targets as they had.");
        if (job.ProgramVersion != Manifest.ProgramVersion)
            throw new UsageException($"the shards were made by version {job.ProgramVersion} of this program; this is {Manifest.ProgramVersion}. Merge them with that one.");
        RunOptions options = Options(merge, job);
        using OutputFolder folder = OutputFolder.Open(merge.Out, merge.Overwrite, Key(job));
        return folder.Guard(() => Run(options, job, shards, folder, progress, cancelled));
    }

    private static RunResult Run(RunOptions options, JobIdentity job, ShardSet shards, OutputFolder folder, RunProgress progress, CancellationToken cancelled)
    {
        var record = new Lazy<JobIdentity>(job);
        UnitStore.RefuseOtherWork(options.Out, folder, record);
        using var pass = new UnitPass(options, folder, progress, cancelled);
        ArchiveEntry[] entries = [.. job.Inputs.Select(i => i.Entry)];
        IReadOnlyList<FinishedUnit> units = pass.Adopt(shards.OpenUnits(pass.Memory));
        units = pass.WithoutDuplicates(units, entries, new UnitStore(folder.UnitsPath, 2, record), again => Replan(job, entries, again, options, cancelled));
        IReadOnlyList<EntryResult> results = EntryResult.Gather(entries, units);
        if (results.All(e => e.Head is null))
            throw new ArchiveException(string.Join(Environment.NewLine, job.Problems.Select(p => p.Message).Concat(results.Select(e => e.Problem))));
        EntryCounts counts = default;
        foreach (EntryResult entry in results)
            counts.Add(entry.Counts);
        return pass.Write(results, units, () => shards.Sha256, new RunResult { Problems = job.Problems, Notes = job.Notes, Counts = counts });
    }

    /// <summary>Tweets that stand in two shards can only be left out by reading one of the places again.</summary>
    private static WorkPlan Replan(JobIdentity job, ArchiveEntry[] entries, IReadOnlyList<Unit> again, RunOptions options, CancellationToken cancelled)
    {
        EntryHead?[] heads = new EntryHead?[entries.Length];
        foreach (Piece piece in again.SelectMany(u => u.Pieces).DistinctBy(p => p.Entry))
        {
            JobInput input = job.Inputs[piece.Entry];
            try
            {
                if (new FileInfo(input.Entry.Path).Length < 1 || FileHash.OfEnds(input.Entry.Path) != input.Ends)
                    throw new UsageException($"{input.Entry.SourceName} holds tweets that stand in another file too, so it must be read again, and {input.Entry.Path} is no longer what the shards read. Put the file back.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"{input.Entry.SourceName} holds tweets that stand in another file too, so it must be read again, and it is not at {input.Entry.Path}: {e.Message} Merge where the archives are.");
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

    private static string Key(JobIdentity job) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes("merge " + job.Id)));
}
