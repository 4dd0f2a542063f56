namespace TweetArchive.Checkpoints;

/// <summary>Where the records of an entry went: <c>Records = Tweets + Users + Rejected + Duplicates</c>.</summary>
public record struct EntryCounts
{
    public long Records;
    public long Tweets;

    /// <summary>Rows of a users file; not records of tweets.</summary>
    public long Users;
    public long Rejected;
    public long Duplicates;
    public long Retweets;
    public long TaggedTweets;
    public long RoundedReferences;

    /// <summary>What a collected stream holds besides tweets, such as deletions; no records.</summary>
    public long Notices;

    /// <summary>Tweets whose text holds bytes that are not UTF-8; each becomes U+FFFD.</summary>
    public long TextsNotUtf8;

    /// <summary>Tweets without an id, of formats that have such.</summary>
    public long WithoutId;

    /// <summary>Physical lines, header and blank lines included.</summary>
    public long Lines;

    internal void Add(in EntryCounts other)
    {
        Records += other.Records;
        Tweets += other.Tweets;
        Users += other.Users;
        Rejected += other.Rejected;
        Duplicates += other.Duplicates;
        Retweets += other.Retweets;
        TaggedTweets += other.TaggedTweets;
        RoundedReferences += other.RoundedReferences;
        Notices += other.Notices;
        TextsNotUtf8 += other.TextsNotUtf8;
        WithoutId += other.WithoutId;
        Lines += other.Lines;
    }
}
