namespace TweetArchive.Dataset;

/// <summary>The targets that a release was searched for.</summary>
public sealed record ManifestAskedTargets
{
    /// <summary>Groups or campaigns; none if all targets were asked.</summary>
    public IReadOnlyList<string> Groups { get; set; } = [];

    public long Asked { get; set; }

    public long NotAsked { get; set; }

    /// <summary>Tweets that any of the others would be tagged in.</summary>
    public long TweetsLeftOut { get; set; }

    /// <summary>The same by target, most first.</summary>
    public IReadOnlyDictionary<string, long> LeftOut { get; set; } = new Dictionary<string, long>();
}
