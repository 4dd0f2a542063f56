namespace TweetArchive.Query.Verify;

/// <summary>
/// Pairs of accounts whose texts, hashtags or retweets were alike, by SQL that shares nothing with the program. Cosines are compared all.
/// What is folded can be read in SQL only where folding changes nothing but the case: of such texts and hashtags there are at least as
/// many in common as here.
/// </summary>
internal static class AlikeChecks
{
    private const string Group = CoordinationChecks.Group;
    private const string Edges = CoordinationChecks.Edges;
    private const int ShortestText = 10;
    private const int FewestRetweets = 10;
    private const int FewestTags = 5;
    private const double TopShare = 0.005;

    /// <summary>Cosines are of weights with seven digits.</summary>
    private const double Tolerance = 1e-5;

    // Letters that no other of those allowed folds to. With them alone two texts that differ are two for the program too.
    private const string Letters = "a-z0-9\u0628\u062A-\u062E\u062F-\u063A\u0641\u0642\u0644-\u0646\u0E01-\u0E2E";
    private const string Name = "@[A-Za-z0-9_]{1,15}";
    private const string Allowed = "\\x20-\\x25\\x27-\\x2D\\x3A-\\x3F\\x5B-\\x7EA-Z0-9"
        + "\u0621-\u063A\u0641-\u064A\u067E\u0686\u0698\u06A9\u06AF\u06CC\u0E01-\u0E4E";

    /// <summary>
    /// Texts without anything but plain letters and signs, links of t.co and names; those of another account within the window are as many
    /// as the table has, or fewer.
    /// </summary>
    public static void Texts(CheckContext context, int window, int most, int fewest)
    {
        string pair = CheckContext.Key("dataset", "account_a", "account_b");
        context.SameRows(Group, "coordination_edges: at least the pairs, objects and pairs of messages of co_tweet with plain texts",
            [Edges, "coordination_methods", "tweets"],
            $"""
            SELECT {pair} AS key, struct_pack(objects := objects, events := events, dt := dt) AS value FROM (
                WITH stripped AS (
                    SELECT dataset, userid AS u, epoch_ms(tweet_time) // 60000 AS m,
                           lower(regexp_replace(regexp_replace(' ' || replace(tweet_text, ' ', '  ') || ' ', ' (https?://t\.co/[A-Za-z0-9]+|{Name}) ', '  ', 'g'), ' +', ' ', 'g')) AS o
                    FROM tweets WHERE NOT is_retweet AND {NothingDropped("co_tweet")}),
                cells AS (
                    SELECT dataset, u, m, o, regexp_replace(o, '[^{Letters}]', '', 'g') AS sure, count(*) AS c
                    FROM stripped WHERE regexp_full_match(o, '([{Allowed}]|\. )*') AND length(regexp_replace(o, '[^{Letters}]', '', 'g')) >= {ShortestText} GROUP BY ALL),
                kept AS (SELECT cells.* FROM cells SEMI JOIN (SELECT dataset, o FROM cells GROUP BY ALL HAVING count(DISTINCT u) BETWEEN 2 AND {most}) USING (dataset, o))
                SELECT x.dataset, x.u AS account_a, y.u AS account_b, count(DISTINCT x.sure) AS objects, CAST(sum(x.c * y.c) AS BIGINT) AS events, min(abs(x.m - y.m)) AS dt
                FROM kept x JOIN kept y ON x.dataset = y.dataset AND x.o = y.o AND x.u < y.u AND y.m BETWEEN x.m - {window} AND x.m + {window}
                GROUP BY ALL)
            """,
            $"SELECT {pair} AS key, struct_pack(objects := n_objects, events := n_events, dt := min_dt_min) AS value FROM "
                + $"{Edges} WHERE method = 'co_tweet'",
            $"e.value IS NOT NULL AND CASE WHEN f.value IS NULL THEN e.value.objects >= {fewest} ELSE e.value.objects > f.value.objects "
                + "OR e.value.events > f.value.events OR e.value.dt < f.value.dt END");
    }

    /// <summary>Days whose hashtags are all of Latin letters and digits, which folding leaves except for the case.</summary>
    public static void Sequences(CheckContext context, int most)
    {
        string pair = CheckContext.Key("dataset", "account_a", "account_b");
        context.SameRows(Group, "coordination_edges: at least the pairs and days of hashtag_sequence with plain hashtags",
            [Edges, "coordination_methods", "tweets"],
            $"""
            SELECT {pair} AS key, days AS value FROM (
                WITH days AS (
                    SELECT dataset, userid AS u, CAST(tweet_time AS DATE) AS day, count(*) AS c, bool_and(regexp_full_match(array_to_string(hashtags, ''), '[A-Za-z0-9]+')) AS plain,
                           string_agg(lower(array_to_string(hashtags, ' ')), ' ' ORDER BY epoch_ms(tweet_time) // 60000, tweetid) AS o
                    FROM tweets WHERE NOT is_retweet AND len(hashtags) > 0 AND {NothingDropped("hashtag_sequence")} GROUP BY ALL),
                kept AS (SELECT * FROM days WHERE plain AND c >= {FewestTags} AND len(list_distinct(string_split(o, ' '))) >= {FewestTags})
                SELECT x.dataset, x.u AS account_a, y.u AS account_b, count(*) AS days
                FROM kept x JOIN kept y ON x.dataset = y.dataset AND x.day = y.day AND x.o = y.o AND x.u < y.u
                GROUP BY ALL)
            """,
            $"SELECT {pair} AS key, n_objects AS value FROM {Edges} WHERE method = 'hashtag_sequence'",
            "e.value IS NOT NULL AND e.value > coalesce(f.value, 0)");
    }

    /// <summary>TF-IDF cosines of all pairs, and that the table has the top ones; those at the cut, if none is just below it.</summary>
    public static void Vectors(CheckContext context, int most)
    {
        string pair = CheckContext.Key("dataset", "account_a", "account_b");
        context.NoRows(Group, "coordination_edges: cosines, tweets in common and the top of retweet_vectors = recount of tweets",
            [Edges, "tweets"], "every pair",
            $"""
            WITH raw AS (
                SELECT dataset, retweet_tweetid AS o, userid AS u, count(*) AS c FROM tweets
                WHERE retweet_tweetid IS NOT NULL AND retweet_userid IS DISTINCT FROM userid GROUP BY ALL),
            few AS (SELECT raw.* FROM raw SEMI JOIN (SELECT dataset, o FROM raw GROUP BY ALL HAVING count(*) <= {most}) USING (dataset, o)),
            cells AS (SELECT few.* FROM few SEMI JOIN (SELECT dataset, u FROM few GROUP BY ALL HAVING sum(c) >= {FewestRetweets}) USING (dataset, u)),
            accounts AS (SELECT dataset, count(DISTINCT u) AS n FROM cells GROUP BY ALL),
            objects AS (SELECT dataset, o, count(*) AS df FROM cells GROUP BY ALL),
            weights AS (SELECT dataset, o, u, c * ln(n / df) AS w FROM cells JOIN objects USING (dataset, o) JOIN accounts USING (dataset)),
            lengths AS (SELECT dataset, u, sqrt(sum(w * w)) AS l FROM weights GROUP BY ALL),
            products AS (
                SELECT x.dataset, x.u AS account_a, y.u AS account_b, count(*) AS n, sum(x.w * y.w) AS w
                FROM weights x JOIN weights y ON x.dataset = y.dataset AND x.o = y.o AND x.u < y.u GROUP BY ALL),
            cosines AS (
                SELECT p.dataset, account_a, account_b, n, coalesce(w / nullif(a.l * b.l, 0), 0) AS cosine
                FROM products p JOIN lengths a ON a.dataset = p.dataset AND a.u = account_a JOIN lengths b ON b.dataset = p.dataset AND b.u = account_b),
            ranked AS (
                SELECT *, row_number() OVER (PARTITION BY dataset ORDER BY cosine DESC) AS place, ceil({Number(TopShare)} * count(*) OVER (PARTITION BY dataset)) AS wanted FROM cosines),
            cuts AS (SELECT dataset, max(cosine) FILTER (place = wanted) AS cut, coalesce(max(cosine) FILTER (place = wanted + 1), 0) AS next FROM ranked GROUP BY dataset),
            written AS (SELECT dataset, account_a, account_b, n_objects, similarity FROM {Edges} WHERE method = 'retweet_vectors')
            SELECT {pair} AS key, n || ' tweets, ' || cosine AS expected, coalesce(n_objects || ' tweets, ' || similarity, 'no row') AS found
            FROM cosines FULL JOIN written USING (dataset, account_a, account_b) LEFT JOIN cuts USING (dataset)
            WHERE CASE WHEN similarity IS NULL THEN n > 1 AND cosine > {Number(Tolerance)} AND cosine > CASE WHEN cut - next > {Number(Tolerance)} THEN (cut + next) / 2 ELSE cut + {Number(Tolerance)} END
                       ELSE n IS DISTINCT FROM n_objects OR cosine IS NULL OR abs(cosine - similarity) > {Number(Tolerance)} OR similarity < cut - {Number(Tolerance)} END
            """);
    }

    /// <summary>An object that too many accounts share is dropped by its folded form, of which SQL sees a part.</summary>
    private static string NothingDropped(string method) =>
        $"dataset IN (SELECT dataset FROM coordination_methods WHERE method = '{method}' AND objects_dropped = 0)";

    private static string Number(double number) => number.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
