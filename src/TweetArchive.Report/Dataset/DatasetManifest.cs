using System.Text.Json;

namespace TweetArchive.Report.Dataset;

/// <summary>What the report takes from manifest.json: counts, names and checksums, nothing of the machine or the hour.</summary>
internal sealed class DatasetManifest
{
    private DatasetManifest(JsonElement root)
    {
        ProgramVersion = Text(root, "program_version");
        JsonElement lexicon = Part(root, "lexicon");
        LexiconSha256 = Text(lexicon, "sha256");
        LexiconTargets = Number(lexicon, "targets") ?? 0;
        LexiconAliases = Number(lexicon, "aliases") ?? 0;
        TweetsMode = Text(Part(root, "options"), "tweets");
        Accounting = new Accounting(Part(root, "accounting"));
        Datasets = [.. Items(root, "datasets").Select(d => new DatasetFigures(d))];
        Inputs = [.. Items(root, "inputs").Select(i => new InputFigures(i))];
        Unreadable = [.. Items(root, "unreadable_inputs").Select(u => u.ValueKind == JsonValueKind.String ? u.GetString()! : FirstText(u))];
    }

    public string ProgramVersion { get; }

    public string LexiconSha256 { get; }

    public long LexiconTargets { get; }

    public long LexiconAliases { get; }

    /// <summary>Which tweets stand in the dataset in full: tagged, all, none.</summary>
    public string TweetsMode { get; }

    public Accounting Accounting { get; }

    public IReadOnlyList<DatasetFigures> Datasets { get; }

    public IReadOnlyList<InputFigures> Inputs { get; }

    /// <summary>What could not be opened.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    /// <exception cref="ReportException">No dataset, or one that cannot be read.</exception>
    public static DatasetManifest Read(string folder)
    {
        string path = Path.Combine(folder, "manifest.json");
        if (!File.Exists(path))
        {
            throw new ReportException(File.Exists(Path.Combine(folder, "shard.json"))
                ? $"{folder}: this is one shard of a dataset. Put the shards together first: tweetarchive merge DIR… --out DIR"
                : $"{folder}: no dataset here (no manifest.json). Give the folder that was --out of: tweetarchive run");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new DatasetManifest(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ReportException($"{path}: cannot be read: {e.Message} Write the dataset again.");
        }
    }

    internal static string Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    internal static long? Number(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    internal static JsonElement Part(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) ? value : default;

    private static JsonElement[] Items(JsonElement from, string name) =>
        Part(from, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string FirstText(JsonElement of) =>
        of.ValueKind == JsonValueKind.Object && of.EnumerateObject().FirstOrDefault(p => p.Value.ValueKind == JsonValueKind.String) is { Value.ValueKind: JsonValueKind.String } found
            ? found.Value.GetString()! : "an input";
}

/// <summary>records = tweets + rejected + duplicates; rows of users files are counted apart.</summary>
internal sealed class Accounting(JsonElement json)
{
    public long Users { get; } = DatasetManifest.Number(json, "users") ?? 0;

    public long Records { get; } = DatasetManifest.Number(json, "records") ?? 0;

    public long Tweets { get; } = DatasetManifest.Number(json, "tweets") ?? 0;

    public long Rejected { get; } = DatasetManifest.Number(json, "rejected") ?? 0;

    public long Duplicates { get; } = DatasetManifest.Number(json, "duplicates") ?? 0;

    public long Retweets { get; } = DatasetManifest.Number(json, "retweets") ?? 0;

    public long Tagged { get; } = DatasetManifest.Number(json, "tagged_tweets") ?? 0;
}

/// <summary>One release in the dataset, and what was published of it.</summary>
internal sealed class DatasetFigures(JsonElement json)
{
    private readonly JsonElement published = DatasetManifest.Part(json, "published").Clone();

    public string Name { get; } = DatasetManifest.Text(json, "dataset");

    public long Tweets { get; } = DatasetManifest.Number(json, "tweets") ?? 0;

    public long Accounts { get; } = DatasetManifest.Number(json, "accounts") ?? 0;

    public long AccountsWithTweets { get; } = DatasetManifest.Number(json, "accounts_with_tweets") ?? 0;

    /// <summary>The registry knows it as one of Twitter's.</summary>
    public bool IsRelease => published.ValueKind == JsonValueKind.Object;

    public string Origin => DatasetManifest.Text(published, "stated_origin");

    public string Released => DatasetManifest.Text(published, "released");

    public long? PublishedTweets => DatasetManifest.Number(published, "tweets");

    public long? PublishedAccounts => DatasetManifest.Number(published, "accounts");
}

/// <summary>One input of the run.</summary>
internal sealed class InputFigures(JsonElement json)
{
    public string SourceFile { get; } = DatasetManifest.Text(json, "source_file");

    public string Dataset { get; } = DatasetManifest.Text(json, "dataset");

    public string Kind { get; } = DatasetManifest.Text(json, "kind");

    public string Sha256 { get; } = DatasetManifest.Text(json, "sha256");

    public string Problem { get; } = DatasetManifest.Text(json, "problem");

    public Accounting Counts { get; } = new(DatasetManifest.Part(json, "accounting"));
}
