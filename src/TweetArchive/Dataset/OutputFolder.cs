using System.Security.Cryptography;
using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Jobs;

namespace TweetArchive.Dataset;

/// <summary>
/// The folder of a dataset: everything is made under <c>.work</c> and moved into place at the end (<see cref="Publication"/>),
/// so that a dataset is there whole or not at all. What a run has finished stays there if it is stopped.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    internal const string ManifestName = "manifest.json";
    internal const string ShardName = "shard.json";
    internal const string ShardUnits = "units";

    private const string WorkName = ".work";
    private readonly string path;
    private readonly string work;
    private readonly string runKey;
    private readonly string[] created;
    private FileStream? inUse;
    private bool published;

    private OutputFolder(string path, string runKey)
    {
        this.path = path;
        this.runKey = runKey;
        created = [.. MissingFolders(path)];
        work = Path.Combine(path, WorkName);
    }

    /// <summary>Where rows wait that are not of one unit.</summary>
    internal string ScratchPath => Path.Combine(work, "rows.tmp");

    /// <summary>Where rows of media archives wait.</summary>
    internal string DuplicatesScratchPath => Path.Combine(work, "duplicates.tmp");

    internal string MediaScratchPath => Path.Combine(work, "media.tmp");

    /// <summary>Where finished units are kept.</summary>
    internal string UnitsPath => Path.Combine(work, "units");

    /// <summary>Where the finished files wait.</summary>
    internal string StagingPath => Path.Combine(work, "dataset");

    internal string ManifestPath => Path.Combine(StagingPath, ManifestName);

    internal string ShardPath => Path.Combine(StagingPath, ShardName);

    internal string JobPath => Path.Combine(UnitsPath, UnitStore.JobName);

    internal string WorkPath => work;

    /// <summary>Leave finished units in place for the next run.</summary>
    private bool KeepWork { get; set; } = true;

    /// <param name="runKey">What the run is about, to know an interrupted one again.</param>
    /// <exception cref="UsageException">The folder holds something, cannot be written, or another run is at work in it.</exception>
    /// <exception cref="FinishedBeforeException">An interrupted run was done but for moving its files; they are in place now.</exception>
    public static OutputFolder Open(string path, bool overwrite, string runKey)
    {
        if (File.Exists(path))
            throw new UsageException($"{path}: this is a file. Give --out a folder.");
        if (!Directory.Exists(Path.Combine(path, WorkName)))
            RefuseFull(path, overwrite);
        var folder = new OutputFolder(path, runKey);
        bool opened = false;
        try
        {
            Directory.CreateDirectory(folder.work);
            folder.Lock();
            if (Publication.Finish(path, folder.work) is { } before && before.Key == runKey)
            {
                folder.published = true;
                throw new FinishedBeforeException($"{path}: the run that was interrupted here had finished its files; they are in place now.", before.Outcome);
            }

            RefuseFull(path, overwrite);
            // What belongs to no finished unit is of no use to anybody.
            foreach (string leftover in Directory.EnumerateFileSystemEntries(folder.work).Where(e => e != folder.UnitsPath && e != folder.LockPath))
                Delete(leftover);
            Directory.CreateDirectory(folder.UnitsPath);
            foreach (string file in Directory.EnumerateFiles(folder.UnitsPath, "*.tmp"))
                File.Delete(file);
            Directory.CreateDirectory(folder.StagingPath);
            opened = true;
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the folder cannot be written: {e.Message}");
        }
        finally
        {
            if (!opened)
                folder.Dispose();
        }
    }

    /// <summary>Does the work of a run; when it is stopped, says what is kept of it.</summary>
    internal RunResult Guard(Func<RunResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is StrictRejectException or ArchiveException)
        {
            // The same command would only come to the same end.
            KeepWork = false;
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            int kept = UnitStore.Files(UnitsPath).Count;
            if (kept == 0)
                throw;
            string what = e is OperationCanceledException ? "interrupted." : e.Message;
            throw new InterruptedRunException($"{what} {kept} finished units of work are kept in {WorkPath}: the same command goes on from there.", e);
        }
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

    /// <summary>Moves the finished files of a dataset into place.</summary>
    internal void PublishDataset(RunOutcome outcome)
    {
        string[] names = [.. Directory.EnumerateFiles(StagingPath, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(StagingPath, f))
            .OrderBy(f => f == ManifestName).ThenBy(f => f, StringComparer.Ordinal)];
        Publication.Publish(path, work, [.. names.Select(n => (Path.Combine(StagingPath, n), n))], (runKey, outcome));
        published = true;
    }

    /// <summary>Moves the finished units of a shard into place.</summary>
    internal void PublishShard(RunOutcome outcome)
    {
        IEnumerable<(string, string)> units = UnitStore.Files(UnitsPath).Select(f => (f, Path.Combine(ShardUnits, Path.GetFileName(f))));
        Publication.Publish(path, work, [.. units, (Path.Combine(StagingPath, ShardName), ShardName)], (runKey, outcome));
        published = true;
    }

    /// <summary>Leaves no scratch and no empty folder that this run made, but the finished units of a run that can be resumed.</summary>
    public void Dispose()
    {
        try
        {
            inUse?.Dispose();
            if (published || !KeepWork || UnitStore.Files(UnitsPath).Count == 0)
                Delete(work);
            if (published)
                return;
            foreach (string made in created.Where(Directory.Exists).TakeWhile(f => !Directory.EnumerateFileSystemEntries(f).Any()))
                Directory.Delete(made);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The run's own outcome matters more than leftovers; the next run removes them.
        }
    }

    private string LockPath => Path.Combine(work, "lock");

    private static void RefuseFull(string path, bool overwrite)
    {
        if (!overwrite && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(e => Path.GetFileName(e) != WorkName))
            throw new UsageException($"{path}: the folder is not empty. Give another one, or --overwrite to replace the dataset in it.");
    }

    private static void Delete(string what)
    {
        if (Directory.Exists(what))
            Directory.Delete(what, true);
        else
            File.Delete(what);
    }

    /// <summary>The folder and those above it that do not exist yet, the innermost first.</summary>
    private static IEnumerable<string> MissingFolders(string path)
    {
        for (string? folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            yield return Path.TrimEndingDirectorySeparator(folder);
    }

    /// <summary>The system takes the lock away when the process ends, however it ends.</summary>
    private void Lock()
    {
        try
        {
            inUse = new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(LockPath))
        {
            throw new UsageException($"{path}: another run is at work in this folder. Wait for it, or give --out another folder.");
        }
    }
}

/// <summary>There is nothing left to do; the message says why.</summary>
public sealed class FinishedBeforeException(string message, RunOutcome outcome) : Exception(message)
{
    /// <summary>Of the run that did the work.</summary>
    public RunOutcome Outcome => outcome;
}
