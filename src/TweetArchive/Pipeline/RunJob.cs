using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tables;
using TweetArchive.Targets;

namespace TweetArchive.Pipeline;

/// <summary>The main job: archives in, a dataset out.</summary>
public static class RunJob
{
    /// <exception cref="UsageException">The inputs or the output folder cannot be used; nothing was written.</exception>
    /// <exception cref="ArchiveException">No input could be read; nothing was written.</exception>
    /// <exception cref="StrictRejectException">A reject under --strict; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    /// <exception cref="IOException">The output could not be written; what was there before is as it was.</exception>
    public static RunResult Run(RunOptions options, RunProgress progress, CancellationToken cancelled)
    {
        ArchiveCatalog catalog;
        try
        {
            catalog = ArchiveCatalog.Open(options.Inputs);
        }
        catch (ArchiveException e)
        {
            throw new UsageException(e.Message);
        }

        using OutputFolder folder = OutputFolder.Open(options.Out, options.Overwrite);
        if (catalog.Entries.Count == 0)
            throw new ArchiveException(string.Join(Environment.NewLine, catalog.Problems.Select(p => p.Message)));
        using var pass = new Pass(options, catalog, folder, progress, cancelled);
        return pass.Run();
    }

    /// <summary>One run's parts.</summary>
    private sealed class Pass(RunOptions options, ArchiveCatalog catalog, OutputFolder folder, RunProgress progress, CancellationToken cancelled) : IDisposable
    {
        private readonly TargetMatcher matcher = TargetMatcher.Compile(options.Lexicon);
        private readonly TargetNames targets = new(options.Lexicon);
        private readonly MentionsTable mentions = new(options.Lexicon);
        private readonly string[] datasets = [.. catalog.Entries.Select(e => e.Dataset).Distinct().Order(StringComparer.Ordinal)];

        // Half of the budget is for what the workers count, half for what waits for the merge.
        private readonly Scratch scratch = new(folder.ScratchPath, options.Memory / 2);

        public RunResult Run()
        {
            progress.TotalBytes = catalog.Entries.Sum(e => e.Bytes);
            Task<Dictionary<string, string>> hashes = Task.Run(HashArchives, cancelled);
            List<EntryWork> entries = ReadAll();
            try
            {
                Dictionary<string, string> sha256 = hashes.GetAwaiter().GetResult();
                foreach (EntryWork entry in entries)
                    entry.Sha256 ??= sha256.GetValueOrDefault(entry.Entry.Path);
                if (entries.All(e => e.Head is null))
                    throw new ArchiveException(string.Join(Environment.NewLine, catalog.Problems.Select(p => p.Message).Concat(entries.Select(e => e.Problem))));
                progress.Phase = "writing";
                return Write(entries);
            }
            finally
            {
                entries.ForEach(e => e.Dispose());
            }
        }

        public void Dispose() => scratch.Dispose();

        /// <summary>
        /// Reads every entry; once more, leaving the duplicates out, if a tweet stands twice in a dataset. A second pass is
        /// exact whatever a table counts, and it is paid for only where it is needed.
        /// </summary>
        private List<EntryWork> ReadAll()
        {
            List<TweetIdLog> logs = [.. Enumerable.Range(0, options.Threads).Select(_ => new TweetIdLog(scratch))];
            try
            {
                List<EntryWork> entries = Read(logs, null);
                int[] datasetOf = [.. catalog.Entries.Select(e => Array.IndexOf(datasets, e.Dataset))];
                IReadOnlyDictionary<int, HashSet<long>> duplicates = TweetIdLog.FindDuplicates(logs, datasetOf, options.Threads);
                if (duplicates.Count == 0)
                    return entries;
                entries.ForEach(e => e.Dispose());
                progress.Restart("reading again without duplicates");
                return Read(null, duplicates);
            }
            finally
            {
                logs.ForEach(l => l.Dispose());
            }
        }

        private List<EntryWork> Read(List<TweetIdLog>? logs, IReadOnlyDictionary<int, HashSet<long>>? duplicates)
        {
            List<EntryWork> entries = [.. catalog.Entries.Select((e, i) => new EntryWork(i, e, options.Threads, scratch, targets.Count) { Duplicates = duplicates?.GetValueOrDefault(i) })];
            try
            {
                new ReadStage(options, entries, progress, cancelled).Run(matcher, mentions, targets, logs);
                return entries;
            }
            catch
            {
                entries.ForEach(e => e.Dispose());
                throw;
            }
        }

        private RunResult Write(List<EntryWork> entries)
        {
            var writer = new DatasetWriter(options, folder.StagingPath, datasets, entries, targets, mentions, scratch, cancelled);
            writer.Write();
            EntryCounts counts = default;
            foreach (EntryWork entry in entries)
                counts.Add(entry.Counts);
            var result = new RunResult
            {
                Inputs = [.. entries.Select(Describe)],
                Problems = catalog.Problems,
                Notes = catalog.Notes,
                Counts = counts,
                Datasets = writer.Datasets,
                Targets = writer.Targets,
                Outputs = folder.Describe(writer.RowsByFile),
                TooManyRejects = options.MaxRejects.Exceeded(counts.Rejected, counts.Records),
                UnreadableCells = writer.UnreadableCells,
            };
            if (!result.Accounted)
                throw new InvalidOperationException("the accounting identity does not hold: records are lost");
            Manifest.Write(folder.ManifestPath, options, result);
            cancelled.ThrowIfCancellationRequested();
            folder.Publish();
            return result;
        }

        private static InputResult Describe(EntryWork work)
        {
            var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
            for (int i = 0; i < work.Reasons.Length; i++)
            {
                if (work.Reasons[i] > 0)
                    reasons.Add(RejectReasons.Name((RejectReason)i), work.Reasons[i]);
            }

            return new InputResult(work.Entry, work.Head?.Schema.Kind, work.Head?.Schema.Variant, work.Head?.Dialect,
                [.. work.Head?.Schema.MissingColumns ?? []], work.Sha256, work.Counts, reasons, work.FirstReject, work.Problem);
        }

        /// <summary>Zips are not read from end to end, so their checksums are taken beside the reading.</summary>
        private Dictionary<string, string> HashArchives()
        {
            var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string path in catalog.Entries.Where(e => e.Kind != ContainerKind.Plain).Select(e => e.Path).Distinct())
            {
                cancelled.ThrowIfCancellationRequested();
                try
                {
                    hashes[path] = ByteSource.HashFile(path);
                }
                catch (IOException)
                {
                    // The reader of the entry reports it.
                }
            }

            return hashes;
        }
    }
}
