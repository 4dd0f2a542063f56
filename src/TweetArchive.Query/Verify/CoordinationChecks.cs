using System.Globalization;

namespace TweetArchive.Query.Verify;

/// <summary>The tables of coordination, recounted by SQL from tweets, copies and each other.</summary>
internal static class CoordinationChecks
{
    public const string Group = "analyses";
    public const string Edges = "coordination_edges";
    private const string Objects = "coordination_objects";

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

    private static void Method(CheckContext context, string method, string events, int window, int most, int fewest) =>
        new MeetingChecks(context, method, events, window, most, fewest).Run();

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
        context.NoRows(Group, "coordination_objects: every edge has an object, and none more than its n_objects", [Objects, Edges],
            "every edge",
            $"SELECT {CheckContext.Key("dataset", "method", "account_a", "account_b")} AS key, '1 to ' || "
                + "coalesce(any_value(n_objects), 0) || "
                + $"' objects' AS expected, count(minutes) AS found FROM {Edges} FULL JOIN {Objects} USING (dataset, method, account_a, "
                + "account_b) GROUP BY dataset, method, account_a, account_b HAVING count(minutes) NOT BETWEEN 1 AND "
                + "coalesce(any_value(n_objects), 0)");
    }

    private static void Sums(CheckContext context)
    {
        const string Ends = "SELECT *, unnest([account_a, account_b]) AS userid FROM " + Edges;
        string component = CheckContext.Key("dataset", "method", "component_id");
        context.SameRows(Group, "coordination_components = recount of coordination_edges above chance", ["coordination_components", Edges],
            $"SELECT {component} AS key, count(DISTINCT userid) || ' accounts, ' || count(DISTINCT (account_a, account_b)) "
                + "|| ' edges, ' || "
                + "CAST(sum(n_objects) // 2 AS BIGINT) || ' objects: ' || array_to_string(list_sort(list(DISTINCT userid)), ' ') AS value "
                + $"FROM ({Ends}) WHERE above_chance GROUP BY dataset, method, component_id",
            $"SELECT {component} AS key, accounts || ' accounts, ' || edges || ' edges, ' || n_objects || ' objects: ' || "
                + "array_to_string(list_sort(userids), ' ') AS value FROM coordination_components");
        context.NoRows(Group, "coordination_edges: an account is in one component of a method", [Edges], "every account",
            $"SELECT {CheckContext.Key("dataset", "method", "userid")} AS key, '1 component' AS expected, count(DISTINCT component_id) AS "
                + $"found FROM ({Ends}) GROUP BY dataset, method, userid HAVING count(DISTINCT component_id) > 1 OR "
                + "bool_or(above_chance <> "
                + "(component_id IS NOT NULL))");
        string method = CheckContext.Key("dataset", "method");
        context.SameRows(Group, "coordination_methods = recount of coordination_edges", ["coordination_methods", Edges],
            $"SELECT {method} AS key, count(*) // 2 || ' edges, ' || count(*) FILTER (WHERE above_chance) // 2 || ' above chance, ' || "
                + "count(DISTINCT userid) FILTER (WHERE above_chance) || ' accounts, ' || count(DISTINCT component_id) || ' components' AS "
                + $"value FROM ({Ends}) GROUP BY dataset, method",
            $"SELECT {method} AS key, edges || ' edges, ' || edges_above_chance || ' above chance, ' || accounts || ' accounts, ' || "
                + "components || ' components' AS value FROM coordination_methods WHERE edges > 0");
        string account = CheckContext.Key("dataset", "method", "userid");
        const string Value = "edges || ' edges, ' || edges_above_chance || ' above chance, ' || largest_weight || ', component ' || "
            + "coalesce(component_id::VARCHAR, 'none')";
        context.SameRows(Group, "coordination_accounts = recount of coordination_edges", ["coordination_accounts", Edges],
            $"""
            SELECT {account} AS key, {Value} AS value FROM (
                SELECT dataset, method, userid, count(*) AS edges, count(*) FILTER (WHERE above_chance) AS edges_above_chance, max(coalesce(similarity, n_objects)) AS largest_weight, max(component_id) AS component_id
                FROM ({Ends}) GROUP BY dataset, method, userid)
            """,
            $"SELECT {account} AS key, {Value} AS value FROM coordination_accounts");
    }

    private static Dictionary<string, string> Parameters(CheckContext context, string table) =>
        context.Database.Rows(
            $"SELECT decode(key), decode(value) FROM parquet_kv_metadata({Sql.Text(context.Dataset.FileOf(table + ".parquet"))})")
            .ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);
}
