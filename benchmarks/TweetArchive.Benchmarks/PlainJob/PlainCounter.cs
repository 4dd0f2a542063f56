namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>What one group of tweets adds up to; each table writes the part of it that it has columns for.</summary>
internal sealed class PlainCounter
{
    private HashSet<string>? users;

    public long Tweets { get; private set; }

    public long Retweets { get; private set; }

    public DateTime First { get; private set; } = DateTime.MaxValue;

    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>Likes, retweets, replies and quotes, summed.</summary>
    public (long Likes, long Retweets, long Replies, long Quotes) Engagement { get; private set; }

    /// <summary>How many accounts wrote the tweets, where a table counts them.</summary>
    public long Accounts => users?.Count ?? 0;

    public void Add(bool retweet, DateTime time)
    {
        Tweets++;
        if (retweet)
            Retweets++;
        if (time < First)
            First = time;
        if (time > Last)
            Last = time;
    }

    public void Add(bool retweet, DateTime time, string user)
    {
        Add(retweet, time);
        (users ??= []).Add(user);
    }

    public void AddEngagement((long Likes, long Retweets, long Replies, long Quotes) more) => Engagement =
        (Engagement.Likes + more.Likes, Engagement.Retweets + more.Retweets, Engagement.Replies + more.Replies,
            Engagement.Quotes + more.Quotes);

    public void Merge(PlainCounter other)
    {
        Tweets += other.Tweets;
        Retweets += other.Retweets;
        if (other.First < First)
            First = other.First;
        if (other.Last > Last)
            Last = other.Last;
        AddEngagement(other.Engagement);
        if (other.users is not null)
            (users ??= []).UnionWith(other.users);
    }
}
