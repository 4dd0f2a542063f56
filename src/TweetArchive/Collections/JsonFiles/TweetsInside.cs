using System.Text.Json;
using TweetArchive.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>How the tweets of a record are reached that is none itself.</summary>
internal sealed record TweetsInside
{
    /// <summary>Names of the properties through which its one tweet is reached; none where the record is one.</summary>
    public byte[][] Path { get; init; } = [];

    /// <summary>Where its tweets are, of which it may hold many; null for not.</summary>
    public JsonPlace? Deep { get; init; }

    /// <summary>As a page of the interface, it may be longer than a tweet.</summary>
    public int LengthFactor => Deep is null ? 1 : 4;

    /// <summary>The records are tweets.</summary>
    public static readonly TweetsInside None = new();
}

/// <summary>
/// Timelines as the programming interface of Twitter's web page gives them (GraphQL), and as extensions of browsers and programs
/// save them: whatever is around a tweet, it is in <c>tweet_results.result</c>, where it may be wrapped once more
/// (<c>TweetWithVisibilityResults</c>) or be a notice that it cannot be seen (<c>TweetTombstone</c>, <c>TweetUnavailable</c>).
/// </summary>
internal static class WebTimelines
{
    /// <summary>Where tweets are in them.</summary>
    public static readonly JsonPlace Place = new("tweet_results"u8.ToArray(), "result"u8.ToArray(), List: false);

    private static readonly byte[][] Wrapped = ["tweet"u8.ToArray()];

    /// <summary>A tweet that is reached by these names is in such a timeline.</summary>
    public static bool Holds(IEnumerable<string> path) => path.Contains("tweet_results");

    /// <summary>The tweet in a result; false for a notice.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool TryUnwrap(ReadOnlySpan<byte> result, out Range tweet)
    {
        tweet = ..;
        var reader = new Utf8JsonReader(result);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool type = reader.ValueTextEquals("__typename"u8);
            reader.Read();
            if (!type)
            {
                reader.Skip();
                continue;
            }

            if (reader.ValueTextEquals("TweetWithVisibilityResults"u8))
                return JsonInner.TryFind(result, Wrapped, out tweet);
            return !reader.ValueTextEquals("TweetTombstone"u8) && !reader.ValueTextEquals("TweetUnavailable"u8);
        }

        // Where the name of the type was left out, the wrapper is known by what it holds.
        if (JsonInner.TryFind(result, Wrapped, out Range inner))
            tweet = inner;
        return true;
    }
}
