using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>Reads tweets of version 1.1 (Twitter, "Tweet object", API v1.1 data dictionary).</summary>
internal sealed partial class ApiV1Reader(JsonItems? items, OwnAccount? account, WrongTypes wrong)
    : JsonTweetReader(items, wrong)
{
    // Fewer bytes may begin several posts.
    private const int FewestShared = 40;

    protected override (TweetObjectKind Kind, CollectorLayout? Layout) Kind => (TweetObjectKind.V1, null);

    private readonly JsonValues lines = new(Lines, wrong: wrong);
    private readonly JsonValues wrapped = new(Wrapped, wrong: wrong);

    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    protected override void ReadText<THandler>(ReadOnlySpan<byte> json, int start, THandler rows)
    {
        JsonValues v = account is null ? lines : wrapped;
        v.Read(json);
        if (!IsTweet(v) && account is not null)
        {
            // Older personal archives have their tweets without a wrapping.
            ForgetWrong();
            v = lines;
            v.Read(json);
        }

        if (IsTweet(v))
        {
            if (IsOfV2(json, v) && TryOther(json, start, rows))
                return;
            Translate(json, v);
            rows.OnRow(Row(start, json));
        }
        else if (v.Has(Notice))
        {
            rows.OnNotice();
        }
        else if (!TryOther(json, start, rows))
        {
            Reject(rows, start, json, RejectReason.NotATweet, "an object without id_str and text, and none of the notices of a stream");
        }
    }

    private static bool IsTweet(JsonValues v) => (v.Has(Id) || v.Has(IdNumber)) && (v.Has(Text) || v.Has(FullText));

    /// <summary>A time that begins with the year, where this version has the day of the week, and nobody whose the tweet is.</summary>
    private bool IsOfV2(ReadOnlySpan<byte> json, JsonValues v) => account is null && !v.Has(UserId) && !v.Has(UserIdNumber)
        && v.Get(json, CreatedAt) is { IsEmpty: false } time && char.IsAsciiDigit((char)time[0]);

    private void Translate(ReadOnlySpan<byte> json, JsonValues v)
    {
        Cells.Clear();
        bool isRetweet = v.Has(Retweeted + Id) || v.Has(Retweeted + IdNumber);
        int content = isRetweet ? Retweeted : 0;
        int lists = content + (v.Has(content + ExtendedText) ? ExtendedLists : 0);
        SetAccount(json, v);
        Cells.Set(TweetColumn.TweetId, Either(json, v, Id, IdNumber));
        Cells.SetJson(TweetColumn.TweetLanguage, v.Get(json, Language));
        TimeCells.SetOrOfId(Cells, v.Get(json, CreatedAt));
        // Its tags may be escaped as JSON, so the name is looked for when they are not any more.
        Cells.SetJson(TweetColumn.TweetClientName, v.Get(json, Source));
        Cells.Set(TweetColumn.TweetClientName, ClientNames.Of(Cells[TweetColumn.TweetClientName]));
        Cells.Set(TweetColumn.InReplyToTweetId, Either(json, v, ReplyTo, ReplyToNumber));
        Cells.Set(TweetColumn.InReplyToUserId, Either(json, v, ReplyToUser, ReplyToUserNumber));
        Cells.Set(TweetColumn.QuotedTweetId, Either(json, v, Quoted, QuotedNumber));
        Cells.Set(TweetColumn.QuoteCount, v.Get(json, QuoteCount));
        Cells.Set(TweetColumn.ReplyCount, v.Get(json, ReplyCount));
        Cells.Set(TweetColumn.RetweetCount, v.Get(json, RetweetCount));
        Cells.Set(TweetColumn.LikeCount, v.Get(json, FavoriteCount));
        SetPlace(json, v);
        SetText(json, v, content, isRetweet);
        if (isRetweet)
        {
            Cells.Set(TweetColumn.RetweetTweetId, Either(json, v, Retweeted + Id, Retweeted + IdNumber));
            Cells.Set(TweetColumn.RetweetUserId, Either(json, v, Retweeted + UserId, Retweeted + UserIdNumber));
        }

        // A personal archive writes a retweet as its text alone.
        Cells.Set(TweetColumn.IsRetweet, isRetweet || (account is not null && Cells[TweetColumn.TweetText].StartsWith("RT @"u8)));
        if (account is { Notes.Count: > 0 } && Whole() is { } post)
        {
            SetPost(post);
            return;
        }

        SetList(TweetColumn.Hashtags, json, v, lists + Hashtag);
        SetList(TweetColumn.Urls, json, v, lists + Url);
        SetList(TweetColumn.PollChoices, json, v, lists + Choice);
        SetMentions(json, v, lists, isRetweet);
    }

    private void SetAccount(ReadOnlySpan<byte> json, JsonValues v)
    {
        ReadOnlySpan<byte> userId = Either(json, v, UserId, UserIdNumber);
        if (userId.IsEmpty && account is not null)
        {
            Cells.Set(TweetColumn.UserId, account.UserId);
            Cells.SetJson(TweetColumn.UserDisplayName, account.DisplayName);
            Cells.Set(TweetColumn.UserScreenName, account.ScreenName);
            TimeCells.Set(Cells, TweetColumn.AccountCreationDate, account.CreatedAt, dayOnly: true);
            return;
        }

        if (userId.IsEmpty && !v.Has(ScreenName) && json.IndexOf("\"user\""u8) >= 0)
        {
            // Somebody took the account away, or the collector had none: the tweet is one all the same.
            Cells.Set(TweetColumn.UserId, "unknown"u8);
            (Counts ?? Others)?.AddUnreadable("user");
            return;
        }

        Cells.Set(TweetColumn.UserId, userId);
        Cells.SetJson(TweetColumn.UserDisplayName, v.Get(json, Name));
        Cells.SetJson(TweetColumn.UserScreenName, v.Get(json, ScreenName));
        Cells.SetJson(TweetColumn.UserReportedLocation, v.Get(json, Location));
        Cells.SetJson(TweetColumn.UserProfileDescription, v.Get(json, Description));
        Cells.SetJson(TweetColumn.UserProfileUrl, Either(json, v, ProfileUrl, ShortProfileUrl));
        Cells.Set(TweetColumn.FollowerCount, v.Get(json, Followers));
        Cells.Set(TweetColumn.FollowingCount, v.Get(json, Friends));
        Cells.SetJson(TweetColumn.AccountLanguage, v.Get(json, AccountLanguage));
        TimeCells.Set(Cells, TweetColumn.AccountCreationDate, v.Get(json, AccountCreated), dayOnly: true);
    }

    /// <summary>Of a retweet "RT @name: " and the whole retweeted text, where the tweet's own is cut at 140 characters.</summary>
    private void SetText(ReadOnlySpan<byte> json, JsonValues v, int content, bool isRetweet)
    {
        Cells.Open();
        if (isRetweet && v.Has(content + ScreenName))
        {
            Cells.Append("RT @"u8);
            Cells.AppendJson(v.Get(json, content + ScreenName));
            Cells.Append(": "u8);
        }

        Cells.AppendJson(Either(json, v, content + ExtendedText, v.Has(content + FullText) ? content + FullText : content + Text));
        Cells.Close(TweetColumn.TweetText);
    }

    private void SetPlace(ReadOnlySpan<byte> json, JsonValues v)
    {
        // The older property has its two numbers the other way round.
        bool longitudeFirst = v.Count(LongitudeLatitude) == 2;
        int slot = longitudeFirst ? LongitudeLatitude : LatitudeLongitude;
        if (v.Count(slot) != 2)
            return;
        int n = longitudeFirst ? 1 : 0;
        foreach (Range number in v.Items(slot))
            Cells.Set(n++ % 2 == 0 ? TweetColumn.Latitude : TweetColumn.Longitude, json[number]);
    }

    /// <summary>The long post of which the tweet's text is the beginning.</summary>
    private LongPost? Whole()
    {
        ReadOnlySpan<byte> text = Cells[TweetColumn.TweetText];
        int cut = text.LastIndexOf("…"u8);
        if (cut < FewestShared)
            return null;
        foreach (LongPost post in account!.Notes)
        {
            if (post.Text.Length > cut && post.Text.AsSpan().StartsWith(text[..cut]))
                return post;
        }

        return null;
    }

    private void SetPost(LongPost post)
    {
        Cells.Set(TweetColumn.TweetText, post.Text);
        SetAll(TweetColumn.Hashtags, post.Hashtags);
        SetAll(TweetColumn.Urls, post.Urls);
        SetAll(TweetColumn.UserMentions, post.Mentions);
    }

    private void SetAll(TweetColumn column, byte[][] items)
    {
        Cells.Open();
        foreach (byte[] item in items)
            Cells.AppendItem(item);
        Cells.CloseList(column, empty: true);
    }

    private void SetList(TweetColumn column, ReadOnlySpan<byte> json, JsonValues v, int slot)
    {
        Cells.Open();
        foreach (Range item in v.Items(slot))
            Cells.AppendItem(json[item]);
        Cells.CloseList(column, v.IsEmptyList(slot));
    }

    /// <summary>Ids, as most releases have them; the retweeted account first, which the cut list of a retweet has too.</summary>
    private void SetMentions(ReadOnlySpan<byte> json, JsonValues v, int lists, bool isRetweet)
    {
        Cells.Open();
        if (isRetweet)
            Cells.AppendItem(Either(json, v, Retweeted + UserId, Retweeted + UserIdNumber));
        int ids = v.Has(lists + MentionId) ? lists + MentionId : NumbersOf(lists);
        bool named = v.Count(ids) == v.Count(lists + MentionName);
        JsonValues.Enumerator names = v.Items(lists + MentionName);
        foreach (Range id in v.Items(ids))
        {
            // −1 represents an account that is gone.
            bool hasName = names.MoveNext() && named;
            Cells.AppendItem(hasName && json[id].SequenceEqual("-1"u8) ? json[names.Current] : json[id]);
        }

        Cells.CloseList(TweetColumn.UserMentions, v.IsEmptyList(lists + MentionId));
    }

    private static ReadOnlySpan<byte> Either(ReadOnlySpan<byte> json, JsonValues v, int first, int second) =>
        v.Get(json, v.Has(first) ? first : second);
}
