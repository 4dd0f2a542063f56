namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// What a service says between tweets: GNIP's <c>{"info": {"message": "Replay Request Completed", "activity_count": 4}}</c>, with which
/// each of its files ends, and <c>warn</c> and <c>error</c> of the same form. Counted as notices, as those of Twitter's streams are.
/// </summary>
internal static class StreamMessages
{
    private static readonly string[] Kinds = ["info", "warn", "error"];

    /// <param name="names">Of an object's properties, and of what they hold.</param>
    public static bool Is(IReadOnlySet<string> names) => Kinds.Any(k => names.Contains(k + ".message") && names.Contains(k))
        && names.All(n => Kinds.Any(k => n == k || n.StartsWith(k + ".", StringComparison.Ordinal)));
}
