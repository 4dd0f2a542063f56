namespace TweetArchive.Tweets;

/// <summary>
/// The millisecond that a tweetid holds: ids given out since 4 November 2010 are milliseconds since 1288834974657, shifted by 22 bits
/// (Twitter, "Announcing Snowflake", 2010).
/// </summary>
internal static class TweetTime
{
    private const long Epoch = 1_288_834_974_657;

    // The first day of such ids; what is smaller was counted one by one.
    private const long Smallest = 29_700_000_000;

    // Until 2036; larger numbers are not ids of tweets.
    private const long Largest = 3_500_000_000_000_000_000;

    /// <summary>Milliseconds since 1970; false for an id that holds none.</summary>
    public static bool TryGet(long tweetId, out long unixMillis)
    {
        unixMillis = (tweetId >> 22) + Epoch;
        return tweetId is >= Smallest and <= Largest;
    }
}
