namespace TweetArchive.Query.Datasets;

/// <summary>Views over the lists of the tweets table: one row for each item, so that a count needs no <c>unnest</c>.</summary>
internal static class HelperViews
{
    private const string Tweet = "dataset, tweetid, userid, tweet_time, tweet_language, is_retweet";

    /// <summary>
    /// The host of a URL, as the table domains names it: lower case, without user, port and a leading www.; null where there is
    /// none. A host in other letters than ASCII keeps their case.
    /// </summary>
    public const string UrlHostMacro =
        """
        CREATE MACRO url_host(url) AS (
            WITH parts AS (SELECT rtrim(regexp_replace(regexp_extract(regexp_replace(url, '^([\x00-\x7F]{0,8}?://|//)', ''), '^[^/?#\\ ]*'), '^.*@', '').split(':')[1], '.') AS host)
            SELECT CASE WHEN NOT contains(host, '.') THEN NULL
                        ELSE regexp_replace(CASE WHEN regexp_matches(host, '[^\x00-\x7F]') THEN host ELSE lower(host) END, '^www\.(.)', '\1') END
            FROM parts)
        """;

    /// <summary>Name and definition, for a dataset that has tweets.</summary>
    public static readonly (string Name, string Sql)[] All =
    [
        ("tweet_hashtags", $"SELECT {Tweet}, unnest(list_distinct(hashtags)) AS hashtag FROM tweets"),
        ("tweet_urls", $"SELECT *, url_host(url) AS domain FROM (SELECT {Tweet}, unnest(urls) AS url FROM tweets)"),
        ("tweet_mentions", $"SELECT {Tweet}, unnest(list_distinct(user_mentions)) AS mentioned FROM tweets"),
        ("tweet_targets", $"SELECT {Tweet}, unnest(targets) AS target_id FROM tweets"),
    ];
}
