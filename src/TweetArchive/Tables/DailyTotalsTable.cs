using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;

namespace TweetArchive.Tables;

/// <summary>daily_totals: all tweets and accounts by day, language and retweet, the denominator of every share.</summary>
internal sealed class DailyTotalsTable() : GroupTable<CountMeasures>("daily_totals", new TableKey(
    KeyColumn.Day("day"), KeyColumn.NullableText("tweet_language", Dimension.Languages), KeyColumn.Flag("is_retweet")),
    countsAccounts: true)
{
    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<CountMeasures> groups) =>
        groups.Add(Key.Pack(tweet.Day, keys.Language, tweet.IsRetweet ? 1 : 0), CountMeasures.One, keys.Account);

    protected override GroupRow<CountMeasures> NewRow(ColumnSet columns) => new CountColumns(columns);
}
