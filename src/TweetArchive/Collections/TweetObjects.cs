using System.Text;
using System.Text.Json;
using TweetArchive.Json;

namespace TweetArchive.Collections;

/// <summary>What objects of JSON are, by the names of their properties.</summary>
internal enum TweetObjectKind { Unknown, V1, V2, Personal, Flat, Users, Counts, Ids }

/// <summary>Tweets that are inside other objects.</summary>
/// <param name="Layout">Of flat ones.</param>
/// <param name="Nesting">Where the records are; null where these objects are records.</param>
/// <param name="Inner">Through which properties of a record its tweet is reached.</param>
internal sealed record InnerTweets(TweetObjectKind Kind, CollectorLayout? Layout, JsonNesting? Nesting, byte[][] Inner);

/// <summary>Tells tweets from other objects, and finds them where they are inside others.</summary>
internal static class TweetObjects
{
    private const int MostLooked = 200;
    private const int MostNames = 2000;

    private static readonly string[] Texts = ["text", "full_text", "extended_tweet.full_text"];

    private static readonly string[] Notices = ["delete", "scrub_geo", "limit", "status_withheld", "user_withheld", "disconnect",
        "warning", "event", "friends", "friends_str", "control", "for_user"];

    /// <summary>What the first objects are. One property alone tells nothing: accounts have ids, and counts are in <c>data</c> as tweets
    /// do.</summary>
    /// <param name="items">Null for lines.</param>
    /// <param name="seen">Names of their properties.</param>
    public static (TweetObjectKind Kind, CollectorLayout? Layout) KindOf(ReadOnlySpan<byte> text, JsonItems? items, out List<string> seen)
    {
        seen = [];
        bool notices = false;
        TweetObjectKind other = TweetObjectKind.Unknown;
        int at = 0;
        for (int n = 0; n < MostLooked && TryNext(text, items, ref at, out Range place); n++)
        {
            HashSet<string> names = Properties(text[place]);
            bool Has(params string[] wanted) => wanted.Any(names.Contains);
            (TweetObjectKind kind, CollectorLayout? layout) = KindOf(names);
            if (kind != TweetObjectKind.Unknown)
                return (kind, layout);
            notices |= Has(Notices);
            if (Has("data[].tweet_count", "data.tweet_count", "tweet_count"))
                other = TweetObjectKind.Counts;
            else if (Has("data[].username", "data.username", "username", "screen_name") && !Has(Texts))
                other = TweetObjectKind.Users;
            else if (other == TweetObjectKind.Unknown && Has("id_str", "id", "data[].id", "tweet_id", "tweetid")
                && names.Count(p => !p.Contains('.')) <= 2)
                other = TweetObjectKind.Ids;
            seen.AddRange(names.Where(p => !p.Contains('.')).Except(seen).ToList());
        }

        // A minute of a stream may hold nothing else.
        return (notices ? TweetObjectKind.V1
            : seen.Contains("errors") && other == TweetObjectKind.Unknown ? TweetObjectKind.V2
            : seen.SequenceEqual(["data", "meta"]) || seen.SequenceEqual(["meta"])
                ? other == TweetObjectKind.Unknown ? TweetObjectKind.V2 : other
            : other, null);
    }

    /// <summary>What an object with these properties is; unknown for whatever is not a tweet.</summary>
    private static (TweetObjectKind Kind, CollectorLayout? Layout) KindOf(HashSet<string> names)
    {
        bool Has(params string[] wanted) => wanted.Any(names.Contains);
        if (Has("tweet.id_str", "tweet.id", "tweet.full_text", "tweet.text", "noteTweet.core.text"))
            return (TweetObjectKind.Personal, null);
        if (CollectorLayouts.FindJson(names) is { } layout)
            return (TweetObjectKind.Flat, layout);
        if (Has("data[].text", "data.text") && Has("data[].id", "data.id"))
            return (TweetObjectKind.V2, null);
        bool worded = Has(Texts);
        if (worded && (Has("id_str", "retweeted_status", "truncated", "full_text") || (Has("id") && HasUser(names))))
            return (TweetObjectKind.V1, null);
        return worded && Has("id") && !Has("user") ? (TweetObjectKind.V2, null) : (TweetObjectKind.Unknown, null);
    }

    private static bool HasUser(HashSet<string> names) => names.Any(p => p.StartsWith("user.", StringComparison.Ordinal));

    /// <summary>
    /// Tweets that are further inside: in a list below other properties, each below a separate property, or as the properties of one
    /// object. Null where the first object holds none.
    /// </summary>
    public static InnerTweets? FindInside(ReadOnlySpan<byte> text)
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
                        if (path.Count > 1 && KindInside(text[(int)reader.TokenStartIndex..]) is { } found)
                        {
                            string[] here = [.. path.Skip(1).Select(p => p.Name)];
                            int list = path.FindIndex(p => p.List);
                            if (list >= 0)
                                return path.FindLastIndex(p => p.List) > list ? null : InList(path, list, found);
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

        return first is { } one ? (ByName(one.Path, one.Path, (one.Kind, one.Layout)) ?? Alone(one.Path, (one.Kind, one.Layout))) : null;
    }

    /// <summary>Inside other things an object must show more to be a tweet: somebody's, of some time.</summary>
    private static (TweetObjectKind Kind, CollectorLayout? Layout)? KindInside(ReadOnlySpan<byte> json)
    {
        HashSet<string> names = Properties(json);
        (TweetObjectKind kind, CollectorLayout? layout) = KindOf(names);
        bool sure = kind switch
        {
            TweetObjectKind.Flat => true,
            TweetObjectKind.V1 => HasUser(names) && names.Contains("created_at"),
            TweetObjectKind.V2 => names.Overlaps(["author_id", "created_at", "data[].text", "data.text"]),
            _ => false,
        };
        return sure ? (kind, layout) : null;
    }

    private static InnerTweets InList(
        List<(string Name, bool List)> path, int list, (TweetObjectKind Kind, CollectorLayout? Layout) found) =>
        new(found.Kind, found.Layout, new JsonNesting(Bytes(path[..(list + 1)].Skip(1).Select(p => p.Name)), ByName: false),
            Bytes(path[(list + 2)..].Select(p => p.Name)));

    private static InnerTweets Alone(string[] path, (TweetObjectKind Kind, CollectorLayout? Layout) found) =>
        new(found.Kind, found.Layout, null, Bytes(path));

    /// <summary>Two tweets next to each other whose names are numbers, or hold some, are properties of an object of tweets.</summary>
    private static InnerTweets? ByName(string[] one, string[] other, (TweetObjectKind Kind, CollectorLayout? Layout) found)
    {
        bool alone = ReferenceEquals(one, other);
        bool numbered = alone ? one[^1].All(char.IsAsciiDigit) : one[^1].Any(char.IsAsciiDigit) && other[^1].Any(char.IsAsciiDigit);
        return numbered && one[^1].Length > 0 && one.AsSpan(..^1).SequenceEqual(other.AsSpan(..^1))
            ? new InnerTweets(found.Kind, found.Layout, new JsonNesting(Bytes(one[..^1]), ByName: true), []) : null;
    }

    private static byte[][] Bytes(IEnumerable<string> names) => [.. names.Select(Encoding.UTF8.GetBytes)];

    private static bool TryNext(ReadOnlySpan<byte> text, JsonItems? items, ref int at, out Range place)
    {
        place = default;
        if (items is not null)
        {
            if (!items.Next(text, ref at, out int start, out _))
                return false;
            place = start..at;
            return true;
        }

        if (at >= text.Length)
            return false;
        int newline = text[at..].IndexOf((byte)'\n');
        int end = newline < 0 ? text.Length : at + newline;
        place = at..end;
        at = end + 1;
        return true;
    }

    /// <summary>
    /// Names of an object's properties, and of what they hold, as far as it can be read: <c>user.id</c>, <c>data[].text</c>.
    /// </summary>
    private static HashSet<string> Properties(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        string name = "";
        try
        {
            while (reader.Read() && names.Count < MostNames)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = string.Concat(Encoding.UTF8.GetString(reader.ValueSpan).Take(40).Select(c => char.IsControl(c) ? '?' : c));
                        names.Add(Join(path, name));
                        break;
                    case JsonTokenType.StartObject:
                        path.Add(name.Length > 0 ? name + "." : "");
                        name = "";
                        break;
                    case JsonTokenType.StartArray:
                        path.Add(name + "[]" + (name.Length > 0 ? "." : ""));
                        name = "";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        if (path.Count > 0)
                            path.RemoveAt(path.Count - 1);
                        name = "";
                        break;
                    default:
                        name = "";
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }

        return names;
    }

    private static string Join(List<string> path, string name) => string.Concat(path) + name;
}
