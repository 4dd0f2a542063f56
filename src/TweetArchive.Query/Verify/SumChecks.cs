using System.Text.Json;

namespace TweetArchive.Query.Verify;

/// <summary>Tables against the manifest and against each other.</summary>
internal static class SumChecks
{
    private const string Group = "sums";

    public static void Run(CheckContext context)
    {
        JsonElement manifest = context.Manifest;
        string datasets = Values(manifest.GetProperty("datasets").EnumerateArray().Select(d => (d.GetProperty("dataset").GetString()!, d)),
            d => d.GetProperty("tweets"));
        Same("daily_totals, tweets of a dataset = manifest", "daily_totals", datasets,
            "SELECT dataset AS key, sum(tweets) AS value FROM daily_totals GROUP BY dataset");
        Same("clients of *, tweets of a dataset = manifest", "clients", datasets,
            "SELECT dataset AS key, sum(tweets) AS value FROM clients WHERE target_id = '*' GROUP BY dataset");
        Same("hours of *, tweets of a dataset = manifest", "hours", datasets,
            "SELECT dataset AS key, sum(tweets) AS value FROM hours WHERE target_id = '*' GROUP BY dataset");
        Same("accounts, tweets of a dataset = manifest", "accounts", datasets,
            "SELECT dataset AS key, sum(tweets) AS value FROM accounts GROUP BY dataset HAVING sum(tweets) > 0");
        Same("accounts, their number = manifest", "accounts",
            Values(manifest.GetProperty("datasets").EnumerateArray().Select(d => (d.GetProperty("dataset").GetString()!, d)),
            d => d.GetProperty("accounts")),
            "SELECT dataset AS key, count(*) AS value FROM accounts GROUP BY dataset");
        Same("accounts with tweets, their number = manifest", "accounts",
            Values(manifest.GetProperty("datasets").EnumerateArray().Select(d => (d.GetProperty("dataset").GetString()!, d)),
            d => d.GetProperty("accounts_with_tweets")),
            "SELECT dataset AS key, count(*) AS value FROM accounts WHERE tweets > 0 GROUP BY dataset");
        JsonElement accounting = manifest.GetProperty("accounting");
        Same("daily_totals, retweets = manifest", "daily_totals", One(accounting.GetProperty("retweets")),
            "SELECT 'all' AS key, coalesce(sum(tweets) FILTER (WHERE is_retweet), 0) AS value FROM daily_totals");
        Same("rejects of an input = manifest", "rejects",
            Values(manifest.GetProperty("inputs").EnumerateArray()
                .Where(i => i.GetProperty("accounting").GetProperty("rejected").GetInt64() > 0)
                .GroupBy(i => i.GetProperty("source_file").GetString()!).Select(i => (i.Key, i.First())), i =>
                i.GetProperty("accounting").GetProperty("rejected")),
            "SELECT source_file AS key, count(*) AS value FROM rejects GROUP BY source_file");
        if (context.Dataset.TweetsMode != "none")
        {
            string mode = context.Dataset.TweetsMode == "all" ? "tweets" : "tagged_tweets";
            Same($"tweets, their number = {mode} of the manifest", "tweets", One(accounting.GetProperty(mode)),
                "SELECT 'all' AS key, count(*) AS value FROM tweets");
        }

        foreach (string table in new[] { "hashtags", "domains" })
        {
            string what = table == "hashtags" ? "hashtag" : "domain";
            context.NoRows(Group, $"{table}: tweets = originals + retweets, accounts <= tweets", [table], "every row",
                $"SELECT {CheckContext.Key("dataset", "target_id", what)} AS key, tweets AS expected, originals || ' + ' || retweets "
                    + $"|| ', accounts ' || accounts AS found FROM {table} WHERE tweets <> originals + retweets OR accounts > tweets");
            Within(table, what, "tweets, originals, retweets, accounts", "t.tweets <= w.tweets AND t.originals <= w.originals AND "
                + "t.retweets <= w.retweets AND t.accounts <= w.accounts AND t.first_seen >= w.first_seen AND t.last_seen <= w.last_seen");
        }

        Within("clients", "tweet_client_name", "tweets, accounts", "t.tweets <= w.tweets AND t.accounts <= w.accounts");
        Within("hours", "weekday, hour", "tweets", "t.tweets <= w.tweets");
        foreach (string table in new[] { "hashtags", "domains", "accounts", "account_targets", "mention_edges", "retweet_edges" })
        {
            context.NoRows(Group, $"{table}: first_seen <= last_seen, and no row counts nothing", [table], "every row",
                "SELECT dataset AS key, 'first <= last, tweets > 0' AS expected, first_seen || ' to ' || last_seen || ', ' || tweets "
                    + $"AS found FROM {table} WHERE first_seen > last_seen OR (tweets = 0) <> (first_seen IS "
                    + $"NULL){(table == "accounts" ? "" : " OR tweets = 0")}");
        }

        Same("hours, tweets of a target = clients, tweets of a target", "hours",
            "SELECT " + CheckContext.Key("dataset", "target_id") + " AS key, sum(tweets) AS value FROM clients GROUP BY dataset, target_id",
            "SELECT " + CheckContext.Key("dataset", "target_id") + " AS key, sum(tweets) AS value FROM hours GROUP BY dataset, target_id",
            "clients");
        context.NoRows(Group, "retweet_edges of an account <= its tweets", ["retweet_edges", "accounts"], "every account",
            $"SELECT {CheckContext.Key("a.dataset", "a.userid")} AS key, 'at most ' || a.tweets AS expected, e.tweets AS found FROM "
                + "(SELECT dataset, userid, sum(tweets) AS tweets FROM retweet_edges GROUP BY ALL) e LEFT JOIN accounts a USING "
                + "(dataset, userid) WHERE a.userid IS NULL OR e.tweets > a.tweets");
        context.NoRows(Group, "mention_edges: no account names another more often than it tweets", ["mention_edges", "accounts"],
            "every edge",
            $"SELECT {CheckContext.Key("e.dataset", "e.userid", "e.mentioned")} AS key, 'at most ' || a.tweets AS expected, e.tweets "
                + "AS found FROM mention_edges e LEFT JOIN accounts a USING (dataset, userid) WHERE a.userid IS NULL OR e.tweets > "
                + "a.tweets");
        InSet("mention_edges", "mentioned");
        InSet("retweet_edges", "retweeted");

        void Same(string name, string table, string expected, string found, params string[] others) =>
            context.SameRows(Group, name, [table, .. others], expected, found);

        // A target's part is never more than the whole.
        void Within(string table, string key, string measures, string condition) =>
            context.NoRows(Group, $"{table}: what a target has, * has too ({measures})", [table], "every row of a target",
            $"""
            SELECT {CheckContext.Key(["t.dataset", "t.target_id", .. key.Split(", ").Select(k => "t." + k)])} AS key, 'at most ' || coalesce(w.tweets, 0) || ' tweets' AS expected, t.tweets || ' tweets, or another measure' AS found
            FROM {table} t LEFT JOIN {table} w ON w.target_id = '*' AND w.dataset = t.dataset AND {string.Join(" AND ", key.Split(", ").Select(k => $"w.{k} IS NOT DISTINCT FROM t.{k}"))}
            WHERE t.target_id <> '*' AND ((({condition}) IS NOT TRUE))
            """);

        // The name is an account's id, or in any case its handle.
        void InSet(string table, string name) =>
            context.NoRows(Group, $"{table}: {name}_in_set says which names are accounts", [table, "accounts"], "every edge",
            $"""
            WITH known AS (SELECT dataset, userid AS name FROM accounts UNION SELECT dataset, '@' || lower(user_screen_name) FROM accounts WHERE user_screen_name IS NOT NULL)
            SELECT {CheckContext.Key("e.dataset", "e.userid", "e." + name)} AS key, (i.name IS NOT NULL OR h.name IS NOT NULL) AS expected, e.{name}_in_set AS found
            FROM {table} e LEFT JOIN known i ON i.dataset = e.dataset AND i.name = e.{name} LEFT JOIN known h ON h.dataset = e.dataset AND h.name = '@' || lower(e.{name}) AND strlen(e.{name}) <= 20
            WHERE (i.name IS NOT NULL OR h.name IS NOT NULL) <> e.{name}_in_set
            """);
    }

    /// <summary>Figures of the manifest as a query; figures of zero have no row in a table.</summary>
    private static string Values(IEnumerable<(string Key, JsonElement Of)> all, Func<JsonElement, JsonElement> figure)
    {
        string[] rows = [.. all.Where(a => figure(a.Of).GetInt64() != 0).Select(a => $"({Sql.Text(a.Key)}, {figure(a.Of).GetRawText()})")];
        return rows.Length == 0
            ? "SELECT '' AS key, 0 AS value WHERE false"
            : $"SELECT key, value FROM (VALUES {string.Join(", ", rows)}) AS v(key, value)";
    }

    private static string One(JsonElement figure) => $"SELECT 'all' AS key, {figure.GetRawText()} AS value";
}
