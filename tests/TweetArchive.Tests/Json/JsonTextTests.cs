using System.Text;
using System.Text.Json;
using TweetArchive.Json;
using Xunit;

namespace TweetArchive.Tests.Json;

/// <summary>Strings against the framework's, and what it refuses.</summary>
public class JsonTextTests
{
    [Fact]
    public void Every_escaped_text_comes_back()
    {
        var random = new Random(5);
        string[] parts = ["a", "\"", "\\", "/", "\n", "\t", "\b", "\f", "\r", "é", "سلام", "😀", "\u2028", "\u0001", "ß\u0301", " "];
        for (int i = 0; i < 5_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => parts[random.Next(parts.Length)]));
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(text, random.Next(2) == 0 ? JsonSerializerOptions.Default : Relaxed);
            Assert.Equal(text, Unescaped(json.AsSpan(1..^1)));
        }
    }

    [Theory]
    [InlineData(@"\ud83d", "\uFFFD")]
    [InlineData(@"a\ud83d\u0041b", "a\uFFFDAb")]
    [InlineData(@"\ude00\ud83d\ude00", "\uFFFD😀")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD😀")]
    [InlineData(@"\/", "/")]
    public void Half_a_pair_is_a_lost_letter(string escaped, string text) => Assert.Equal(text, Unescaped(Encoding.UTF8.GetBytes(escaped)));

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Unescaped(ReadOnlySpan<byte> escaped)
    {
        byte[] to = new byte[escaped.Length];
        return Encoding.UTF8.GetString(to, 0, JsonText.Unescape(escaped, to));
    }
}
