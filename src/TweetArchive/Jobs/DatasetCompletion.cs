using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Dataset;
using TweetArchive.Media;
using TweetArchive.Merging;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Tables;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Jobs;

/// <summary>What was read of media archives, and the tweets to ask about them.</summary>
internal sealed record MediaToWrite(MediaTables Tables, TweetLookup Tweets);

/// <summary>The end of a job: its units become the files of a dataset in the folder's staging area, and these the dataset.</summary>
internal sealed class DatasetCompletion(RunOptions options, OutputFolder folder, RunProgress progress, CancellationToken cancelled)
{
    /// <summary>Merges the units into the dataset's files.</summary>
    /// <param name="units">With every tweet counted once.</param>
    /// <param name="known">What the result says already.</param>
    /// <param name="media">Null if there is none.</param>
    /// <returns>The result, except for the checksums of the inputs.</returns>
    /// <exception cref="IOException">The disk is full.</exception>
    public RunResult Merge(
        UnitReader reader, FoundDuplicates duplicates, IReadOnlyList<FinishedUnit> units, IReadOnlyList<EntryResult> entries,
        RunResult known, MediaToWrite? media)
    {
        progress.Restart("writing", 0);
        string[] datasets = [.. entries.Select(e => e.Source.Dataset).Distinct().Order(StringComparer.Ordinal)];
        using var scratch = new Scratch(folder.ScratchPath, reader.Memory);
        var writer = new DatasetWriter(options, folder.StagingPath, datasets, entries, units, duplicates.Across,
            reader.Targets, scratch, progress, cancelled);
        writer.Write();
        RunResult result = known with
        {
            Counts = EntryResult.Sum(entries),
            Datasets = [.. writer.Datasets.Select(d => d with { CountedElsewhere = duplicates.CountedElsewhere(d.Name) })],
            TweetsInSeveral = duplicates.Across.Tweets,
            Dedupe = options.Dedupe,
            Targets = writer.Targets,
            UnreadableCells = writer.UnreadableCells,
            ReferenceRepairs = writer.ReferenceRepairs,
        };
        if (media is not null)
        {
            writer.Write(media.Tables, media.Tweets);
            result = result with
            {
                Media = media.Tables.Result,
                Problems = [.. known.Problems, .. media.Tables.Problems],
                Notes = [.. known.Notes, .. media.Tables.Notes],
            };
        }

        return result with
        {
            Outputs = folder.Describe(writer.RowsByFile),
            TooManyRejects = options.MaxRejects.Exceeded(result.Counts.Rejected, result.Counts.Records),
        };
    }

    /// <summary>Writes the manifest and moves the files into place.</summary>
    /// <param name="hashes">Of the inputs.</param>
    /// <exception cref="InputChangedException">An input is not what it was when the run began.</exception>
    public RunResult Publish(RunResult merged, IReadOnlyList<EntryResult> entries, FileHashes hashes)
    {
        RunResult result = merged with { Inputs = SameFiles.Mark([.. entries.Select(e => e.Describe(hashes))]) };
        if (!result.Accounted)
            throw new InvalidOperationException("the accounting identity does not hold: records are lost");
        InputFile.CheckAll(entries.Select(e => e.Source));
        EntryResult.CheckBytes(entries, hashes);
        RunDescription.Manifest(options, result).Write(folder.ManifestPath);
        cancelled.ThrowIfCancellationRequested();
        folder.PublishDataset(TableList.Names, result.Outcome);
        return result;
    }
}
