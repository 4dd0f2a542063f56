using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Dataset;
using TweetArchive.Media;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Tables;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Jobs;

/// <summary>What <c>media</c> did.</summary>
/// <param name="Problems">Archives and files that could not be read.</param>
public sealed record MediaJobResult(MediaResult Media, IReadOnlyList<InputProblem> Problems, IReadOnlyList<string> Notes)
{
    public RunOutcome Outcome => Problems.Count > 0 ? RunOutcome.SomeInputUnread : RunOutcome.Done;
}

/// <summary>
/// Unpacks the media archives of a finished dataset: checksums and difference hashes go into media.parquet, and files that are used again
/// into media_reuse.parquet. Which tweets were read, the run's own index says.
/// </summary>
public static class MediaJob
{
    private const string JournalName = "media";

    /// <exception cref="UsageException">There is no dataset with media, or the archives are not its own; nothing was written.</exception>
    /// <exception cref="DatasetException">The dataset cannot be read; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    /// <exception cref="IOException">The tables could not be written or moved; the message says what is left to do.</exception>
    public static MediaJobResult Run(MediaOptions options, RunProgress progress, CancellationToken cancelled)
    {
        if (!Directory.Exists(options.Dataset))
            _ = DatasetFolder.Open(options.Dataset);
        using WorkFolder folder = WorkFolder.Enter(options.Dataset, out _);
        DatasetFolder dataset = DatasetFolder.OpenWhole(options.Dataset);
        if (!dataset.Tables.ContainsKey(TableList.Media.Name))
            throw new UsageException($"{options.Dataset}: this run was given no media archive. Give them to the run, "
                + "next to the tweets: tweetarchive run …");
        using ArchiveCatalog catalog = Open(options.Inputs, cancelled);
        folder.Prepare();
        progress.Restart("reading media", 0);
        using var scratch = new Scratch(folder.ScratchFile("media"), new ScratchMemory(options.Memory / 2));
        using var media = new MediaTables(catalog.Media, hash: true, options.Threads, scratch);
        media.Read(cancelled);
        progress.Restart("writing", 0);
        var files = new TableFiles(folder.StagingPath, dataset.LexiconSha256);
        using (var index = new MediaIndex(dataset))
            media.WriteHashed(index, new TweetAccounts(dataset, cancelled), files, cancelled);
        cancelled.ThrowIfCancellationRequested();
        var result = new MediaJobResult(media.Result, [.. catalog.Problems, .. media.Problems], [.. media.Notes]);
        Publish(folder, dataset.Manifest, folder.Describe(files.Rows), result, catalog.Media);
        return result;
    }

    private static ArchiveCatalog Open(IReadOnlyList<string> inputs, CancellationToken cancelled)
    {
        ArchiveCatalog catalog;
        try
        {
            catalog = TweetInputs.Open(inputs, ReadAs.Itself, cancelled);
        }
        catch (ArchiveException e)
        {
            throw new UsageException(e.Message);
        }

        if (catalog.Media.Count > 0)
            return catalog;
        catalog.Dispose();
        throw new UsageException(
            $"there is no media archive in {string.Join(", ", inputs)}. A media archive is a zip with pictures or videos in it.");
    }

    /// <summary>What the manifest had of these archives is replaced by what is known now.</summary>
    private static void Publish(
        WorkFolder folder, DatasetManifest manifest, IReadOnlyList<OutputFile> files, MediaJobResult result,
        IReadOnlyList<MediaArchive> archives)
    {
        HashSet<string> now = [.. files.Select(f => f.Name)];
        HashSet<string> asked = [.. archives.Select(a => a.SourceName).Concat(result.Problems.Select(p => p.SourceName))];
        DatasetManifest hashed = manifest with
        {
            Files = [.. manifest.Files.Where(f => !now.Contains(f.Name)).Concat(files).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Media = RunDescription.Media(result.Media),
            UnreadableInputs =
            [
                .. manifest.UnreadableInputs.Where(u => !asked.Contains(u.SourceFile)),
                .. result.Problems.Select(p => new UnreadableInput(p.SourceName, p.Message)),
            ],
        };
        hashed.Write(Path.Combine(folder.StagingPath, DatasetNames.Manifest));
        folder.PublishInto(manifest, [], Journal.RunOf([JournalName]), result.Outcome);
    }
}
