namespace TweetArchive.Requests;

/// <summary>One of several equal parts of the work, counted from 1.</summary>
public sealed record Shard(int Number, int Of)
{
    public override string ToString() => FormattableString.Invariant($"{Number}/{Of}");
}
