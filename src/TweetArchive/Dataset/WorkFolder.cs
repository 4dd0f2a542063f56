using System.Security.Cryptography;

namespace TweetArchive.Dataset;

/// <summary>
/// The folder of a dataset while one program writes in it. Everything is made under <c>.work</c> and moved into place at the end
/// (<see cref="Publication"/>), so a dataset is there whole or not at all. Runs, merges and analyses enter it here.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>In <c>.work</c>: where finished files wait.</summary>
    public const string Staging = "dataset";

    private const string ScratchEnding = ".tmp";

    private readonly FolderLock held;
    private readonly string[] created;

    private WorkFolder(string path, FolderLock held, string[] created)
    {
        Path = path;
        this.held = held;
        this.created = created;
    }

    public string Path { get; }

    public string Work => WorkOf(Path);

    public string StagingPath => System.IO.Path.Combine(Work, Staging);

    public string UnitsPath => System.IO.Path.Combine(Work, DatasetNames.Units);

    /// <summary>Finished units are left for the next run.</summary>
    public bool KeepUnits { get; set; } = true;

    private string FinishedPath => System.IO.Path.Combine(Work, DatasetNames.Finished);

    /// <summary>A run that is done stays known until <see cref="ForgetFinished"/>.</summary>
    public bool KeepFinished { get; set; } = true;

    /// <summary>Nothing is left to do of the run before.</summary>
    public void ForgetFinished()
    {
        KeepFinished = false;
        File.Delete(FinishedPath);
    }

    /// <summary>Takes the folder for this program and finishes what an interrupted one had only to move.</summary>
    /// <param name="path">Made if it is missing.</param>
    /// <param name="finished">What a command that was interrupted while it moved its files is about, and its outcome; null if there is
    /// none.</param>
    /// <exception cref="UsageException">Another program is at work in it, it cannot be written, or it holds what is not ours. Nothing was
    /// changed.</exception>
    public static WorkFolder Enter(string path, out Journal? finished)
    {
        string work = WorkOf(path);
        string[] created = [.. MissingFolders(path)];
        WorkFolder? folder = null;
        try
        {
            RefuseForeign(path, work);
            FolderLock held = FolderLock.TryTake(work)
                ?? throw new FolderInUseException(path);
            folder = new WorkFolder(path, held, created);
            // Again, now that nobody else can change it.
            RefuseForeign(path, work);
            finished = Publication.Finish(path, work) ?? Journal.TryRead(folder.FinishedPath);
            return folder;
        }
        catch (Exception e) when (e is UsageException)
        {
            folder?.Leave();
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder?.Leave();
            throw new UsageException($"{path}: the folder cannot be written: {e.Message}");
        }
    }

    /// <summary>A file for rows that do not fit into memory; it is gone when the program ends.</summary>
    public string ScratchFile(string name) => System.IO.Path.Combine(Work, name + ScratchEnding);

    /// <summary>Names of the files of finished units.</summary>
    public IReadOnlyList<string> Units() => Units(UnitsPath);

    public static IReadOnlyList<string> Units(string folder) =>
        !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, "*.unit").Order(StringComparer.Ordinal)];

    /// <summary>Removes what an earlier program left, except for finished units, and makes the folders that this one needs.</summary>
    public void Prepare()
    {
        RemoveScratch();
        Directory.CreateDirectory(UnitsPath);
        Directory.CreateDirectory(StagingPath);
    }

    /// <summary>The finished files with their sizes and checksums, in ordinal order of their names.</summary>
    /// <param name="rows">Rows of the tables, by file name.</param>
    public IReadOnlyList<OutputFile> Describe(IReadOnlyDictionary<string, long> rows) => [.. StagedNames().Select(name =>
    {
        using FileStream stream = File.OpenRead(System.IO.Path.Combine(StagingPath, name));
        return new OutputFile(name, rows.GetValueOrDefault(name), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    })];

    /// <summary>Moves everything staged into place, <paramref name="last"/> as the last.</summary>
    /// <param name="last">The file that says that all others are there.</param>
    /// <param name="remove">Names of older files that go.</param>
    /// <param name="alsoUnits">Finished units are published, too.</param>
    public void Publish(string last, IEnumerable<string> remove, string run, RunOutcome outcome, bool alsoUnits = false)
    {
        IEnumerable<Journal.Move> moves =
            StagedNames().OrderBy(n => n == last).ThenBy(n => n, StringComparer.Ordinal).Select(n => new Journal.Move($"{Staging}/{n}", n));
        if (alsoUnits)
            moves = Units().Select(System.IO.Path.GetFileName)
                .Select(n => new Journal.Move($"{DatasetNames.Units}/{n}", $"{DatasetNames.Units}/{n}")).Concat(moves);
        Journal.Move[] all = [.. moves];
        HashSet<string> stay = [.. all.Select(m => m.To)];
        Publication.Publish(Path, Work,
            new Journal(Journal.FormatName, run, outcome, [.. remove.Where(n => !stay.Contains(n)).Order(StringComparer.Ordinal)], all));
    }

    /// <summary>Moves everything staged into a dataset, the new manifest as the last.</summary>
    /// <param name="before">The manifest that is there: a file that it does not name is somebody's own.</param>
    /// <exception cref="UsageException">Such a file is in the way; nothing was moved.</exception>
    public void PublishInto(DatasetManifest before, IEnumerable<string> remove, string run, RunOutcome outcome)
    {
        HashSet<string> known = [DatasetNames.Manifest, .. before.Files.Select(f => f.Name)];
        if (StagedNames().FirstOrDefault(n => !known.Contains(n) && System.IO.Path.Exists(System.IO.Path.Combine(Path, n))) is { } foreign)
            throw new UsageException($"{System.IO.Path.Combine(Path, foreign)}: the file exists, and no command of this program made it "
                + "here. Move it away, then give the command again; nothing was changed.");
        Publish(DatasetNames.Manifest, remove, run, outcome);
    }

    /// <summary>Leaves no scratch and no empty folder that this program made, but finished units that can be resumed from.</summary>
    public void Dispose()
    {
        // A publication that failed half-way needs all of it: the next program that enters continues.
        if (!File.Exists(System.IO.Path.Combine(Work, DatasetNames.Journal)))
        {
            try
            {
                RemoveScratch();
                if (!KeepFinished)
                    ForgetFinished();
                if (Directory.Exists(UnitsPath) && (!KeepUnits || Units().Count == 0))
                    Directory.Delete(UnitsPath, true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The program's own outcome matters more than leftovers; the next one removes them.
            }
        }

        Leave();
    }

    private IEnumerable<string> StagedNames() => Directory.EnumerateFiles(StagingPath, "*", SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(StagingPath, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string WorkOf(string path) => System.IO.Path.Combine(path, DatasetNames.Work);

    /// <summary>What no program of ours has written is not deleted, and nothing is followed out of the folder.</summary>
    private static void RefuseForeign(string path, string work)
    {
        if (File.Exists(path))
            throw new UsageException($"{path}: this is a file. Give --out a folder.");
        if (File.Exists(work) || new DirectoryInfo(work).LinkTarget is not null)
            throw new UsageException($"{work}: this is not a folder of this program. Move it away, or give --out another folder.");
        if (!Directory.Exists(work))
            return;
        string[] foreign = [
            .. new DirectoryInfo(work).EnumerateFileSystemInfos().Where(e => !IsOurs(e)).Select(e => e.Name).Order(StringComparer.Ordinal)];
        string units = System.IO.Path.Combine(work, DatasetNames.Units);
        if (foreign.Length == 0 && Directory.Exists(units))
            foreign = [.. new DirectoryInfo(units).EnumerateFileSystemInfos().Where(e => !IsOfUnits(e))
                .Select(e => $"{DatasetNames.Units}/{e.Name}").Order(StringComparer.Ordinal)];
        if (foreign.Length > 0)
            throw new UsageException($"{work}: holds what this program did not write: {string.Join(", ", foreign.Take(5))}. Move it "
                + "away, then give the command again; nothing was changed.");
    }

    private static bool IsOurs(FileSystemInfo entry) => entry.LinkTarget is null && (entry is DirectoryInfo
        ? entry.Name is Staging or DatasetNames.Units
        : entry.Name is DatasetNames.Journal or DatasetNames.Finished || (entry.Name == "lock" && ((FileInfo)entry).Length == 0)
            || entry.Name.EndsWith(ScratchEnding, StringComparison.Ordinal));

    private static bool IsOfUnits(FileSystemInfo entry) => entry.LinkTarget is null && entry is FileInfo
        && (entry.Name == DatasetNames.Job || entry.Name.EndsWith(".unit", StringComparison.Ordinal)
            || entry.Name.EndsWith(ScratchEnding, StringComparison.Ordinal));

    private void RemoveScratch()
    {
        if (Directory.Exists(StagingPath))
            Directory.Delete(StagingPath, true);
        foreach (string folder in (string[])[Work, UnitsPath])
        {
            if (!Directory.Exists(folder))
                continue;
            foreach (string file in Directory.EnumerateFiles(folder, "*" + ScratchEnding))
                File.Delete(file);
        }
    }

    /// <summary>Nothing but empty folders is removed after the lock, so nobody who enters loses anything.</summary>
    private void Leave()
    {
        held.Dispose();
        foreach (string folder in created.Prepend(Work))
        {
            if (!TryDeleteEmpty(folder))
                return;
        }
    }

    private static bool TryDeleteEmpty(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something is in it: a dataset, finished units, or another program.
            return false;
        }
    }

    /// <summary>The folder and those above it that do not exist yet, the innermost first.</summary>
    private static IEnumerable<string> MissingFolders(string path)
    {
        for (string? folder = System.IO.Path.GetFullPath(path); folder is not null
            && !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder))
            yield return System.IO.Path.TrimEndingDirectorySeparator(folder);
    }
}
