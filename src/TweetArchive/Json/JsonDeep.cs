using System.Text.Json;

namespace TweetArchive.Json;

/// <summary>Where objects are at any depth of a text, found only by the names that lead to them.</summary>
/// <param name="Parent">Name of the property before the last; null for whatever it is.</param>
/// <param name="Name">Of the property that holds the object, or the list of them.</param>
/// <param name="List">It holds a list; each item is such an object.</param>
internal sealed record JsonPlace(byte[]? Parent, byte[] Name, bool List);

/// <summary>Finds them. What is inside one is not looked at.</summary>
internal static class JsonDeep
{
    private const int MostDepth = 64;

    // Between the name of an object and the property of it that is wanted: white space, and what says its type.
    private const int MostBetween = 128;

    /// <param name="json">One text.</param>
    /// <param name="to">Takes where they are, in their order; emptied first.</param>
    /// <exception cref="JsonException">It is not JSON from its first to its last byte, or deeper than 64 levels.</exception>
    public static void Find(ReadOnlySpan<byte> json, JsonPlace place, List<Range> to)
    {
        to.Clear();
        var reader = new Utf8JsonReader(json);
        // By depth: the last property on the way there has the parent's name.
        Span<bool> below = stackalloc bool[MostDepth + 2];
        bool parent = false;
        bool here = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    here = reader.ValueTextEquals(place.Name) && (place.Parent is null || below[reader.CurrentDepth]);
                    parent = place.Parent is not null && reader.ValueTextEquals(place.Parent);
                    continue;
                case JsonTokenType.StartArray when here && place.List:
                    TakeItems(ref reader, to);
                    break;
                case JsonTokenType.StartObject when here && !place.List:
                    to.Add(Skipped(ref reader));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    // Its properties are one deeper.
                    below[reader.CurrentDepth + 1] = parent;
                    break;
            }

            here = parent = false;
        }
    }

    /// <summary>
    /// The next such object of a text that is damaged somewhere, by its names alone. A damaged one reaches to its last brace, or to the
    /// next one's name.
    /// </summary>
    /// <param name="place">Of an object in another.</param>
    /// <param name="at">Where to look from; afterwards the byte after the object.</param>
    /// <param name="whole">It is JSON.</param>
    public static bool NextOfDamaged(ReadOnlySpan<byte> json, JsonPlace place, ref int at, out Range found, out bool whole)
    {
        (found, whole) = (default, false);
        ReadOnlySpan<byte> parent = [(byte)'"', .. place.Parent!, (byte)'"'];
        ReadOnlySpan<byte> name = [(byte)'"', .. place.Name, (byte)'"'];
        while (json[at..].IndexOf(parent) is >= 0 and int before)
        {
            at += before + parent.Length;
            int named = json[at..Math.Min(json.Length, at + MostBetween)].IndexOf(name);
            if (named < 0)
                continue;
            int colon = at + named + name.Length;
            int start = json.Length - json[colon..].TrimStart(" \t\r\n:"u8).Length;
            if (start == json.Length || json[start] != '{')
                continue;
            int end = 0;
            end = JsonItems.EndsWithBrace(json[start..], ref end) ? end : -1;
            int next = json[start..].IndexOf(parent);
            whole = end > 0 && IsJson(json.Slice(start, end));
            // Of a damaged one no brace is sure.
            int length = whole ? end : Math.Min(end > 0 ? end : int.MaxValue, next > 0 ? next : json.Length - start);
            at = start + length;
            found = start..at;
            return true;
        }

        return false;
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void TakeItems(ref Utf8JsonReader reader, List<Range> to)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                to.Add(Skipped(ref reader));
            else
                reader.Skip();
        }
    }

    private static Range Skipped(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
