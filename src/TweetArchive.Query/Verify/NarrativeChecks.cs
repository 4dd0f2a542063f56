using System.Globalization;

namespace TweetArchive.Query.Verify;

/// <summary>
/// Copies, clusters and themes, recounted by SQL from tweets and each other. That no near text is left out is looked for in another way
/// than the program's, by texts that begin or end alike, in a sample.
/// </summary>
internal static class NarrativeChecks
{
    private const string Group = CoordinationChecks.Group;
    private const string Copies = "narrative_copies";
    private const string Clusters = "narrative_clusters";

    // Of the program 30; here letters that folding may drop do not count, and hashes and links may be read as longer.
    private const int ShortestText = 40;

    // Beginnings and ends that at least two texts share, the first by their hash; and texts of each.
    private const int Blocks = 500, TextsOfBlock = 20, Edge = 20;

    // MinHash finds a pair of this similarity with a probability of 0.9999.
    private const string LeastJaccard = "0.9";

    private const string Released = "regexp_replace(tweet_text, '^RT @[^ :]+: ', '')";

    // In small letters, without links and names. Not folded.
    private const string Words =
        "trim(regexp_replace(regexp_replace(lower(t), 'https?://\\S+|@[a-z0-9_+/=]+', ' ', 'g'), '\\s+', ' ', 'g'))";

    // Letters that are words for certain: of no link, name or entity, and none that folding drops.
    private const string Letters = "length(regexp_replace(regexp_replace(" + Words + ", '\\S*[^\\s.][.@/][^\\s.]\\S*|&[a-z0-9#]+;|"
        + "\u0640', ' ', 'g'), '[^\\p{Ll}\\p{Lo}\\p{Nd}]', '', 'g'))";

    // Each text of a tweet with an id, without the header of a retweet; and the clusters of its tweets.
    private const string Texts = "SELECT dataset, t, count(*) AS tweets, count(cluster_id) AS copies, min(cluster_id) AS cluster, "
        + "max(cluster_id) AS other FROM (SELECT dataset, tweetid, " + Released + " AS t FROM tweets WHERE tweetid IS NOT NULL) LEFT JOIN "
        + "(SELECT dataset, tweetid, min(cluster_id) AS cluster_id FROM narrative_copies GROUP BY ALL) USING (dataset, tweetid) GROUP BY "
        + "dataset, t";

    public static void Run(CheckContext context)
    {
        if (!context.Has(Clusters) || !context.Has(Copies))
            return;
        Figures(context);
        Members(context);
        Themes(context);
        if (!context.Has("tweets"))
            return;
        SameTexts(context);
        NearTexts(context);
    }

    private static void Figures(CheckContext context)
    {
        string cluster = CheckContext.Key("dataset", "cluster_id");
        const string Value = "tweets || ' tweets, ' || originals || ' originals, ' || retweets || ' retweets, ' || accounts || ' "
            + "accounts, ' || original_accounts || ' with originals: ' || several_authors || ', ' || first_seen || ' to ' || last_seen || "
            + "', ' || array_to_string(languages, ' ') || ', ' || coalesce(example_tweetid::VARCHAR, 'no id')";
        context.SameRows(Group, "narrative_clusters = recount of narrative_copies", [Clusters, Copies],
            $"""
            SELECT {cluster} AS key, {Value} AS value FROM (
                SELECT dataset, cluster_id, count(*) AS tweets, count(*) FILTER (WHERE NOT is_retweet) AS originals, count(*) FILTER (WHERE is_retweet) AS retweets, count(DISTINCT userid) AS accounts,
                       count(DISTINCT userid) FILTER (WHERE NOT is_retweet) AS original_accounts, original_accounts > 1 AS several_authors, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen,
                       first(tweetid ORDER BY tweet_time, tweetid NULLS FIRST) AS example_tweetid
                FROM {Copies} GROUP BY dataset, cluster_id)
            JOIN (SELECT dataset, cluster_id, coalesce(list(tweet_language ORDER BY n DESC, tweet_language) FILTER (WHERE tweet_language <> ''), []) AS languages
                  FROM (SELECT dataset, cluster_id, tweet_language, count(*) AS n FROM {Copies} GROUP BY ALL) GROUP BY ALL) USING (dataset, cluster_id)
            """,
            $"SELECT {cluster} AS key, {Value} AS value FROM {Clusters}");
        context.NoRows(Group, "narrative_clusters: one text where all copies are exact, otherwise several", [Clusters, Copies],
            "every cluster",
            $"""
            SELECT {cluster} AS key, CASE WHEN exact THEN '1' ELSE '2 to ' || n END || ' texts' AS expected, distinct_texts AS found
            FROM {Clusters} JOIN (SELECT dataset, cluster_id, bool_and(exact) AS exact, count(*) FILTER (WHERE NOT exact) + 1 AS n FROM {Copies} GROUP BY ALL) USING (dataset, cluster_id)
            WHERE distinct_texts NOT BETWEEN CASE WHEN exact THEN 1 ELSE 2 END AND n
            """);
    }

    private static void Members(CheckContext context)
    {
        context.NoRows(Group, "narrative_copies: every member is a tweet, with its account, time, language and kind",
            [Copies, "tweets"], "every member",
            $"""
            SELECT {CheckContext.Key("c.dataset", "c.tweetid")} AS key, c.userid || ' ' || c.tweet_time AS expected, coalesce(t.userid || ' ' || t.tweet_time, 'no tweet') AS found
            FROM {Copies} c LEFT JOIN tweets t ON t.dataset = c.dataset AND t.tweetid IS NOT DISTINCT FROM c.tweetid AND t.userid = c.userid AND t.tweet_time = c.tweet_time
            WHERE t.userid IS NULL OR t.is_retweet <> c.is_retweet OR t.tweet_language IS DISTINCT FROM c.tweet_language
            """);
        context.NoRows(Group, "narrative_copies: the first tweet's time, and exact copies have a similarity of 1", [Copies], "every member",
            $"""
            SELECT {CheckContext.Key("dataset", "cluster_id", "tweetid")} AS key, first || CASE WHEN exact THEN ', 1' ELSE ', 0 to 1' END AS expected, first_tweet_time || ', ' || jaccard AS found
            FROM (SELECT *, min(tweet_time) OVER (PARTITION BY dataset, cluster_id) AS first FROM {Copies})
            WHERE first_tweet_time <> first OR jaccard NOT BETWEEN CASE WHEN exact THEN 1 ELSE 0 END AND 1
            """);
    }

    /// <summary>Which clusters make a theme is learned; what it has of tweets, accounts and days is counted.</summary>
    private static void Themes(CheckContext context)
    {
        string theme = CheckContext.Key("dataset", "theme_id");
        const string Value = "clusters || ' clusters, ' || tweets || ' tweets, ' || accounts || ' accounts, ' || first_seen || ' to ' || "
            + "last_seen || ', ' || array_to_string(languages, ' ') || ', from ' || array_to_string(example_clusters, ' ')";
        context.SameRows(Group, "narrative_themes = recount of narrative_copies by theme", ["narrative_themes", Clusters, Copies],
            $"""
            WITH members AS (SELECT c.*, theme_id FROM {Copies} c JOIN {Clusters} USING (dataset, cluster_id) WHERE theme_id IS NOT NULL)
            SELECT {theme} AS key, {Value} AS value FROM (
                SELECT dataset, theme_id, count(DISTINCT cluster_id) AS clusters, count(*) AS tweets, count(DISTINCT userid) AS accounts, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen,
                       list_sort(list(DISTINCT cluster_id))[:3] AS example_clusters
                FROM members GROUP BY ALL)
            JOIN (SELECT dataset, theme_id, coalesce(list(tweet_language ORDER BY n DESC, tweet_language) FILTER (WHERE tweet_language <> ''), []) AS languages
                  FROM (SELECT dataset, theme_id, tweet_language, count(*) AS n FROM members GROUP BY ALL) GROUP BY ALL) USING (dataset, theme_id)
            """,
            $"SELECT {theme} AS key, {Value} AS value FROM narrative_themes");
    }

    /// <summary>Tweets whose texts are the same as released are in one cluster, all of them, and exact copies of each other.</summary>
    private static void SameTexts(CheckContext context) =>
        context.NoRows(Group, $"narrative_copies: all tweets with one text of {ShortestText} letters are in one cluster",
            [Copies, "tweets"], "every text that was written twice",
            $"""
            SELECT {CheckContext.Key("dataset", "t")} AS key, tweets || ' tweets in a cluster' AS expected,
                   copies || ' tweets, in clusters ' || coalesce(cluster || ' to ' || other, 'none') AS found
            FROM ({Texts}) WHERE tweets > 1 AND (copies < tweets OR cluster <> other) AND {Letters} >= {ShortestText}
            """);

    /// <summary>
    /// Texts that begin or end alike, each compared with the others: the nearest of each text, if it is near, is in its cluster. One of
    /// twenty may be missing, which is what MinHash and chains of pairs lose, and one more.
    /// </summary>
    private static void NearTexts(CheckContext context)
    {
        const string Name = "narrative_copies: near texts are in one cluster, in a sample of those that begin or end alike";
        context.Guard(Group, Name, [Copies, "tweets"], () =>
        {
            object?[] row = context.Database.Rows(
                $"""
                WITH texts AS (SELECT row_number() OVER (ORDER BY dataset, t) AS n, * FROM (SELECT dataset, {Words} AS t, min(cluster) AS cluster FROM ({Texts}) WHERE {Letters} >= {ShortestText} GROUP BY ALL)),
                keys AS (SELECT *, unnest(['^' || left(t, {Edge}), right(t, {Edge}) || '$']) AS edge FROM texts),
                blocks AS (SELECT dataset, edge FROM keys GROUP BY dataset, edge HAVING count(*) > 1 ORDER BY md5(dataset || edge) LIMIT {Blocks}),
                members AS (SELECT keys.* FROM keys SEMI JOIN blocks USING (dataset, edge) QUALIFY row_number() OVER (PARTITION BY dataset, edge ORDER BY md5(t)) <= {TextsOfBlock}),
                pieces AS (SELECT n, t, cluster, list_distinct(list_transform(range(1, length(t) - 3), lambda i: substr(t, i, 5))) AS p FROM (SELECT DISTINCT n, t, cluster FROM members)),
                pairs AS (SELECT DISTINCT x.n AS a, y.n AS b FROM members x JOIN members y ON x.dataset = y.dataset AND x.edge = y.edge AND x.n <> y.n),
                common AS (SELECT x.t, y.t AS other, x.cluster = y.cluster AS together, len(list_intersect(x.p, y.p)) AS c, len(x.p) + len(y.p) AS both_of_them
                           FROM pairs JOIN pieces x ON x.n = a JOIN pieces y ON y.n = b),
                nearest AS (SELECT t, arg_max(other, j) AS other, arg_max(coalesce(together, false), j) AS together FROM (SELECT *, c / (both_of_them - c) AS j FROM common) WHERE j >= {LeastJaccard} GROUP BY t)
                SELECT count(*), count(*) FILTER (WHERE NOT together), min(t) FILTER (WHERE NOT together), arg_min(other, t) FILTER (WHERE NOT together) FROM nearest
                """)[0];
            long near = (long)row[0]!, apart = (long)row[1]!;
            if (apart * 20 <= near + 20)
                context.Ok(Group, Name, string.Create(CultureInfo.InvariantCulture, $"{near - apart:N0} of {near:N0} texts"));
            else
                context.Different(
                    Group, Name, $"{row[2]}", $"in the cluster of: {row[3]}", "in another, or none", CheckContext.Remake, apart);
        });
    }
}
