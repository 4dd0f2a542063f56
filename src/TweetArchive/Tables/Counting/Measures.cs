namespace TweetArchive.Tables.Counting;

/// <summary>Tweets, how many of them retweets, and when the first and the last was posted (UTC milliseconds).</summary>
/// <remarks>Two counts of 32 bits, so that a slot of <see cref="GroupMap{TMeasures}"/> is small; adding is checked.</remarks>
internal struct SeenMeasures : IMeasures<SeenMeasures>
{
    public uint Tweets;
    public uint Retweets;
    public long First;
    public long Last;

    public void Add(in SeenMeasures other)
    {
        if (other.Tweets == 0)
            return;
        First = Tweets == 0 ? other.First : Math.Min(First, other.First);
        Last = Tweets == 0 ? other.Last : Math.Max(Last, other.Last);
        Tweets = checked(Tweets + other.Tweets);
        Retweets += other.Retweets;
    }
}

/// <summary>Tweets, for tables that count nothing else.</summary>
internal struct CountMeasures : IMeasures<CountMeasures>
{
    public static readonly CountMeasures One = new() { Tweets = 1 };

    public uint Tweets;

    public void Add(in CountMeasures other) => Tweets = checked(Tweets + other.Tweets);
}

/// <summary>Tweets and the sums of their engagement counts; a blank count adds nothing.</summary>
internal struct EngagementMeasures : IMeasures<EngagementMeasures>
{
    public uint Tweets;
    public long Likes;
    public long Retweets;
    public long Replies;
    public long Quotes;

    public void Add(in EngagementMeasures other)
    {
        Tweets = checked(Tweets + other.Tweets);
        Likes += other.Likes;
        Retweets += other.Retweets;
        Replies += other.Replies;
        Quotes += other.Quotes;
    }
}
