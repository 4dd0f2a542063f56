using TweetArchive.Dataset;
using TweetArchive.Planning;
using TweetArchive.Requests;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Checkpoints;

/// <summary>The results of all shards of one job.</summary>
internal sealed class ShardSet
{
    private readonly (string Folder, SavedJob Document)[] shards;

    private ShardSet((string Folder, SavedJob Document)[] shards) => this.shards = shards;

    /// <summary>What all of them are about; the shard's number is 0.</summary>
    public JobIdentity Job => shards[0].Document.Job with { Shard = new Shard(0, shards.Length) };

    /// <summary>Of every input.</summary>
    public FileHashes Hashes
    {
        get
        {
            Dictionary<string, string> sha256 =
                shards.SelectMany(s => s.Document.Hashes.Sha256).DistinctBy(h => h.Key).ToDictionary(StringComparer.Ordinal);
            return new FileHashes(
                sha256,
                shards.SelectMany(s => s.Document.Hashes.Checksums).DistinctBy(h => h.Key).ToDictionary(StringComparer.Ordinal),
                Job.Inputs.Select(i => i.Entry.Path).Distinct().Where(p => !sha256.ContainsKey(p))
                    .ToDictionary(p => p, _ => "no shard has it.", StringComparer.Ordinal));
        }
    }

    /// <summary>Finds the shards in folders, or in the folders one below, and makes sure that they are those of one job.</summary>
    /// <exception cref="UsageException">One is missing, there twice, not finished, or of another job; the message names it.</exception>
    public static ShardSet Open(IEnumerable<string> folders)
    {
        (string Folder, SavedJob Document)[] found = [.. folders.SelectMany(Find)];
        // What most of them are about is the job; who differs is foreign.
        string id = found.GroupBy(f => f.Document.Job.Id).OrderByDescending(g => g.Count()).First().Key;
        (string Folder, SavedJob Document) first = found.First(f => f.Document.Job.Id == id);
        foreach ((string folder, SavedJob document) in found.Where(f => f.Document.Job.Id != id))
        {
            throw new UsageException($"{folder}: this shard belongs to another job than {first.Folder}: "
                + $"{string.Join("; ", first.Document.Job.Differences(document.Job, times: false))}. Leave it out, or do it again.");
        }

        foreach (var twice in found.GroupBy(f => f.Document.Job.Shard).Where(g => g.Count() > 1))
            throw new UsageException($"shard {twice.Key} is there {twice.Count()} times: "
                + $"{string.Join(", ", twice.Select(t => t.Folder))}. Give each shard once.");
        int of = first.Document.Job.Shard!.Of;
        HashSet<int> numbers = [.. found.Select(f => f.Document.Job.Shard!.Number)];
        // However many a file says: those that are named are looked for, not all.
        int[] missing = [.. Enumerable.Range(1, of).Where(n => !numbers.Contains(n)).Take(11)];
        if (missing.Length > 0)
            throw new UsageException(
                $"{(missing.Length == 1 ? "shard" : "shards")} "
                + $"{string.Join(", ", missing.Take(10).Select(m => new Shard(m, of)))}{(missing.Length > 10 ? " and more" : "")} "
                + $"missing. Give the folders of all {of}; one that is not finished is finished by its own command.");
        return new ShardSet([.. found.OrderBy(f => f.Document.Job.Shard!.Number)]);
    }

    /// <summary>The units of all shards, numbered through.</summary>
    /// <exception cref="UsageException">A unit is missing or damaged.</exception>
    public IReadOnlyList<FinishedUnit> OpenUnits(ScratchMemory memory)
    {
        var units = new List<FinishedUnit>();
        try
        {
            foreach ((string folder, SavedJob document) in shards)
            {
                IReadOnlyList<string> files = UnitStore.Files(Path.Combine(folder, DatasetNames.Units));
                int before = units.Count;
                foreach (string file in files)
                {
                    if (UnitFile.TryOpen(file, document.Job.Id, memory, verify: false) is { } unit)
                        units.Add(unit with { Unit = unit.Unit with { Number = units.Count } });
                }

                if (units.Count - before != document.Units)
                    throw new UsageException($"{folder}: shard {document.Job.Shard} has {document.Units} units of work, and "
                        + $"{units.Count - before} of them can be read. Delete the folder and do the shard again.");
            }

            RefuseGaps(units);
        }
        catch
        {
            units.ForEach(u => u.Partial.Dispose());
            throw;
        }

        return units;
    }

    /// <summary>Every byte of every input is in exactly one unit, whatever files were copied over each other.</summary>
    private void RefuseGaps(IReadOnlyList<FinishedUnit> units)
    {
        ILookup<int, Piece> pieces = units.SelectMany(u => u.Unit.Pieces).ToLookup(p => p.Entry);
        for (int entry = 0; entry < Job.Inputs.Count; entry++)
        {
            Piece[] parts = [.. pieces[entry].OrderBy(p => p.From).ThenBy(p => p.To)];
            bool whole = parts.Length == 1 && parts[0].Whole;
            bool joined = parts.Length > 0 && parts[0].From == 0 && !parts.Any(p => p.Whole)
                && parts.Zip(parts.Skip(1)).All(p => p.First.To == p.Second.From && p.Second.From < p.Second.To)
                && parts[^1].To == Job.Inputs[entry].Entry.Bytes;
            if (!whole && !joined)
            {
                throw new UsageException($"the shards do not hold {Job.Inputs[entry].Entry.SourceName} exactly once: a part of it is "
                    + "missing, or there twice. A unit's file was copied over another. Delete the folders of the shards and do them "
                    + "again.");
            }
        }
    }

    private static IEnumerable<(string Folder, SavedJob Document)> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"{folder}: no such folder.");
        string[] candidates = File.Exists(Path.Combine(folder, DatasetNames.Shard))
            ? [folder]
            : [.. Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, DatasetNames.Shard)))
                .Order(StringComparer.Ordinal)];
        if (candidates.Length == 0)
        {
            throw new UsageException(File.Exists(Path.Combine(folder, DatasetNames.Manifest))
                ? $"{folder}: this is a finished dataset, not a shard. Shards are made by: tweetarchive run … --shard I/N"
                : $"{folder}: there is no finished shard here. If its run was interrupted, the same command finishes it.");
        }

        return candidates.Select(c => (c, JobFile.TryRead(Path.Combine(c, DatasetNames.Shard)) is { Job.Shard.Of: > 0 } document
            ? document
            : throw new UsageException($"{c}: {DatasetNames.Shard} cannot be read. Delete the folder and do the shard again.")));
    }
}
