using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>What `run` and `inspect` report of a table that lacks a column.</summary>
internal static class MissingColumns
{
    /// <summary>Said of tweets of which nobody knows whose they are.</summary>
    public static readonly Remark NoAccounts = new("no_accounts",
        "no column says whose the tweets are: all are counted as of one account, unknown, and figures of accounts say nothing");

    /// <summary>Said of tweets whose ids the user leaves out.</summary>
    public static readonly Remark NoIds = new("no_ids",
        "no column is read as the tweets' id: they cannot be looked up, joined with other files or told from duplicates");

    /// <summary>Said of tweets whose times no column has.</summary>
    private static readonly Remark TimesOfIds = new("times_of_ids",
        "no column is read as the tweets' time: their times are those in the tweetids, in UTC");

    /// <summary>What is derived of a table that lacks a column for it.</summary>
    public static IEnumerable<Remark> Remarks(CsvLayout layout, string[] header, bool users)
    {
        if (users)
            yield break;
        IReadOnlySet<TweetColumn> filled = layout.Columns(header);
        if (!filled.Contains(TweetColumn.UserId))
            yield return NoAccounts;
        if (!layout.HasTimes(header) && filled.Contains(TweetColumn.TweetId))
            yield return TimesOfIds;
    }
}
