using TweetArchive.Targets.Matching;

namespace TweetArchive.Tables;

/// <summary>What the tables want to know of one tweet: cells unescaped, values read.</summary>
internal ref struct TweetFacts
{
    /// <summary>Byte offset of the record in its entry.</summary>
    public long Offset;

    /// <summary>0 where the collection has none.</summary>
    public long TweetId;
    public long TimeMillis;
    public bool IsRetweet;
    public ReadOnlySpan<byte> UserId;
    public ReadOnlySpan<byte> Language;
    public ReadOnlySpan<byte> Text;
    public ReadOnlySpan<byte> Client;
    public ReadOnlySpan<byte> Hashtags;
    public ReadOnlySpan<byte> Urls;
    public ReadOnlySpan<byte> UserMentions;
    public ReadOnlySpan<byte> InReplyToUserId;
    public ReadOnlySpan<byte> RetweetUserId;
    public long Likes;
    public long Retweets;
    public long Replies;
    public long Quotes;
    public ReadOnlySpan<Mention> Mentions;

    public readonly int Day => (int)(TimeMillis / 86_400_000);

    /// <summary>0–23, UTC.</summary>
    public readonly int Hour => (int)(TimeMillis / 3_600_000 % 24);

    /// <summary>1 = Monday; 1 January 1970 was a Thursday.</summary>
    public readonly int Weekday => ((Day + 3) % 7) + 1;
}
