using System.Text;
using System.Text.Json;
using TweetArchive.Json;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Values with their types around them, where lists are long and records damaged.</summary>
public sealed class TypedValuesTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>A step for each item that looks at all items before it would take minutes.</summary>
    [Fact]
    public void A_list_of_very_many_items_takes_a_moment()
    {
        const int Items = 400_000;
        byte[] json = Encoding.UTF8.GetBytes($"{{\"tags\":{{\"L\":[{string.Join(',', Enumerable.Repeat("{\"S\":\"a\"}", Items))}]}}}}");
        byte[] to = [];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.True(TypedValues.TryBlank(json, ref to));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        using var plain = JsonDocument.Parse(to.AsMemory(0, json.Length));
        Assert.Equal(Items, plain.RootElement.GetProperty("tags").GetArrayLength());
    }

    /// <summary>What two programs wrote on one line is two records, each with its own values.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void Parts_of_a_line_are_read_as_what_they_are(string between)
    {
        string file = temp.File("export.json");
        File.WriteAllText(file, string.Join('\n', Enumerable.Range(1, 4).Select(Tweet)) + '\n' + Tweet(5) + between + Tweet(6) + '\n');
        FinishedRun run = temp.Run([file]);
        using var duck = new DuckDb();
        Assert.Equal([.. Enumerable.Range(1, 6).Select(i => $"{97000123456789010 + i}|text {i}")],
            duck.Lines($"SELECT tweetid, tweet_text FROM {run.Table("tweets")} ORDER BY tweetid"));
    }

    private static string Tweet(int i) =>
        $"{{\"Item\":{{\"id_str\":{{\"S\":\"{97000123456789010 + i}\"}},\"text\":{{\"S\":\"text {i}\"}},"
            + "\"created_at\":{\"S\":\"Sun Mar 04 05:06:07 +0000 2018\"},\"lang\":{\"S\":\"en\"},"
            + "\"user\":{\"M\":{\"id_str\":{\"S\":\"7\"},\"screen_name\":{\"S\":\"ana\"}}}}}";
}
