using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>
/// The cells of the current record of a CsvHelper reader. What every tweet needs is read at once, the rest when asked for.
/// </summary>
internal sealed partial class PlainRow
{
    private readonly CsvReader reader;
    private readonly int[] places;

    /// <param name="places">Of every column in this file, by <see cref="TweetColumn"/>.</param>
    public PlainRow(CsvReader reader, int[] places)
    {
        this.reader = reader;
        this.places = places;
        User = Cell(TweetColumn.UserId);
        Text = Cell(TweetColumn.TweetText);
        Language = Cell(TweetColumn.TweetLanguage);
        Client = Cell(TweetColumn.TweetClientName);
        IsRetweet = reader.GetSpan(places[(int)TweetColumn.IsRetweet]).SequenceEqual("true"u8);
        Time = DateTime.ParseExact(Cell(TweetColumn.TweetTime), "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }

    public long Id => reader.Parse<long>(places[(int)TweetColumn.TweetId]);

    public string User { get; }

    public string Text { get; }

    public string Language { get; }

    public string Client { get; }

    public bool IsRetweet { get; }

    public DateTime Time { get; }

    public string Retweeted => Cell(TweetColumn.RetweetUserId);

    /// <summary>Of the cell and of the text, each once.</summary>
    public List<string> Hashtags()
    {
        List<string> found = List(TweetColumn.Hashtags);
        if (Text.Contains('#', StringComparison.Ordinal))
        {
            foreach (ValueMatch match in HashtagInText().EnumerateMatches(Text))
                AddOnce(found, Text.Substring(match.Index + 1, match.Length - 1));
        }

        return found;
    }

    /// <summary>The hosts of the links, without "www.", each once.</summary>
    public List<string> Domains()
    {
        var found = new List<string>();
        if (Size(TweetColumn.Urls) > 2)
        {
            foreach (Match match in Host().Matches(Cell(TweetColumn.Urls).ToLowerInvariant()))
                AddOnce(found, match.Groups[1].Value);
        }

        return found;
    }

    /// <summary>The accounts named, each once.</summary>
    public List<string> Mentioned() => List(TweetColumn.UserMentions);

    public (long Likes, long Retweets, long Replies, long Quotes) Engagement() =>
        (Number(TweetColumn.LikeCount) ?? 0, Number(TweetColumn.RetweetCount) ?? 0, Number(TweetColumn.ReplyCount) ?? 0,
            Number(TweetColumn.QuoteCount) ?? 0);

    public PlainAccount Account() => new()
    {
        DisplayName = Cell(TweetColumn.UserDisplayName),
        ScreenName = Cell(TweetColumn.UserScreenName),
        Location = Cell(TweetColumn.UserReportedLocation),
        Description = Cell(TweetColumn.UserProfileDescription),
        Url = Cell(TweetColumn.UserProfileUrl),
        Followers = Number(TweetColumn.FollowerCount),
        Following = Number(TweetColumn.FollowingCount),
        Created = DateOnly.TryParseExact(Cell(TweetColumn.AccountCreationDate), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out DateOnly day) ? day : null,
        Language = Cell(TweetColumn.AccountLanguage),
    };

    /// <summary>All cells, by <see cref="TweetColumn"/>.</summary>
    public string[] Cells() => Array.ConvertAll(places, reader.GetString);

    private string Cell(TweetColumn column) => reader.GetString(places[(int)column]);

    private int Size(TweetColumn column) => reader.GetSpan(places[(int)column]).Length;

    private long? Number(TweetColumn column) => reader.TryParse(places[(int)column], out long number) ? number : null;

    private List<string> List(TweetColumn column)
    {
        var found = new List<string>();
        if (Size(column) > 2)
        {
            foreach (string item in Cell(column).Trim('[', ']').Split(", "))
                AddOnce(found, item);
        }

        return found;
    }

    private static void AddOnce(List<string> items, string item)
    {
        if (!items.Contains(item))
            items.Add(item);
    }

    [GeneratedRegex(@"#[\p{L}\p{M}\p{N}_]+", RegexOptions.CultureInvariant)]
    private static partial Regex HashtagInText();

    [GeneratedRegex(@"://(?:www\.)?([^/?#:,\]]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
