using System.Text;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Json;

namespace TweetArchive.Collections;

/// <summary>Tells from the beginning of an entry whether it is JSON, and tweets of which format.</summary>
internal static class JsonRecognition
{
    private const int MostLooked = 200;

    // Properties that tell a format by themselves, in the order in which they decide.
    private static readonly string[] OfV2 = ["data", "includes", "author_id", "edit_history_tweet_ids"];
    private static readonly string[] OfV1 = ["id_str", "retweeted_status", "truncated", "full_text"];
    private static readonly string[] Notices = ["delete", "scrub_geo", "limit", "status_withheld", "user_withheld", "disconnect", "warning", "event", "friends", "friends_str", "control", "for_user"];

    /// <summary>The first byte that is not white space opens an object or an array, or what a personal archive has before one.</summary>
    public static bool IsJson(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart(" \r\n\t"u8);
        return text.StartsWith("{"u8) || text.StartsWith("["u8) || IsScript(text);
    }

    /// <summary>The bytes begin like a file of tweets, whoever's they are.</summary>
    public static bool IsTweets(ReadOnlySpan<byte> head)
    {
        try
        {
            return IsJson(head) && Recognise(head, "", () => new OwnAccount([], [], [], []), out _) is not null;
        }
        catch (ArchiveException)
        {
            return false;
        }
    }

    /// <summary>Objects of tweets as they stand in an entry.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="sourceName">For messages.</param>
    /// <param name="account">Finds whose personal archive it is; asked only of one.</param>
    /// <param name="before">Bytes before the first object.</param>
    /// <exception cref="ArchiveException">These are no tweets.</exception>
    public static CollectionFormat Recognise(ReadOnlySpan<byte> head, string sourceName, Func<OwnAccount?> account, out int before)
    {
        before = head.Length - head.TrimStart(" \r\n\t"u8).Length;
        ReadOnlySpan<byte> text = head[before..];
        bool script = IsScript(text);
        if (script || text[0] == '[')
            before += text.IndexOf((byte)'[') + 1;
        text = head[before..];
        bool lines = !script && text.StartsWith("{"u8) && HasTextOnLine(text);
        JsonItems items = JsonItems.Of(text);
        Kind kind = KindOf(text, lines ? null : items, out List<string> seen);
        if (script && kind == Kind.Unknown && seen.Count == 0)
            kind = Kind.Personal;
        return kind switch
        {
            Kind.V1 when script => new ApiV1Format("personal archive", items, account()),
            Kind.V1 => new ApiV1Format("API v1.1", lines ? null : items, null),
            Kind.V2 => new ApiV2Format(lines ? null : items),
            Kind.Personal => new ApiV1Format("personal archive", lines ? null : items, account() ?? throw new ArchiveException(
                $"{sourceName}: the tweets of a personal archive without account.js beside them, so it is not known whose they are. Give the whole archive, or put its account.js into the same folder.")),
            _ => throw new ArchiveException(
                $"{sourceName}: JSON, but no tweets of Twitter's API v1.1 or v2 or of a personal archive. {(seen.Count == 0 ? "It holds no object that could be read" : $"Its objects have: {string.Join(", ", seen.Take(8))}")}."),
        };
    }

    private static bool IsScript(ReadOnlySpan<byte> text) => text.StartsWith("window.YTD."u8) || text.StartsWith("Grailbird.data."u8);

    /// <summary>One of the first lines is a whole text; or the first goes on behind what is at hand, as pages do.</summary>
    private static bool HasTextOnLine(ReadOnlySpan<byte> text)
    {
        for (int n = 0; n < 5; n++)
        {
            int newline = text.IndexOf((byte)'\n');
            if (newline < 0)
                return n == 0 || IsText(text);
            if (IsText(text[..newline]))
                return true;
            text = text[(newline + 1)..];
        }

        return false;
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

    private static Kind KindOf(ReadOnlySpan<byte> text, JsonItems? items, out List<string> seen)
    {
        seen = [];
        bool notices = false;
        int at = 0;
        for (int n = 0; n < MostLooked && TryNext(text, items, ref at, out Range place); n++)
        {
            List<string> names = Properties(text[place]);
            if (names.Contains("tweet"))
                return Kind.Personal;
            if (names.Any(OfV1.Contains))
                return Kind.V1;
            if (names.Any(OfV2.Contains) || (names.Contains("id") && names.Contains("text") && !names.Contains("user")))
                return Kind.V2;
            if (names.Contains("user") && names.Contains("text"))
                return Kind.V1;
            notices |= names.Any(Notices.Contains);
            seen.AddRange(names.Except(seen).ToList());
        }

        // A minute of a stream may hold nothing else.
        return notices ? Kind.V1 : seen.Contains("errors") ? Kind.V2 : Kind.Unknown;
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

    /// <summary>Names of an object's own properties, as far as it can be read.</summary>
    private static List<string> Properties(ReadOnlySpan<byte> json)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                names.Add(string.Concat(Encoding.UTF8.GetString(reader.ValueSpan).Take(40).Select(c => char.IsControl(c) ? '?' : c)));
                if (!reader.TrySkip())
                    break;
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }

        return names;
    }

    private enum Kind { Unknown, V1, V2, Personal }
}
