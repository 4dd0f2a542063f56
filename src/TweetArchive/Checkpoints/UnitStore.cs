using System.Globalization;
using TweetArchive.Dataset;
using TweetArchive.Planning;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Checkpoints;

/// <summary>
/// The finished units of one pass of a job in a folder, each a separate file, and next to them job.json, which says what
/// they belong to. That is all that a resumed run, or a merge of shards, needs.
/// </summary>
internal sealed class UnitStore
{
    private const string Extension = ".unit";
    private readonly string folder;
    private readonly string prefix;
    private readonly JobIdentity job;

    /// <param name="pass">Odd, or even for the units that are read again without their duplicates; above 2 where some inputs are read in
    /// order.</param>
    public UnitStore(string folder, int pass, JobIdentity job)
    {
        this.folder = folder;
        this.job = job;
        prefix = (pass % 2 == 1 ? "unit-" : "again-") + (pass > 2 ? FormattableString.Invariant($"{pass / 2}-") : "");
    }

    /// <summary>Units that an earlier run had finished.</summary>
    public int Loaded { get; private set; }

    /// <summary>Names of the files of finished units in a folder.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)];

    /// <summary>Finished work of another job is not thrown away, and not mixed with this one's.</summary>
    /// <exception cref="UsageException">There is some; the message says what differs.</exception>
    public static void RefuseOtherWork(string outPath, OutputFolder folder, JobIdentity job)
    {
        int units = Files(folder.UnitsPath).Count;
        if (units == 0)
            return;
        if (JobFile.TryRead(folder.JobPath) is not { Job: var earlier })
            throw new UsageException($"{outPath}: {units} finished units of an interrupted run are here, but {folder.JobPath}, which "
                + $"says of what, cannot be read. Delete {folder.WorkPath} to start again.");
        IReadOnlyList<string> differences = earlier.Differences(job, times: true);
        if (differences.Count == 0 && earlier.Shard != job.Shard)
            differences = [$"--shard was {earlier.Shard} and is {job.Shard}"];
        if (differences.Count > 0)
            throw new UsageException($"{outPath}: {units} finished units of an interrupted run are here, and this run is another one: "
                + $"{string.Join("; ", differences)}. Run the earlier command to continue with it, or delete {folder.WorkPath} to start "
                + "again, or give --out another folder.");
    }

    /// <summary>A unit's scratch file while it is under way.</summary>
    public string ScratchPath(Unit unit) => Name(unit.Number) + ".tmp";

    public void Keep(FinishedUnit unit)
    {
        string record = Path.Combine(folder, DatasetNames.Job);
        if (!File.Exists(record))
            JobFile.Write(record, new SavedJob(job, 0, FileHashes.None));
        UnitFile.Keep(unit, job.Id, Name(unit.Unit.Number));
        Durable.SyncFolder(folder);
    }

    /// <summary>
    /// The finished units that an earlier run left, by number. A file that is not whole, or not of this plan, is deleted.
    /// </summary>
    public Dictionary<int, FinishedUnit> Load(WorkPlan plan, ScratchMemory memory)
    {
        var found = new Dictionary<int, FinishedUnit>();
        foreach (string file in Files(folder).Where(f => Path.GetFileName(f).StartsWith(prefix, StringComparison.Ordinal)))
        {
            FinishedUnit? unit = UnitFile.TryOpen(file, job.Id, memory, verify: true);
            // What broke off is read again: an error may have passed, and damage is found again.
            if (unit is not null && unit.Pieces.All(p => p.Problem is null) && unit.Unit.Number < plan.Units.Count
                && unit.Unit.Pieces.SequenceEqual(plan.Units[unit.Unit.Number].Pieces))
            {
                found.Add(unit.Unit.Number, unit);
                Loaded++;
                continue;
            }

            unit?.Partial.Dispose();
            File.Delete(file);
        }

        return found;
    }

    private string Name(int unit) => Path.Combine(folder, prefix + unit.ToString("D5", CultureInfo.InvariantCulture) + Extension);
}
