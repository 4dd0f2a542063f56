using System.Text.Json.Nodes;

namespace TweetArchive.Testing;

/// <summary>Cells, and properties of objects, of another type or form than they should be.</summary>
internal static class Mutants
{
    /// <summary>Is added to each seed, to look for more than the usual mutants: TWEETARCHIVE_FUZZ_SEED.</summary>
    public static readonly int OtherSeeds =
        int.TryParse(Environment.GetEnvironmentVariable("TWEETARCHIVE_FUZZ_SEED"), out int seed) ? seed : 0;

    private static readonly string[] Hostile =
    [
        "", " ", "NA", "nan", "null", "None", "\\N", "[]", "[", "]", "{}", "{", "[[['a']]]", "['a', 'b'", "c(\"a\", ", "set()", "True",
        "2", "-1", "1e999", "0x1F", "1,2,3",
        "9223372036854775808", "-9223372036854775809", "1.5E+17", "=1+1", "'1", "\"", "\"\"", "a\nb", "a\r\nb", "\t", "\0", "\u202E",
        "\uFFFD", "۱۲۳", "٣", "1/2/3", "99/99/9999",
        "2018-02-30 25:61", "0000-00-00", "9999-12-31 23:59:59", "Sun Foo 00", "1520139677", "1520139677000000000000", "&#1605;",
        "&#xFFFFFFFF;", "\\u0645", "\\uD800", "<U+0645>", "x970001234567890123",
        "https://twitter.com/a/status/1", "@", "#", "#a #b", "a|b;c,d", "{\"text\": \"a\"}", "[{\"text\": ", "[1, null, {}]", "NaN",
        "Infinity",
    ];

    /// <summary>A hostile text in its place, or some of its letters changed.</summary>
    public static string Changed(string cell, Random random)
    {
        if (random.Next(3) > 0)
            return Hostile[random.Next(Hostile.Length)];
        var letters = new List<char>(cell);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(letters.Count + 1);
            if (random.Next(2) == 0 && at < letters.Count)
                letters.RemoveAt(at);
            else
                letters.Insert(at, "\"'\\[]{}(),;|\n0-.eNx\u0600"[random.Next(20)]);
        }

        return string.Concat(letters);
    }

    /// <summary>Gives one property, anywhere in the object, another value or none.</summary>
    public static void Change(JsonNode node, Random random)
    {
        while (true)
        {
            JsonNode?[] inner = node switch
            {
                JsonObject o => [.. o.Select(p => p.Value).Where(v => v is JsonObject or JsonArray { Count: > 0 })],
                JsonArray a => [.. a.Where(v => v is JsonObject or JsonArray { Count: > 0 })],
                _ => [],
            };
            if (inner.Length == 0 || random.Next(2) == 0)
                break;
            node = inner[random.Next(inner.Length)]!;
        }

        JsonNode? value = random.Next(8) switch
        {
            0 => null,
            1 => JsonValue.Create(random.Next(-2, 3)),
            2 => JsonValue.Create(1e300),
            3 => JsonValue.Create(random.Next(2) == 0),
            4 => new JsonArray(),
            5 => new JsonArray(new JsonObject { ["text"] = null }, JsonValue.Create(7), null, new JsonArray("x")),
            6 => new JsonObject { ["id"] = 1, ["text"] = new JsonObject() },
            _ => JsonValue.Create(Hostile[random.Next(Hostile.Length)]),
        };
        if (node is JsonArray list)
        {
            list[random.Next(list.Count)] = value;
            return;
        }

        var properties = (JsonObject)node;
        string name = properties.ElementAt(random.Next(properties.Count)).Key;
        if (random.Next(6) == 0)
            properties.Remove(name);
        else
            properties[name] = value;
    }

    /// <summary>A value as Python prints it.</summary>
    public static string Python(JsonNode? value) => value switch
    {
        null => "None",
        JsonObject o => $"{{{string.Join(", ", o.Select(p => $"{Quoted(p.Key)}: {Python(p.Value)}"))}}}",
        JsonArray a => $"[{string.Join(", ", a.Select(Python))}]",
        JsonValue v when v.TryGetValue(out string? text) => Quoted(text),
        JsonValue v when v.TryGetValue(out bool flag) => flag ? "True" : "False",
        _ => value.ToJsonString(),
    };

    /// <summary>Double quotes where the text holds single ones and no double.</summary>
    private static string Quoted(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        return quote + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\0", "\\x00", StringComparison.Ordinal).Replace($"{quote}", $"\\{quote}", StringComparison.Ordinal) + quote;
    }
}
