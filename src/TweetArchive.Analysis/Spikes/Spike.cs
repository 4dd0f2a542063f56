using TweetArchive.Text;

namespace TweetArchive.Analysis.Spikes;

/// <summary>A period of a target, and the tweets that make it.</summary>
/// <param name="Days">1 or 7.</param>
/// <param name="FirstDay">Days since 1970.</param>
internal sealed record Spike(
    string Dataset, string Target, int Days, int FirstDay, TargetCounts Counts, SpikeClaim Claim, int DatasetTweets,
    double? ShareAround)
{
    public int Tweets => Counts.Tweets[Claim.Period];

    public int Originals => Counts.Originals[Claim.Period];

    public int Accounts => Counts.Accounts[Claim.Period];

    public int OriginalAccounts => Counts.OriginalAccounts[Claim.Period];

    /// <summary>Ids of the tweets, with their engagement where known.</summary>
    public Dictionary<long, long> TweetIds { get; } = new(SeededNumbers.Comparer);

    /// <summary>Accounts and times of tweets without an id; several of an account in one minute cannot be told apart.</summary>
    public HashSet<(string Account, long Millis)> TweetsWithoutId { get; } = [];

    public Dictionary<string, int> TweetsOfAccount { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Hashtags { get; } = new(StringComparer.Ordinal);

    public bool Holds(int day) => day >= FirstDay && day < FirstDay + Days;

    public IEnumerable<long> TopTweets(int count) =>
        TweetIds.OrderByDescending(t => t.Value).ThenBy(t => t.Key).Take(count).Select(t => t.Key);

    public static IEnumerable<string> Top(Dictionary<string, int> counted, int count) =>
        counted.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).Take(count).Select(t => t.Key);

    public static int Order(Spike a, Spike b)
    {
        int order = string.CompareOrdinal(a.Dataset, b.Dataset);
        order = order != 0 ? order : string.CompareOrdinal(a.Target, b.Target);
        order = order != 0 ? order : a.Days.CompareTo(b.Days);
        return order != 0 ? order : a.FirstDay.CompareTo(b.FirstDay);
    }
}
