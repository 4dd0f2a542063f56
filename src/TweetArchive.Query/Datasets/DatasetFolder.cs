using System.Text.Json;
using TweetArchive.Jobs;

namespace TweetArchive.Query.Datasets;

/// <summary>A finished dataset on disk: its manifest, and which Parquet files make up which table.</summary>
public sealed class DatasetFolder
{
    private DatasetFolder(string path, JsonElement manifest, SortedDictionary<string, string[]> tables)
    {
        Path = path;
        Manifest = manifest;
        Tables = tables;
    }

    /// <summary>The folder, in full.</summary>
    public string Path { get; }

    /// <summary>manifest.json.</summary>
    public JsonElement Manifest { get; }

    /// <summary>The files of each table, in the order of their names. <c>tweets/part-*.parquet</c> are the table <c>tweets</c>.</summary>
    public IReadOnlyDictionary<string, string[]> Tables { get; }

    /// <summary>all, tagged or none: which tweets were written in full.</summary>
    public string TweetsMode => Manifest.GetProperty("options").GetProperty("tweets").GetString()!;

    public string LexiconChecksum => Manifest.GetProperty("lexicon").GetProperty("sha256").GetString()!;

    /// <exception cref="UsageException">The folder is no finished dataset.</exception>
    public static DatasetFolder Open(string path)
    {
        string manifest = System.IO.Path.Combine(path, "manifest.json");
        if (!Directory.Exists(path))
            throw new UsageException($"{path}: no such folder. Give the folder that was --out of: tweetarchive run");
        if (!File.Exists(manifest))
            throw new UsageException($"{path}: no manifest.json, so this is no finished dataset. Give the folder that was --out of: tweetarchive run (shards are merged first).");
        string full = System.IO.Path.GetFullPath(path);
        return new DatasetFolder(full, Read(manifest), FindTables(full));
    }

    private static JsonElement Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out JsonElement format) && format.ValueEquals("tweetarchive dataset")
                && root.TryGetProperty("options", out _) && root.TryGetProperty("lexicon", out _) && root.TryGetProperty("files", out _))
                return root.Clone();
            throw new UsageException($"{path}: not the manifest of a dataset. Make the dataset anew with: tweetarchive run … --overwrite");
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}: not readable as JSON ({e.Message}) Make the dataset anew with: tweetarchive run … --overwrite");
        }
    }

    /// <summary>Every file in the folder is a table, and so is every folder of files: what analyses add is found without being listed here.</summary>
    private static SortedDictionary<string, string[]> FindTables(string folder)
    {
        var tables = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*.parquet"))
            tables[System.IO.Path.GetFileNameWithoutExtension(file)] = [file];
        foreach (string sub in Directory.EnumerateDirectories(folder).Where(d => !System.IO.Path.GetFileName(d).StartsWith('.')))
        {
            string[] parts = [.. Directory.EnumerateFiles(sub, "*.parquet").Order(StringComparer.Ordinal)];
            if (parts.Length > 0)
                tables[System.IO.Path.GetFileName(sub)] = parts;
        }

        return tables;
    }
}
