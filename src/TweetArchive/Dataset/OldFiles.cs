namespace TweetArchive.Dataset;

/// <summary>The files of an older dataset or shard in a folder: what a new one replaces. Whatever else is in the folder stays.</summary>
internal static class OldFiles
{
    /// <param name="path">The folder.</param>
    /// <param name="tables">Names of all tables that this program writes.</param>
    /// <returns>Names below the folder, parted by /.</returns>
    public static IReadOnlyList<string> In(string path, IEnumerable<string> tables) => !Directory.Exists(path) ? [] :
    [
        .. tables.Select(DatasetNames.FileOf).Append(DatasetNames.Report).Where(n => File.Exists(Path.Combine(path, n))),
        .. Below(path, DatasetNames.Tweets, DatasetNames.FileOf("part-*")),
        .. Below(path, DatasetNames.Units, "*.unit"),
        .. Below(path, "coordination", "*.graphml"),
        .. Below(path, "coordination", "*.gexf"),
    ];

    private static IEnumerable<string> Below(string path, string folder, string pattern) => Directory.Exists(Path.Combine(path, folder))
        ? Directory.EnumerateFiles(Path.Combine(path, folder), pattern).Select(f => $"{folder}/{Path.GetFileName(f)}")
        : [];
}
