using System.Text.Json;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Dataset;

/// <summary>
/// A finished dataset on disk: its manifest, and which Parquet files make up which table. Analyses, report, query and verify open it here.
/// </summary>
public sealed class DatasetFolder
{
    private const string Again = "Make the output again with: tweetarchive run … --overwrite";

    private DatasetFolder(string path, DatasetManifest manifest)
    {
        Path = path;
        Manifest = manifest;
        Tables = FindTables(path);
        Parts = [.. manifest.Files.Select(f => f.Name).Where(IsPart).Order(StringComparer.Ordinal)];
    }

    /// <summary>The folder, in full.</summary>
    public string Path { get; }

    public DatasetManifest Manifest { get; }

    /// <summary>
    /// The files of each table that are there, in the order of their names. <c>tweets/part-*.parquet</c> are the table <c>tweets</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> Tables { get; }

    /// <summary>Files of tweets/, in input order, as the manifest names them.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Rows of tweets/.</summary>
    public long TweetCount => Manifest.Files.Where(f => IsPart(f.Name)).Sum(f => f.Rows);

    /// <summary>Which tweets tweets/ holds: all, tagged or none.</summary>
    public string TweetsMode => Manifest.Options.Tweets;

    public bool HasTweets => TweetsMode != "none";

    public bool HasAllTweets => TweetsMode == "all";

    /// <summary>Files that the manifest names and that are not there.</summary>
    public IEnumerable<string> Missing => Manifest.Files.Select(f => f.Name).Where(f => !File.Exists(FileOf(f)));

    public string LexiconSha256 => Manifest.Lexicon.Sha256;

    /// <exception cref="UsageException">
    /// The folder is not the output of a finished run that this program can read; the message says what it is and what to do.
    /// </exception>
    public static DatasetFolder Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        return new DatasetFolder(full, Read(path));
    }

    /// <summary>As <see cref="Open"/>, for who needs all of its files.</summary>
    /// <exception cref="UsageException">As for <see cref="Open"/>, or a file that the manifest names is missing.</exception>
    public static DatasetFolder OpenWhole(string path)
    {
        DatasetFolder dataset = Open(path);
        return dataset.Missing.FirstOrDefault() is { } name
            ? throw new UsageException($"{dataset.FileOf(name)} is missing, though {DatasetNames.Manifest} names it. {Again}")
            : dataset;
    }

    /// <summary>The full path of a file of the dataset.</summary>
    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Some columns of a table that is one file.</summary>
    /// <exception cref="DatasetException">The file is missing or damaged, or lacks a column.</exception>
    public TableReader Read(TableSpec spec, params ReadOnlySpan<string> columns) =>
        new(FileOf(DatasetNames.FileOf(spec.Name)), spec, 0, -1, columns);

    private static bool IsPart(string name) => name.StartsWith(DatasetNames.Tweets + "/part-", StringComparison.Ordinal);

    private static DatasetManifest Read(string path)
    {
        string manifest = System.IO.Path.Combine(path, DatasetNames.Manifest);
        if (File.Exists(System.IO.Path.Combine(path, DatasetNames.Work, DatasetNames.Journal)))
            throw new UsageException(
                $"{path}: a command was interrupted while it moved its files here. Give that command again; it finishes the move.");
        if (!File.Exists(manifest))
        {
            throw new UsageException(
                File.Exists(System.IO.Path.Combine(path, DatasetNames.Shard))
                    ? $"{path}: this is one shard of a run. Merge all shards first: tweetarchive merge DIR… --out DIR"
                : Directory.Exists(path) ? $"{path}: no {DatasetNames.Manifest}, so this is not the output of a finished run. Give "
                    + "the folder that was --out of: tweetarchive run"
                : $"{path}: no such folder. Give the folder that was --out of: tweetarchive run");
        }

        DatasetManifest read;
        try
        {
            byte[] json = File.ReadAllBytes(manifest);
            RefuseOther(json, manifest);
            read = DatasetManifest.Parse(json);
        }
        catch (JsonException e)
        {
            throw new UsageException($"{manifest}: cannot be read as the manifest of a run ({e.Message}). {Again}");
        }

        if (read.Files.FirstOrDefault(f => !DatasetNames.IsOfDataset(f.Name)) is { } foreign)
            throw new UsageException($"{manifest}: names a file that a run does not write ('{foreign.Name}'). It was not written by "
                + "this program; nothing was touched.");
        return read;
    }

    /// <summary>Before everything else is read: a newer format may hold anything.</summary>
    private static void RefuseOther(byte[] json, string manifest)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement format)
            || !format.ValueEquals(DatasetManifest.DatasetFormat))
            throw new UsageException($"{manifest}: not the manifest of a run of this program.");
        if (!root.TryGetProperty("format_version", out JsonElement version) || !version.TryGetInt32(out int number))
            throw new UsageException($"{manifest}: says no format_version. {Again}");
        if (number > DatasetManifest.NewestFormatVersion)
        {
            string by = root.TryGetProperty("program_version", out JsonElement program) && program.ValueKind == JsonValueKind.String
                ? program.GetString()!
                : "a newer one";
            throw new UsageException($"{manifest}: written in format {number} by version {by} of this program; this is version "
                + $"{DatasetManifest.ThisProgramVersion}, which reads formats up to {DatasetManifest.NewestFormatVersion}. Use the newer "
                + "program.");
        }
    }

    /// <summary>
    /// Every Parquet file in the folder is a table, and so is every folder of such files: what analyses add is found without being listed
    /// here.
    /// </summary>
    private static SortedDictionary<string, string[]> FindTables(string folder)
    {
        var tables = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, DatasetNames.FileOf("*")))
            tables[System.IO.Path.GetFileNameWithoutExtension(file)] = [file];
        foreach (string sub in Directory.EnumerateDirectories(folder).Where(d => !System.IO.Path.GetFileName(d).StartsWith('.')))
        {
            string[] parts = [.. Directory.EnumerateFiles(sub, DatasetNames.FileOf("*")).Order(StringComparer.Ordinal)];
            if (parts.Length > 0)
                tables[System.IO.Path.GetFileName(sub)] = parts;
        }

        return tables;
    }
}

/// <summary>A dataset whose files cannot be read; the message says which and what to do.</summary>
public sealed class DatasetException(string message) : Exception(message);
