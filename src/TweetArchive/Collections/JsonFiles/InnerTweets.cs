using System.Text;
using System.Text.Json;
using TweetArchive.Collections.Layouts;
using TweetArchive.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>Tweets that are inside other objects.</summary>
/// <param name="Layout">Of flat ones.</param>
/// <param name="Nesting">Where the records are; null where these objects are records.</param>
/// <param name="Inside">How the tweets of a record are reached.</param>
internal sealed record InnerTweets(TweetObjectKind Kind, CollectorLayout? Layout, JsonNesting? Nesting, TweetsInside Inside)
{
    private const int MostLooked = 200;

    /// <summary>
    /// Tweets that are further inside: in a list below other properties, each below a separate property, or as the properties of one
    /// object. Null where the first object holds none.
    /// </summary>
    /// <param name="ofUsers">
    /// The records are accounts: then only lists of tweets count, and not what a page of accounts includes (the tweets they have pinned).
    /// </param>
    /// <param name="guess">Tweets of no known program count as well (<see cref="GuessedObjects"/>).</param>
    public static InnerTweets? Find(ReadOnlySpan<byte> text, bool ofUsers, bool guess = false)
    {
        var path = new List<(string Name, bool List)>();
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        string name = "";
        (string[] Path, TweetObjectKind Kind, CollectorLayout? Layout)? first = null;
        try
        {
            for (int n = 0; n < MostLooked && reader.Read();)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = Encoding.UTF8.GetString(reader.ValueSpan);
                        continue;
                    case JsonTokenType.StartArray:
                        path.Add((name, true));
                        break;
                    case JsonTokenType.StartObject:
                        path.Add((name, false));
                        n++;
                        if (path.Count > 1 && KindInside(text[(int)reader.TokenStartIndex..], guess) is { } found)
                        {
                            string[] here = [.. path.Skip(1).Select(p => p.Name)];
                            if (ofUsers && here[0] == "includes")
                                return null;
                            int list = path.FindIndex(p => p.List);
                            if (WebTimelines.Holds(here) && here[^1] is "result" or "tweet")
                                return InDepth(WebTimelines.Place, found);
                            if (list >= 0)
                                return path.FindLastIndex(p => p.List) > list ? InDepth(PlaceOf(path), found) : InList(path, list, found);
                            if (ofUsers)
                                return null;
                            if (first is { } before)
                                return ByName(before.Path, here, found) ?? Alone(before.Path, (before.Kind, before.Layout));
                            first = (here, found.Kind, found.Layout);
                            reader.Skip();
                            path.RemoveAt(path.Count - 1);
                        }

                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray when path.Count > 0:
                        path.RemoveAt(path.Count - 1);
                        break;
                }

                name = "";
                if (path.Count == 0)
                    break;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read before the damage, or the end of the bytes, counts.
        }

        if (first is null && InDamaged(text) is { } web)
            return InDepth(WebTimelines.Place, web);
        return first is { } one ? (ByName(one.Path, one.Path, (one.Kind, one.Layout)) ?? Alone(one.Path, (one.Kind, one.Layout))) : null;
    }

    /// <summary>The first whole tweet of a timeline that is damaged before one could be read.</summary>
    private static (TweetObjectKind Kind, CollectorLayout? Layout)? InDamaged(ReadOnlySpan<byte> text)
    {
        for (int at = 0; JsonDeep.NextOfDamaged(text, WebTimelines.Place, ref at, out Range place, out bool whole);)
        {
            if (whole && WebTimelines.TryUnwrap(text[place], out Range tweet) && KindInside(text[place][tweet]) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Inside other things an object must show more to be a tweet: somebody's, of some time.</summary>
    private static (TweetObjectKind Kind, CollectorLayout? Layout)? KindInside(ReadOnlySpan<byte> json, bool guess = false)
    {
        HashSet<string> names = TweetObjects.Properties(json);
        (TweetObjectKind kind, CollectorLayout? layout) = TweetObjects.KindOf(names);
        if (guess && kind == TweetObjectKind.Unknown && GuessedObjects.FindIn(json) is { } guessed)
            return (TweetObjectKind.Flat, guessed);
        bool sure = kind switch
        {
            TweetObjectKind.Flat => true,
            TweetObjectKind.V1 => TweetObjects.HasUser(names) && names.Contains("created_at"),
            TweetObjectKind.V2 => names.Overlaps(["author_id", "created_at", "data[].text", "data.text"]),
            _ => false,
        };
        return sure ? (kind, layout) : null;
    }

    private static InnerTweets InList(
        List<(string Name, bool List)> path, int list, (TweetObjectKind Kind, CollectorLayout? Layout) found) =>
        new(found.Kind, found.Layout, new JsonNesting(Bytes(path[..(list + 1)].Skip(1).Select(p => p.Name)), ByName: false),
            new TweetsInside { Path = Bytes(path[(list + 2)..].Select(p => p.Name)) });

    private static InnerTweets Alone(string[] path, (TweetObjectKind Kind, CollectorLayout? Layout) found) =>
        new(found.Kind, found.Layout, null, new TweetsInside { Path = Bytes(path) });

    private static InnerTweets InDepth(JsonPlace place, (TweetObjectKind Kind, CollectorLayout? Layout) found) =>
        new(found.Kind, found.Layout, null, new TweetsInside { Deep = place });

    /// <summary>By the list that holds the tweet, or by the last two names that lead to it.</summary>
    private static JsonPlace PlaceOf(List<(string Name, bool List)> path) =>
        path[^1].Name.Length == 0 ? new JsonPlace(null, Encoding.UTF8.GetBytes(path[^2].Name), List: true)
            : new JsonPlace(
                path[^2].Name.Length == 0 ? null : Encoding.UTF8.GetBytes(path[^2].Name),
                Encoding.UTF8.GetBytes(path[^1].Name), List: false);

    /// <summary>Two tweets next to each other whose names are numbers, or hold some, are properties of an object of tweets.</summary>
    private static InnerTweets? ByName(string[] one, string[] other, (TweetObjectKind Kind, CollectorLayout? Layout) found)
    {
        bool alone = ReferenceEquals(one, other);
        bool numbered = alone ? one[^1].All(char.IsAsciiDigit) : one[^1].Any(char.IsAsciiDigit) && other[^1].Any(char.IsAsciiDigit);
        return numbered && one[^1].Length > 0 && one.AsSpan(..^1).SequenceEqual(other.AsSpan(..^1))
            ? new InnerTweets(found.Kind, found.Layout, new JsonNesting(Bytes(one[..^1]), ByName: true), TweetsInside.None) : null;
    }

    private static byte[][] Bytes(IEnumerable<string> names) => [.. names.Select(Encoding.UTF8.GetBytes)];
}
