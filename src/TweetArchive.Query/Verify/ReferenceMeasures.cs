namespace TweetArchive.Query.Verify;

/// <summary>How a published measure is counted here.</summary>
/// <param name="Sql">The value for the dataset $dataset and the dimension $dimension (both put in as literals).</param>
/// <param name="SameDefinition">The source counted the same thing in the same way; otherwise a difference is only a finding.</param>
/// <param name="NeedsAllTweets">Cannot be counted from the tables of sums.</param>
internal sealed record ReferenceMeasure(string Sql, bool SameDefinition = true, bool NeedsAllTweets = false);

/// <summary>The measures of reference_figures.tsv.</summary>
internal static class ReferenceMeasures
{
    /// <summary>The Sunday that ends the week of a day.</summary>
    private const string Sunday = "CAST(day + CAST(7 - isodow(day) AS INTEGER) AS DATE)";

    private const string Totals = "SELECT coalesce(sum(tweets), 0) FROM daily_totals WHERE dataset = $dataset";
    private const string WithTweets = "SELECT count(*) FROM accounts WHERE dataset = $dataset AND tweets > 0";
    private const string Latin =
        "SELECT coalesce(sum(tweets), 0) FROM hashtags WHERE dataset = $dataset AND target_id = '*' AND regexp_matches(hashtag, "
            + "'[A-Za-z]')";

    public static readonly Dictionary<string, ReferenceMeasure> All = new(StringComparer.Ordinal)
    {
        ["tweets_total"] = new(Totals),
        ["accounts_total"] = new("SELECT count(*) FROM accounts WHERE dataset = $dataset"),
        ["accounts_with_tweets"] = new(WithTweets),
        ["tweets_by_language"] = new(Totals + " AND tweet_language = $dimension"),
        ["tweets_by_year"] = new($"{Totals} AND year({Sunday}) = CAST($dimension AS INTEGER)"),
        ["tweets_by_language_year"] = new(
            $"{Totals} AND tweet_language = split_part($dimension, ':', 1) AND year({Sunday}) = CAST(split_part($dimension, ':', 2) AS "
                + "INTEGER)"),
        ["tweets_in_week_ending"] = new($"{Totals} AND {Sunday} = CAST($dimension AS DATE)"),
        ["tweets_by_client"] = new(
            "SELECT coalesce(sum(tweets), 0) FROM clients WHERE dataset = $dataset AND target_id = '*' AND tweet_client_name = $dimension"),
        ["accounts_with_tweets_created"] = new(WithTweets + " AND year(account_creation_date) = CAST($dimension AS INTEGER)"),
        ["accounts_created_in_week_ending"] = new(
            "SELECT count(*) FROM (SELECT account_creation_date AS day FROM accounts WHERE dataset = $dataset AND tweets > 0) "
                + $"WHERE {Sunday} = CAST($dimension AS DATE)"),
        ["tweets_mentioning_other_set_accounts"] = new(
            "SELECT coalesce(sum(tweets), 0) FROM mention_edges WHERE dataset = $dataset AND mentioned_in_set AND mentioned <> userid",
            SameDefinition: false),
        ["retweets_among_set"] = new("SELECT coalesce(sum(tweets), 0) FROM retweet_edges WHERE dataset = $dataset AND retweeted_in_set",
            SameDefinition: false),
        ["max_weekly_active_accounts"] = new(
            "SELECT max(n) FROM (SELECT count(DISTINCT userid) AS n FROM (SELECT userid, CAST(tweet_time AS DATE) AS day FROM tweets "
                + $"WHERE dataset = $dataset) GROUP BY {Sunday})", NeedsAllTweets: true),
        ["domain_share_of_urls"] = new(
            "SELECT round(100.0 * count(*) FILTER (WHERE domain = $dimension) / count(*), 4) FROM tweet_urls WHERE dataset = $dataset",
            NeedsAllTweets: true),
        ["hashtag_occurrences_case_sensitive"] = new(
            "SELECT coalesce(sum(tweets), 0) FROM hashtags WHERE dataset = $dataset AND target_id = '*' AND hashtag = $dimension",
            SameDefinition: false),
        ["hashtag_occurrences_total_latin"] = new(Latin, SameDefinition: false),
        ["hashtags_naming_mek_ncri_over_400"] = new(
            "SELECT count(*) FROM hashtags WHERE dataset = $dataset AND target_id = '*' AND tweets > 400 AND "
                + "regexp_matches(lower(hashtag), '^(mek|mko|pmoi|ncri|rajavi|mo[jd]ahed)')", SameDefinition: false),
        ["tweets_arabic_min"] = new(Totals + " AND tweet_language = 'ar'"),
        ["share_farsi"] = new(
            "SELECT round(100.0 * sum(tweets) FILTER (WHERE tweet_language = 'fa') / sum(tweets), 4) FROM daily_totals WHERE dataset = "
                + "$dataset"),
        ["arabic_hashtags_min"] = new(
            "SELECT coalesce(sum(tweets), 0) FROM hashtags WHERE dataset = $dataset AND target_id = '*' AND regexp_matches(hashtag, "
                + "'\\p{Arabic}')", SameDefinition: false),
        ["accounts_created_2017_share"] = new(
            "SELECT round(100.0 * count(*) FILTER (WHERE year(account_creation_date) = 2017) / count(*), 4) FROM accounts WHERE dataset = "
                + "$dataset AND tweets > 0"),
        ["oldest_account_created"] = new("SELECT strftime(min(account_creation_date), '%Y-%m') FROM accounts WHERE dataset = $dataset"),
        ["newest_account_created"] = new("SELECT strftime(max(account_creation_date), '%Y-%m') FROM accounts WHERE dataset = $dataset"),
        ["max_followers"] = new("SELECT max(follower_count) FROM accounts WHERE dataset = $dataset"),
        ["share_by_language_non_rt"] = new(
            "SELECT round(100.0 * sum(tweets) FILTER (WHERE tweet_language = $dimension) / sum(tweets), 4) FROM daily_totals WHERE "
                + "dataset = $dataset AND NOT is_retweet AND tweet_language <> 'und'"),
        ["accounts_interface_language_en"] = new(
            "SELECT round(100.0 * count(*) FILTER (WHERE account_language = 'en') / count(*), 4) FROM accounts WHERE dataset = $dataset"),
        ["share_linking_awdnews"] = new(
            "SELECT round(100.0 * coalesce((SELECT sum(tweets) FROM domains WHERE dataset = $dataset AND target_id = '*' AND domain = "
                + "'awdnews.com'), 0) / sum(tweets), 4) FROM daily_totals WHERE dataset = $dataset"),
    };
}
