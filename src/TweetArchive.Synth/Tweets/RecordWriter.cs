using System.Text;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth.Tweets;

/// <summary>Writes a tweet as a record of the chosen variant and dialect.</summary>
internal sealed class RecordWriter(SynthOptions options, Calendar calendar, EntityNames hashtags)
{
    private const string Profile =
        "userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,"
        + "following_count,account_creation_date,account_language";

    private static readonly byte[][] Languages = [.. WordList.Codes.Select(Encoding.ASCII.GetBytes)];
    private static readonly byte[][] Clients = [.. ClientNames.All.Select(Encoding.UTF8.GetBytes)];

    private readonly DialectCells dialect = new(options.Dialect);
    private readonly ByteText cell = new();

    public static string UserColumns => Profile;

    public static string TweetColumns(SynthVariant variant) =>
        $"tweetid,{Profile},tweet_language,tweet_text,tweet_time,tweet_client_name,"
        + (variant == SynthVariant.A ? "in_reply_to_tweetid,in_reply_to_userid," : "in_reply_to_userid,in_reply_to_tweetid,")
        + "quoted_tweet_tweetid,is_retweet,retweet_userid,retweet_tweetid,latitude,longitude,quote_count,reply_count,like_count,"
        + "retweet_count,hashtags,urls,user_mentions"
        + (variant == SynthVariant.C ? "" : ",poll_choices");

    public static void Header(CellWriter cells, string columns)
    {
        foreach (string column in columns.Split(','))
            cells.Field(Encoding.ASCII.GetBytes(column));
        cells.EndRecord();
    }

    public void Write(CellWriter cells, TweetDraft tweet)
    {
        cells.Number(tweet.TweetId);
        cells.Ready(tweet.Account.ProfileCells);
        cells.Field(tweet.ShownLanguage < 0 ? default : Languages[tweet.ShownLanguage]);
        cells.Field(tweet.Text.Bytes);
        Time(cells, tweet);
        cells.Field(Clients[tweet.Client]);
        Reply(cells, tweet);
        Reference(cells, tweet.QuotedTweetId);
        cells.Field(dialect.Flag(tweet.IsRetweet));
        if (tweet.RetweetOf is MentionedAccount author && (tweet.RetweetInSet || !dialect.HidesOutsideAuthors))
            cells.Field(author.Id);
        else
            cells.Field(default);
        Reference(cells, tweet.RetweetTweetId);
        Place(cells, tweet);
        Count(cells, tweet, tweet.QuoteCount);
        Count(cells, tweet, tweet.ReplyCount);
        Count(cells, tweet, tweet.LikeCount);
        Count(cells, tweet, tweet.RetweetCount);
        Hashtags(cells, tweet);
        Urls(cells, tweet);
        Mentions(cells, tweet);
        if (options.Variant != SynthVariant.C)
            cells.Field(default);
        cells.EndRecord();
    }

    private void Time(CellWriter cells, TweetDraft tweet)
    {
        cell.Clear();
        cell.Add(calendar.Text(tweet.Day));
        int hour = tweet.Minute / 60, minute = tweet.Minute % 60;
        cell.Add(
            [(byte)' ', (byte)('0' + (hour / 10)), (byte)('0' + (hour % 10)), (byte)':', (byte)('0' + (minute / 10)),
                (byte)('0' + (minute % 10))]);
        cells.Field(cell.Bytes);
    }

    private void Reply(CellWriter cells, TweetDraft tweet)
    {
        if (options.Variant == SynthVariant.A)
            Reference(cells, tweet.ReplyTweetId);
        cell.Clear();
        if (tweet.ReplyTo is MentionedAccount answered)
            dialect.AddUserReference(cell, answered.Id);
        cells.Field(cell.Bytes);
        if (options.Variant != SynthVariant.A)
            Reference(cells, tweet.ReplyTweetId);
    }

    private void Reference(CellWriter cells, long id)
    {
        cell.Clear();
        if (id != 0)
            dialect.AddTweetReference(cell, id);
        cells.Field(cell.Bytes);
    }

    private void Place(CellWriter cells, TweetDraft tweet)
    {
        // Which tweets carry a place follows from the id, so that dialects differ in nothing else.
        bool located = (tweet.TweetId & 0xFF) == 0;
        if (dialect.Coordinates)
        {
            cells.Field(located ? "48.8566"u8 : ""u8);
            cells.Field(located ? "2.3522"u8 : ""u8);
        }
        else
        {
            cells.Field(located ? "present"u8 : "absent"u8);
            cells.Field(located ? "present"u8 : "absent"u8);
        }
    }

    private void Count(CellWriter cells, TweetDraft tweet, long count)
    {
        cell.Clear();
        if (!tweet.CountsBlank)
            dialect.AddCount(cell, count);
        cells.Field(cell.Bytes);
    }

    private void Hashtags(CellWriter cells, TweetDraft tweet)
    {
        cell.Clear();
        for (int i = 0; i < tweet.Hashtags.Count; i++)
            dialect.AddItem(cell, i, hashtags.Utf8(tweet.Hashtags[i]));
        dialect.EndList(cell, tweet.Hashtags.Count, tweet.TweetId);
        cells.Field(cell.Bytes);
    }

    private void Urls(CellWriter cells, TweetDraft tweet)
    {
        cell.Clear();
        int start = 0;
        for (int i = 0; i < tweet.UrlEnds.Count; i++)
        {
            dialect.AddItem(cell, i, tweet.Urls.Bytes[start..tweet.UrlEnds[i]]);
            start = tweet.UrlEnds[i];
        }

        dialect.EndList(cell, tweet.UrlEnds.Count, tweet.TweetId);
        cells.Field(cell.Bytes);
    }

    private void Mentions(CellWriter cells, TweetDraft tweet)
    {
        cell.Clear();
        for (int i = 0; i < tweet.Mentions.Count; i++)
            dialect.AddMention(cell, i, dialect.MentionsAsNames ? tweet.Mentions[i].Name : tweet.Mentions[i].Id);
        dialect.EndList(cell, tweet.Mentions.Count, tweet.TweetId);
        cells.Field(cell.Bytes);
    }
}
