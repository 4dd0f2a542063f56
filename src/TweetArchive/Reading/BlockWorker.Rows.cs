using System.Text.Unicode;
using TweetArchive.Csv;
using TweetArchive.Jobs;
using TweetArchive.Tables;
using TweetArchive.Targets.Matching;
using TweetArchive.Tweets;

namespace TweetArchive.Reading;

/// <summary>Rows: what is read of each, and where it is counted.</summary>
internal sealed partial class BlockWorker
{
    // A tweet is posted between 1970 and 2149, or its time is damage: keys hold days in 16 bits.
    private const long LastMillis = 65_536L * 86_400_000 - 1;

    private void AddUser<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        ReadOnlySpan<byte> userId = row[TweetColumn.UserId];
        if (row.Bytes.SequenceEqual(head.HeaderBytes))
        {
            // Its userid is the word "userid", which looks like a handle.
            Reject(row, RejectReason.RepeatedHeader, "the header again");
            return;
        }

        if (!CheckUserId(row, userId))
            return;
        result.Counts.Records++;
        result.Counts.Users++;
        AddProfile(row, tables.Account(userId, AccountMeasures.Order(true, entry.Index, blockOffset + row.Start), out bool wantsProfile), wantsProfile);
    }

    /// <summary>A tweet without an id, which some collections have, has 0 in its place.</summary>
    private void AddTweet<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        var tweet = new TweetFacts { Offset = blockOffset + row.Start };
        ReadOnlySpan<byte> idCell = row[TweetColumn.TweetId];
        bool withoutId = idCell.IsEmpty && head.Collection is { TweetIdOptional: true };
        bool rounded = false;
        if (!withoutId && (!Cells.TryParseId(idCell, out tweet.TweetId, out rounded) || rounded))
        {
            RejectId(row, "tweetid", idCell, rounded);
            return;
        }

        tweet.UserId = Cells.UserId(row[TweetColumn.UserId]);
        if (!CheckUserId(row, tweet.UserId))
            return;
        ReadOnlySpan<byte> time = row[TweetColumn.TweetTime];
        if (!Cells.TryParseTime(time, out tweet.TimeMillis) || (ulong)tweet.TimeMillis > LastMillis)
        {
            Reject(row, RejectReason.UnreadableTime, $"tweet_time is '{Show(time)}', wanted yyyy-MM-dd HH:mm");
            return;
        }

        result.Counts.Records++;
        if (entry.IsDuplicate(tweet.Offset))
        {
            result.Counts.Duplicates++;
            return;
        }

        if (!withoutId)
            ids?.Add(tweet.TweetId, entry.Index, tweet.Offset);
        result.Counts.Tweets++;
        ReadCells(row, ref tweet);
        int account = tables.Account(tweet.UserId, AccountMeasures.Order(false, entry.Index, tweet.Offset), out bool wantsProfile);
        AddProfile(row, account, wantsProfile);
        tweet.Mentions = session.Match(new TweetText
        {
            Text = tweet.Text,
            Language = tweet.Language,
            Hashtags = tweet.Hashtags,
            Urls = tweet.Urls,
            UserMentions = tweet.UserMentions,
            InReplyToUserId = tweet.InReplyToUserId,
            RetweetUserId = tweet.RetweetUserId,
            IsRetweet = tweet.IsRetweet,
        });
        if (!tweet.Mentions.IsEmpty)
            ReadEngagement(row, ref tweet);

        bool tagged = tables.Add(tweet, account, session);
        int roundedReferences = RoundedReferences(row);
        result.Counts.Retweets += tweet.IsRetweet ? 1 : 0;
        result.Counts.TaggedTweets += tagged ? 1 : 0;
        result.Counts.RoundedReferences += roundedReferences != 0 ? 1 : 0;
        if (tweetsMode == TweetsMode.All || (tweetsMode == TweetsMode.Tagged && tagged))
        {
            cells.Fill(row);
            TweetRow.Write(result.Tweets, result.Counts.Records, tweet.Offset, roundedReferences, Cells.IsTruncated(tweet.Text), tables.TaggedTargets[..^1], cells.Bytes);
        }
    }

    private static void ReadCells<TRow>(TRow row, ref TweetFacts tweet)
        where TRow : struct, ITweetRow, allows ref struct
    {
        // An unreadable flag is no retweet; the tweets table counts it as unreadable.
        tweet.IsRetweet = Cells.TryParseFlag(row[TweetColumn.IsRetweet], out bool isRetweet) && isRetweet;
        tweet.Language = row[TweetColumn.TweetLanguage];
        tweet.Text = row[TweetColumn.TweetText];
        tweet.Client = row[TweetColumn.TweetClientName];
        tweet.Hashtags = row[TweetColumn.Hashtags];
        tweet.Urls = row[TweetColumn.Urls];
        tweet.UserMentions = row[TweetColumn.UserMentions];
        tweet.InReplyToUserId = Cells.UserId(row[TweetColumn.InReplyToUserId]);
        tweet.RetweetUserId = Cells.UserId(row[TweetColumn.RetweetUserId]);
    }

    /// <summary>Engagement counts are summed for mentions only; a blank or unreadable one adds nothing.</summary>
    private static void ReadEngagement<TRow>(TRow row, ref TweetFacts tweet)
        where TRow : struct, ITweetRow, allows ref struct
    {
        tweet.Likes = Count(row, TweetColumn.LikeCount);
        tweet.Retweets = Count(row, TweetColumn.RetweetCount);
        tweet.Replies = Count(row, TweetColumn.ReplyCount);
        tweet.Quotes = Count(row, TweetColumn.QuoteCount);
    }

    private static long Count<TRow>(TRow row, TweetColumn column)
        where TRow : struct, ITweetRow, allows ref struct =>
        Cells.TryParseCount(row[column], out long count) && count > 0 ? count : 0;

    /// <summary>Mask of the reference ids that are written as floats, or are of a file whose reference ids were rounded.</summary>
    private int RoundedReferences<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        int mask = 0;
        for (int i = 0; i < ReferenceIds.Columns.Length; i++)
            mask |= IsRounded(row[ReferenceIds.Columns[i]]) ? 1 << i : 0;
        return mask;
    }

    private bool IsRounded(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && Cells.TryParseId(cell, out long id, out bool rounded)
        && (rounded || (head.Dialect.ReferenceDigitsRounded && id > 1L << 53 && (long)(double)id == id));

    private void AddProfile<TRow>(TRow row, int account, bool wanted)
        where TRow : struct, ITweetRow, allows ref struct
    {
        if (!wanted)
            return;
        foreach (TweetColumn column in AccountsTable.ProfileColumns)
            tables.AddProfileCell(account, row[column]);
    }

    private bool CheckUserId<TRow>(TRow row, ReadOnlySpan<byte> userId)
        where TRow : struct, ITweetRow, allows ref struct
    {
        if (!userId.IsEmpty && Utf8.IsValid(userId))
            return true;
        RejectId(row, "userid", userId, rounded: false);
        return false;
    }
}
