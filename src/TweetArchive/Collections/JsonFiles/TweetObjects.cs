using System.Text;
using System.Text.Json;
using TweetArchive.Collections.Layouts;
using TweetArchive.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>What objects of JSON are, by the names of their properties.</summary>
internal enum TweetObjectKind { Unknown, V1, V2, Personal, Flat, Users, Counts, Ids }

/// <summary>Tells tweets from other objects.</summary>
internal static class TweetObjects
{
    private const int MostLooked = 200;
    private const int MostNames = 2000;
    private const int LongestName = 40;

    // Bytes that give as many characters, and what a cut in the last of them gives comes after these.
    private const int MostBytes = 4 * LongestName;

    // The reader refuses what is nested deeper.
    private const int Deepest = 64;

    // Properties of a tweet of version 2, flattened or not. Programs that call others so too have id and text like everybody.
    private static readonly HashSet<string> NamesOfV2 =
    [
        "id", "text", "author_id", "created_at", "lang", "source", "conversation_id", "in_reply_to_user_id", "referenced_tweets",
        "attachments", "context_annotations", "entities", "geo", "possibly_sensitive", "public_metrics", "non_public_metrics",
        "organic_metrics", "promoted_metrics", "reply_settings", "withheld", "edit_history_tweet_ids", "edit_controls", "note_tweet",
        "card_uri", "author", "in_reply_to_user", "matching_rules", "__twarc", "username",
    ];

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
            notices |= Has(Notices) || StreamMessages.Is(names);
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
    public static (TweetObjectKind Kind, CollectorLayout? Layout) KindOf(HashSet<string> names)
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
        return worded && Has("id") && !Has("user") && (Has("author_id", "edit_history_tweet_ids", "public_metrics") || HasMostOfV2(names))
            ? (TweetObjectKind.V2, null) : (TweetObjectKind.Unknown, null);
    }

    private static bool HasMostOfV2(HashSet<string> names) =>
        2 * names.Count(n => !n.Contains('.') && NamesOfV2.Contains(n)) > names.Count(n => !n.Contains('.'));

    public static bool HasUser(HashSet<string> names) => names.Any(p => p.StartsWith("user.", StringComparison.Ordinal));

    /// <summary>The next object.</summary>
    /// <param name="items">Null for lines.</param>
    public static bool TryNext(ReadOnlySpan<byte> text, JsonItems? items, ref int at, out Range place)
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
    /// Names of an object's properties, and of what they hold, as far as it can be read: <c>user.id</c>, <c>data[].text</c>. Of a name the
    /// first 40 characters are taken, and of all names 2,000.
    /// </summary>
    public static HashSet<string> Properties(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> seen = names.GetAlternateLookup<ReadOnlySpan<char>>();
        // Large files without a tweet are looked at too, so a name that was seen before is not made into a string once more: the path
        // to the object is written in front, and where it ended before at each depth is kept.
        Span<char> path = stackalloc char[(Deepest + 1) * (LongestName + "[].".Length)];
        Span<int> ends = stackalloc int[Deepest + 1];
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = Deepest }));
        int depth = 0, end = 0, name = 0;
        try
        {
            while (reader.Read() && names.Count < MostNames)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = CopyName(reader.ValueSpan, path[end..]);
                        seen.Add(path[..(end + name)]);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        ends[depth++] = end;
                        end += name;
                        if (reader.TokenType == JsonTokenType.StartArray)
                            end = Append(path, end, "[]");
                        if (name > 0)
                            end = Append(path, end, ".");
                        name = 0;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        end = ends[--depth];
                        name = 0;
                        break;
                    default:
                        name = 0;
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

    private static int Append(Span<char> path, int end, string what)
    {
        what.CopyTo(path[end..]);
        return end + what.Length;
    }

    /// <summary>The beginning of a name, without control characters.</summary>
    /// <returns>Its length.</returns>
    private static int CopyName(ReadOnlySpan<byte> name, Span<char> to)
    {
        Span<char> letters = stackalloc char[MostBytes];
        int length = Math.Min(LongestName, Encoding.UTF8.GetChars(name[..Math.Min(name.Length, MostBytes)], letters));
        for (int i = 0; i < length; i++)
            to[i] = char.IsControl(letters[i]) ? '?' : letters[i];
        return length;
    }
}
