namespace TweetArchive.Dataset;

/// <summary>The folder that a run or a merge writes its dataset, or a shard its units, into.</summary>
public sealed class OutputFolder : IDisposable
{
    private readonly WorkFolder folder;
    private readonly string runKey;

    private OutputFolder(WorkFolder folder, string runKey)
    {
        this.folder = folder;
        this.runKey = runKey;
    }

    /// <summary>Where rows of media archives wait.</summary>
    internal string MediaScratchPath => folder.ScratchFile("media");

    /// <summary>Where rows that are not of one unit wait.</summary>
    internal string ScratchPath => folder.ScratchFile("rows");

    internal string DuplicatesScratchPath => folder.ScratchFile("duplicates");

    /// <summary>Where finished units are kept.</summary>
    internal string UnitsPath => folder.UnitsPath;

    /// <summary>Where the finished files wait.</summary>
    internal string StagingPath => folder.StagingPath;

    internal string ManifestPath => Path.Combine(StagingPath, DatasetNames.Manifest);

    internal string ShardPath => Path.Combine(StagingPath, DatasetNames.Shard);

    internal string JobPath => Path.Combine(UnitsPath, DatasetNames.Job);

    internal string WorkPath => folder.Work;

    /// <summary>
    /// A report is made next: until it is, the same command knows that the dataset is done, and continues with the report.
    /// </summary>
    private bool ReportFollows { get; init; }

    /// <param name="runKey">What the run is about, to know an interrupted one again.</param>
    /// <param name="reportFollows">A report is made next: until it is, the same command knows that the dataset is done.</param>
    /// <exception cref="UsageException">The folder holds something, cannot be written, or another run is at work in it; nothing was
    /// changed.</exception>
    /// <exception cref="FinishedBeforeException">An interrupted run was done except for moving its files; they are in place
    /// now.</exception>
    public static OutputFolder Open(string path, bool overwrite, string runKey, bool reportFollows = false)
    {
        if (File.Exists(path))
            throw new UsageException($"{path}: this is a file. Give --out a folder.");
        if (!Directory.Exists(Path.Combine(path, DatasetNames.Work)))
            RefuseFull(path, overwrite);
        WorkFolder folder = WorkFolder.Enter(path, out Journal? finished);
        bool isOpen = false;
        try
        {
            folder.KeepUnits = finished?.Run != runKey;
            folder.KeepFinished = folder.KeepUnits || reportFollows;
            if (finished is not null && !folder.KeepUnits)
                throw new FinishedBeforeException(
                    $"{path}: an earlier run of the same had finished its files; they are in place.", finished.Outcome);
            RefuseFull(path, overwrite);
            folder.ForgetFinished();
            folder.Prepare();
            isOpen = true;
            return new OutputFolder(folder, runKey) { ReportFollows = reportFollows };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the folder cannot be written: {e.Message}");
        }
        finally
        {
            if (!isOpen)
                folder.Dispose();
        }
    }

    /// <summary>The finished units go with the rest: the same command would only come to the same end.</summary>
    internal void DropUnits() => folder.KeepUnits = false;

    /// <summary>The finished files with their sizes and checksums, in ordinal order of their names.</summary>
    public IReadOnlyList<OutputFile> Describe(IReadOnlyDictionary<string, long> rows) => folder.Describe(rows);

    /// <summary>Moves the finished files of a dataset into place.</summary>
    /// <param name="tables">All tables that this program writes: those of an older dataset go.</param>
    internal void PublishDataset(IEnumerable<string> tables, RunOutcome outcome)
    {
        folder.Publish(DatasetNames.Manifest, OldFiles.In(folder.Path, tables), runKey, outcome);
        folder.KeepFinished = ReportFollows;
        folder.KeepUnits = false;
    }

    /// <summary>Moves the finished units of a shard into place.</summary>
    /// <param name="tables">As above.</param>
    internal void PublishShard(IEnumerable<string> tables, RunOutcome outcome)
    {
        folder.Publish(DatasetNames.Shard, OldFiles.In(folder.Path, tables), runKey, outcome, alsoUnits: true);
        folder.KeepUnits = false;
    }

    public void Dispose() => folder.Dispose();

    private static void RefuseFull(string path, bool overwrite)
    {
        if (!overwrite && Directory.Exists(path)
            && Directory.EnumerateFileSystemEntries(path).Any(e => Path.GetFileName(e) != DatasetNames.Work))
            throw new UsageException($"{path}: the folder is not empty. Give another one, or --overwrite to replace the output in it.");
    }
}

/// <summary>There is nothing left to do; the message says why.</summary>
/// <param name="outcome">How the command that did the work ended.</param>
public sealed class FinishedBeforeException(string message, RunOutcome outcome) : Exception(message)
{
    public RunOutcome Outcome => outcome;
}
