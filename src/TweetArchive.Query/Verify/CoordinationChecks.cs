using System.Globalization;

namespace TweetArchive.Query.Verify;

/// <summary>The tables of coordination, recounted by SQL from tweets, copies and each other.</summary>
internal static class CoordinationChecks
{
    public const string Group = "analyses";
    public const string Edges = "coordination_edges";
    private const string Objects = "coordination_objects";

    // From the window's widest: a day's worth of an object that everybody shares would be a square of it.
    private const string Minute = "epoch_ms(tweet_time) // 60000";

    public static void Run(CheckContext context)
    {
        if (!context.Has(Edges) || !context.Has("tweets"))
            return;
        Dictionary<string, string> parameters = Parameters(context, Edges);
        string Parameter(string name) => parameters.GetValueOrDefault("tweetarchive.parameter." + name, "");
        string[] numbers = ["window_minutes", "most_accounts_of_object", "fewest_objects_of_pair"];
        if (!numbers.All(n => int.TryParse(Parameter(n), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            context.Different(Group, "coordination_edges: its metadata say how it was made", Edges + ".parquet", string.Join(", ", numbers),
                string.Join(", ", numbers.Select(n => Parameter(n) is { Length: > 0 } given ? given : "nothing")), CheckContext.Remake);
            return;
        }

        int Number(string name) => int.Parse(Parameter(name), CultureInfo.InvariantCulture);
        int window = Number(numbers[0]), most = Number(numbers[1]), fewest = Number(numbers[2]);
        Method(context, "co_retweet", "SELECT dataset, retweet_tweetid AS o, tweet_time, userid FROM tweets WHERE retweet_tweetid IS "
            + "NOT NULL AND retweet_userid IS DISTINCT FROM userid", window, most, fewest);
        Method(context, "co_reply", "SELECT dataset, in_reply_to_tweetid AS o, tweet_time, userid FROM tweets WHERE "
            + "in_reply_to_tweetid IS NOT NULL", window, most, fewest);
        if (Parameter("links") == "as released")
            Method(context, "co_link", "SELECT dataset, unnest(list_distinct(urls)) AS o, tweet_time, userid FROM tweets WHERE NOT "
                + "is_retweet AND len(urls) > 0", window, most, fewest);
        else
            context.NotCompared(Group, "coordination_edges: co_link", "links were normalised, by a rule of the program");
        if (context.Has("narrative_copies"))
            SimilarTexts(context, window, most, fewest);
        AlikeChecks.Texts(context, window, most, fewest);
        AlikeChecks.Sequences(context, most);
        AlikeChecks.Vectors(context, most);
        Evidence(context, window);
        Sums(context);
        ChanceChecks.Run(context, fewest);
    }

    /// <summary>Pairs of similar_text are of clusters; both tweets of their evidence are in the cluster that it names.</summary>
    private static void SimilarTexts(CheckContext context, int window, int most, int fewest)
    {
        const string Wrote = "EXISTS (SELECT 1 FROM narrative_copies n WHERE n.dataset = c.dataset AND CAST(n.cluster_id AS VARCHAR) = "
            + "c.object AND NOT n.is_retweet AND n.tweetid = ";
        if (context.Database.Rows("SELECT 1 FROM coordination_methods WHERE method = 'similar_text' LIMIT 1").Count == 0)
            return;
        Method(context, "similar_text", "SELECT dataset, cluster_id AS o, tweet_time, userid FROM narrative_copies WHERE NOT is_retweet",
            window, most, fewest);
        context.NoRows(Group, "coordination_objects: tweets of similar_text are of the cluster", [Objects, "narrative_copies"], "every row",
            $"SELECT {CheckContext.Key("c.dataset", "c.tweetid_a", "c.tweetid_b")} AS key, 'cluster ' || c.object AS expected, 'another' "
                + $"AS found FROM {Objects} c WHERE c.method = 'similar_text' AND NOT ({Wrote} c.tweetid_a) AND {Wrote} c.tweetid_b))");
    }

    /// <summary>
    /// Sessions of six hours and more are cut where they began; that takes a program, so the coincidences of their pairs are not compared.
    /// </summary>
    private static void Method(CheckContext context, string method, string events, int window, int most, int fewest)
    {
        string key = CheckContext.Key("dataset", "account_a", "account_b");
        // Retweets that nobody shares are part of a session too: the vectors need them anyway.
        string cells = $"""
            cells AS (SELECT dataset, o, {Minute} AS m, userid AS u, count(*) AS c FROM ({events}) WHERE o IS NOT NULL AND CAST(o AS VARCHAR) <> '' GROUP BY ALL),
            objects AS (SELECT dataset, o, count(DISTINCT u) AS n FROM cells GROUP BY ALL)
            """;
        string met = $"""
            {cells},
            kept AS (SELECT cells.* FROM cells JOIN objects USING (dataset, o) WHERE n BETWEEN {(method == "co_retweet" ? 1 : 2)} AND {most}),
            pauses AS (SELECT *, m - lag(m) OVER (PARTITION BY dataset, u ORDER BY m) > 30 AS pause FROM kept),
            numbered AS (SELECT *, count(*) FILTER (WHERE pause) OVER (PARTITION BY dataset, u ORDER BY m) AS s FROM pauses),
            sessions AS (SELECT *, max(m) OVER (PARTITION BY dataset, u, s) - min(m) OVER (PARTITION BY dataset, u, s) < 360 AS whole FROM numbered),
            met AS (SELECT x.dataset, x.u AS account_a, y.u AS account_b, x.o, abs(x.m - y.m) AS dt, x.c * y.c AS n, x.s AS s, y.s AS t, x.whole AND y.whole AS whole
                    FROM sessions x JOIN sessions y ON x.dataset = y.dataset AND x.o = y.o AND x.u < y.u AND y.m BETWEEN x.m - {window} AND x.m + {window})
            """;
        context.SameRows(Group,
            $"coordination_edges: pairs, objects, coincidences, pairs of messages and least minutes of {method} = recount of tweets",
            [Edges, "tweets"],
            $"""
            WITH {met}
            SELECT {key} AS key, struct_pack(
                met := count(DISTINCT o) || ' objects, ' || CAST(sum(n) AS BIGINT) || ' events, ' || min(dt) || ' minutes',
                coincidences := CASE WHEN bool_and(whole) THEN count(DISTINCT (s, t)) END) AS value
            FROM met GROUP BY dataset, account_a, account_b HAVING count(DISTINCT o) >= {fewest}
            """,
            $"SELECT {key} AS key, struct_pack(met := n_objects || ' objects, ' || n_events || ' events, ' || min_dt_min || ' minutes', "
                + $"coincidences := n_coincidences) AS value FROM {Edges} WHERE method = '{method}'",
            "e.value.met IS DISTINCT FROM f.value.met OR (e.value.coincidences IS NOT NULL AND e.value.coincidences IS DISTINCT FROM "
                + "f.value.coincidences)");
        context.SameRows(Group, $"coordination_methods: objects and pairs of {method} = recount of tweets",
            ["coordination_methods", "tweets"],
            $"""
            WITH {met},
            pairs AS (SELECT dataset, count(DISTINCT (account_a, account_b)) AS pairs FROM met GROUP BY ALL)
            SELECT dataset AS key, count(*) FILTER (WHERE n BETWEEN 2 AND {most}) || ' objects, ' || count(*) FILTER (WHERE n > {most}) || ' dropped, '
                || coalesce(any_value(pairs), 0) || ' pairs' AS value
            FROM objects LEFT JOIN pairs USING (dataset) GROUP BY dataset
            """,
            "SELECT dataset AS key, objects_shared || ' objects, ' || objects_dropped || ' dropped, ' || pairs || ' pairs' AS value FROM "
                + $"coordination_methods WHERE method = '{method}'",
            "e.value IS DISTINCT FROM f.value AND NOT (e.value IS NULL AND f.value = '0 objects, 0 dropped, 0 pairs')");
    }

    /// <summary>Every object of an edge leads to two tweets: of these accounts, about this object, this many minutes apart.</summary>
    private static void Evidence(CheckContext context, int window)
    {
        context.NoRows(Group, "coordination_objects: both tweets are of the pair's accounts, about the object, and this many minutes apart",
            [Objects, "tweets"], "every row with tweets",
            $"""
            SELECT {CheckContext.Key("c.dataset", "c.method", "c.tweetid_a", "c.tweetid_b")} AS key, c.minutes || ' minutes' AS expected,
                   coalesce(a.userid, 'no tweet') || ', ' || coalesce(b.userid, 'no tweet') || ', ' || abs(epoch_ms(a.tweet_time) // 60000 - epoch_ms(b.tweet_time) // 60000) || ' minutes' AS found
            FROM {Objects} c LEFT JOIN tweets a ON a.dataset = c.dataset AND a.tweetid = c.tweetid_a LEFT JOIN tweets b ON b.dataset = c.dataset AND b.tweetid = c.tweetid_b
            WHERE c.tweetid_a IS NOT NULL AND c.tweetid_b IS NOT NULL AND (a.userid IS DISTINCT FROM c.account_a OR b.userid IS DISTINCT FROM c.account_b
                OR (c.method <> 'hashtag_sequence' AND abs(epoch_ms(a.tweet_time) // 60000 - epoch_ms(b.tweet_time) // 60000) IS DISTINCT FROM c.minutes)
                OR (c.method NOT IN ('hashtag_sequence', 'retweet_vectors') AND c.minutes > {window})
                OR (c.method IN ('co_retweet', 'retweet_vectors') AND (CAST(a.retweet_tweetid AS VARCHAR) IS DISTINCT FROM c.object OR CAST(b.retweet_tweetid AS VARCHAR) IS DISTINCT FROM c.object))
                OR (c.method = 'co_reply' AND (CAST(a.in_reply_to_tweetid AS VARCHAR) IS DISTINCT FROM c.object OR CAST(b.in_reply_to_tweetid AS VARCHAR) IS DISTINCT FROM c.object)))
            """);
        string pair = CheckContext.Key("e.dataset", "e.method", "e.account_a", "e.account_b");
        context.NoRows(Group, "coordination_objects: every edge has an object, and none more than its n_objects", [Objects, Edges],
            "every edge",
            $"SELECT {pair} AS key, '1 to ' || any_value(e.n_objects) || ' objects' AS expected, count(c.object) AS found FROM {Edges} "
                + $"e LEFT JOIN {Objects} c USING (dataset, method, account_a, account_b) GROUP BY e.dataset, e.method, e.account_a, "
                + "e.account_b HAVING count(c.minutes) NOT BETWEEN 1 AND any_value(e.n_objects)");
    }

    private static void Sums(CheckContext context)
    {
        string component = CheckContext.Key("dataset", "method", "component_id");
        context.SameRows(Group, "coordination_components = recount of coordination_edges above chance", ["coordination_components", Edges],
            $"SELECT {component} AS key, count(DISTINCT u) || ' accounts, ' || count(DISTINCT (account_a, account_b)) || ' edges' AS "
                + $"value FROM (SELECT *, unnest([account_a, account_b]) AS u FROM {Edges} WHERE above_chance) GROUP BY dataset, "
                + "method, component_id",
            $"SELECT {component} AS key, accounts || ' accounts, ' || edges || ' edges' AS value FROM coordination_components");
        string method = CheckContext.Key("dataset", "method");
        context.SameRows(Group, "coordination_methods = recount of coordination_edges", ["coordination_methods", Edges],
            $"SELECT {method} AS key, count(*) || ' edges, ' || count(*) FILTER (WHERE above_chance) || ' above chance' AS value FROM "
                + $"{Edges} GROUP BY dataset, method",
            $"SELECT {method} AS key, edges || ' edges, ' || edges_above_chance || ' above chance' AS value FROM coordination_methods "
                + "WHERE edges > 0");
        string account = CheckContext.Key("dataset", "method", "userid");
        context.SameRows(Group, "coordination_accounts = recount of coordination_edges", ["coordination_accounts", Edges],
            $"SELECT {account} AS key, count(*) || ' edges, ' || count(*) FILTER (WHERE above_chance) || ' above chance' AS value FROM "
                + $"(SELECT *, unnest([account_a, account_b]) AS userid FROM {Edges}) GROUP BY dataset, method, userid",
            $"SELECT {account} AS key, edges || ' edges, ' || edges_above_chance || ' above chance' AS value FROM coordination_accounts");
    }

    private static Dictionary<string, string> Parameters(CheckContext context, string table) =>
        context.Database.Rows(
            $"SELECT decode(key), decode(value) FROM parquet_kv_metadata({Sql.Text(context.Dataset.FileOf(table + ".parquet"))})")
            .ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);
}
