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
using TweetArchive.Tables.Spills;
using TweetArchive.Tweets;

namespace TweetArchive.Jobs;

/// <summary>The main job: archives in, a dataset out, or a shard's part of one.</summary>
public static class RunJob
{
    /// <exception cref="UsageException">The inputs or the output folder cannot be used; nothing was written.</exception>
    /// <exception cref="ArchiveException">No input could be read; nothing was written.</exception>
    /// <exception cref="StrictRejectException">A reject under --strict; nothing was written.</exception>
    /// <exception cref="FinishedBeforeException">An earlier run of the same had done it all.</exception>
    /// <exception cref="InterruptedRunException">Stopped or failed, but some of the work is kept.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    /// <exception cref="IOException">The output could not be written; what was there before is as it was.</exception>
    public static RunResult Run(RunOptions options, RunProgress progress, CancellationToken cancelled)
    {
        ArchiveCatalog catalog;
        try
        {
            catalog = TweetInputs.Open(options.Inputs, options.ReadAs);
        }
        catch (ArchiveException e)
        {
            throw new UsageException(e.Message);
        }

        using ArchiveCatalog opened = catalog;
        if (options.Shard is not null && catalog.HasStandardInput)
            throw new UsageException("standard input (-) cannot be divided among shards. Write it to a file that all of them see, and give that.");
        var job = new Lazy<JobIdentity>(() => JobIdentity.Of(options, catalog));
        if (options.Shard is not null && !options.Overwrite)
            RefuseDoneShard(options, job.Value);
        using OutputFolder folder = OutputFolder.Open(options.Out, options.Overwrite, RunKey(options));
        return folder.Guard(() => catalog.Entries.Count > 0 || (catalog.Media.Count > 0 && options.Shard is null)
            ? RunInOrder(options, catalog, job, folder, progress, cancelled)
            : throw new ArchiveException(string.Join(Environment.NewLine, catalog.Problems.Select(p => p.Message))));
    }

    private const string NoMediaInShards = "media archives are left out of shards; a run over them alone, or over all, makes media.parquet.";

    /// <summary>
    /// Files are read in ranges, by their first header. One that turns out to hold another header in mid-file is then read in order, and what was
    /// done is done again: it is rare, and looking for it beforehand would cost every run a pass over its input.
    /// </summary>
    private static RunResult RunInOrder(RunOptions options, ArchiveCatalog catalog, Lazy<JobIdentity> job, OutputFolder folder, RunProgress progress, CancellationToken cancelled)
    {
        while (true)
        {
            try
            {
                return Run(options, catalog, job, folder, progress, cancelled);
            }
            catch (OtherHeaderException e) when (options.Shard is null)
            {
                catalog.ReadInOrder(e.Entry);
                progress.Restart("reading again, a file in order", 0);
            }
            catch (OtherHeaderException e)
            {
                throw new ArchiveException(
                    $"{catalog.Entries[e.Entry].SourceName}: another header, with other columns or in another order, at byte {e.Offset}: such a file cannot be divided among shards. Split it there, or run without --shard.");
            }
        }
    }

    /// <summary>Units of a run that reads some files in order are not those of one that does not.</summary>
    private static int PassOf(ArchiveCatalog catalog, int pass)
    {
        string[] inOrder = [.. catalog.Entries.Where(e => e.ReadAs.Mixed).Select(e => e.SourceName)];
        return inOrder.Length == 0 ? pass : pass + (2 * (1 + (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Join('\n', inOrder))) % 1_000_000)));
    }

    private static TweetLookup LookupOf(IReadOnlyList<FinishedUnit> firstPass, IReadOnlyList<FinishedUnit> units) => new(
        [.. firstPass.Where(u => u.Pieces.Any(p => p.Head?.Kind == RowKind.Tweets)).Select(u => (u.Unit.Dataset, u.Partial.Ids))],
        [.. units.SelectMany(u => u.Partial.Pieces.Select(p => (u.Unit.Dataset, p.Tweets)))]);

    private static RunResult Run(RunOptions options, ArchiveCatalog catalog, Lazy<JobIdentity> job, OutputFolder folder, RunProgress progress, CancellationToken cancelled)
    {
        UnitStore.RefuseOtherWork(options.Out, folder, job);
        WorkPlan plan = WorkPlan.Make(catalog.Entries, options, cancelled);
        progress.TotalBytes = plan.Bytes;
        using var hashing = new InputHashes(PathsToHash(plan, options), options.Threads, cancelled);
        using var pass = new UnitPass(options, folder, progress, cancelled);
        var store = new UnitStore(folder.UnitsPath, PassOf(catalog, 1), job);
        IReadOnlyList<FinishedUnit> units = pass.Read(plan, store, null, keepAll: options.Shard is not null);
        int resumed = store.Loaded;
        IReadOnlyList<FinishedUnit> firstPass = units;
        if (options.Shard is null)
        {
            units = pass.WithoutDuplicates(units, catalog.Entries, new UnitStore(folder.UnitsPath, PassOf(catalog, 2), job), again => new WorkPlan(catalog.Entries, plan.Heads, again));
        }

        IReadOnlyList<EntryResult> entries = EntryResult.Gather(catalog.Entries, units);
        EntryCounts counts = default;
        foreach (EntryResult entry in entries)
            counts.Add(entry.Counts);
        var result = new RunResult
        {
            Problems = catalog.Problems,
            Notes = options.Shard is null || catalog.Media.Count == 0 ? catalog.Notes : [.. catalog.Notes, NoMediaInShards],
            Counts = counts,
            Shard = options.Shard,
            ResumedUnits = resumed,
        };
        if (options.Shard is not null)
        {
            IReadOnlyDictionary<string, string> sha256 = hashing.Result;
            JobFile.Write(folder.ShardPath, new SavedJob(job.Value, units.Count, sha256));
            result = result with { Inputs = [.. entries.Select(e => e.Describe(sha256))] };
            cancelled.ThrowIfCancellationRequested();
            folder.PublishShard(result.ExitCode);
            return result;
        }

        if (entries.All(e => e.Head is null) && catalog.Media.Count == 0)
            throw new ArchiveException(string.Join(Environment.NewLine, catalog.Problems.Select(p => p.Message).Concat(entries.Select(e => e.Problem))));
        if (catalog.Media.Count == 0)
            return pass.Write(entries, units, () => hashing.Result, result);
        progress.Phase = "reading media";
        using var scratch = new Scratch(folder.MediaScratchPath, pass.Memory);
        using var media = new MediaTables(catalog.Media, options.MediaHash, options.Threads, scratch);
        media.Read(cancelled);
        return pass.Write(entries, units, () => hashing.Result, result, media, LookupOf(firstPass, units));
    }

    /// <summary>A file is hashed by the shard that reads its first piece.</summary>
    private static IEnumerable<string> PathsToHash(WorkPlan plan, RunOptions options)
    {
        var firstOfPath = plan.Entries.Select((e, i) => (e.Path, i)).DistinctBy(e => e.Path).Select(e => e.i).ToHashSet();
        return plan.Units.SelectMany(u => u.Pieces).Where(p => p.From == 0 && firstOfPath.Contains(p.Entry)).Select(p => plan.Entries[p.Entry].Path);
    }

    /// <summary>A shard that is asked for again, as schedulers do, is done; another one is in the way.</summary>
    private static void RefuseDoneShard(RunOptions options, JobIdentity job)
    {
        if (JobFile.TryRead(Path.Combine(options.Out, OutputFolder.ShardName)) is not { Job: var done })
            return;
        if (done.Id == job.Id && done.Shard == job.Shard)
            throw new FinishedBeforeException($"{options.Out}: shard {job.Shard} is there already.", 0);
    }

    private static string RunKey(RunOptions options) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(string.Join('\n',
        [.. options.Inputs.Select(Path.GetFullPath).Order(StringComparer.Ordinal), options.Tweets.ToString(), options.Lexicon.Checksum, $"{options.Shard}", $"{options.Strict}", $"{options.MaxRejects}", $"{options.MediaHash}", $"{options.Dedupe}", $"{options.ReadAs}"]))));
}
