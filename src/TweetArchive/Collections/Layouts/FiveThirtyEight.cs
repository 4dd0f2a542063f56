using TweetArchive.Collections.CellForms;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>
/// The tweets of the Internet Research Agency that Clemson University collected and FiveThirtyEight published in July 2018: the
/// second version (21 columns), the first (15), and its later edition by author. Times are taken for UTC; nothing says so.
/// </summary>
internal sealed class FiveThirtyEight : CsvTranslator
{
    private static readonly TweetColumn[] Always =
        [TweetColumn.UserId, TweetColumn.UserScreenName, TweetColumn.FollowerCount, TweetColumn.FollowingCount, TweetColumn.TweetLanguage,
         TweetColumn.TweetText, TweetColumn.TweetTime, TweetColumn.IsRetweet];

    public static readonly CsvLayout[] Layouts =
    [
        new("FiveThirtyEight v2", ["author", "content", "publish_date", "language", "post_type", "alt_external_id", "tweet_id"],
            new HashSet<TweetColumn>([.. Always, TweetColumn.TweetId, TweetColumn.Urls]), h => new FiveThirtyEight(h)),
        new("FiveThirtyEight v1", ["external_author_id", "author", "content", "publish_date", "language", "post_type"],
            new HashSet<TweetColumn>(Always), h => new FiveThirtyEight(h), tweetIdOptional: true),
        new("FiveThirtyEight by author", ["author_id", "content", "publish_date", "language", "post_type", "harvested_date"],
            new HashSet<TweetColumn>(Always), h => new FiveThirtyEight(h), tweetIdOptional: true),
    ];

    private readonly int account;
    private readonly int author;
    private readonly int content;
    private readonly int language;
    private readonly int time;
    private readonly int followers;
    private readonly int following;
    private readonly int postType;
    private readonly int retweet;
    private readonly int tweetId;
    private readonly int[] links;

    private FiveThirtyEight(string[] header)
    {
        int Place(string name) => ColumnNames.Place(header, name);
        // The first version's external_author_id went through a spreadsheet: several authors share one.
        account = Place("alt_external_id");
        author = Math.Max(Place("author"), Place("author_id"));
        content = Place("content");
        language = Place("language");
        time = Place("publish_date");
        followers = Place("followers");
        following = Place("following");
        postType = Place("post_type");
        retweet = Place("retweet");
        tweetId = Place("tweet_id");
        links = [Place("tco1_step1"), Place("tco2_step1"), Place("tco3_step1")];
    }

    public override TweetColumn? ColumnAt(int place) =>
        place == tweetId ? TweetColumn.TweetId : place == time ? TweetColumn.TweetTime : place == followers ? TweetColumn.FollowerCount
        : place == following ? TweetColumn.FollowingCount : place == retweet ? TweetColumn.IsRetweet : place == content
        ? TweetColumn.TweetText : null;

    public override void Translate(CsvCells row, TweetCells to)
    {
        ReadOnlySpan<byte> id = row[account];
        Write(to, TweetColumn.TweetId, row[tweetId]);
        Write(to, TweetColumn.UserId, id.IsEmpty ? row[author] : id);
        to.Set(TweetColumn.UserScreenName, row[author]);
        Write(to, TweetColumn.FollowerCount, row[followers]);
        Write(to, TweetColumn.FollowingCount, row[following]);
        to.Set(TweetColumn.TweetLanguage, LanguageWords.Code(row[language]));
        to.Set(TweetColumn.TweetText, row[content]);
        Write(to, TweetColumn.TweetTime, row[time]);
        ReadOnlySpan<byte> type = row[postType];
        to.Set(TweetColumn.IsRetweet, row[retweet].SequenceEqual("1"u8) || type.SequenceEqual("RETWEET"u8) || type.SequenceEqual("R"u8));
        to.Open();
        foreach (int link in links)
            to.AppendPlainItem(row[link]);
        to.Close(TweetColumn.Urls);
    }
}
