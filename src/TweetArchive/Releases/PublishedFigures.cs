using System.Globalization;

namespace TweetArchive.Releases;

/// <summary>What was read of a dataset next to what was published of it. A difference is told, and is never an error.</summary>
/// <param name="TweetsDifference">Tweets read less tweets published; null without a figure.</param>
/// <param name="AccountsDifference">Accounts read less accounts published; null without a figure.</param>
public sealed record PublishedFigures(Release Release, long? TweetsDifference, long? AccountsDifference)
{
    /// <summary>Null for a dataset that the registry does not know.</summary>
    /// <param name="tweets">Read, without duplicates.</param>
    /// <param name="accounts">Known from tweets and users files.</param>
    public static PublishedFigures? Of(string dataset, long tweets, long accounts) =>
        ReleaseRegistry.Shipped.Find(dataset) is { } release
            ? new PublishedFigures(release, tweets - release.Tweets, accounts - release.Accounts)
            : null;

    /// <summary>What differs, one sentence each, for people; empty if nothing does, or nothing was published.</summary>
    public IEnumerable<string> Differences()
    {
        if (TweetsDifference is not (null or 0))
            yield return Sentence("tweets", Release.Tweets!.Value, TweetsDifference.Value, "is a part of the release missing?");
        if (AccountsDifference is not (null or 0))
            yield return Sentence("accounts", Release.Accounts!.Value, AccountsDifference.Value, "was its users file among the input?");
    }

    private static string Sentence(string what, long published, long difference, string question) =>
        string.Create(CultureInfo.InvariantCulture,
        $"published were {published:N0} {what}, {Math.Abs(difference):N0} {(difference < 0 ? "more" : "fewer")} than were "
            + $"read{(difference < 0 ? ": " + question : "")}");
}
