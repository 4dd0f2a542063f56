
using TweetArchive.Dataset;
using static TweetArchive.Dataset.ColumnType;

namespace TweetArchive.Tables;

/// <summary>The columns of every table of a dataset, in file order. Notebooks depend on them: they are a contract.</summary>
public static class TableSpecs
{
    private static readonly ColumnSpec Dataset = new("dataset", ColumnType.Text, Dictionary: true);
    private static readonly ColumnSpec TargetId = new("target_id", ColumnType.Text, Dictionary: true);
    private static readonly ColumnSpec UserId = new("userid", ColumnType.Text, Dictionary: true);
    private static readonly ColumnSpec TweetLanguage = new("tweet_language", ColumnType.Text, Nullable: true, Dictionary: true);
    private static readonly ColumnSpec Tweets = new("tweets", Long);
    private static readonly ColumnSpec Accounts = new("accounts", Long);
    private static readonly ColumnSpec FirstSeen = new("first_seen", Timestamp, Nullable: true);
    private static readonly ColumnSpec LastSeen = new("last_seen", Timestamp, Nullable: true);

    public static readonly TableSpec TweetRows = new("tweets", 0,
        Dataset, new("tweetid", Long, true), UserId,
        new("user_display_name", ColumnType.Text, true, true), new("user_screen_name", ColumnType.Text, true, true),
        new("user_reported_location", ColumnType.Text, true, true), new("user_profile_description", ColumnType.Text, true, true),
        new("user_profile_url", ColumnType.Text, true, true), new("follower_count", Long, true), new("following_count", Long, true),
        new("account_creation_date", Date, true), new("account_language", ColumnType.Text, true, true), TweetLanguage,
        new("tweet_text", ColumnType.Text, true), new("tweet_time", Timestamp), new("tweet_client_name", ColumnType.Text, true, true),
        new("in_reply_to_tweetid", Long, true), new("in_reply_to_userid", ColumnType.Text, true), new("quoted_tweet_tweetid", Long, true),
        new("is_retweet", Flag), new("retweet_userid", ColumnType.Text, true), new("retweet_tweetid", Long, true),
        new("latitude", Number, true), new("longitude", Number, true), new("quote_count", Long, true),
        new("reply_count", Long, true), new("like_count", Long, true), new("retweet_count", Long, true),
        new("hashtags", TextList, true), new("urls", TextList, true), new("user_mentions", TextList, true),
        new("poll_choices", TextList, true), new("targets", TextList, true),
        new("source_file", ColumnType.Text, Dictionary: true), new("record", Long), new("byte_offset", Long),
        new("reference_ids_rounded", Flag), new("text_truncated", Flag),
        new("in_reply_to_tweetid_repaired", Long, true), new("quoted_tweet_tweetid_repaired", Long, true),
        new("retweet_tweetid_repaired", Long, true), new("reference_repairs", TextList));

    public static readonly TableSpec Mentions = new("mentions", 2,
        Dataset, new("tweetid", Long, true), UserId, new("tweet_time", Timestamp), TweetLanguage,
        new("is_retweet", Flag), TargetId, new("alias", ColumnType.Text, Dictionary: true),
        new("alias_language", ColumnType.Text, Dictionary: true), new("kind", ColumnType.Text, Dictionary: true), new("field", ColumnType.Text, Dictionary: true),
        new("decision", ColumnType.Text, Dictionary: true), new("rule", ColumnType.Text, Dictionary: true), new("ambiguity", ColumnType.Text, Dictionary: true),
        new("polarity", ColumnType.Text, Dictionary: true), new("matched_text", ColumnType.Text, Dictionary: true), new("match_start", Integer, true));

    public static readonly TableSpec DailyMentions = new("daily_mentions", 6,
        Dataset, new("day", Date), TargetId, TweetLanguage, new("is_retweet", Flag),
        new("decision", ColumnType.Text, Dictionary: true), Tweets, Accounts, new("like_count", Long), new("retweet_count", Long),
        new("reply_count", Long), new("quote_count", Long));

    public static readonly TableSpec DailyTotals = new("daily_totals", 4,
        Dataset, new("day", Date), TweetLanguage, new("is_retweet", Flag), Tweets, Accounts);

    public static readonly TableSpec Hashtags = new("hashtags", 4,
        Dataset, TargetId, new("hashtag", ColumnType.Text, Dictionary: true), new("hashtag_folded", ColumnType.Text, Dictionary: true),
        Tweets, new("originals", Long), new("retweets", Long), Accounts, FirstSeen, LastSeen);

    public static readonly TableSpec Domains = new("domains", 3,
        Dataset, TargetId, new("domain", ColumnType.Text, Dictionary: true),
        Tweets, new("originals", Long), new("retweets", Long), Accounts, FirstSeen, LastSeen);

    public static readonly TableSpec Clients = new("clients", 3,
        Dataset, TargetId, new("tweet_client_name", ColumnType.Text, true, true), Tweets, Accounts);

    public static readonly TableSpec Hours = new("hours", 4,
        Dataset, TargetId, new("weekday", Integer), new("hour", Integer), Tweets);

    public static readonly TableSpec AccountRows = new("accounts", 2,
        Dataset, UserId, new("user_display_name", ColumnType.Text, true), new("user_screen_name", ColumnType.Text, true),
        new("user_reported_location", ColumnType.Text, true), new("user_profile_description", ColumnType.Text, true),
        new("user_profile_url", ColumnType.Text, true), new("follower_count", Long, true), new("following_count", Long, true),
        new("account_creation_date", Date, true), new("account_language", ColumnType.Text, true, true),
        Tweets, new("tagged_tweets", Long), FirstSeen, LastSeen);

    public static readonly TableSpec AccountTargets = new("account_targets", 3,
        Dataset, UserId, TargetId, Tweets, FirstSeen, LastSeen);

    public static readonly TableSpec MentionEdges = new("mention_edges", 3,
        Dataset, UserId, new("mentioned", ColumnType.Text, Dictionary: true), Tweets, new("mentioned_in_set", Flag), FirstSeen, LastSeen);

    public static readonly TableSpec RetweetEdges = new("retweet_edges", 3,
        Dataset, UserId, new("retweeted", ColumnType.Text, Dictionary: true), Tweets, new("retweeted_in_set", Flag), FirstSeen, LastSeen);

    public static readonly TableSpec Duplicates = new("duplicates", 2,
        new("tweetid", Long), Dataset, new("datasets", Integer), new("counted", Flag));

    public static readonly TableSpec Rejects = new("rejects", 0,
        new("source_file", ColumnType.Text, Dictionary: true), new("record", Long), new("line", Long), new("byte_offset", Long),
        new("byte_length", Long), new("reason", ColumnType.Text, Dictionary: true), new("detail", ColumnType.Text), new("raw", Binary));

    public static readonly TableSpec Media = new("media", 4,
        Dataset, new("tweetid", Long, true), new("archive", ColumnType.Text, Dictionary: true), new("entry", ColumnType.Text), new("userid", ColumnType.Text, true, true),
        new("type", ColumnType.Text, Dictionary: true), new("bytes", Long), new("crc32", Long), new("in_tweets", Flag, true),
        new("sha256", ColumnType.Text, true), new("dhash", Long, true), new("problem", ColumnType.Text, true, true));

    public static readonly TableSpec MediaReuse = new("media_reuse", 2,
        Dataset, new("match", ColumnType.Text, Dictionary: true), new("sha256", ColumnType.Text, true), new("dhash", Long, true), new("distance", Integer),
        new("files", Long), new("distinct_files", Long), Tweets, new("tweets_with_account", Long), new("accounts", Long, true),
        FirstSeen, LastSeen);

    public static readonly IReadOnlyList<TableSpec> All =
    [
        TweetRows, Mentions, DailyMentions, DailyTotals, Hashtags, Domains, Clients, Hours, AccountRows, AccountTargets,
        MentionEdges, RetweetEdges, Duplicates, Rejects, Media, MediaReuse,
    ];

    /// <summary>Tables that analyses add to a dataset (TweetArchive.Analysis). A new run over the same folder removes them: they are of the old one.</summary>
    public static readonly IReadOnlyList<string> AddedByAnalyses =
    [
        "account_bursts", "account_habits", "client_fingerprints", "client_pairs", "coordination_components", "coordination_edges", "coordination_methods",
        "label_used", "lookalikes", "mention_scores", "narrative_clusters", "narrative_copies", "narrative_themes", "posting_hours", "spikes", "tweet_languages",
    ];
}
