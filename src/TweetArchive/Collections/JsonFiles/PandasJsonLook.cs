using System.Text;
using System.Text.Json;
using TweetArchive.Collections.Layouts;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Tells from its first bytes whether JSON is a table by columns, or one whose rows have no names (<see cref="PandasJson"/>).
/// </summary>
internal static class PandasJsonLook
{
    // In one tweet as well.
    private static readonly string[] Lists = ["hashtags", "urls", "user_mentions", "poll_choices"];

    private static readonly HashSet<string> KnownNames =
    [
        .. TweetColumns.Names, .. CollectorLayouts.Shipped.Where(l => !l.Guessed).SelectMany(l => l.Names),
        "id_str", "full_text", "text", "created_at", "lang",
    ];

    /// <summary>The first bytes are such a table's.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => MayBe(head) && !TypedValues.Is(head);

    private static bool MayBe(ReadOnlySpan<byte> head)
    {
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.StartArray)
                return reader.Read() && (reader.TokenType == JsonTokenType.StartArray ? reader.Read() && IsScalar(reader.TokenType)
                    : IsScalar(reader.TokenType) && IsRowOnLine(head));
            if (reader.TokenType != JsonTokenType.StartObject || !reader.Read()
                || reader.TokenType != JsonTokenType.PropertyName)
                return false;
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
                return reader.Read() && (name == "columns" ? reader.TokenType == JsonTokenType.String
                    : TweetColumns.NameArray.Except(Lists).Contains(name) && reader.TokenType != JsonTokenType.StartObject
                        && HasColumn(head));
            if (reader.TokenType != JsonTokenType.StartObject || !KnownNames.Contains(name) || !reader.Read()
                || reader.TokenType != JsonTokenType.PropertyName)
                return false;
            string label = reader.GetString()!;
            // An object in the place of a value has its own names: a user's, or those of a database's types.
            if (label.StartsWith('$') || KnownNames.Contains(label) || !reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.StartArray)
                reader.Read();
            return reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A text that is a string between quotes is the name of a known column.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> quoted) =>
        quoted.Length > 2 && quoted[0] == '"' && KnownNames.Contains(Encoding.UTF8.GetString(quoted[1..^1]));

    /// <summary>
    /// After the first list another property begins that is a column, and is a list too: a list of texts alone may be anything.
    /// </summary>
    private static bool HasColumn(ReadOnlySpan<byte> head)
    {
        // A column may be longer than what was read.
        int second = head.IndexOf("],"u8);
        ReadOnlySpan<byte> rest = second < 0 ? default : head[(second + 2)..].TrimStart(" \r\n\t"u8);
        int end = rest.Length > 1 && rest[0] == '"' ? rest[1..].IndexOf((byte)'"') : -1;
        return second < 0 || (end > 0 && IsKnown(rest[..(end + 2)]) && rest[(end + 2)..].TrimStart(" :\r\n\t"u8).StartsWith("["u8));
    }

    private static bool IsScalar(JsonTokenType token) => token is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null
        or JsonTokenType.True or JsonTokenType.False;

    /// <summary>The first line is an array, and there is another after it.</summary>
    private static bool IsRowOnLine(ReadOnlySpan<byte> head)
    {
        int newline = head.IndexOf((byte)'\n');
        return newline > 0 && head[..newline].TrimEnd(" \r"u8).EndsWith("]"u8)
            && head[(newline + 1)..].TrimStart(" \r\n\t"u8).StartsWith("["u8);
    }
}
