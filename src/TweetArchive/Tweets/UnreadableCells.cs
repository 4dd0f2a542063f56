using TweetArchive.Text;

namespace TweetArchive.Tweets;

/// <summary>Cells that hold something that is not of their column's type; the tables have null there.</summary>
public static class UnreadableCells
{
    private static readonly HashSet<string> Counts =
        [.. ((TweetColumn[])[TweetColumn.FollowerCount, TweetColumn.FollowingCount, TweetColumn.QuoteCount, TweetColumn.ReplyCount,
            TweetColumn.LikeCount, TweetColumn.RetweetCount]).Select(c => TweetColumns.NameArray[(int)c])];

    /// <summary>The sentence for people.</summary>
    /// <param name="name">Of the column, or of the property of JSON.</param>
    public static string Note(long count, string name) => Counted.Of(
        count, $"cell of {name} could not be read and is null", $"cells of {name} could not be read and are null") + Advice(name);

    /// <summary>The same of days in another order than that of the file.</summary>
    public static string NoteOfDays(long count) => Counted.Of(count, "day has", "days have") + " a number above 12 that says another order "
        + "of day and month than that in which the file is read: these are read by it, but others of their kind have the two exchanged";

    /// <summary>The cell will be null in the table of tweets. Without an id or a time there is no row, so these are not asked.</summary>
    internal static bool Is(TweetColumn column, ReadOnlySpan<byte> cell) => !cell.IsEmpty && column switch
    {
        TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId or TweetColumn.RetweetTweetId => !Cells.TryParseId(cell, out _, out _),
        TweetColumn.FollowerCount or TweetColumn.FollowingCount or TweetColumn.QuoteCount or TweetColumn.ReplyCount
            or TweetColumn.LikeCount or TweetColumn.RetweetCount => !Cells.TryParseCount(cell, out _),
        TweetColumn.AccountCreationDate => !Cells.TryParseAccountDate(cell, out _),
        TweetColumn.IsRetweet => !Cells.TryParseFlag(cell, out _),
        TweetColumn.Latitude or TweetColumn.Longitude => !Cells.TryParseCoordinate(cell, out _) && !Cells.IsNoCoordinate(cell),
        _ => false,
    };

    private static string Advice(string name) => name == "user" ? ": such tweets are counted as of one account, unknown"
        : Counts.Contains(name)
        ? ": a count is read where all its digits are written; a page's short form (1.2K, 3,4 mil) leaves the others out" : "";
}
