using System.Globalization;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Job;

/// <summary>
/// The job as SQL for ClickHouse, statement by statement what <see cref="DuckDbStatements"/> asks of DuckDB, in the forms that are fastest
/// there: the file is read once into memory, and all aliases are looked for in one pass (Hyperscan), which tells them apart too.
/// </summary>
internal static class ClickHouseStatements
{
    private const string Seen =
        "count() AS tweets, countIf(NOT is_retweet) AS originals, countIf(is_retweet) AS retweets, uniqExact(userid) AS accounts, "
            + "min(tweet_time) AS first_seen, max(tweet_time) AS last_seen";

    private const string All =
        "SELECT '*' AS target_id, userid, is_retweet, tweet_time, tweet_text, hashtags, urls FROM tweets UNION ALL SELECT target_id, "
            + "userid, is_retweet, tweet_time, tweet_text, hashtags, urls FROM tagged";

    private static readonly string[] Numbers =
        ["follower_count", "following_count", "in_reply_to_tweetid", "quoted_tweet_tweetid", "retweet_tweetid", "quote_count",
            "reply_count", "like_count", "retweet_count"];

    /// <summary>The statements, in order.</summary>
    /// <param name="file">CSV, plain or as gz.</param>
    /// <param name="folder">There already.</param>
    /// <param name="threads">At most.</param>
    /// <param name="allTweets">Write every tweet in full, not only the tagged ones.</param>
    public static IEnumerable<string> Of(string file, string folder, int threads, bool allTweets)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"SET max_threads = {threads}");
        yield return string.Create(CultureInfo.InvariantCulture, $"SET max_insert_threads = {threads}");
        yield return "SET session_timezone = 'UTC'";
        yield return "SET output_format_parquet_compression_method = 'zstd'";
        yield return "CREATE FUNCTION list_cell AS cell -> if(length(cell) > 2, splitByString(', ', trim(BOTH '[]' FROM cell)), [])";
        string columns = string.Join(", ", TweetColumns.Names.Select(n => $"{n} String"));
        yield return "CREATE TABLE tweets ENGINE = Memory AS SELECT * REPLACE (toInt64(tweetid) AS tweetid, "
            + "parseDateTime(tweet_time, '%Y-%m-%d %H:%i') AS tweet_time, CAST(is_retweet = 'true' AS Bool) AS is_retweet), "
            + $"toDate(tweet_time) AS day FROM file({Quote(file)}, 'CSVWithNames', {Quote(columns)})";
        // The Turkish capital with a dot is an i for the other sides, and an i with a dot above for ClickHouse.
        yield return "CREATE TABLE hits ENGINE = Memory AS SELECT *, multiMatchAllIndices(lowerUTF8(replaceAll(tweet_text, 'İ', 'i')), "
            + $"{List(PeerAliases.All.Select(a => DuckDbStatements.Escape(a.Alias)))}) AS places FROM tweets WHERE notEmpty(places)";
        yield return "CREATE TABLE found ENGINE = Memory AS SELECT * EXCEPT places, "
            + $"{List(PeerAliases.All.Select(a => a.Target))}[place] AS target_id, "
            + $"{List(PeerAliases.All.Select(a => a.Alias))}[place] AS alias FROM hits ARRAY JOIN places AS place";
        yield return "CREATE TABLE tagged ENGINE = Memory AS SELECT tweetid, target_id, userid, day, tweet_language, is_retweet, "
            + "tweet_time, tweet_client_name, hashtags, urls, tweet_text, toInt64OrZero(like_count) AS likes, "
            + "toInt64OrZero(retweet_count) AS retweets, toInt64OrZero(reply_count) AS replies, "
            + "toInt64OrZero(quote_count) AS quotes FROM found LIMIT 1 BY tweetid, target_id";
        yield return "CREATE TABLE accounts ENGINE = Memory AS SELECT userid, any(user_display_name) AS user_display_name, "
            + "any(user_screen_name) AS user_screen_name, any(user_reported_location) AS user_reported_location, "
            + "any(user_profile_description) AS user_profile_description, any(user_profile_url) AS user_profile_url, "
            + "toInt64OrNull(any(follower_count)) AS follower_count, toInt64OrNull(any(following_count)) AS following_count, "
            + "toDateOrNull(any(account_creation_date)) AS account_creation_date, any(account_language) AS account_language, "
            + "count() AS tweets, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen FROM tweets GROUP BY userid";
        foreach ((string table, string query) in Tables(allTweets))
            yield return $"INSERT INTO FUNCTION file({Quote(Path.Combine(folder, table + ".parquet"))}, 'Parquet') {query}";
    }

    private static IEnumerable<(string Table, string Query)> Tables(bool allTweets)
    {
        string casts = "toDateOrNull(account_creation_date) AS account_creation_date, "
            + string.Join(", ", Numbers.Select(n => $"toInt64OrNull({n}) AS {n}"))
            + ", toFloat64OrNull(latitude) AS latitude, toFloat64OrNull(longitude) AS longitude";
        yield return ("tweets",
            $"SELECT t.* EXCEPT ({(allTweets ? "day" : "day, places")}) REPLACE ({casts}), g.targets FROM "
                + $"{(allTweets ? "tweets AS t LEFT" : "hits AS t")} JOIN (SELECT tweetid, "
                + "arraySort(groupArray(target_id)) AS targets FROM tagged GROUP BY tweetid) AS g USING (tweetid)");
        yield return ("mentions", "SELECT tweetid, userid, tweet_time, tweet_language, is_retweet, target_id, alias FROM found");
        yield return ("daily_mentions",
            "SELECT day, target_id, tweet_language, is_retweet, count() AS tweets, uniqExact(userid) AS accounts, sum(likes) AS "
                + "like_count, sum(retweets) AS retweet_count, sum(replies) AS reply_count, sum(quotes) AS quote_count FROM tagged "
                + "GROUP BY day, target_id, tweet_language, is_retweet");
        yield return ("daily_totals",
            "SELECT day, tweet_language, is_retweet, count() AS tweets, uniqExact(userid) AS accounts FROM tweets "
                + "GROUP BY day, tweet_language, is_retweet");
        yield return ("hashtags",
            $"SELECT target_id, hashtag, lowerUTF8(hashtag) AS hashtag_folded, {Seen} FROM ({All}) ARRAY JOIN "
                + "arrayDistinct(arrayConcat(list_cell(hashtags), if(position(tweet_text, '#') > 0, "
                + @"extractAll(tweet_text, '#([\\pL\\pM\\pN_]+)'), []))) AS hashtag GROUP BY target_id, hashtag");
        yield return ("domains",
            $"SELECT target_id, domain, {Seen} FROM (SELECT * FROM ({All}) WHERE length(urls) > 2) ARRAY JOIN "
                + @"arrayDistinct(extractAll(lowerUTF8(urls), '://(?:www\\.)?([^/?#:,\\]]+)')) AS domain GROUP BY target_id, domain");
        yield return ("clients",
            "SELECT target_id, tweet_client_name, count() AS tweets, uniqExact(userid) AS accounts FROM (SELECT '*' AS target_id, "
                + "tweet_client_name, userid FROM tweets UNION ALL SELECT target_id, tweet_client_name, userid FROM tagged) "
                + "GROUP BY target_id, tweet_client_name");
        yield return ("hours",
            "SELECT target_id, toDayOfWeek(tweet_time) AS weekday, toHour(tweet_time) AS hour, count() AS tweets FROM (SELECT '*' AS "
                + "target_id, tweet_time FROM tweets UNION ALL SELECT target_id, tweet_time FROM tagged) "
                + "GROUP BY target_id, weekday, hour");
        yield return ("accounts",
            "SELECT a.*, g.tagged_tweets FROM accounts AS a LEFT JOIN (SELECT userid, uniqExact(tweetid) AS tagged_tweets FROM tagged "
                + "GROUP BY userid) AS g USING (userid)");
        yield return ("account_targets",
            "SELECT userid, target_id, count() AS tweets, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen FROM tagged "
                + "GROUP BY userid, target_id");
        yield return ("mention_edges",
            "SELECT userid, mentioned, count() AS tweets, CAST(mentioned IN (SELECT userid FROM accounts) AS Bool) AS mentioned_in_set, "
                + "min(tweet_time) AS first_seen, max(tweet_time) AS last_seen FROM (SELECT userid, tweet_time, user_mentions FROM tweets "
                + "WHERE length(user_mentions) > 2) ARRAY JOIN arrayDistinct(list_cell(user_mentions)) AS mentioned "
                + "GROUP BY userid, mentioned");
        yield return ("retweet_edges",
            "SELECT userid, retweet_userid AS retweeted, count() AS tweets, CAST(retweeted IN (SELECT userid FROM accounts) AS Bool) AS "
                + "retweeted_in_set, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen FROM tweets "
                + "WHERE is_retweet AND retweet_userid <> '' GROUP BY userid, retweet_userid");
    }

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";

    private static string Quote(string text)
        => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
