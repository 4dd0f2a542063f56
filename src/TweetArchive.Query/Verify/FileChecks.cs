using System.Security.Cryptography;
using System.Text.Json;

namespace TweetArchive.Query.Verify;

/// <summary>The files against the manifest, and the manifest against itself.</summary>
internal static class FileChecks
{
    private const string Restore = "restore the file from a copy, or make the output again: tweetarchive run … --overwrite";

    public static void Run(CheckContext context)
    {
        Checksums(context);
        Unlisted(context);
        Missing(context);
        foreach ((string table, string problem) in context.Database.Broken)
            context.Different("files", $"{table} is readable", table, "a Parquet file", problem, Restore);
        Accounting(context);
    }

    private static void Checksums(CheckContext context)
    {
        foreach (JsonElement file in context.Manifest.GetProperty("files").EnumerateArray())
        {
            context.Database.Cancel.ThrowIfCancellationRequested();
            string name = file.GetProperty("name").GetString()!;
            string path = Path.Combine(context.Dataset.Path, name);
            string check = "checksum of " + name;
            if (!name.EndsWith(".parquet", StringComparison.Ordinal))
                continue; // a page is made again at will
            if (!File.Exists(path))
            {
                context.Different("files", check, name, "a file", "none", Restore);
                continue;
            }

            using FileStream stream = File.OpenRead(path);
            long bytes = file.GetProperty("bytes").GetInt64();
            string wanted = file.GetProperty("sha256").GetString()!;
            if (stream.Length != bytes)
            {
                context.Different(
                    "files", check, name, $"{CheckContext.Count(bytes)} bytes", $"{CheckContext.Count(stream.Length)} bytes", Restore);
                continue;
            }

            string found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (found == wanted)
                context.Ok("files", check, $"{CheckContext.Count(bytes)} bytes");
            else
                context.Different("files", check, name, wanted, found, Restore);
        }
    }

    /// <summary>A part that the manifest does not know would be counted by every reader. What analyses add is theirs.</summary>
    private static void Unlisted(CheckContext context)
    {
        HashSet<string> listed =
            [.. context.Manifest.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
        HashSet<string> tables = [.. ContractTables.All.Select(t => t.Name)];
        string[] others = [.. context.Dataset.Tables.Where(t => tables.Contains(t.Key)).SelectMany(t => t.Value)
            .Select(f => Path.GetRelativePath(context.Dataset.Path, f).Replace('\\', '/')).Where(f => !listed.Contains(f))];
        if (others.Length == 0)
            context.Ok("files", "no file of a table that the manifest does not list", $"{listed.Count} files");
        else
            context.Different("files", "no file of a table that the manifest does not list", others[0], "nothing", "a file",
                "move it out of the folder: everybody who reads the table counts it too", others.Length);
    }

    /// <summary>A table that is neither there nor listed would be missed by no sum.</summary>
    private static void Missing(CheckContext context)
    {
        const string Check = "every table of a dataset is there";
        bool hasTweets = context.Dataset.TweetsMode != "none";
        string[] listed = [.. context.Manifest.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
        string[] missing = [.. ContractTables.All.Where(t => t.IsAlwaysThere || (t.Name == "tweets" && hasTweets)).Select(t => t.Name)
            .Where(t => !context.Dataset.Tables.ContainsKey(t)
                && !listed.Any(f => f == $"{t}.parquet" || f.StartsWith($"{t}/", StringComparison.Ordinal)))];
        if (missing.Length == 0)
            context.Ok("files", Check, $"{context.Dataset.Tables.Count} tables");
        else
            context.Different("files", Check, string.Join(", ", missing), "a file", "none", Restore, missing.Length);
    }

    private static void Accounting(CheckContext context)
    {
        JsonElement manifest = context.Manifest;
        JsonElement total = manifest.GetProperty("accounting");
        Identity(context, "all inputs", total);
        var sums = new Dictionary<string, long>();
        var tweets = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (JsonElement input in manifest.GetProperty("inputs").EnumerateArray())
        {
            JsonElement counts = input.GetProperty("accounting");
            Identity(context, input.GetProperty("source_file").GetString()!, counts);
            foreach (JsonProperty count in counts.EnumerateObject())
                sums[count.Name] = sums.GetValueOrDefault(count.Name) + count.Value.GetInt64();
            string dataset = input.GetProperty("dataset").GetString() ?? "";
            tweets[dataset] = tweets.GetValueOrDefault(dataset) + counts.GetProperty("tweets").GetInt64();
        }

        foreach (string name in new[] { "records", "tweets", "rejected", "duplicates", "users", "retweets", "tagged_tweets",
            "reference_ids_rounded" })
            context.Equal("manifest", $"{name} of all inputs = sum of the inputs", "manifest.json, accounting." + name,
                sums.GetValueOrDefault(name), total.GetProperty(name).GetInt64());
        foreach (JsonElement dataset in manifest.GetProperty("datasets").EnumerateArray())
        {
            string name = dataset.GetProperty("dataset").GetString()!;
            context.Equal("manifest", $"tweets of {name} = sum of its inputs", $"manifest.json, datasets, {name}",
                tweets.GetValueOrDefault(name), dataset.GetProperty("tweets").GetInt64());
        }
    }

    private static void Identity(CheckContext context, string what, JsonElement counts) =>
        context.Equal("manifest", $"records = tweets + rejected + duplicates: {what}", $"manifest.json, {what}",
            counts.GetProperty("tweets").GetInt64() + counts.GetProperty("rejected").GetInt64()
                + counts.GetProperty("duplicates").GetInt64(),
            counts.GetProperty("records").GetInt64());
}
