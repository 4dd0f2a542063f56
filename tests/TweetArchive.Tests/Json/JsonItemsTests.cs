using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TweetArchive.Json;
using Xunit;

namespace TweetArchive.Tests.Json;

/// <summary>Objects of an array found again, however it is written and wherever it is cut.</summary>
public class JsonItemsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [InlineData("indented")]
    [InlineData("compact")]
    [InlineData("lines")]
    [InlineData("brace and comma")]
    public void Every_object_is_found_whole(string style)
    {
        var random = new Random(7);
        for (int n = 0; n < 200; n++)
        {
            string[] objects = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Write(RandomObject(random, 0), style))];
            byte[] text = Encoding.UTF8.GetBytes(Join(objects, style));
            JsonItems items = JsonItems.Of(text);
            Assert.Equal(objects.Select(Minimal), Objects(items, text).Select(Minimal));

            // As a reader cuts it: from what it has, then on from there.
            var found = new List<string>();
            int from = 0;
            int end = 0;
            while (from < text.Length)
            {
                end = Math.Min(text.Length, end + random.Next(1, 400));
                int cut = end == text.Length ? text.Length - from : items.Cut(text.AsSpan(from..end), lastResort: false);
                if (cut > 0)
                    found.AddRange(Objects(items, text.AsSpan(from, cut)));
                from += Math.Max(0, cut);
            }

            Assert.Equal(objects.Select(Minimal), found.Select(Minimal));
        }
    }

    [Theory]
    [InlineData("indented")]
    [InlineData("brace and comma")]
    public void Damage_in_one_object_leaves_the_others(string style)
    {
        var random = new Random(9);
        for (int n = 0; n < 300; n++)
        {
            string[] objects = [
                .. Enumerable.Range(0, 8).Select(i => Write(new JsonObject { ["number"] = i, ["text"] = RandomObject(random, 0) }, style))];
            string damaged = objects[4];
            char removed = "\"{}"[random.Next(3)];
            int[] places = [.. Enumerable.Range(1, damaged.Length - 2).Where(i => damaged[i] == removed)];
            objects[4] = places.Length == 0 ? "{ \"" : damaged.Remove(places[random.Next(places.Length)], 1);
            byte[] text = Encoding.UTF8.GetBytes(Join(objects, style));
            List<string> found = Objects(JsonItems.Of(text), text);
            foreach (int i in (int[])[0, 1, 2, 3, 5, 6, 7])
                Assert.Contains(Minimal(objects[i]), found.Select(Minimal));
        }
    }

    private static List<string> Objects(JsonItems items, ReadOnlySpan<byte> text)
    {
        var found = new List<string>();
        for (int at = 0; items.Next(text, ref at, out int start, out _);)
            found.Add(Encoding.UTF8.GetString(text[start..at]));
        return found;
    }

    private static string Minimal(string json) =>
        json.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static string Write(JsonNode node, string style)
    {
        string text = node.ToJsonString(style is "compact" or "lines" ? JsonSerializerOptions.Default : Indented);
        return style == "indented" ? "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal) : text;
    }

    private static string Join(string[] objects, string style) => style switch
    {
        "indented" => string.Join(",\n", objects) + "\n]",
        "compact" => string.Join(",", objects) + "]",
        "lines" => string.Join("\n", objects),
        _ => " " + string.Join(", ", objects) + " ]",
    };

    private static JsonObject RandomObject(Random random, int depth)
    {
        var made = new JsonObject();
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            made["k" + i] = random.Next(depth < 3 ? 4 : 2) switch
            {
                0 => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "a\"{}\\[],\né"[random.Next(10)])),
                1 => random.Next(),
                2 => new JsonArray(RandomObject(random, depth + 1), 5),
                _ => RandomObject(random, depth + 1),
            };
        }

        return made;
    }
}
