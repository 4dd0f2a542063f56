using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;

namespace TweetArchive.Tables;

/// <summary>hours: tweets by weekday (1 = Monday) and hour, UTC.</summary>
internal sealed class HoursTable() : GroupTable<CountMeasures>("hours", new TableKey(
    KeyColumn.Target(), KeyColumn.Small("weekday"), KeyColumn.Small("hour")))
{
    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<CountMeasures> groups)
    {
        foreach (int target in keys.Targets)
            groups.Add(Key.Pack(target, tweet.Weekday, tweet.Hour), CountMeasures.One, keys.Account);
    }

    protected override GroupRow<CountMeasures> NewRow(ColumnSet columns) => new Row(columns);

    private sealed class Row(ColumnSet columns) : GroupRow<CountMeasures>
    {
        private readonly LongBuffer tweets = columns.Long("tweets");

        public override void Write(ReadOnlySpan<byte> text, in CountMeasures counted, long accounts, MergeContext context) =>
            tweets.Append(counted.Tweets);
    }
}
