using System.Text.Json;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

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
        (TweetColumn.FollowerCount, ["author.public_metrics.followers_count"]), (TweetColumn.FollowingCount, ["author.public_metrics.following_count"]),
        (TweetColumn.TweetLanguage, ["lang"]), (TweetColumn.TweetText, ["text"]), (TweetColumn.TweetClientName, ["source"]),
        (TweetColumn.InReplyToTweetId, ["referenced_tweets.replied_to.id"]), (TweetColumn.InReplyToUserId, ["in_reply_to_user_id"]),
        (TweetColumn.QuotedTweetId, ["referenced_tweets.quoted.id"]), (TweetColumn.RetweetUserId, ["retweeted_user_id"]),
        (TweetColumn.RetweetTweetId, ["referenced_tweets.retweeted.id"]), (TweetColumn.QuoteCount, ["public_metrics.quote_count"]),
        (TweetColumn.ReplyCount, ["public_metrics.reply_count"]), (TweetColumn.LikeCount, ["public_metrics.like_count"]),
        (TweetColumn.RetweetCount, ["public_metrics.retweet_count"]),
    ];

    private static readonly JsonPaths Tags = new JsonPaths().Add("[].tag", Item);
    private static readonly JsonPaths Labels = new JsonPaths().Add("[].label", Item);
    private static readonly JsonPaths Objects = new JsonPaths().Add("[]{}", Item);
    private static readonly JsonPaths Numbers = new JsonPaths().Add("[]", Item);

    public static readonly CsvLayout Layout = new(
        "twarc-csv", ["id", "author_id", "created_at", "text", "conversation_id", "referenced_tweets.retweeted.id"],
        new HashSet<TweetColumn>(Enum.GetValues<TweetColumn>().Where(c => c != TweetColumn.AccountLanguage)), h => new TwarcCsv(h));

    private readonly (TweetColumn Column, int Place)[] copied;
    private readonly int time;
    private readonly int created;
    private readonly int retweeted;
    private readonly int hashtags;
    private readonly int urls;
    private readonly int mentions;
    private readonly int choices;
    private readonly int coordinates;
    private readonly JsonValues tags = new(Tags);
    private readonly JsonValues labels = new(Labels);
    private readonly JsonValues objects = new(Objects);
    private readonly JsonValues numbers = new(Numbers);
    private readonly ApiV2Entities entities = new();

    private TwarcCsv(string[] header)
    {
        int Place(string name) => Array.IndexOf(header, name);
        copied = [.. Copied.Select(c => (c.Column, c.Names.Select(Place).FirstOrDefault(p => p >= 0, -1)))];
        time = Place("created_at");
        created = Place("author.created_at");
        retweeted = Place("referenced_tweets.retweeted.id");
        hashtags = Place("entities.hashtags");
        urls = Place("entities.urls");
        mentions = Place("entities.mentions");
        choices = Place("attachments.poll.options");
        coordinates = Place("geo.coordinates.coordinates");
    }

    public override void Translate(CsvCells row, TweetCells to)
    {
        foreach ((TweetColumn column, int place) in copied)
            to.Set(column, row[place]);
        TimeCells.Set(to, TweetColumn.TweetTime, row[time]);
        TimeCells.Set(to, TweetColumn.AccountCreationDate, row[created], dayOnly: true);
        to.Set(TweetColumn.IsRetweet, !row[retweeted].IsEmpty);
        SetList(to, TweetColumn.Hashtags, row[hashtags], tags, static (_, cells, item) => cells.AppendItem(item));
        SetList(to, TweetColumn.PollChoices, row[choices], labels, static (_, cells, item) => cells.AppendItem(item));
        SetList(to, TweetColumn.Urls, row[urls], objects, static (e, cells, item) => e.AppendUrl(cells, item));
        SetList(to, TweetColumn.UserMentions, row[mentions], objects, static (e, cells, item) => e.AppendMention(cells, item));
        SetPlace(to, row[coordinates]);
    }

    /// <summary>A cell that is no JSON leaves the column empty.</summary>
    private void SetList(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell, JsonValues values, AppendTo append)
    {
        if (!TryRead(values, cell))
            return;
        to.Open();
        foreach (Range item in values.Items(Item))
            append(entities, to, cell[item]);
        to.Close(column);
    }

    private void SetPlace(TweetCells to, ReadOnlySpan<byte> cell)
    {
        if (!TryRead(numbers, cell) || numbers.Count(Item) != 2)
            return;
        TweetColumn column = TweetColumn.Longitude;
        foreach (Range number in numbers.Items(Item))
        {
            to.Set(column, cell[number]);
            column = TweetColumn.Latitude;
        }
    }

    private static bool TryRead(JsonValues values, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return false;
        try
        {
            values.Read(cell);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private delegate void AppendTo(ApiV2Entities entities, TweetCells cells, ReadOnlySpan<byte> item);
}
