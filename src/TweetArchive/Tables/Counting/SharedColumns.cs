using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Tables.Counting;

/// <summary>tweets, originals, retweets, accounts, first_seen, last_seen.</summary>
internal sealed class SeenColumns(ColumnSet columns) : GroupRow<SeenMeasures>
{
    private readonly LongBuffer tweets = columns.Long("tweets");
    private readonly LongBuffer originals = columns.Long("originals");
    private readonly LongBuffer retweets = columns.Long("retweets");
    private readonly LongBuffer accountCount = columns.Long("accounts");
    private readonly TimestampBuffer firstSeen = columns.Timestamp("first_seen", nullable: true);
    private readonly TimestampBuffer lastSeen = columns.Timestamp("last_seen", nullable: true);

    public override void Write(ReadOnlySpan<byte> text, in SeenMeasures counted, long accounts, MergeContext context)
    {
        tweets.Append(counted.Tweets);
        originals.Append(counted.Tweets - counted.Retweets);
        retweets.Append(counted.Retweets);
        accountCount.Append(accounts);
        firstSeen.Append(counted.First);
        lastSeen.Append(counted.Last);
    }
}

/// <summary>tweets, accounts.</summary>
internal sealed class CountColumns(ColumnSet columns) : GroupRow<CountMeasures>
{
    private readonly LongBuffer tweets = columns.Long("tweets");
    private readonly LongBuffer accountCount = columns.Long("accounts");

    public override void Write(ReadOnlySpan<byte> text, in CountMeasures counted, long accounts, MergeContext context)
    {
        tweets.Append(counted.Tweets);
        accountCount.Append(accounts);
    }
}

/// <summary>tweets, whether the one that the edge leads to is an account of the dataset, first_seen, last_seen.</summary>
internal sealed class EdgeColumns(ColumnSet columns, string inSetName) : GroupRow<SeenMeasures>
{
    private readonly LongBuffer tweets = columns.Long("tweets");
    private readonly FlagBuffer inSet = columns.Flag(inSetName);
    private readonly TimestampBuffer firstSeen = columns.Timestamp("first_seen", nullable: true);
    private readonly TimestampBuffer lastSeen = columns.Timestamp("last_seen", nullable: true);

    public override void Write(ReadOnlySpan<byte> name, in SeenMeasures counted, long accounts, MergeContext context)
    {
        tweets.Append(counted.Tweets);
        inSet.Append(context.Accounts.Contains(name));
        firstSeen.Append(counted.First);
        lastSeen.Append(counted.Last);
    }
}
