namespace TweetArchive.Query.Verify;

/// <summary>
/// Counts that analyses wrote, recounted by SQL from mentions, tweets and each other. What is drawn at random or learned is not: its
/// definition is a program's, and its error is measured by <c>evaluate</c>.
/// </summary>
internal static class AnalysisChecks
{
    private const string Group = CoordinationChecks.Group;

    public static void Run(CheckContext context)
    {
        if (context.Has("spikes"))
            Spikes(context);
        if (context.Has("label_used"))
            Labels(context);
        CoordinationChecks.Run(context);
        NarrativeChecks.Run(context);
        PersonaChecks.Run(context);
        if (context.Has("tweet_languages") && context.Has("tweets"))
            Languages(context);
        if (context.Has("lookalikes"))
            Names(context);
        if (context.Has("reference_neighbours") && context.Has("tweets"))
            Neighbours(context);
    }

    private static void Spikes(CheckContext context)
    {
        string key = CheckContext.Key("s.dataset", "s.target_id", "s.period", "s.period_start");
        static string In(string day) => $"d.dataset = s.dataset AND {day} >= s.period_start AND {day} < s.period_start + CASE s.period "
            + "WHEN 'day' THEN 1 ELSE 7 END";
        string tag = In("CAST(d.tweet_time AS DATE)") + " AND d.target_id = s.target_id AND d.decision = 'tag'";
        context.SameRows(Group, "spikes: tweets, originals = recount of mentions with ids", ["spikes", "mentions"],
            $"SELECT {key} AS key, count(DISTINCT d.tweetid) || ' tweets, ' || count(DISTINCT d.tweetid) FILTER (WHERE NOT "
                + $"d.is_retweet) || ' originals' AS value FROM spikes s JOIN {EvidenceChecks.Decided} d ON {tag} GROUP BY ALL",
            $"SELECT {key} AS key, tweets || ' tweets, ' || originals || ' originals' AS value FROM spikes s WHERE {context.HasIds}");
        context.SameRows(Group, "spikes: accounts, accounts with originals = recount of mentions", ["spikes", "mentions"],
            $"SELECT {key} AS key, count(DISTINCT d.userid) || ' accounts, ' || count(DISTINCT d.userid) FILTER (WHERE NOT "
                + $"d.is_retweet) || ' with originals' AS value FROM spikes s JOIN mentions d ON {tag} GROUP BY ALL",
            $"SELECT {key} AS key, accounts || ' accounts, ' || original_accounts || ' with originals' AS value FROM spikes s");
        context.SameRows(Group, "spikes: tweets, originals, retweets = sums of daily_mentions", ["spikes", "daily_mentions"],
            $"SELECT {key} AS key, sum(d.tweets) || ' tweets, ' || coalesce(sum(d.tweets) FILTER (WHERE NOT d.is_retweet), 0) || "
                + "' originals, ' || coalesce(sum(d.tweets) FILTER (WHERE d.is_retweet), 0) || ' retweets' AS value FROM spikes s JOIN "
                + $"daily_mentions d ON {In("d.day")} AND d.target_id = s.target_id AND d.decision = 'tag' GROUP BY ALL",
            $"SELECT {key} AS key, tweets || ' tweets, ' || originals || ' originals, ' || retweets || ' retweets' AS value FROM spikes s");
        context.SameRows(Group, "spikes: all tweets of the period = sums of daily_totals", ["spikes", "daily_totals"],
            $"SELECT {key} AS key, CAST(sum(d.tweets) AS BIGINT) AS value FROM spikes s JOIN daily_totals d ON {In("d.day")} GROUP BY ALL",
            $"SELECT {key} AS key, dataset_tweets AS value FROM spikes s");
        context.SameRows(Group, "spikes: shares of all tweets, of the period and around it = sums of daily_mentions and daily_totals",
            ["spikes", "daily_mentions", "daily_totals"],
            $"""
            SELECT key, struct_pack(share := coalesce(t.own / nullif(d.own, 0), 0), around := coalesce(t.others, 0) / nullif(d.others, 0)) AS value
            FROM ({Around("daily_totals", "true")}) d LEFT JOIN ({Around("daily_mentions", "d.target_id = s.target_id AND d.decision = 'tag'")}) t USING (key)
            """,
            $"SELECT {key} AS key, struct_pack(share := share, around := share_around) AS value FROM spikes s",
            PersonaChecks.Differs([], ["share", "around"], "1e-12"));
        context.NoRows(Group, "spikes: only rows that originals carry have p and q", ["spikes"], "every row",
            $"SELECT {key} AS key, s.carried_by AS expected, coalesce(CAST(s.q_value AS VARCHAR), 'no q') AS found FROM spikes s WHERE "
                + "(s.carried_by = 'originals') <> (s.p_value IS NOT NULL AND s.q_value IS NOT NULL) OR (s.carried_by = 'originals') <> "
                + "(s.originals_q_value <= 0.05)");
    }

    /// <summary>Tweets of the period, and of 28 days (13 weeks) on both sides.</summary>
    private static string Around(string table, string condition)
    {
        const string Length = "CASE s.period WHEN 'day' THEN 1 ELSE 7 END", Reach = "CASE s.period WHEN 'day' THEN 28 ELSE 91 END";
        const string Own = "d.day >= s.period_start AND d.day < s.period_start + " + Length;
        return $"SELECT {CheckContext.Key("s.dataset", "s.target_id", "s.period", "s.period_start")} AS key, sum(d.tweets) FILTER (WHERE "
            + $"{Own}) AS own, sum(d.tweets) FILTER (WHERE NOT ({Own})) AS others FROM spikes s JOIN {table} d ON d.dataset "
            + "= s.dataset AND "
            + $"{condition} AND d.day >= s.period_start - {Reach} AND d.day < s.period_start + {Length} + {Reach} GROUP BY ALL";
    }

    private static void Labels(CheckContext context)
    {
        string key = CheckContext.Key("dataset", "target_id", "polarity", "tweet_language", "is_retweet");
        const string Value = "tweets || ' tweets, ' || accounts || ' accounts, ' || first_seen || ' to ' || last_seen";
        context.SameRows(Group, "label_used = recount of mentions", ["label_used", "mentions"],
            $"""
            SELECT {key} AS key, {Value} AS value FROM (
                SELECT dataset, target_id, polarity, tweet_language, is_retweet, count(*) AS tweets, count(DISTINCT userid) AS accounts, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen
                FROM (SELECT DISTINCT dataset, tweetid, userid, tweet_time, tweet_language, is_retweet, target_id, polarity FROM mentions WHERE decision = 'tag') GROUP BY ALL)
            """,
            $"SELECT {key} AS key, {Value} AS value FROM label_used");
    }

    /// <summary>Each row is of a tweet with this rounded reference, and no other tweet of the dataset has an id so near.</summary>
    private static void Neighbours(CheckContext context)
    {
        const string Reference = "CASE n.reference WHEN 'in_reply_to_tweetid' THEN t.in_reply_to_tweetid WHEN 'quoted_tweet_tweetid' THEN "
            + "t.quoted_tweet_tweetid WHEN 'retweet_tweetid' THEN t.retweet_tweetid END";
        context.NoRows(Group, "reference_neighbours: the tweet refers to this id, and one tweet alone is near it",
            ["reference_neighbours", "tweets"], "every row",
            $"""
            SELECT {CheckContext.Key("n.dataset", "n.tweetid", "n.reference")} AS key, n.rounded_tweetid || ' near ' || n.neighbour_tweetid AS expected,
                   coalesce(n.refers, 'no reference') || ', ' || coalesce(n.near, 'none near') AS found
            FROM (SELECT n.*, (SELECT min({Reference})::VARCHAR FROM tweets t WHERE t.dataset = n.dataset AND t.tweetid = n.tweetid AND t.reference_ids_rounded AND {Reference} = n.rounded_tweetid) AS refers,
                         (SELECT array_to_string(list_sort(list(DISTINCT t.tweetid)), ' ') FROM tweets t WHERE t.dataset = n.dataset AND t.tweetid BETWEEN n.rounded_tweetid - 256 AND n.rounded_tweetid + 256) AS near
                  FROM reference_neighbours n) n
            WHERE (n.tweetid IS NOT NULL AND n.refers IS NULL) OR n.near IS DISTINCT FROM n.neighbour_tweetid::VARCHAR
            """);
    }

    /// <summary>What is guessed is a model's; of which tweets is not.</summary>
    private static void Languages(CheckContext context)
    {
        string key = CheckContext.Key("dataset", "tweetid");
        context.SameRows(Group, "tweet_languages = tweets without a language, where any are guessed", ["tweet_languages", "tweets"],
            $"SELECT {key} AS key, count(*) AS value FROM tweets WHERE coalesce(tweet_language, '') = '' AND dataset IN (SELECT dataset "
                + "FROM tweet_languages) GROUP BY dataset, tweetid",
            $"SELECT {key} AS key, count(*) AS value FROM tweet_languages WHERE tweet_language IS NULL GROUP BY dataset, tweetid");
    }

    /// <summary>Which names are near is a program's rule; that they are the dataset's, and how many tweets have them, is not.</summary>
    private static void Names(CheckContext context)
    {
        context.NoRows(Group, "lookalikes: the name is an account's or a linked domain, with its tweets",
            ["lookalikes", "accounts", "domains"], "every name",
            $"""
            SELECT {CheckContext.Key("l.dataset", "l.kind", "l.found", "l.userid")} AS key, coalesce(a.tweets, d.tweets)::VARCHAR || ' tweets' AS expected, l.tweets || ' tweets' AS found
            FROM lookalikes l
            LEFT JOIN accounts a ON a.dataset = l.dataset AND a.userid = l.userid AND l.found = CASE l.kind WHEN 'name' THEN a.user_display_name WHEN 'handle' THEN a.user_screen_name END
            LEFT JOIN domains d ON l.kind = 'domain' AND d.dataset = l.dataset AND d.target_id = '*' AND d.domain = l.found
            WHERE l.tweets IS DISTINCT FROM coalesce(a.tweets, d.tweets) OR (l.kind = 'domain') <> (l.userid IS NULL)
            """);
    }
}
