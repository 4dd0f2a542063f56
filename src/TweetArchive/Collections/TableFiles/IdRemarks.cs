using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>What ids, times and texts of the first records say, in sentences.</summary>
internal static class IdRemarks
{
    private const int FewestIds = 4;
    private const int FewestExact = 24;
    private const int FewestProbable = 10;

    private const int OneInShifted = 20;

    // Of a few tweets.
    private const int OneInShiftedOfFew = 4;

    private const int FewestAlike = 2;
    private const int FewerOdd = 10;

    // In minutes: of the afternoon, where the halves of the day were lost.
    private const int LostHalf = -720;

    // Days between the beginnings of the two calendars of Excel.
    private const int Since1904 = 1462;

    private const string LostHalves = "AM and PM were lost, and times of one half of the day are taken for those of the other";

    private const string SeveralZones =
        "They are local, of a place that changes to summer time or of several places, and are taken for UTC";

    private const string TakeThoseOfIds = "They are kept as written; to take those in the tweetids, which are right, add "
        + "--columns tweet_time=none";

    // Of true ids, at most (IdTimeCounts.Exact).
    private const double ShareExact = 0.57;

    public static IEnumerable<Remark> Of(CellDialect dialect)
    {
        if (dialect.GuardedTexts > 0)
            yield return new("guarded_texts", Text($"{dialect.GuardedTexts:N0} texts of the first records begin with an apostrophe before "
                + $"=, +, - or @, and none with these alone: a program put it there, so that a spreadsheet takes no text for a formula. It "
                + $"is kept, and is not what was written"));
        if (dialect.IdTimes is not { } seen)
            yield break;
        if (seen.Ids >= FewestIds && seen.EndInZeros * 2 > seen.Ids)
        {
            yield return new("rounded_tweetids",
                Text($"{seen.EndInZeros:N0} of {seen.Ids:N0} tweetids end in three zeros, which true ones do once in a thousand: a "
                    + $"spreadsheet kept 15 digits of them. They cannot be looked up, joined with other files or told from duplicates"));
        }
        else if (seen.Ids >= FewestIds && seen.Short == seen.Ids)
        {
            yield return new("rounded_tweetids",
                Text($"all {seen.Ids:N0} tweetids looked at have 17 digits and zeros after them, as JavaScript and jq write numbers that "
                    + $"they cannot hold: they were rounded. They cannot be looked up, joined with other files or told from duplicates"));
        }
        else if (seen.Ids >= FewestExact && seen.Exact == seen.Ids)
        {
            yield return new("rounded_tweetids",
                Text($"all {seen.Ids:N0} tweetids looked at are numbers that a 64-bit float holds exactly, which true ones are about "
                    + $"half of the time: they were rounded. They cannot be looked up, joined with other files or told from duplicates"));
        }
        else if (seen.Ids >= FewestProbable && seen.Exact == seen.Ids)
        {
            yield return new("rounded_tweetids",
                Text($"all {seen.Ids:N0} tweetids looked at are numbers that a 64-bit float holds exactly. So are those of one in "
                    + $"{OneIn(seen.Ids):N0} files with as few true ids; if these were rounded, they cannot be looked up or joined with "
                    + $"other files. Compare some with the addresses of the tweets, or with an older copy"));
        }

        int minutes = Math.Abs(seen.ShiftMinutes);
        string local = Text($"They are local (UTC{(seen.ShiftMinutes > 0 ? '+' : '-')}{minutes / 60}:{minutes % 60:00}) and are taken "
            + $"for UTC");
        if (seen.Timed >= FewestIds && seen.Shifted * 10 > seen.Timed * 7 && seen.ShiftedElse < FewestIds)
        {
            yield return new("local_times",
                Text($"the times are wrong: {seen.Shifted:N0} of {seen.Timed:N0} tweets have a time that is "
                    + $"{minutes / 60}:{minutes % 60:00} hours {(seen.ShiftMinutes > 0 ? "after" : "before")} the one in their tweetid. "
                    + $"{(seen.ShiftMinutes == LostHalf ? LostHalves : local)}. {TakeThoseOfIds}"));
        }

        // True times agree with their tweetids to the minute.
        else if (AreShifted(seen))
        {
            int some = seen.Shifted + seen.ShiftedElse;
            yield return new("local_times",
                Text($"times are wrong: {some:N0} of {seen.Timed:N0} tweets have a time that is whole hours or quarters of them from the "
                    + $"one in their tweetid, most of these {minutes / 60}:{minutes % 60:00} hours "
                    + $"{(seen.ShiftMinutes > 0 ? "after" : "before")} it. "
                    + $"{(seen.Halves == some ? LostHalves : SeveralZones)}. {TakeThoseOfIds}"));
        }

        if (seen.Timed >= FewestIds && seen.Midnights * 10 > seen.Timed * 9)
        {
            yield return new("times_without_hours",
                Text($"{seen.Midnights:N0} of {seen.Timed:N0} tweets have the time 00:00, whatever their tweetids say: the time of day is "
                    + $"lost, and only days can be relied on"));
        }

        if (seen.Timed >= FewestIds && seen.Exchanged * 10 > seen.Timed && seen.Exchanged * 10 > seen.Apart * 9)
        {
            yield return new("exchanged_days",
                Text($"times are wrong: {seen.Apart:N0} of {seen.Timed:N0} tweets have a time that is more than a day from the one "
                    + $"in their tweetid; {seen.Exchanged:N0} of them would agree with day and month exchanged:"
                    + $" a spreadsheet read them in the "
                    + $"other order. {TakeThoseOfIds}"));
        }
        else if (seen.Timed >= FewestIds && seen.Apart == seen.Timed && seen.ApartAlike is { } days)
        {
            yield return new("times_apart",
                Text($"the times are wrong: all {seen.Timed:N0} tweets looked at have a time that is {Math.Abs(days):N0} days "
                    + $"{(days > 0 ? "after" : "before")} the one in their tweetid"
                    + $"{(Math.Abs(days) == Since1904 ? ", as between the calendars of Excel (since 1900 and since 1904)" : "")}. "
                    + $"{TakeThoseOfIds}"));
        }
        else if (seen.Timed >= FewestIds && seen.Apart * 10 > seen.Timed)
        {
            yield return new("ids_of_other_tweets",
                Text($"{seen.Apart:N0} of {seen.Timed:N0} tweets have a time that is more than a day from the one in their tweetid: "
                    + $"ids may be those of other rows (a column was sorted by itself), or times wrong. Compare some with the tweets "
                    + $"before either is used; where the ids are right: --columns tweet_time=none"));
        }
    }

    /// <summary>
    /// Of times that ids say nothing of, such as those next to invented ids, a quarter is by chance near whole quarters of hours from the
    /// id's. So nearly all that do not agree must be, and two of them by the same.
    /// </summary>
    private static bool AreShifted(IdTimeCounts seen)
    {
        int some = seen.Shifted + seen.ShiftedElse;
        return seen.Shifted >= FewestAlike && seen.Odd * FewerOdd <= some && ((some >= FewestIds && some * OneInShifted > seen.Timed)
            || (seen.Timed >= FewestIds && some * OneInShiftedOfFew >= seen.Timed));
    }

    /// <summary>How many files of true ids there are for one in which all are exact, to two digits.</summary>
    private static long OneIn(int ids)
    {
        double files = Math.Pow(1 / ShareExact, ids);
        double step = Math.Pow(10, Math.Floor(Math.Log10(files)) - 1);
        return (long)(Math.Floor(files / step) * step);
    }

    private static string Text(InvariantText text) => text.ToString();
}
