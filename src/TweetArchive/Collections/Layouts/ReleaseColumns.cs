using TweetArchive.Collections.CellForms;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>The order of a release's columns, told without a header: by their number and by what those hold that have a form.</summary>
internal static class ReleaseColumns
{
    private const int First = (int)TweetColumn.InReplyToTweetId;

    private static readonly TweetColumn[] Counts =
        [TweetColumn.FollowerCount, TweetColumn.FollowingCount, TweetColumn.LikeCount, TweetColumn.RetweetCount];

    /// <summary>
    /// The names of the columns; null where they do not hold what those of a release do. Two columns are in either order, depending on the
    /// release: of a reply to a tweet and to an account the tweet has the larger id, as it is younger. Where no record tells, they are not
    /// named.
    /// </summary>
    /// <param name="records">The first ones, all of as many cells.</param>
    public static string[]? Find(IReadOnlyList<byte[][]> records, int id, int time, int text)
    {
        if (records.Count == 0 || records[0].Length != TweetColumns.Count || id != (int)TweetColumn.TweetId
            || time != (int)TweetColumn.TweetTime || text != (int)TweetColumn.TweetText
            || !All(records, TweetColumn.IsRetweet, cell => CellWriter.TryFlag(cell, out _))
            || !Counts.All(c => All(records, c, cell => Cells.TryParseCount(cell, out _))))
            return null;
        string[] names = [.. TweetColumns.NameArray];
        int tweetFirst = records.Count(r => IsTweetBefore(r[First], r[First + 1]));
        int userFirst = records.Count(r => IsTweetBefore(r[First + 1], r[First]));
        if (tweetFirst < userFirst)
            (names[First], names[First + 1]) = (names[First + 1], names[First]);
        else if (tweetFirst == userFirst)
            (names[First], names[First + 1]) = ($"column {First + 1}", $"column {First + 2}");
        return names;
    }

    /// <summary>A cell of each record that has something there.</summary>
    private static bool All(IReadOnlyList<byte[][]> records, TweetColumn column, Func<byte[], bool> holds) =>
        records.All(r => r[(int)column] is var cell && (cell.Length == 0 || NothingWords.Of(cell) >= 0 || holds(cell)))
        && records.Any(r => holds(r[(int)column]));

    /// <summary>The first is the id of a tweet, the other that of an older account, or its hash.</summary>
    private static bool IsTweetBefore(byte[] tweet, byte[] user) =>
        Cells.TryParseId(IdForms.Bare(tweet), out long id, out _) && TweetTime.TryGet(id, out _) && user.Length > 0
        && NothingWords.Of(user) < 0 && (!Cells.TryParseId(IdForms.Bare(user), out long account, out _) || account < id);
}
