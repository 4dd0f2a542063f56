using TweetArchive.Collections.CellForms;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>The 200,000 tweets of deleted accounts that NBC News published in February 2018 (<c>tweets.csv</c>, 16 columns).</summary>
internal sealed class NbcNews : CsvTranslator
{
    public static readonly CsvLayout Layout = new(
        "NBC News", ["user_id", "user_key", "created_at", "text", "tweet_id", "retweeted_status_id"],
        new HashSet<TweetColumn>([
            TweetColumn.TweetId, TweetColumn.UserId, TweetColumn.UserScreenName, TweetColumn.TweetText, TweetColumn.TweetTime,
            TweetColumn.TweetClientName, TweetColumn.InReplyToTweetId, TweetColumn.IsRetweet, TweetColumn.RetweetTweetId,
            TweetColumn.LikeCount, TweetColumn.RetweetCount, TweetColumn.Hashtags, TweetColumn.Urls, TweetColumn.UserMentions]),
        h => new NbcNews(h), tweetIdOptional: true);

    private readonly int userId;
    private readonly int userKey;
    private readonly int createdAt;
    private readonly int createdText;
    private readonly int text;
    private readonly int tweetId;
    private readonly int retweeted;
    private readonly int source;
    private readonly (TweetColumn Column, int Place)[] copied;

    private NbcNews(string[] header)
    {
        int Place(string name) => ColumnNames.Place(header, name);
        userId = Place("user_id");
        userKey = Place("user_key");
        createdAt = Place("created_at");
        createdText = Place("created_str");
        text = Place("text");
        tweetId = Place("tweet_id");
        retweeted = Place("retweeted_status_id");
        copied =
        [
            (TweetColumn.InReplyToTweetId, Place("in_reply_to_status_id")), (TweetColumn.LikeCount, Place("favorite_count")),
            (TweetColumn.RetweetCount, Place("retweet_count")), (TweetColumn.Hashtags, Place("hashtags")),
            (TweetColumn.Urls, Place("expanded_urls")), (TweetColumn.UserMentions, Place("mentions")),
        ];
        source = Place("source");
    }

    public override TweetColumn? ColumnAt(int place) =>
        place == tweetId ? TweetColumn.TweetId : place == text ? TweetColumn.TweetText : place == createdText ? TweetColumn.TweetTime
        : copied.Where(c => c.Place == place).Select(c => (TweetColumn?)c.Column).FirstOrDefault();

    public override void Translate(CsvCells row, TweetCells to)
    {
        ReadOnlySpan<byte> id = row[userId];
        ReadOnlySpan<byte> original = row[retweeted];
        Write(to, TweetColumn.TweetId, row[tweetId]);
        Write(to, TweetColumn.UserId, id.IsEmpty ? row[userKey] : id);
        to.Set(TweetColumn.UserScreenName, row[userKey]);
        to.Set(TweetColumn.TweetText, row[text]);
        to.Set(TweetColumn.TweetClientName, ClientNames.Of(row[source]));
        to.Set(TweetColumn.RetweetTweetId, original);
        to.Set(TweetColumn.IsRetweet, !original.IsEmpty || row[text].StartsWith("RT @"u8));
        foreach ((TweetColumn column, int place) in copied)
        {
            if (!Write(to, column, row[place]))
                Unreadable[(int)column]++;
        }

        Write(to, TweetColumn.TweetTime, row[createdAt].IsEmpty ? row[createdText] : row[createdAt]);
    }
}
