using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Text;

namespace TweetArchive.Tables;

/// <summary>
/// hashtags: which go with a target, and (target *) with the whole dataset; as written, and folded as matching folds them.
/// </summary>
internal sealed class HashtagsTable() : GroupTable<SeenMeasures>("hashtags", new TableKey(
    KeyColumn.Target(), KeyColumn.Text("hashtag", Dimension.Hashtags)), countsAccounts: true)
{
    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<SeenMeasures> groups)
    {
        foreach (int target in keys.Targets)
        {
            foreach (int hashtag in keys.Hashtags)
                groups.Add(Key.Pack(target, hashtag), keys.Seen, keys.Account);
        }
    }

    protected override GroupRow<SeenMeasures> NewRow(ColumnSet columns) => new Row(columns);

    private sealed class Row(ColumnSet columns) : GroupRow<SeenMeasures>
    {
        private readonly TextBuffer folded = columns.DictionaryText("hashtag_folded");
        private readonly SeenColumns seen = new(columns);

        public override void Write(ReadOnlySpan<byte> hashtag, in SeenMeasures counted, long accounts, MergeContext context)
        {
            // Capitals count in a hash: what differs by them is not the same.
            folded.Append(
                TextEntities.IsRedactedHashtag(hashtag) ? hashtag : context.Folded[..Folding.FoldHashtag(hashtag, context.Folded)]);
            seen.Write(hashtag, counted, accounts, context);
        }
    }
}
