using System.Globalization;
using System.Text.RegularExpressions;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Job;

/// <summary>
/// The job as SQL, in the form that is fastest for DuckDB: the file is read once into memory, tagged by one alternation over
/// lower-cased text, and aliases are told apart on the hits only.
/// </summary>
internal static class DuckDbStatements
{
    private static readonly string[] Numbers =
        ["follower_count", "following_count", "in_reply_to_tweetid", "quoted_tweet_tweetid", "retweet_tweetid", "quote_count",
            "reply_count", "like_count", "retweet_count"];

    private const string Hashtags =
        "list_distinct(list_concat(list_cell(hashtags), CASE WHEN contains(tweet_text, '#') THEN regexp_extract_all(tweet_text, "
            + "'#([\\pL\\pM\\pN_]+)', 1) ELSE [] END))";

    /// <summary>Each step's name and SQL, in order.</summary>
    /// <param name="file">CSV, plain or as gz.</param>
    /// <param name="allTweets">Write every tweet in full, not only the tagged ones.</param>
    public static IEnumerable<(string Name, string Sql)> All(string file, string folder, int threads, bool allTweets)
    {
        yield return ("settings",
            string.Create(CultureInfo.InvariantCulture,
                $"SET threads = {threads}; SET preserve_insertion_order = false; SET TimeZone = 'UTC'; SET enable_progress_bar = false"));
        yield return ("list cells",
            "CREATE MACRO list_cell(cell) AS CASE WHEN length(cell) > 2 THEN string_split(trim(cell, '[]'), ', ') ELSE [] END");
        yield return ("aliases",
            "CREATE TABLE aliases AS SELECT * FROM (VALUES "
                + string.Join(", ", PeerAliases.All.Select(a => $"({Quote(a.Target)}, {Quote(a.Alias)})")) + ") AS a(target_id, alias)");
        yield return ("read",
            "CREATE TABLE tweets AS SELECT * REPLACE (CAST(tweetid AS BIGINT) AS tweetid, CAST(tweet_time AS TIMESTAMP) AS tweet_time, "
                + "(is_retweet = 'true') AS is_retweet, nullif(tweet_language, '') AS tweet_language), CAST(tweet_time[1:10] AS DATE) AS "
                + $"day FROM {Csv(file)}");
        yield return ("tag",
            "CREATE TABLE hits AS SELECT *, lower(tweet_text) AS lower_text FROM tweets WHERE "
                + $"regexp_matches(lower(tweet_text), {Quote(string.Join('|', PeerAliases.Fewest().Select(Escape)))})");
        yield return ("tell aliases apart",
            "CREATE TABLE found AS SELECT h.* EXCLUDE lower_text, a.target_id, a.alias FROM hits h JOIN aliases a ON "
                + "contains(h.lower_text, a.alias)");
        yield return ("tweet × target", """
            CREATE TABLE tagged AS SELECT DISTINCT ON (tweetid, target_id) tweetid, target_id, userid, day, tweet_language, is_retweet, tweet_time, tweet_client_name, hashtags, urls, tweet_text,
                coalesce(try_cast(like_count AS BIGINT), 0) AS likes, coalesce(try_cast(retweet_count AS BIGINT), 0) AS retweets,
                coalesce(try_cast(reply_count AS BIGINT), 0) AS replies, coalesce(try_cast(quote_count AS BIGINT), 0) AS quotes FROM found
            """);
        yield return ("accounts", """
            CREATE TABLE accounts AS SELECT userid, any_value(user_display_name) AS user_display_name, any_value(user_screen_name) AS user_screen_name,
                any_value(user_reported_location) AS user_reported_location, any_value(user_profile_description) AS user_profile_description,
                any_value(user_profile_url) AS user_profile_url, try_cast(any_value(follower_count) AS BIGINT) AS follower_count, try_cast(any_value(following_count) AS BIGINT) AS following_count,
                try_cast(any_value(account_creation_date) AS DATE) AS account_creation_date, any_value(account_language) AS account_language,
                count(*) AS tweets, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen FROM tweets GROUP BY userid
            """);
        foreach ((string table, string query) in Tables(allTweets))
            yield return (table, $"COPY ({query}) TO {Quote(Path.Combine(folder, table + ".parquet"))} (FORMAT parquet, COMPRESSION zstd)");
    }

    /// <summary>Typed as ours are; lists stay the text that they are.</summary>
    private static string TweetRow(string table) =>
        $"t.* EXCLUDE ({(table == "hits" ? "day, lower_text" : "day")}) REPLACE (try_cast(account_creation_date AS DATE) AS "
            + $"account_creation_date, {string.Join(", ", Numbers.Select(n => $"try_cast({n} AS BIGINT) AS {n}"))}, try_cast(latitude AS "
            + "DOUBLE) AS latitude, try_cast(longitude AS DOUBLE) AS longitude)";

    private static IEnumerable<(string Table, string Query)> Tables(bool allTweets)
    {
        const string Seen =
            "count(*) AS tweets, count(*) FILTER (NOT is_retweet) AS originals, count(*) FILTER (is_retweet) AS retweets, count(DISTINCT "
                + "userid) AS accounts, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen";
        const string All =
            "SELECT '*' AS target_id, userid, is_retweet, tweet_time, tweet_text, hashtags, urls FROM tweets UNION ALL BY NAME SELECT "
                + "target_id, userid, is_retweet, tweet_time, tweet_text, hashtags, urls FROM tagged";
        yield return ("tweets",
            $"SELECT {TweetRow(allTweets ? "tweets" : "hits")}, g.targets FROM {(allTweets ? "tweets t LEFT" : "hits t")} JOIN (SELECT "
                + "tweetid, list(target_id ORDER BY target_id) AS targets FROM tagged GROUP BY tweetid) g USING (tweetid)");
        yield return ("mentions", "SELECT tweetid, userid, tweet_time, tweet_language, is_retweet, target_id, alias FROM found");
        yield return ("daily_mentions",
            "SELECT day, target_id, tweet_language, is_retweet, count(*) AS tweets, count(DISTINCT userid) AS accounts, sum(likes) AS "
                + "like_count, sum(retweets) AS retweet_count, sum(replies) AS reply_count, sum(quotes) AS quote_count FROM tagged GROUP "
                + "BY ALL");
        yield return ("daily_totals",
            "SELECT day, tweet_language, is_retweet, count(*) AS tweets, count(DISTINCT userid) AS accounts FROM tweets GROUP BY ALL");
        yield return ("hashtags",
            $"SELECT target_id, hashtag, lower(hashtag) AS hashtag_folded, {Seen} FROM (SELECT target_id, userid, is_retweet, tweet_time, "
                + $"unnest({Hashtags}) AS hashtag FROM ({All}) WHERE contains(tweet_text, '#') OR length(hashtags) > 2) GROUP BY "
                + "target_id, hashtag");
        yield return ("domains",
            $"SELECT target_id, domain, {Seen} FROM (SELECT target_id, userid, is_retweet, tweet_time, "
                + "unnest(list_distinct(regexp_extract_all(lower(urls), '://(?:www\\.)?([^/?#:,\\]]+)', 1))) AS domain FROM "
                + $"({All}) WHERE length(urls) > 2) GROUP BY target_id, domain");
        yield return ("clients",
            "SELECT target_id, tweet_client_name, count(*) AS tweets, count(DISTINCT userid) AS accounts FROM (SELECT '*' AS target_id, "
                + "tweet_client_name, userid FROM tweets UNION ALL SELECT target_id, tweet_client_name, userid FROM tagged) GROUP BY ALL");
        yield return ("hours",
            "SELECT target_id, isodow(tweet_time) AS weekday, hour(tweet_time) AS hour, count(*) AS tweets FROM (SELECT '*' AS target_id, "
                + "tweet_time FROM tweets UNION ALL SELECT target_id, tweet_time FROM tagged) GROUP BY ALL");
        yield return ("accounts",
            "SELECT a.*, coalesce(g.tagged_tweets, 0) AS tagged_tweets FROM accounts a LEFT JOIN (SELECT userid, count(DISTINCT tweetid) "
                + "AS tagged_tweets FROM tagged GROUP BY userid) g USING (userid)");
        yield return ("account_targets",
            "SELECT userid, target_id, count(*) AS tweets, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen FROM tagged GROUP "
                + "BY ALL");
        yield return ("mention_edges",
            "SELECT userid, mentioned, tweets, mentioned IN (SELECT userid FROM accounts) AS mentioned_in_set, first_seen, last_seen FROM "
                + "(SELECT userid, mentioned, count(*) AS tweets, min(tweet_time) AS first_seen, max(tweet_time) AS last_seen FROM "
                + "(SELECT userid, tweet_time, unnest(list_distinct(list_cell(user_mentions))) AS mentioned FROM tweets WHERE "
                + "length(user_mentions) > 2) GROUP BY userid, mentioned)");
        yield return ("retweet_edges",
            "SELECT userid, retweeted, tweets, retweeted IN (SELECT userid FROM accounts) AS retweeted_in_set, first_seen, last_seen FROM "
                + "(SELECT userid, retweet_userid AS retweeted, count(*) AS tweets, min(tweet_time) AS first_seen, max(tweet_time) AS "
                + "last_seen FROM tweets WHERE is_retweet AND retweet_userid <> '' GROUP BY userid, retweet_userid)");
    }

    /// <summary>The reader told everything there is to know, so that it does not have to sniff.</summary>
    private static string Csv(string file) =>
        $"read_csv({Quote(file)}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', nullstr "
            + $"= '\\N', parallel = true, columns = {{{string.Join(", ", TweetColumns.Names.Select(n => $"{Quote(n)}: 'VARCHAR'"))}}})";

    /// <summary>RE2 knows no escaped space.</summary>
    internal static string Escape(string text) => Regex.Escape(text).Replace("\\ ", " ", StringComparison.Ordinal);

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
