using System.Globalization;
using System.Text.Json;
using Xunit;

namespace TweetArchive.Testing;

/// <summary>
/// A dataset, read with DuckDB, against every figure of a synthetic archive's truth file. Counts nothing itself: it only
/// compares rows.
/// </summary>
internal static class TruthCheck
{
    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("daily_totals", ["day", "tweet_language", "is_retweet", "tweets", "accounts"]),
        ("daily_mentions",
            ["day", "tweet_language", "is_retweet", "target_id", "decision", "tweets", "accounts", "like_count", "retweet_count",
                "reply_count", "quote_count"]),
        ("hashtags", ["target_id", "hashtag", "tweets", "originals", "retweets", "accounts"]),
        ("domains", ["target_id", "domain", "tweets", "originals", "retweets", "accounts"]),
        ("clients", ["target_id", "tweet_client_name", "tweets", "accounts"]),
        ("hours", ["target_id", "weekday", "hour", "tweets"]),
    ];

    /// <param name="dataset">The folder of the dataset, which must hold nothing but this archive and its users file.</param>
    /// <param name="truthPath">The truth file of the archive.</param>
    public static void AssertAgrees(string dataset, string truthPath)
    {
        using var duck = new DuckDb();
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllBytes(truthPath));
        JsonElement root = truth.RootElement;
        foreach ((string table, string[] columns) in Tables)
        {
            AssertSameRows(table,
                root.GetProperty(table).EnumerateArray()
                    .Select(row => string.Join('|', columns.Select(column => Text(row.GetProperty(column))))),
                duck.Lines(
                    $"SELECT {string.Join(", ", columns.Select(column => $"CAST({column} AS VARCHAR)"))} FROM {Table(dataset, table)}"));
        }

        AssertFigures(duck, dataset, root);
    }

    private static void AssertFigures(DuckDb duck, string dataset, JsonElement root)
    {
        string mentions = Table(dataset, "mentions");
        string accounts = Table(dataset, "accounts");
        Same("tweets", $"SELECT sum(tweets) FROM {Table(dataset, "daily_totals")}");
        Same("retweets", $"SELECT sum(tweets) FROM {Table(dataset, "daily_totals")} WHERE is_retweet");
        Same("accounts", $"SELECT count(*) FROM {accounts} WHERE tweets > 0");
        Same("tagged_tweets", $"SELECT count(DISTINCT tweetid) FROM {mentions} WHERE decision = 'tag'");
        Same("tagged_tweets", $"SELECT sum(tagged_tweets) FROM {accounts}");
        Same("candidate_tweets",
            $"SELECT count(DISTINCT tweetid) FROM {mentions} WHERE tweetid NOT IN (SELECT tweetid FROM {mentions} WHERE decision = 'tag')");
        if (root.GetProperty("users_file_accounts").ValueKind == JsonValueKind.Number)
            Same("users_file_accounts", $"SELECT count(*) FROM {accounts}");

        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(dataset, "manifest.json")));
        JsonElement accounting = manifest.RootElement.GetProperty("accounting");
        foreach (string figure in new[] { "records", "tweets", "retweets", "tagged_tweets" })
            Assert.Equal(root.GetProperty(figure).GetInt64(), accounting.GetProperty(figure).GetInt64());
        Assert.Equal(0, accounting.GetProperty("rejected").GetInt64());
        Assert.Equal(0, accounting.GetProperty("duplicates").GetInt64());

        void Same(string figure, string sql)
        {
            long found = duck.Long($"SELECT CAST(({sql}) AS BIGINT)");
            Assert.True(root.GetProperty(figure).GetInt64() == found,
                $"{figure}: {found} in the dataset, {root.GetProperty(figure)} in the truth file ({sql})");
        }
    }

    internal static void AssertSameRows(string table, IEnumerable<string> wanted, IEnumerable<string> found)
    {
        string[] wantedRows = [.. wanted.Order(StringComparer.Ordinal)];
        string[] foundRows = [.. found.Order(StringComparer.Ordinal)];
        Assert.True(wantedRows.Length > 0, table + ": nothing to compare");
        if (wantedRows.AsSpan().SequenceEqual(foundRows))
            return;
        string[] missing = [.. wantedRows.Except(foundRows).Take(5)];
        string[] surplus = [.. foundRows.Except(wantedRows).Take(5)];
        Assert.Fail(
            $"{table}: {foundRows.Length} rows, wanted {wantedRows.Length}; missing: "
                + $"{string.Join("  ", missing)}; not wanted: {string.Join("  ", surplus)}");
    }

    private static string Table(string dataset, string table) => DuckDb.Table(Path.Combine(dataset, table + ".parquet"));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "∅",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetInt64().ToString(CultureInfo.InvariantCulture),
        _ => value.GetString()!,
    };
}
