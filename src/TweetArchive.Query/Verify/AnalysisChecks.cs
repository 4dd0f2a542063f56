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
        CoordinationChecks.Run(context);
        if (context.Has("narrative_clusters"))
            Narratives(context);
    }

    private static void Spikes(CheckContext context)
    {
        string key = CheckContext.Key("s.dataset", "s.target_id", "s.period", "s.period_start");
        const string In = "d.dataset = s.dataset AND d.target_id = s.target_id AND CAST(d.tweet_time AS DATE) >= s.period_start AND "
            + "CAST(d.tweet_time AS DATE) < s.period_start + CASE s.period WHEN 'day' THEN 1 ELSE 7 END AND d.decision = 'tag'";
        context.SameRows(Group, "spikes: tweets, originals, accounts = recount of mentions", ["spikes", "mentions"],
            $"SELECT {key} AS key, count(DISTINCT d.tweetid) || ' tweets, ' || count(DISTINCT d.tweetid) FILTER (WHERE NOT "
                + "d.is_retweet) || ' originals, ' || count(DISTINCT d.userid) || ' accounts' AS value FROM spikes s JOIN "
                + $"{EvidenceChecks.Decided} d ON {In} GROUP BY ALL",
            $"SELECT {key} AS key, s.tweets || ' tweets, ' || s.originals || ' originals, ' || s.accounts || ' accounts' AS value FROM "
                + "spikes s");
    }

    private static void Narratives(CheckContext context)
    {
        string cluster = CheckContext.Key("dataset", "cluster_id");
        const string Value = "tweets || ' tweets, ' || originals || ' originals, ' || retweets || ' retweets, ' || accounts || ' "
            + "accounts, ' || original_accounts || ' with originals, ' || first_seen || ' to ' || last_seen";
        context.SameRows(Group, "narrative_clusters = recount of narrative_copies", ["narrative_clusters", "narrative_copies"],
            $"""
            SELECT {cluster} AS key, {Value} AS value FROM (
                SELECT dataset, cluster_id, count(*) AS tweets, count(*) FILTER (WHERE NOT is_retweet) AS originals, count(*) FILTER (WHERE is_retweet) AS retweets, count(DISTINCT userid) AS accounts,
                       count(DISTINCT userid) FILTER (WHERE NOT is_retweet) AS original_accounts, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen
                FROM narrative_copies GROUP BY dataset, cluster_id)
            """,
            $"SELECT {cluster} AS key, {Value} AS value FROM narrative_clusters");
        context.NoRows(Group, "narrative_copies: every member is a tweet, with its account, time, language and kind",
            ["narrative_copies", "tweets"], "every member",
            $"""
            SELECT {CheckContext.Key("c.dataset", "c.tweetid")} AS key, c.userid || ' ' || c.tweet_time AS expected, coalesce(t.userid || ' ' || t.tweet_time, 'no tweet') AS found
            FROM narrative_copies c LEFT JOIN tweets t ON t.dataset = c.dataset AND t.tweetid = c.tweetid AND t.userid = c.userid AND t.tweet_time = c.tweet_time
            WHERE t.tweetid IS NULL OR t.is_retweet <> c.is_retweet OR t.tweet_language IS DISTINCT FROM c.tweet_language
            """);
    }
}
