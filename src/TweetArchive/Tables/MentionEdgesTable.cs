using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>mention_edges: from an account to those that it mentions, as the archive names them.</summary>
internal sealed class MentionEdgesTable() : GroupTable<SeenMeasures>("mention_edges", new TableKey(
    KeyColumn.Text("userid", Dimension.Users), KeyColumn.Text("mentioned", Dimension.Names)))
{
    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<SeenMeasures> groups)
    {
        DistinctNumbers mentioned = keys.NewSet();
        foreach (ReadOnlySpan<byte> name in new ListCell(tweet.UserMentions))
        {
            int number = keys.Number(Dimension.Names, Cells.UserId(name));
            if (mentioned.Add(number))
                groups.Add(Key.Pack(keys.Account, number), keys.Seen, keys.Account);
        }
    }

    protected override GroupRow<SeenMeasures> NewRow(ColumnSet columns) => new EdgeColumns(columns, "mentioned_in_set");
}
