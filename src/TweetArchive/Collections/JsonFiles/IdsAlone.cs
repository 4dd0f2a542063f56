using System.Text;
using System.Text.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>JSON that holds the ids of tweets and nothing else of them.</summary>
internal static class IdsAlone
{
    private const int FewestDigits = 17;

    private static readonly string[] PartsOfTables =
        ["schema", "fields", "name", "type", "primaryKey", "pandas_version", "index", "columns", "data", "extDtype"];

    /// <summary>Of all values some are ids of tweets, and none is a text: no blank is in one.</summary>
    public static bool Are(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        bool ids = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IndexOf((byte)' ') >= 0)
                    return false;
                if (reader.TokenType == JsonTokenType.PropertyName && !MayNameIds(reader.ValueSpan))
                    return false;
                ids |= reader.TokenType is JsonTokenType.String or JsonTokenType.Number && reader.ValueSpan.Length >= FewestDigits
                    && reader.ValueSpan.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }

        return ids;
    }

    /// <summary>Numbers, names with an id in them, and what pandas calls the parts of a table.</summary>
    private static bool MayNameIds(ReadOnlySpan<byte> name) => name.IndexOf("id"u8) >= 0 || name.IndexOf("ID"u8) >= 0
        || name.IndexOf("Id"u8) >= 0 || name.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 || PartsOfTables.Contains(
            Encoding.UTF8.GetString(name));
}
