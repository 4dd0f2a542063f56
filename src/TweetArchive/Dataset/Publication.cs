using TweetArchive.Jobs;
using TweetArchive.Tables;

namespace TweetArchive.Dataset;

/// <summary>
/// Moves finished files into place so that a crash at any moment leaves the old dataset or the new one. Files cannot be
/// renamed all at once, so the moves are written down first, durably: whoever opens the folder next does those that are left.
/// Until then the folder has no manifest and so does not look like a dataset.
/// </summary>
internal static class Publication
{
    private const string JournalName = "publish";

    private static readonly string[] Marks = [OutputFolder.ManifestName, OutputFolder.ShardName];

    /// <summary>Moves files into <paramref name="path"/> and removes what is left there of an older dataset.</summary>
    /// <param name="moves">From where, and to which name below <paramref name="path"/>; the last one says that all others are there.</param>
    /// <param name="run">What the run is about, and how it ends.</param>
    public static void Publish(string path, string work, IReadOnlyList<(string From, string To)> moves, (string Key, RunOutcome Outcome) run)
    {
        foreach ((string from, _) in moves)
            Durable.SyncFile(from);
        IEnumerable<string> lines = moves.Select(m => $"{Path.GetRelativePath(path, m.From)}\t{m.To}\n");
        Durable.WriteText(Path.Combine(work, JournalName), string.Concat(lines.Prepend($"{run.Key}\t{run.Outcome}\n")));
        Finish(path, work);
    }

    /// <summary>Does the moves that a journal tells of; null if there is none.</summary>
    public static (string Key, RunOutcome Outcome)? Finish(string path, string work)
    {
        string journal = Path.Combine(work, JournalName);
        if (!File.Exists(journal))
            return null;
        (string First, string Second)[] lines = [.. File.ReadAllLines(journal).Select(l => l.Split('\t')).Select(p => (p[0], p[1]))];
        (string From, string To)[] moves = [.. lines[1..].Select(l => (Path.Combine(path, l.First), l.Second))];
        if (File.Exists(moves[^1].From))
            Move(path, moves);
        return (lines[0].First, Enum.Parse<RunOutcome>(lines[0].Second));
    }

    private static void Move(string path, (string From, string To)[] moves)
    {
        // From here to the last move the folder is no dataset.
        foreach (string mark in Marks)
            File.Delete(Path.Combine(path, mark));
        Durable.SyncFolder(path);
        RemoveOld(path, [.. moves.Select(m => m.To)]);
        foreach ((string from, string to) in moves[..^1])
        {
            string target = Path.Combine(path, to);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (File.Exists(from))
                File.Move(from, target, overwrite: true);
        }

        foreach (string folder in moves.Select(m => Path.GetDirectoryName(Path.Combine(path, m.To))!).Append(path).Distinct())
            Durable.SyncFolder(folder);
        File.Move(moves[^1].From, Path.Combine(path, moves[^1].To), overwrite: true);
        Durable.SyncFolder(path);
    }

    /// <summary>Only files of a dataset or a shard are removed; whatever else lies in the folder stays.</summary>
    private static void RemoveOld(string path, HashSet<string> stay)
    {
        foreach (string table in TableList.All.Select(t => t.Name).Concat(TableList.AddedByAnalyses))
        {
            if (!stay.Contains(table + ".parquet"))
                File.Delete(Path.Combine(path, table + ".parquet"));
        }

        // It shows the older dataset.
        File.Delete(Path.Combine(path, "report.html"));
        RemoveIn("tweets", "part-*.parquet");
        RemoveIn("units", "*.unit");
        RemoveIn("coordination", "*.graphml");
        // Earlier versions wrote these too.
        RemoveIn("coordination", "*.gexf");

        void RemoveIn(string name, string pattern)
        {
            string folder = Path.Combine(path, name);
            if (!Directory.Exists(folder))
                return;
            foreach (string file in Directory.EnumerateFiles(folder, pattern).Where(f => !stay.Contains(Path.GetRelativePath(path, f))))
                File.Delete(file);
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }
}
