using System.Text.Json;
using TweetArchive.Collections.Api;
using TweetArchive.Collections.CellForms;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>
/// Tables that twarc-csv makes of tweets of version 2 (84 columns in its last version; found by name, since older versions have
/// others). Lists are cells of JSON.
/// </summary>
internal sealed class TwarcCsv : CsvTranslator
{
    private const int Item = 0;

    // Archives' columns whose cells are those of the table.
    private static readonly (TweetColumn Column, string[] Names)[] Copied =
    [
        (TweetColumn.TweetId, ["id"]), (TweetColumn.UserId, ["author_id", "author.id"]), (TweetColumn.UserDisplayName, ["author.name"]),
        (TweetColumn.UserScreenName, ["author.username"]), (TweetColumn.UserReportedLocation, ["author.location"]),
        (TweetColumn.UserProfileDescription, ["author.description"]), (TweetColumn.UserProfileUrl, ["author.url"]),
        (TweetColumn.FollowerCount, ["author.public_metrics.followers_count"]),
        (TweetColumn.FollowingCount, ["author.public_metrics.following_count"]),
        (TweetColumn.TweetTime, ["created_at"]), (TweetColumn.AccountCreationDate, ["author.created_at"]),
        (TweetColumn.TweetLanguage, ["lang"]), (TweetColumn.TweetText, ["text"]), (TweetColumn.TweetClientName, ["source"]),
        (TweetColumn.InReplyToTweetId, ["referenced_tweets.replied_to.id"]),
        (TweetColumn.InReplyToUserId, ["in_reply_to_user_id", "in_reply_to_user.id"]),
        (TweetColumn.QuotedTweetId, ["referenced_tweets.quoted.id"]), (TweetColumn.RetweetUserId, ["retweeted_user_id"]),
        (TweetColumn.RetweetTweetId, ["referenced_tweets.retweeted.id"]), (TweetColumn.QuoteCount, ["public_metrics.quote_count"]),
        (TweetColumn.ReplyCount, ["public_metrics.reply_count"]), (TweetColumn.LikeCount, ["public_metrics.like_count"]),
        (TweetColumn.RetweetCount, ["public_metrics.retweet_count"]),
    ];

    private static readonly (TweetColumn Column, string Name, ListKind Kind)[] Listed =
    [
        (TweetColumn.Hashtags, "entities.hashtags", ListKind.Hashtags), (TweetColumn.Urls, "entities.urls", ListKind.Urls),
        (TweetColumn.UserMentions, "entities.mentions", ListKind.Mentions),
        (TweetColumn.PollChoices, "attachments.poll.options", ListKind.Choices),
    ];

    private static readonly JsonPaths Items = new JsonPaths().Add("[]{}", Item);

    public static readonly CsvLayout Layout = new(
        "twarc-csv", ["id", "author_id", "created_at", "text", "conversation_id", "public_metrics.like_count"],
        new HashSet<TweetColumn>(Enum.GetValues<TweetColumn>().Where(c => c != TweetColumn.AccountLanguage)), h => new TwarcCsv(h));

    private readonly (TweetColumn Column, int Place)[] copied;
    private readonly (TweetColumn Column, int Place, ListKind Kind)[] lists;
    private readonly int retweeted;
    private readonly int references;
    private readonly int type;
    private readonly int coordinates;
    private readonly JsonValues items = new(Items);
    private readonly JsonValues reference = new(ApiV2Paths.Reference.Paths);
    private readonly ApiV2Entities entities = new();

    private TwarcCsv(string[] header)
    {
        int Place(string name) => ColumnNames.Place(header, name);
        copied = [.. Copied.Select(c => (c.Column, c.Names.Select(Place).FirstOrDefault(p => p >= 0, -1)))];
        lists = [.. Listed.Select(l => (l.Column, Place(l.Name), l.Kind))];
        retweeted = Place("referenced_tweets.retweeted.id");
        references = Place("referenced_tweets");
        type = Place("type");
        coordinates = Place("geo.coordinates.coordinates");
    }

    public override TweetColumn? ColumnAt(int place) =>
        copied.Where(c => c.Place == place).Select(c => (TweetColumn?)c.Column).FirstOrDefault();

    public override void Translate(CsvCells row, TweetCells to)
    {
        foreach ((TweetColumn column, int place) in copied)
        {
            if (!Write(to, column, row[place]))
                Unreadable[(int)column]++;
        }

        ReadOnlySpan<byte> kind = row[type];
        bool isRetweet = !row[retweeted].IsEmpty || kind.SequenceEqual("retweet"u8) || kind.SequenceEqual("retweeted"u8);
        to.Set(TweetColumn.IsRetweet, SetReferences(to, row[references]) || isRetweet);
        foreach ((TweetColumn column, int place, ListKind listKind) in lists)
            SetList(to, column, row[place], listKind);
        SetPlace(to, row[coordinates]);
    }

    /// <summary>The versions of spring 2021 have one column of JSON for what later has one for each kind. True for a retweet.</summary>
    private bool SetReferences(TweetCells to, ReadOnlySpan<byte> cell)
    {
        bool isRetweet = false;
        if (!TryRead(cell))
            return !cell.IsEmpty && SetPrintedReferences(to, cell);

        foreach (Range place in items.Items(Item))
        {
            ReadOnlySpan<byte> item = cell[place];
            if (item.IsEmpty || item[0] != '{')
                continue;
            reference.Read(item);
            isRetweet |= SetReference(
                to, reference.Get(item, ApiV2Paths.Reference.Type), reference.Get(item, ApiV2Paths.Reference.Id));
        }

        return isRetweet;
    }

    private static bool SetReference(TweetCells to, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> id)
    {
        TweetColumn column = kind.SequenceEqual("retweeted"u8) ? TweetColumn.RetweetTweetId
            : kind.SequenceEqual("quoted"u8) ? TweetColumn.QuotedTweetId : TweetColumn.InReplyToTweetId;
        if (to[column].IsEmpty)
            to.Set(column, id);
        return column == TweetColumn.RetweetTweetId;
    }

    /// <summary>As Python prints it, which pandas writes into a cell: <c>[{'type': 'retweeted', 'id': '970…'}]</c>.</summary>
    private bool SetPrintedReferences(TweetCells to, ReadOnlySpan<byte> cell)
    {
        bool isRetweet = false;
        ReadOnlySpan<byte> rest = cell.Trim("[] \t\r\n"u8);
        while (!rest.IsEmpty)
        {
            int end = rest[0] == '{' ? ListBrackets.EndOfObject(rest) : -1;
            ReadOnlySpan<byte> kind = end < 0 ? default : Word(ListBrackets.Value(rest[..end], "type"));
            ReadOnlySpan<byte> id = end < 0 ? default : Word(ListBrackets.Value(rest[..end], "id"));
            if (kind.IsEmpty || id.IsEmpty)
            {
                Unreadable[(int)TweetColumn.RetweetTweetId]++;
                return isRetweet;
            }

            isRetweet |= SetReference(to, kind, id);
            rest = rest[end..].TrimStart(", \t\r\n"u8);
        }

        return isRetweet;
    }

    /// <summary>A value without its quotes.</summary>
    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> value)
    {
        value = value.TrimStart("'\""u8);
        int end = value.IndexOfAny("'\",}"u8);
        return end < 0 ? value : value[..end];
    }

    /// <summary>
    /// Until version 0.6 a list of the interface's objects; from 0.7 on one of words, with the sign before them. What is neither is read as
    /// any other list, or else counted as unreadable.
    /// </summary>
    private void SetList(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell, ListKind kind)
    {
        if (cell.IsEmpty)
            return;
        if (!TryRead(cell))
        {
            if (!CellWriter.SetList(to, column, cell, kind))
                Unreadable[(int)column]++;
            return;
        }

        to.Open();
        foreach (Range place in items.Items(Item))
            entities.Append(to, cell[place], kind);
        to.Close(column);
    }

    private void SetPlace(TweetCells to, ReadOnlySpan<byte> cell)
    {
        if (!TryRead(cell) || items.Count(Item) != 2)
            return;
        TweetColumn column = TweetColumn.Longitude;
        foreach (Range number in items.Items(Item))
        {
            to.Set(column, cell[number]);
            column = TweetColumn.Latitude;
        }
    }

    /// <summary>The cell is an array of JSON; its items are then in <see cref="items"/>.</summary>
    private bool TryRead(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || cell[0] != '[')
            return false;
        try
        {
            items.Read(cell);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
