using System.Text;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Json;

namespace TweetArchive.Collections;

/// <summary>Tells from the beginning of an entry whether it is JSON, and tweets of which format.</summary>
internal static class JsonRecognition
{
    private static readonly byte[][] PropertiesOfTweets =
    [
        .. ((string[])["text", "full_text", "tweet", "tweet_text", "content", "body", "message", "caption", "id_str", "tweetid",
            "tweet_id", "screen_name", "username", "tweet_count"])
            .Select(n => Encoding.UTF8.GetBytes($"\"{n}\"")),
    ];

    private const int MostLooked = 200;
    private const int MostNames = 2000;

    private static readonly string[] Notices = ["delete", "scrub_geo", "limit", "status_withheld", "user_withheld", "disconnect",
        "warning", "event", "friends", "friends_str", "control", "for_user"];

    /// <summary>The first byte that is not white space opens an object or an array, or what a personal archive has before one.</summary>
    public static bool IsJson(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart(" \r\n\t"u8);
        return text.StartsWith("{"u8) || text.StartsWith("["u8) || IsScript(text);
    }

    /// <summary>The bytes begin like a file of tweets, whoever's they are.</summary>
    public static bool IsTweets(ReadOnlySpan<byte> head)
    {
        if (TextEncoding.Wide(head, out int mark) is { } wide)
            head = Encoding.UTF8.GetBytes(wide.GetString(head[mark..]));
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        try
        {
            return IsJson(head) && Recognise(head, "", () => new OwnAccount([], [], [], []), out _) is not null;
        }
        catch (ArchiveException)
        {
            return false;
        }
    }

    /// <summary>What JSON is that is not tweets; null for what is.</summary>
    public static string? Describe(ReadOnlySpan<byte> head, string sourceName)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (!IsJson(head) || !NamesWhatTweetsHave(head))
            return null;
        try
        {
            Recognise(head, sourceName, () => new OwnAccount([], [], [], []), out _);
            return null;
        }
        catch (ArchiveException e)
        {
            return e.Message;
        }
    }

    /// <summary>Objects of tweets as they stand in an entry.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="sourceName">For messages.</param>
    /// <param name="account">Finds whose personal archive it is; asked only of one.</param>
    /// <param name="columns">Which property is which column, as the user says.</param>
    /// <param name="before">Bytes before the first object.</param>
    /// <exception cref="ArchiveException">These are no tweets.</exception>
    public static CollectionFormat Recognise(
        ReadOnlySpan<byte> head, string sourceName, Func<OwnAccount?> account, out int before, string? columns = null)
    {
        byte[] blanked = [];
        if (NoNumbers.TryBlank(head, ref blanked))
            head = blanked;
        before = head.Length - head.TrimStart(" \r\n\t"u8).Length;
        ReadOnlySpan<byte> text = head[before..];
        bool script = IsScript(text);
        if (script || text[0] == '[')
            before += text.IndexOf((byte)'[') + 1;
        text = head[before..];
        bool inArray = before > 0 && head[before - 1] == '[';
        bool inside = text.StartsWith("{"u8) && JsonList.HoldsList(text);
        bool lines = !script && !inArray && !inside && text.StartsWith("{"u8) && HasTextOnLine(text);
        JsonItems items = JsonItems.Of(text, inside);
        if (columns is not null)
            return new FlatJsonFormat(CollectorLayouts.OfUser(columns), lines ? null : items);
        (Kind kind, CollectorLayout? layout) = KindOf(text, lines ? null : items, out List<string> seen);
        if (script && kind == Kind.Unknown && seen.Count == 0)
            kind = Kind.Personal;
        return kind switch
        {
            Kind.V1 when script => new ApiV1Format("personal archive", items, account()),
            Kind.V1 => new ApiV1Format("API v1.1", lines ? null : items, null),
            Kind.V2 => new ApiV2Format(lines ? null : items),
            Kind.Flat => new FlatJsonFormat(layout!, lines ? null : items),
            Kind.Personal => new ApiV1Format("personal archive", lines ? null : items, account() ?? throw new ArchiveException(
                $"{sourceName}: the tweets of a personal archive without account.js beside them, so it is not known whose they are. "
                    + "Give the whole archive, or put its account.js into the same folder.")),
            Kind.Users => throw new ArchiveException(
                $"{sourceName}: JSON of accounts (users), not of tweets. Give the file with their tweets."),
            Kind.Counts => throw new ArchiveException(
                $"{sourceName}: JSON with counts of tweets (the interface's tweet counts), not tweets. Give the file with the tweets."),
            Kind.Ids => throw new ArchiveException(
                $"{sourceName}: JSON with ids alone, without texts. Tweets must be collected by their ids first."),
            _ => throw new ArchiveException(
                $"{sourceName}: JSON, but no tweets of Twitter's API v1.1 or v2, of a personal archive or of a known collector. "
                    + (seen.Count == 0 ? "It holds no object that could be read" : $"Its objects have: {string.Join(", ", seen.Take(8))}")
                    + ". If these are tweets, say which properties are which: --columns tweetid=…,tweet_text=…"),
        };
    }

    /// <summary>Settings, statistics and the like stand in every folder; nobody takes them for tweets.</summary>
    private static bool NamesWhatTweetsHave(ReadOnlySpan<byte> head)
    {
        foreach (byte[] name in PropertiesOfTweets)
        {
            if (head.IndexOf(name) >= 0)
                return true;
        }

        return false;
    }

    private static bool IsScript(ReadOnlySpan<byte> text) => text.StartsWith("window.YTD."u8) || text.StartsWith("Grailbird.data."u8);

    /// <summary>One of the first lines is a whole text; or the first goes on behind what is at hand, as pages do.</summary>
    private static bool HasTextOnLine(ReadOnlySpan<byte> text)
    {
        for (int n = 0; n < 5; n++)
        {
            int newline = text.IndexOf((byte)'\n');
            // Objects behind each other on one line are no lines; a page goes on behind what is at hand.
            if (newline < 0)
                return n == 0 ? !HasSecond(text) : IsText(text);
            if (n == 0 && HasSecond(text[..newline]))
                return false;
            if (IsText(text[..newline]))
                return true;
            text = text[(newline + 1)..];
        }

        return false;
    }

    private static bool HasSecond(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || !reader.TrySkip())
                return false;
        }
        catch (JsonException)
        {
            return false;
        }

        return line[(int)reader.BytesConsumed..].TrimStart(" \t\r,"u8).StartsWith("{"u8);
    }

    private static bool IsText(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>One property alone tells nothing: accounts have ids, and counts stand in <c>data</c> as tweets do.</summary>
    private static (Kind Kind, CollectorLayout? Layout) KindOf(ReadOnlySpan<byte> text, JsonItems? items, out List<string> seen)
    {
        seen = [];
        bool notices = false;
        Kind other = Kind.Unknown;
        int at = 0;
        for (int n = 0; n < MostLooked && TryNext(text, items, ref at, out Range place); n++)
        {
            HashSet<string> names = Properties(text[place]);
            bool Has(params string[] wanted) => wanted.Any(names.Contains);
            if (Has("tweet.id_str", "tweet.id", "tweet.full_text", "tweet.text", "noteTweet.core.text"))
                return (Kind.Personal, null);
            if (CollectorLayouts.FindJson(names) is { } layout)
                return (Kind.Flat, layout);
            if (Has("data[].text", "data.text") && Has("data[].id", "data.id"))
                return (Kind.V2, null);
            bool worded = Has("text", "full_text", "extended_tweet.full_text");
            if (worded && (Has("id_str", "retweeted_status", "truncated", "full_text")
                || (Has("id") && names.Any(p => p.StartsWith("user.", StringComparison.Ordinal)))))
                return (Kind.V1, null);
            if (worded && Has("id") && !Has("user"))
                return (Kind.V2, null);
            notices |= Has(Notices);
            if (Has("data[].tweet_count", "data.tweet_count", "tweet_count"))
                other = Kind.Counts;
            else if (Has("data[].username", "data.username", "username", "screen_name") && !worded)
                other = Kind.Users;
            else if (other == Kind.Unknown && Has("id_str", "id", "data[].id", "tweet_id", "tweetid")
                && names.Count(p => !p.Contains('.')) <= 2)
                other = Kind.Ids;
            seen.AddRange(names.Where(p => !p.Contains('.')).Except(seen).ToList());
        }

        // A minute of a stream may hold nothing else.
        return (notices ? Kind.V1 : seen.Contains("errors") && other == Kind.Unknown ? Kind.V2
            : seen.SequenceEqual(["data", "meta"]) || seen.SequenceEqual(["meta"]) ? other == Kind.Unknown ? Kind.V2 : other : other, null);
    }

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

    private enum Kind { Unknown, V1, V2, Personal, Flat, Users, Counts, Ids }
}
