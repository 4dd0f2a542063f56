namespace TweetArchive.Query.Verify;

/// <summary>
/// The tables recounted from single tweets: those of tweets/, or those that DuckDB reads from the original CSV. A source is a table with
/// dataset, tweetid, userid, tweet_time, tweet_language, is_retweet, tweet_client_name, hashtags, urls, user_mentions, retweet_userid,
/// tweet_text.
/// </summary>
/// <param name="group">Of the results.</param>
/// <param name="source">Name of the table.</param>
/// <param name="datasets">Condition on <c>dataset</c> under which the tables are compared.</param>
internal sealed class RecountChecks(CheckContext context, string group, string source, string datasets)
{
    private const string Seen =
        "count(*) || ' tweets, ' || count(*) FILTER (WHERE NOT is_retweet) || ' originals, ' || count(DISTINCT userid) || ' accounts, ' "
            + "|| min(tweet_time) || ' to ' || max(tweet_time)";
    private const string SeenThere =
        "tweets || ' tweets, ' || originals || ' originals, ' || accounts || ' accounts, ' || first_seen || ' to ' || last_seen";

    private static readonly string[] EngagementColumns = ["like_count", "retweet_count", "reply_count", "quote_count"];

    /// <summary>Counts of the whole dataset; the source has all of its tweets.</summary>
    public void Whole()
    {
        string day = CheckContext.Key("dataset", "day", "tweet_language", "is_retweet");
        Same("daily_totals (tweets, accounts)", ["daily_totals"],
            $"SELECT {day} AS key, count(*) || ' tweets, ' || count(DISTINCT userid) || ' accounts' AS value FROM (SELECT *, "
                + $"CAST(tweet_time AS DATE) AS day FROM {source}) GROUP BY dataset, day, tweet_language, is_retweet",
            $"SELECT {day} AS key, tweets || ' tweets, ' || accounts || ' accounts' AS value FROM daily_totals WHERE {datasets}");
        string hour = CheckContext.Key("dataset", "weekday", "hour");
        Same("hours of *", ["hours"],
            $"SELECT {hour} AS key, count(*) AS value FROM (SELECT dataset, isodow(tweet_time) AS weekday, hour(tweet_time) AS hour "
                + $"FROM {source}) GROUP BY dataset, weekday, hour",
            $"SELECT {hour} AS key, tweets AS value FROM hours WHERE target_id = '*' AND {datasets}");
        string user = CheckContext.Key("dataset", "userid");
        Same("accounts (tweets, first and last seen)", ["accounts"],
            $"SELECT {user} AS key, count(*) || ' tweets, ' || min(tweet_time) || ' to ' || max(tweet_time) AS value "
                + $"FROM {source} GROUP BY dataset, userid",
            $"SELECT {user} AS key, tweets || ' tweets, ' || first_seen || ' to ' || last_seen AS value FROM accounts WHERE tweets > 0 "
                + $"AND {datasets}");
        ByTarget("'*'", source, "target_id = '*'", "of *");
        Edges("mention_edges", "mentioned",
            $"SELECT dataset, userid, tweet_time, unnest(list_distinct(user_mentions)) AS name FROM {source}");
        Edges("retweet_edges", "retweeted",
            "SELECT dataset, userid, tweet_time, coalesce(retweet_userid, nullif(regexp_extract(tweet_text, '^RT @([A-Za-z0-9_]+):', 1), "
                + $"'')) AS name FROM {source} WHERE is_retweet");
    }

    /// <summary>Counts of the targets, for tweets that <see cref="EvidenceChecks.Decided"/> says are tagged.</summary>
    public void Targets()
    {
        string tagged =
            $"(SELECT s.*, d.target_id FROM {source} s JOIN {EvidenceChecks.Decided} d ON d.dataset = s.dataset AND d.tweetid = s.tweetid "
                + "WHERE d.decision = 'tag')";
        ByTarget("target_id", tagged, $"target_id <> '*' AND {context.HasIds}", "of targets");
    }

    /// <summary>The sums of likes, retweets, replies and quotes; only tweets/ has them as numbers.</summary>
    public void Engagement(bool withCandidates)
    {
        string day = CheckContext.Key("dataset", "day", "target_id", "tweet_language", "is_retweet", "decision");
        string sums = string.Join(" || ' ' || ", EngagementColumns.Select(c => $"coalesce(sum({c}), 0)"));
        string decision = (withCandidates ? "true" : "decision = 'tag'") + $" AND {context.HasIds}";
        Same("daily_mentions (likes, retweets, replies, quotes)", ["daily_mentions"],
            $"SELECT {day} AS key, {sums} AS value FROM (SELECT d.*, CAST(d.tweet_time AS DATE) AS day, t.like_count, t.retweet_count, "
                + $"t.reply_count, t.quote_count FROM {EvidenceChecks.Decided} d JOIN tweets t ON t.dataset = d.dataset AND t.tweetid = "
                + $"d.tweetid) WHERE {decision} GROUP BY dataset, day, target_id, tweet_language, is_retweet, decision",
            $"SELECT {day} AS key, like_count || ' ' || retweet_count || ' ' || reply_count || ' ' || quote_count AS value FROM "
                + $"daily_mentions WHERE {decision}");
    }

    private void ByTarget(string target, string rows, string where, string of)
    {
        string client = CheckContext.Key("dataset", "target", "tweet_client_name");
        Same($"clients {of} (tweets, accounts)", ["clients"],
            $"SELECT {client} AS key, count(*) || ' tweets, ' || count(DISTINCT userid) || ' accounts' AS value FROM (SELECT "
                + $"*, {target} AS target FROM {rows}) GROUP BY dataset, target, tweet_client_name",
            $"SELECT {client} AS key, tweets || ' tweets, ' || accounts || ' accounts' AS value FROM (SELECT *, target_id AS target FROM "
                + $"clients WHERE {where} AND {datasets})");
        string domain = CheckContext.Key("dataset", "target", "domain");
        Same($"domains {of} (tweets, originals, accounts, first and last seen)", ["domains"],
            $"""
            SELECT {domain} AS key, {Seen} AS value
            FROM (SELECT DISTINCT dataset, target, tweetid, userid, tweet_time, is_retweet, url_host(url) AS domain FROM (SELECT dataset, {target} AS target, tweetid, userid, tweet_time, is_retweet, unnest(urls) AS url FROM {rows}))
            WHERE domain IS NOT NULL GROUP BY dataset, target, domain
            """,
            $"SELECT {domain} AS key, {SeenThere} AS value FROM (SELECT *, target_id AS target FROM domains WHERE {where} AND {datasets})");
        string hashtag = CheckContext.Key("dataset", "target", "hashtag");
        // The table also has hashtags that are in the text alone, found by the program's rule for what a hashtag is; it may have more,
        // never fewer.
        string cut = "NOT ends_with(rtrim(coalesce(tweet_text, '')), '#' || hashtag || '…')";
        context.SameRows(group, $"hashtags {of}: at least those of the column hashtags (the text's own are not compared)", ["hashtags"],
            $"SELECT {hashtag} AS key, count(*) AS value FROM (SELECT dataset, {target} AS target, tweet_text, "
                + $"unnest(list_distinct(hashtags)) AS hashtag FROM {rows}) WHERE {cut} GROUP BY dataset, target, hashtag",
            $"SELECT {hashtag} AS key, tweets AS value FROM (SELECT *, target_id AS target FROM hashtags WHERE {where} AND {datasets})",
            "e.value IS NOT NULL AND e.value > coalesce(f.value, 0)");
    }

    private void Edges(string table, string column, string names)
    {
        string edge = CheckContext.Key("dataset", "userid", "name");
        Same($"{table} (tweets, first and last seen)", [table],
            $"SELECT {edge} AS key, count(*) || ' tweets, ' || min(tweet_time) || ' to ' || max(tweet_time) AS value FROM "
                + $"({names}) WHERE name IS NOT NULL AND name <> '' GROUP BY dataset, userid, name",
            $"SELECT {edge} AS key, tweets || ' tweets, ' || first_seen || ' to ' || last_seen AS value FROM (SELECT "
                + $"*, {column} AS name FROM {table} WHERE {datasets})");
    }

    private void Same(string name, string[] tables, string expected, string found) =>
        context.SameRows(group, $"{name} = recount", tables, expected, found);
}
