namespace TweetArchive.Analysis.Coordination;

/// <summary>What a method found, with what chance makes of it and the tweets that show it.</summary>
/// <param name="Chance">By dataset.</param>
internal sealed record MethodResult(string Method, string Rule, List<Edge> Edges, SharedObjects Objects, IReadOnlyList<MethodChance> Chance)
{
    /// <summary>Objects of at least two accounts that were looked at, and left out, by dataset.</summary>
    public required long[] Shared { get; init; }

    public long[] Dropped { get; init; } = Objects.Dropped;

    public required Meetings Meetings { get; init; }

    /// <summary>The tweet of a message at an object, and the object in words.</summary>
    public required Func<ulong, ulong, (long? TweetId, string Object)?> TweetOf { get; init; }

    public required IReadOnlyList<Component> Components { get; init; }
}
