namespace TweetArchive.Tweets;

/// <summary>
/// The 31 columns of a released tweets file, in the order of the README that Twitter shipped. Files come in three orders
/// and are mapped by name, see <see cref="TweetSchema"/>.
/// </summary>
public enum TweetColumn : byte
{
    TweetId, UserId, UserDisplayName, UserScreenName, UserReportedLocation, UserProfileDescription, UserProfileUrl,
    FollowerCount, FollowingCount, AccountCreationDate, AccountLanguage, TweetLanguage, TweetText, TweetTime, TweetClientName,
    InReplyToTweetId, InReplyToUserId, QuotedTweetId, IsRetweet, RetweetUserId, RetweetTweetId, Latitude, Longitude,
    QuoteCount, ReplyCount, LikeCount, RetweetCount, Hashtags, Urls, UserMentions, PollChoices,
}

/// <summary>The columns' names in the archives.</summary>
public static class TweetColumns
{
    internal static readonly string[] NameArray =
    [
        "tweetid", "userid", "user_display_name", "user_screen_name", "user_reported_location", "user_profile_description",
        "user_profile_url", "follower_count", "following_count", "account_creation_date", "account_language", "tweet_language",
        "tweet_text", "tweet_time", "tweet_client_name", "in_reply_to_tweetid", "in_reply_to_userid", "quoted_tweet_tweetid",
        "is_retweet", "retweet_userid", "retweet_tweetid", "latitude", "longitude", "quote_count", "reply_count", "like_count",
        "retweet_count", "hashtags", "urls", "user_mentions", "poll_choices",
    ];

    /// <summary>By <see cref="TweetColumn"/>.</summary>
    public static IReadOnlyList<string> Names => NameArray;

    public const int Count = 31;
}
