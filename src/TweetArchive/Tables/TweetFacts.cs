using TweetArchive.Targets.Matching;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>What the tables want to know of one tweet: cells unescaped, values read.</summary>
internal ref struct TweetFacts
{
    /// <summary>Byte offset of the record in its entry.</summary>
    public long Offset;

    /// <summary>0 where the collection has none.</summary>
    public long TweetId;
    public long TimeMillis;
    public bool IsRetweet;
    public ReadOnlySpan<byte> UserId;
    public ReadOnlySpan<byte> Language;
    public ReadOnlySpan<byte> Text;
    public ReadOnlySpan<byte> Client;
    public ReadOnlySpan<byte> Hashtags;
    public ReadOnlySpan<byte> Urls;
    public ReadOnlySpan<byte> UserMentions;
    public ReadOnlySpan<byte> InReplyToUserId;
    public ReadOnlySpan<byte> RetweetUserId;
    public long Likes;
    public long Retweets;
    public long Replies;
    public long Quotes;
    public ReadOnlySpan<Mention> Mentions;

    public readonly int Day => (int)(TimeMillis / 86_400_000);

    /// <summary>0–23, UTC.</summary>
    public readonly int Hour => (int)(TimeMillis / 3_600_000 % 24);

    /// <summary>1 = Monday; 1 January 1970 was a Thursday.</summary>
    public readonly int Weekday => ((Day + 3) % 7) + 1;

    /// <summary>Reads the cells that tables are made of. A new table that needs another one adds it here.</summary>
    public void ReadCells<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        // An unreadable flag is not a retweet; the tweets table counts it as unreadable.
        IsRetweet = Cells.TryParseFlag(row[TweetColumn.IsRetweet], out bool isRetweet) && isRetweet;
        Language = row[TweetColumn.TweetLanguage];
        Text = row[TweetColumn.TweetText];
        Client = row[TweetColumn.TweetClientName];
        Hashtags = row[TweetColumn.Hashtags];
        Urls = row[TweetColumn.Urls];
        UserMentions = row[TweetColumn.UserMentions];
        InReplyToUserId = Cells.UserId(row[TweetColumn.InReplyToUserId]);
        RetweetUserId = Cells.UserId(row[TweetColumn.RetweetUserId]);
    }

    /// <summary>Engagement counts are summed for mentions only; a blank or unreadable one adds nothing.</summary>
    public void ReadEngagement<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        Likes = Count(row[TweetColumn.LikeCount]);
        Retweets = Count(row[TweetColumn.RetweetCount]);
        Replies = Count(row[TweetColumn.ReplyCount]);
        Quotes = Count(row[TweetColumn.QuoteCount]);
    }

    private static long Count(ReadOnlySpan<byte> cell) => Cells.TryParseCount(cell, out long count) && count > 0 ? count : 0;
}
