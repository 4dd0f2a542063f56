using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;

namespace TweetArchive.Tables;

/// <summary>account_targets: which account mentioned which target, how often and when.</summary>
internal sealed class AccountTargetsTable() : GroupTable<SeenMeasures>("account_targets", new TableKey(
    KeyColumn.Text("userid", Dimension.Users), KeyColumn.Target()))
{
    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<SeenMeasures> groups)
    {
        foreach (int target in keys.Targets)
        {
            if (target != TargetNames.All)
                groups.Add(Key.Pack(keys.Account, target), keys.Seen, keys.Account);
        }
    }

    protected override GroupRow<SeenMeasures> NewRow(ColumnSet columns) => new Row(columns);

    private sealed class Row(ColumnSet columns) : GroupRow<SeenMeasures>
    {
        private readonly LongBuffer tweets = columns.Long("tweets");
        private readonly TimestampBuffer firstSeen = columns.Timestamp("first_seen", nullable: true);
        private readonly TimestampBuffer lastSeen = columns.Timestamp("last_seen", nullable: true);

        public override void Write(ReadOnlySpan<byte> text, in SeenMeasures counted, long accounts, MergeContext context)
        {
            tweets.Append(counted.Tweets);
            firstSeen.Append(counted.First);
            lastSeen.Append(counted.Last);
        }
    }
}
