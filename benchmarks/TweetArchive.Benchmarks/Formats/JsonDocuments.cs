using System.Text.Json;

namespace TweetArchive.Benchmarks.Formats;

/// <summary>
/// The peer that reads the same: System.Text.Json's documents, a document for each text, and of every tweet the values that our readers
/// make cells of, as strings and numbers.
/// </summary>
internal static class JsonDocuments
{
    private static readonly string[] Texts = ["full_text", "text", "id_str", "id", "author_id", "created_at", "lang", "source"];
    private static readonly string[] References = ["in_reply_to_status_id_str", "in_reply_to_user_id_str", "quoted_status_id_str"];
    private static readonly string[] OfUsers = ["id_str", "name", "screen_name", "location", "description", "url", "created_at"];
    private static readonly string[] Counts = ["retweet_count", "favorite_count", "reply_count", "quote_count", "like_count"];

    private static readonly (string List, string Value)[] Lists =
        [("hashtags", "text"), ("hashtags", "tag"), ("urls", "expanded_url"), ("user_mentions", "id_str"), ("mentions", "id")];

    /// <summary>What the values come to, so that none is left out.</summary>
    public static long Read(byte[] json)
    {
        ReadOnlyMemory<byte> rest = json;
        long sum = 0;
        if (rest.Span.StartsWith("window"u8))
        {
            using JsonDocument script = JsonDocument.Parse(rest[(rest.Span.IndexOf((byte)'=') + 1)..]);
            foreach (JsonElement item in script.RootElement.EnumerateArray())
                sum += OfTweet(item.GetProperty("tweet"));
            return sum;
        }

        while (!rest.IsEmpty)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            end = end < 0 ? rest.Length : end;
            using (JsonDocument line = JsonDocument.Parse(rest[..end]))
            {
                if (!line.RootElement.TryGetProperty("data", out JsonElement page))
                    sum += OfTweet(line.RootElement);
                else
                    sum += OfPage(page, line.RootElement.GetProperty("includes").GetProperty("users"));
            }

            rest = rest[Math.Min(rest.Length, end + 1)..];
        }

        return sum;
    }

    private static long OfPage(JsonElement tweets, JsonElement users)
    {
        var byId = new Dictionary<string, JsonElement>();
        foreach (JsonElement user in users.EnumerateArray())
            byId[user.GetProperty("id").GetString()!] = user;
        long sum = 0;
        foreach (JsonElement tweet in tweets.EnumerateArray())
        {
            sum += OfTweet(tweet);
            if (byId.TryGetValue(tweet.GetProperty("author_id").GetString()!, out JsonElement author))
                sum += Sum(author, OfUsers);
        }

        return sum;
    }

    private static long OfTweet(JsonElement tweet)
    {
        long sum = Sum(tweet, Texts) + Sum(tweet, References);
        if (tweet.TryGetProperty("user", out JsonElement user))
            sum += Sum(user, OfUsers) + Number(user, "followers_count") + Number(user, "friends_count");
        JsonElement counts = tweet.TryGetProperty("public_metrics", out JsonElement metrics) ? metrics : tweet;
        foreach (string count in Counts)
            sum += Number(counts, count);
        if (!tweet.TryGetProperty("entities", out JsonElement entities))
            return sum;
        foreach ((string list, string value) in Lists)
        {
            if (!entities.TryGetProperty(list, out JsonElement items))
                continue;
            foreach (JsonElement item in items.EnumerateArray())
                sum += item.TryGetProperty(value, out JsonElement text) ? text.GetString()!.Length : 0;
        }

        return sum;
    }

    private static long Sum(JsonElement of, string[] names)
    {
        long sum = 0;
        foreach (string name in names)
        {
            if (of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                sum += value.GetString()!.Length;
        }

        return sum;
    }

    private static long Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
}
