using System.Text.Json;

namespace TweetArchive.Json;

/// <summary>An object inside another.</summary>
internal static class JsonInner
{
    /// <summary>Where the value is to which these names lead, each a property of the object before.</summary>
    /// <param name="json">An object.</param>
    /// <returns>False if one of them is not there.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool TryFind(ReadOnlySpan<byte> json, byte[][] names, out Range place)
    {
        place = default;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        int step = 0;
        bool found = false;
        // To the end, so that damage after the value is seen too.
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            bool next = step < names.Length && reader.CurrentDepth == step + 1 && reader.ValueTextEquals(names[step]);
            reader.Read();
            if (next && step == names.Length - 1)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                place = start..(int)reader.BytesConsumed;
                found = true;
                step++;
            }
            else if (next)
            {
                step++;
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }
}
