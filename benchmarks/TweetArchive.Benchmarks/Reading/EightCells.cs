using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>The eight columns that "8 columns parsed" reads, in every reader: two numbers, a time and a flag parsed, four texts.</summary>
internal static class EightCells
{
    public static TweetColumn[] Columns { get; } =
    [
        TweetColumn.TweetId, TweetColumn.LikeCount, TweetColumn.TweetTime, TweetColumn.IsRetweet,
        TweetColumn.UserId, TweetColumn.TweetLanguage, TweetColumn.TweetText, TweetColumn.Hashtags,
    ];

    /// <summary>The first four cells as one number, so that none can be optimised away.</summary>
    public static long Parse(ReadOnlySpan<byte> tweetId, ReadOnlySpan<byte> likeCount, ReadOnlySpan<byte> tweetTime,
        ReadOnlySpan<byte> isRetweet)
    {
        if (Cells.TryParseId(tweetId, out long id, out _) & Cells.TryParseCount(likeCount, out long likes)
            & Cells.TryParseTime(tweetTime, out long time) & Cells.TryParseFlag(isRetweet, out bool retweet))
            return id + likes + time + (retweet ? 1 : 0);
        throw new InvalidDataException("a synthetic archive has no unreadable cells");
    }
}
