namespace TweetArchive.Releases;

/// <summary>One release as its publishers describe it (a row of data/releases/releases.tsv).</summary>
/// <param name="Dataset">The name in the tables.</param>
/// <param name="AlsoNamed">Other names under which its files travel.</param>
/// <param name="Campaign">A name for people.</param>
/// <param name="Folder">The month in the released paths, as <c>2020_09</c>; empty for a copy of others.</param>
/// <param name="Released">The month of publication, as <c>2020-10</c>.</param>
/// <param name="Origin">The state or place that Twitter stated; may be empty.</param>
/// <param name="TargetsGroups">The groups of targets that it is searched for by default; none for all targets.</param>
/// <param name="Tweets">As published; null where no figure was found.</param>
/// <param name="Accounts">As published, those without tweets included; null where no figure was found.</param>
/// <param name="TweetsSource">Where the figure is from: a row of data/releases/sources.tsv.</param>
/// <param name="Note">What to know when a count differs; may be empty.</param>
public sealed record Release(
    string Dataset, IReadOnlyList<string> AlsoNamed, string Campaign, string Folder, string Released, string Origin,
    IReadOnlyList<string> TargetsGroups,
    long? Tweets, long? Accounts, string TweetsSource, string AccountsSource, string Note)
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>"October 2020".</summary>
    public string ReleasedInWords =>
        $"{Months[int.Parse(Released[5..], System.Globalization.CultureInfo.InvariantCulture) - 1]} {Released[..4]}";
}
