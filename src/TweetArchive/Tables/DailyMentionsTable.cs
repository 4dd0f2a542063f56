using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;

namespace TweetArchive.Tables;

/// <summary>daily_mentions: tweets, accounts and engagement by day, target, language, retweet and decision.</summary>
internal sealed class DailyMentionsTable() : GroupTable<EngagementMeasures>("daily_mentions", new TableKey(
    KeyColumn.Day("day"), KeyColumn.Target(), KeyColumn.NullableText("tweet_language", Dimension.Languages), KeyColumn.Flag("is_retweet"),
    KeyColumn.Word("decision", "candidate", "tag")), countsAccounts: true)
{
    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<EngagementMeasures> groups)
    {
        foreach (int target in keys.Mentioned)
        {
            ulong key = Key.Pack(tweet.Day, target, keys.Language, tweet.IsRetweet ? 1 : 0, keys.Tags(target) ? 1 : 0);
            groups.Add(key, new EngagementMeasures
            {
                Tweets = 1,
                Likes = tweet.Likes,
                Retweets = tweet.Retweets,
                Replies = tweet.Replies,
                Quotes = tweet.Quotes,
            }, keys.Account);
        }
    }

    protected override GroupRow<EngagementMeasures> NewRow(ColumnSet columns) => new Row(columns);

    private sealed class Row(ColumnSet columns) : GroupRow<EngagementMeasures>
    {
        private readonly LongBuffer tweets = columns.Long("tweets");
        private readonly LongBuffer accountCount = columns.Long("accounts");
        private readonly LongBuffer likeCount = columns.Long("like_count");
        private readonly LongBuffer retweetCount = columns.Long("retweet_count");
        private readonly LongBuffer replyCount = columns.Long("reply_count");
        private readonly LongBuffer quoteCount = columns.Long("quote_count");

        public override void Write(ReadOnlySpan<byte> text, in EngagementMeasures counted, long accounts, MergeContext context)
        {
            tweets.Append(counted.Tweets);
            accountCount.Append(accounts);
            likeCount.Append(counted.Likes);
            retweetCount.Append(counted.Retweets);
            replyCount.Append(counted.Replies);
            quoteCount.Append(counted.Quotes);
        }
    }
}
