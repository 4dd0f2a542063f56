using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>retweet_edges: from an account to those that it retweets, as the archive names them or the text does.</summary>
internal sealed class RetweetEdgesTable() : GroupTable<SeenMeasures>("retweet_edges", new TableKey(
    KeyColumn.Text("userid", Dimension.Users), KeyColumn.Text("retweeted", Dimension.Names)))
{
    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<SeenMeasures> groups)
    {
        if (!tweet.IsRetweet)
            return;
        ReadOnlySpan<byte> retweeted = Cells.UserId(tweet.RetweetUserId);
        if (!retweeted.IsEmpty || TextEntities.TryGetRetweetHeader(tweet.Text, out retweeted))
            groups.Add(Key.Pack(keys.Account, keys.Number(Dimension.Names, retweeted)), keys.Seen, keys.Account);
    }

    protected override GroupRow<SeenMeasures> NewRow(ColumnSet columns) => new EdgeColumns(columns, "retweeted_in_set");
}
