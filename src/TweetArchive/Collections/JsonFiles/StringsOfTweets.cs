using System.Text;
using System.Text.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Tweets as JSON in strings of other JSON: what queues, logs and databases write around a message that they take as a text (Kafka's
/// <c>{"topic": …, "payload": "{\"id\": …}"}</c>).
/// </summary>
internal static class StringsOfTweets
{
    private const int MostLooked = 200;

    /// <summary>The way to the first such string, from its object on (<c>.payload</c>); null for none.</summary>
    public static string? Find(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        var path = new List<string>();
        string name = "";
        try
        {
            for (int n = 0; n < MostLooked && reader.Read();)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = $".{reader.GetString()}";
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        n++;
                        path.Add(reader.TokenType == JsonTokenType.StartArray ? name + "[]" : name);
                        name = "";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.RemoveAt(path.Count - 1);
                        name = "";
                        break;
                    case JsonTokenType.String when reader.ValueSpan.StartsWith("{"u8) && IsTweet(reader.GetString()!):
                        return string.Concat(path) + name;
                    default:
                        name = "";
                        break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read before the damage, or the end of the bytes, counts.
        }

        return null;
    }

    private static bool IsTweet(string json) =>
        TweetObjects.KindOf(TweetObjects.Properties(Encoding.UTF8.GetBytes(json))).Kind
            is TweetObjectKind.V1 or TweetObjectKind.V2 or TweetObjectKind.Flat or TweetObjectKind.Personal;
}
