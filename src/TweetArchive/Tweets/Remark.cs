namespace TweetArchive.Tweets;

/// <summary>Something about an input that a reader should know before using the numbers.</summary>
/// <param name="Code">For programs: a word that stays the same.</param>
/// <param name="Message">For people.</param>
public sealed record Remark(string Code, string Message)
{
    private static readonly HashSet<string> Costly =
    [
        "exchanged_days", "halves_of_days", "ids_of_other_tweets", "local_times", "rounded_tweetids", "rounded_userids", "serial_days",
        "short_years", "times_apart", "times_without_hours", "unknown_day_order", "unknown_zone",
    ];

    /// <summary>Times, ids or accounts are wrong, or may be, of the whole file.</summary>
    public static bool IsCostly(string code) => Costly.Contains(code);
}
