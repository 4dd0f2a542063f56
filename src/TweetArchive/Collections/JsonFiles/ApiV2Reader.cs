using TweetArchive.Collections.Api;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;
using static TweetArchive.Collections.Api.ApiV2Paths;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Reads texts of version 2. What a page includes, users, referenced tweets and polls, is after its tweets, so a page is
/// gone through once for the places of all of these, and then tweet by tweet.
/// </summary>
internal sealed class ApiV2Reader(JsonItems? items, WrongTypes wrong) : JsonTweetReader(items, wrong)
{
    /// <inheritdoc cref="ApiV2Format.WithoutAccounts"/>
    public bool WithoutAccounts { get; init; }

    protected override (TweetObjectKind Kind, CollectorLayout? Layout) Kind => (TweetObjectKind.V2, null);

    private readonly JsonValues page = new(Page.Paths, objects: true, wrong);
    private readonly JsonValues streamed = new(Page.Streamed, objects: true, wrong);
    private readonly JsonValues tweet = new(Tweet.Paths, objects: true, wrong);
    private readonly JsonValues original = new(Tweet.Paths, objects: true, wrong);
    private readonly JsonValues reference = new(Reference.Paths, objects: true, wrong);
    private readonly JsonValues user = new(User.Paths, objects: true, wrong);
    private readonly JsonValues poll = new(Poll.Paths, objects: true, wrong);
    private readonly ApiV2Entities entities = new(wrong);
    private readonly ApiV2Includes includes = new();
    private readonly List<Range> damaged = [];
    private byte[] mendedPage = [];

    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    protected override void ReadText<THandler>(ReadOnlySpan<byte> json, int start, THandler rows)
    {
        page.Read(json);
        includes.Index(json, page);
        if (page.Has(Page.Tweets))
        {
            foreach (Range place in page.Items(Page.Tweets))
                ReadTweet(json, place, start, rows);
        }
        else if (page.Has(Page.StreamedTweet))
        {
            streamed.Read(json);
            foreach (Range place in streamed.Items(Page.Tweets))
                ReadTweet(json, place, start, rows);
        }
        else if (page.Has(Page.Id) && page.Has(Page.Text))
        {
            ReadTweet(json, .., start, rows, alone: true);
        }
        else if (page.Has(Page.Errors) || page.Has(Page.Meta))
        {
            rows.OnNotice();
        }
        else if (!TryOther(json, start, rows))
        {
            Reject(rows, start, json, RejectReason.NotATweet, "an object without id and text, without data, and without errors");
        }
    }

    /// <summary>Of a damaged page the tweets that are whole.</summary>
    protected override bool ReadDamaged<THandler>(ReadOnlySpan<byte> json, int start, bool last, THandler rows)
    {
        if (!DamagedPage.TryMend(json, ref mendedPage, damaged))
            return false;
        ReadText(mendedPage.AsSpan(0, json.Length), start, rows);
        foreach (Range place in damaged)
        {
            bool cut = last && place.End.Value == json.Length;
            Reject(rows, start + place.Start.Value, json[place], cut ? RejectReason.CutShort : RejectReason.InvalidJson,
                cut ? "the input breaks off inside this record" : "not valid JSON: a damaged part of a page, of which the rest was read");
        }

        return true;
    }

    /// <param name="alone">It is the whole text, so that it may be of another version.</param>
    private void ReadTweet<THandler>(ReadOnlySpan<byte> text, Range place, int start, THandler rows, bool alone = false)
        where THandler : struct, IRowHandler
    {
        ReadOnlySpan<byte> json = text[place];
        tweet.Read(json);
        if (alone && IsOfV1(json) && TryOther(json, start, rows))
            return;
        Translate(text, json);
        rows.OnRow(Row(start + place.Start.GetOffset(text.Length), json));
    }

    /// <summary>A time that begins with the day of the week, where this version has the year.</summary>
    private bool IsOfV1(ReadOnlySpan<byte> json) =>
        tweet.Get(json, Tweet.CreatedAt) is { IsEmpty: false } time && char.IsAsciiLetter((char)time[0]);

    /// <param name="text">The page, for what it includes.</param>
    /// <param name="json">The tweet.</param>
    private void Translate(ReadOnlySpan<byte> text, ReadOnlySpan<byte> json)
    {
        Cells.Clear();
        Cells.Set(TweetColumn.TweetId, tweet.Get(json, Tweet.Id));
        Cells.SetJson(TweetColumn.TweetLanguage, tweet.Get(json, Tweet.Language));
        TimeCells.SetOrOfId(Cells, tweet.Get(json, Tweet.CreatedAt));
        Cells.SetJson(TweetColumn.TweetClientName, tweet.Get(json, Tweet.Source));
        Cells.Set(TweetColumn.InReplyToUserId, tweet.Get(json, Tweet.ReplyToUser));
        Cells.Set(TweetColumn.LikeCount, tweet.Get(json, Tweet.LikeCount));
        Cells.Set(TweetColumn.QuoteCount, tweet.Get(json, Tweet.QuoteCount));
        Cells.Set(TweetColumn.ReplyCount, tweet.Get(json, Tweet.ReplyCount));
        Cells.Set(TweetColumn.RetweetCount, tweet.Get(json, Tweet.RetweetCount));
        SetPlace(json);
        SetAuthor(text, json);
        ReadOnlySpan<byte> retweeted = SetReferences(text, json, out bool isRetweet);
        Cells.Set(TweetColumn.IsRetweet, isRetweet);
        SetText(json, retweeted);
        bool whole = !retweeted.IsEmpty && original.Has(Tweet.Text);
        JsonValues content = whole ? original : tweet;
        ReadOnlySpan<byte> contentJson = whole ? retweeted : json;
        if (whole && !HasLists(original) && HasLists(tweet))
        {
            contentJson = json;
            (whole, content) = (false, tweet);
        }

        SetHashtags(contentJson, content);
        SetUrls(contentJson, content);
        SetMentions(text, contentJson, content, whole);
        SetPolls(text, json);
    }

    private void SetAuthor(ReadOnlySpan<byte> text, ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> id = tweet.Get(json, Tweet.AuthorId);
        ReadOnlySpan<byte> author = tweet.Get(json, Tweet.Author);
        if (author.IsEmpty)
            author = includes.UserOf(text, id);
        if (!author.IsEmpty)
        {
            user.Read(author);
            Cells.SetJson(TweetColumn.UserDisplayName, user.Get(author, User.Name));
            Cells.SetJson(TweetColumn.UserScreenName, user.Get(author, User.Username));
            Cells.SetJson(TweetColumn.UserReportedLocation, user.Get(author, User.Location));
            Cells.SetJson(TweetColumn.UserProfileDescription, user.Get(author, User.Description));
            Cells.SetJson(TweetColumn.UserProfileUrl, user.Get(author, user.Has(User.Url) ? User.Url : User.ShortUrl));
            Cells.Set(TweetColumn.FollowerCount, user.Get(author, User.Followers));
            Cells.Set(TweetColumn.FollowingCount, user.Get(author, User.Following));
            TimeCells.Set(Cells, TweetColumn.AccountCreationDate, user.Get(author, User.CreatedAt), dayOnly: true);
            if (id.IsEmpty)
                id = user.Get(author, User.Id);
        }

        Cells.Set(TweetColumn.UserId, id.IsEmpty && WithoutAccounts ? "unknown"u8 : id);
    }

    /// <summary>
    /// Returns the retweeted tweet where it is there, in the tweet or among what the page includes; its values are then in
    /// <see cref="original"/>.
    /// </summary>
    private ReadOnlySpan<byte> SetReferences(ReadOnlySpan<byte> text, ReadOnlySpan<byte> json, out bool isRetweet)
    {
        isRetweet = false;
        ReadOnlySpan<byte> retweeted = default;
        foreach (Range place in tweet.Items(Tweet.Referenced))
        {
            ReadOnlySpan<byte> item = json[place];
            reference.Read(item);
            ReadOnlySpan<byte> type = reference.Get(item, Reference.Type);
            ReadOnlySpan<byte> id = reference.Get(item, Reference.Id);
            if (type.SequenceEqual("replied_to"u8))
                Cells.Set(TweetColumn.InReplyToTweetId, id);
            else if (type.SequenceEqual("quoted"u8))
                Cells.Set(TweetColumn.QuotedTweetId, id);
            if (!type.SequenceEqual("retweeted"u8))
                continue;
            isRetweet = true;
            Cells.Set(TweetColumn.RetweetTweetId, id);
            if (!reference.Has(Reference.Text))
                item = includes.TweetOf(text, id);
            if (item.IsEmpty)
                continue;
            retweeted = item;
            original.Read(item);
            Cells.Set(TweetColumn.RetweetUserId, original.Get(item, Tweet.AuthorId));
        }

        return retweeted;
    }

    /// <summary>The text of a retweet is cut at 140 characters: its "RT @name: " is kept, the rest is the retweeted tweet's.</summary>
    private void SetText(ReadOnlySpan<byte> json, ReadOnlySpan<byte> retweeted)
    {
        ReadOnlySpan<byte> own = tweet.Get(json, Tweet.Text);
        int colon = own.StartsWith("RT @"u8) ? own.IndexOf(": "u8) : -1;
        Cells.Open();
        if (retweeted.IsEmpty || !original.Has(Tweet.Text))
        {
            Cells.AppendJson(tweet.Has(Tweet.NoteText) ? tweet.Get(json, Tweet.NoteText) : own);
        }
        else
        {
            Cells.Append(colon < 0 ? default : own[..(colon + 2)]);
            Cells.AppendJson(original.Get(retweeted, original.Has(Tweet.NoteText) ? Tweet.NoteText : Tweet.Text));
        }

        Cells.Close(TweetColumn.TweetText);
    }

    private void SetPlace(ReadOnlySpan<byte> json)
    {
        if (tweet.Count(Tweet.Coordinates) != 2)
            return;
        TweetColumn column = TweetColumn.Longitude;
        foreach (Range number in tweet.Items(Tweet.Coordinates))
        {
            Cells.Set(column, json[number]);
            column = TweetColumn.Latitude;
        }
    }

    /// <summary>A post of more than 280 characters has its lists with its whole text.</summary>
    private static int ListOf(JsonValues values, int list) => HasLists(values, Tweet.OfNote) ? Tweet.OfNote + list : list;

    /// <summary>Its lists are there, if empty; a file may lack them for the tweets that others refer to.</summary>
    private static bool HasLists(JsonValues values, int of = 0)
    {
        foreach (int list in (ReadOnlySpan<int>)[of + Tweet.Hashtag, of + Tweet.Url, of + Tweet.Mention])
        {
            if (values.Has(list) || values.IsEmptyList(list))
                return true;
        }

        return of == 0 && HasLists(values, Tweet.OfNote);
    }

    /// <summary>Of the beginning of a long post, the link that leads to all of it.</summary>
    private static bool IsToItself(ReadOnlySpan<byte> json, JsonValues values, ReadOnlySpan<byte> link) => values.Has(Tweet.NoteText)
        && link.IndexOf("/i/web/status/"u8) is >= 0 and int at && link[(at + 14)..].StartsWith(values.Get(json, Tweet.Id));

    private void SetHashtags(ReadOnlySpan<byte> json, JsonValues values)
    {
        Cells.Open();
        foreach (Range tag in values.Items(ListOf(values, Tweet.Hashtag)))
            Cells.AppendItem(json[tag]);
        Cells.CloseList(TweetColumn.Hashtags, values.IsEmptyList(ListOf(values, Tweet.Hashtag)));
    }

    private void SetUrls(ReadOnlySpan<byte> json, JsonValues values)
    {
        Cells.Open();
        foreach (Range place in values.Items(ListOf(values, Tweet.Url)))
        {
            if (!IsToItself(json, values, json[place]))
                entities.AppendUrl(Cells, json[place]);
        }

        Cells.CloseList(TweetColumn.Urls, values.IsEmptyList(ListOf(values, Tweet.Url)));
    }

    /// <summary>Ids, as most releases have them, otherwise names; of a retweet the retweeted account first.</summary>
    private void SetMentions(ReadOnlySpan<byte> text, ReadOnlySpan<byte> json, JsonValues values, bool retweeted)
    {
        Cells.Open();
        if (retweeted)
            Cells.AppendItem(values.Get(json, Tweet.AuthorId));
        foreach (Range place in values.Items(ListOf(values, Tweet.Mention)))
            entities.AppendMention(Cells, json[place], includes, text);

        Cells.CloseList(TweetColumn.UserMentions, values.IsEmptyList(ListOf(values, Tweet.Mention)));
    }

    private void SetPolls(ReadOnlySpan<byte> text, ReadOnlySpan<byte> json)
    {
        Cells.Open();
        foreach (Range choice in tweet.Items(Tweet.Choice))
            Cells.AppendItem(json[choice]);
        foreach (Range id in tweet.Items(Tweet.PollId))
        {
            ReadOnlySpan<byte> item = includes.PollOf(text, json[id]);
            if (tweet.Has(Tweet.Choice) || item.IsEmpty)
                continue;
            poll.Read(item);
            foreach (Range choice in poll.Items(Poll.Choice))
                Cells.AppendItem(item[choice]);
        }

        Cells.Close(TweetColumn.PollChoices);
    }
}
