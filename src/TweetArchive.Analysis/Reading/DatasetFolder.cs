using System.Text.Json;
using System.Text.Json.Nodes;
using TweetArchive.Concurrency;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Reading;

/// <summary>A finished dataset: its files, and what its manifest says of them.</summary>
internal sealed class DatasetFolder
{
    private DatasetFolder(string path, JsonObject manifest)
    {
        Path = path;
        Manifest = manifest;
        Tweets = Enum.TryParse(manifest["options"]?["tweets"]?.GetValue<string>(), ignoreCase: true, out TweetsMode mode) ? mode : TweetsMode.Tagged;
        LexiconSha256 = manifest["lexicon"]?["sha256"]?.GetValue<string>() ?? "";
        Parts = [.. FileNames().Where(n => n.StartsWith("tweets/part-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    public string Path { get; }

    public JsonObject Manifest { get; }

    /// <summary>Which tweets tweets/ holds.</summary>
    public TweetsMode Tweets { get; }

    public string LexiconSha256 { get; }

    /// <summary>Files of tweets/, in input order, as the manifest names them.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Rows of tweets/.</summary>
    public long TweetCount => Manifest["files"] is JsonArray files
        ? files.Where(f => $"{f?["name"]}".StartsWith("tweets/part-", StringComparison.Ordinal)).Sum(f => f?["rows"]?.GetValue<long>() ?? 0) : 0;

    /// <summary>What the tables of an analysis of tweets are about: all, tagged or none.</summary>
    public string Scope => Tweets.ToString().ToLowerInvariant();

    /// <exception cref="UsageException">There is no dataset; the message says what to do.</exception>
    /// <exception cref="DatasetException">A file that the manifest names is missing.</exception>
    public static DatasetFolder Open(string path)
    {
        string manifestPath = System.IO.Path.Combine(path, OutputFolder.ManifestName);
        if (File.Exists(System.IO.Path.Combine(path, ".work", "publish")))
            throw new UsageException($"{path}: a run was interrupted while it moved its files here. Give the same run command again, then analyze.");
        if (!File.Exists(manifestPath))
        {
            throw new UsageException(
                File.Exists(System.IO.Path.Combine(path, OutputFolder.ShardName)) ? $"{path} is a shard, not a dataset. Merge all shards first: tweetarchive merge DIR… --out DIR"
                : Directory.Exists(path) ? $"{path} is no dataset: it has no manifest.json. Make one with: tweetarchive run INPUT… --out DIR"
                : $"{path} does not exist. Give the folder of a dataset, as made by: tweetarchive run INPUT… --out DIR");
        }

        JsonObject manifest;
        try
        {
            manifest = JsonNode.Parse(File.ReadAllBytes(manifestPath)) as JsonObject ?? throw new JsonException("no object");
        }
        catch (JsonException e)
        {
            throw new UsageException($"{manifestPath} is damaged ({e.Message}). Make the dataset again with: tweetarchive run");
        }

        if (manifest["format"]?.ToString() != "tweetarchive dataset")
            throw new UsageException($"{manifestPath} is not of a dataset of this program.");
        var folder = new DatasetFolder(path, manifest);
        foreach (string name in folder.FileNames().Where(n => !File.Exists(folder.FileOf(n))))
            throw new DatasetException($"{folder.FileOf(name)} is missing, though manifest.json names it. Make the dataset again with: tweetarchive run");
        return folder;
    }

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    public TableReader Read(TableSpec spec, params ReadOnlySpan<string> columns) => new(FileOf(spec.Name + ".parquet"), spec, 0, -1, columns);

    /// <summary>
    /// Goes through tweets/ with several threads, a row group each at a time. What <paramref name="visit"/> collects must not depend on the
    /// order: groups come in any.
    /// </summary>
    /// <typeparam name="TState">What one thread collects.</typeparam>
    /// <returns>The states of all threads.</returns>
    public IReadOnlyList<TState> ReadTweets<TState>(int threads, Func<TState> newState, Action<TState, TableReader, long> visit, Action<long> progress, CancellationToken cancelled, params string[] columns)
    {
        List<(string File, int Group, long Row)> groups = [];
        long row = 0;
        foreach (string part in Parts)
        {
            using var sizes = new TableReader(FileOf(part), TableList.Tweets, 0, -1);
            for (int g = 0; g < sizes.Groups; g++)
            {
                groups.Add((FileOf(part), g, row));
                row += sizes.RowsOf(g);
            }
        }

        return InParallel.ForEach(groups, threads, newState, (group, state) =>
        {
            using var reader = new TableReader(group.File, TableList.Tweets, group.Group, 1, columns);
            reader.NextGroup();
            visit(state, reader, group.Row);
            progress(reader.Rows);
        }, cancelled);
    }

    private IEnumerable<string> FileNames() => Manifest["files"] is JsonArray files ? files.Select(f => f?["name"]?.ToString()).OfType<string>() : [];
}
