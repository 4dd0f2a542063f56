using System.Security.Cryptography;
using TweetArchive.Parquet;
using TweetArchive.Tables;

namespace TweetArchive.Pipeline;

/// <summary>
/// The folder of a dataset: everything is written aside under <c>.work</c> and moved into place at the end, the manifest
/// last, so that a dataset is there whole or not at all.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    private const string WorkName = ".work";
    private const string ManifestName = "manifest.json";
    private readonly string path;
    private readonly string work;
    private readonly string[] created;
    private bool published;

    private OutputFolder(string path)
    {
        this.path = path;
        created = [.. MissingFolders(path)];
        work = Path.Combine(path, WorkName);
    }

    /// <summary>Where partials wait.</summary>
    public string ScratchPath => Path.Combine(work, "scratch");

    /// <summary>Where the finished files wait.</summary>
    public string StagingPath => Path.Combine(work, "dataset");

    public string ManifestPath => Path.Combine(StagingPath, ManifestName);

    /// <exception cref="UsageException">The folder holds something, or cannot be written.</exception>
    public static OutputFolder Open(string path, bool overwrite)
    {
        if (File.Exists(path))
            throw new UsageException($"{path}: this is a file. Give --out a folder.");
        bool exists = Directory.Exists(path);
        if (exists && !overwrite && Directory.EnumerateFileSystemEntries(path).Any(e => Path.GetFileName(e) != WorkName))
            throw new UsageException($"{path}: the folder is not empty. Give another one, or --overwrite to replace the dataset in it.");
        var folder = new OutputFolder(path);
        try
        {
            // What an earlier run left when it was killed.
            if (Directory.Exists(folder.work))
                Directory.Delete(folder.work, true);
            Directory.CreateDirectory(folder.ScratchPath);
            Directory.CreateDirectory(folder.StagingPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw new UsageException($"{path}: the folder cannot be written: {e.Message}");
        }

        return folder;
    }

    /// <summary>The finished files with their sizes and checksums, in ordinal order of their names.</summary>
    public IReadOnlyList<OutputFile> Describe(IReadOnlyDictionary<string, long> rows) =>
        [.. Directory.EnumerateFiles(StagingPath, "*", SearchOption.AllDirectories)
            .Select(f => (File: f, Name: Path.GetRelativePath(StagingPath, f).Replace('\\', '/')))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f =>
            {
                using FileStream stream = File.OpenRead(f.File);
                return new OutputFile(f.Name, rows.GetValueOrDefault(f.Name), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
            })];

    /// <summary>Moves the finished files into place and removes what the run needed.</summary>
    public void Publish()
    {
        RemoveOldDataset();
        // One by one: the folder may hold other people's files, and so may the folder of the parts.
        foreach (string file in Directory.EnumerateFiles(StagingPath, "*", SearchOption.AllDirectories).OrderBy(f => f == ManifestPath))
        {
            string to = Path.Combine(path, Path.GetRelativePath(StagingPath, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(file, to);
        }

        published = true;
    }

    /// <summary>Leaves no scratch, and no empty folder that this run made.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(work))
                Directory.Delete(work, true);
            if (published)
                return;
            foreach (string made in created.Where(Directory.Exists))
                Directory.Delete(made);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The run's own outcome matters more than leftovers; the next run removes them.
        }
    }

    /// <summary>The folder and those above it that do not exist yet, the innermost first.</summary>
    private static IEnumerable<string> MissingFolders(string path)
    {
        for (string? folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            yield return Path.TrimEndingDirectorySeparator(folder);
    }

    /// <summary>Only files of a dataset are replaced; whatever else lies in the folder stays.</summary>
    private void RemoveOldDataset()
    {
        File.Delete(Path.Combine(path, ManifestName));
        string tweets = Path.Combine(path, "tweets");
        if (Directory.Exists(tweets))
        {
            foreach (string part in Directory.EnumerateFiles(tweets, "part-*.parquet"))
                File.Delete(part);
            if (!Directory.EnumerateFileSystemEntries(tweets).Any())
                Directory.Delete(tweets);
        }

        foreach (TableSpec table in TableSpecs.All)
            File.Delete(Path.Combine(path, table.Name + ".parquet"));
    }
}
