using TweetArchive.Releases;
using TweetArchive.Targets;

namespace TweetArchive.Merging;

/// <summary>A dataset of the run: accounts and tweets.</summary>
public sealed record DatasetResult(string Name, long Tweets, long Accounts, long AccountsWithTweets)
{
    /// <summary>With --dedupe, tweets that a later release has too and that are counted there.</summary>
    public long CountedElsewhere { get; init; }

    /// <summary>The targets that it was searched for.</summary>
    public required AskedTargets Asked { get; init; }

    /// <summary>Tweets that any target which was not asked would be tagged in.</summary>
    public long LeftOut { get; init; }

    /// <summary>The same by target, those with any, most first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> LeftOutByTarget { get; init; } = [];

    /// <summary>The same next to what was published; null for a dataset that the registry of releases does not know.</summary>
    public PublishedFigures? Published => PublishedFigures.Of(Name, Tweets + CountedElsewhere, Accounts);
}

/// <summary>Tweets of one target: tagged and candidates, retweets included.</summary>
public sealed record TargetResult(string TargetId, string DisplayName, long Tagged, long Candidates);
