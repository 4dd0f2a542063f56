using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Smaller things that researchers' files have: marks in counts, comments before JSON, ids alone, other programs' files.</summary>
public sealed class ResearchersFilesTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("1,234", 1234)]
    [InlineData("1.234", 1234)]
    [InlineData("2.000", 2000)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("1'234", 1234)]
    [InlineData("12.0", 12)]
    [InlineData("12", 12)]
    [InlineData("1.23", null)]
    [InlineData("1.2K", null)]
    [InlineData("1.234,5", null)]
    public void Marks_between_thousands(string cell, int? count)
    {
        foreach (string separator in (string[])[",", ";"])
        {
            // Enough others that the cell is alone in a column of plain numbers.
            string[] cells = [.. Enumerable.Repeat("5", 20), cell];
            string[] lines = [string.Join(separator, ["tweetid", "userid", "tweet_text", "tweet_time", "is_retweet", "like_count"]),
                .. cells.Select((c, i) => string.Join(separator,
                    [$"{970_001_234_567_890_123 + i}", "u", "a text", "2018-03-04 05:01", "False", $"\"{c}\""]))];
            File.WriteAllText(temp.File("counts.csv"), string.Join('\n', lines) + "\n");
            FinishedRun run = temp.Run([temp.File("counts.csv")]);
            using var duck = new DuckDb();
            Assert.Equal(count is null ? "20|100" : $"21|{100 + count}",
                Assert.Single(duck.Lines($"SELECT count(like_count), sum(like_count) FROM {run.Table("tweets")}")));
            Assert.Equal(cell.Contains("234", StringComparison.Ordinal) && count is not null || cell == "2.000",
                run.Result.Inputs[0].Remarks.Any(r => r.Code == "thousands"));
            Assert.Equal(count is null ? 1 : 0, run.Result.UnreadableCells.GetValueOrDefault("like_count")
                + run.Result.Inputs[0].Conversions.GetValueOrDefault("unreadable:like_count"));
        }
    }

    [Theory]
    [InlineData("// collected\n/* by\n me */\n")]
    [InlineData("# collected\n\n")]
    public void Comments_before_JSON(string comments)
    {
        string tweet = "{\"id_str\": \"ID\", \"full_text\": \"a text\", \"created_at\": \"Sun Mar 04 05:01:17 +0000 2018\", "
            + "\"user\": {\"id_str\": \"7\"}}";
        string[] tweets = [.. ((string[])["1", "2", "3"]).Select(i => tweet.Replace("ID", i, StringComparison.Ordinal))];
        foreach (string text in (string[])[string.Join('\n', tweets) + "\nBAD\n", $"[\n{string.Join(",\n", tweets)}\n]\n"])
        {
            File.WriteAllText(temp.File("commented.json"), comments + text);
            FinishedRun run = temp.Run([temp.File("commented.json")]);
            using var duck = new DuckDb();
            Assert.Equal(["1", "2", "3"], duck.Lines($"SELECT tweetid FROM {run.Table("tweets")} ORDER BY tweetid"));
            Assert.Contains(run.Result.Inputs[0].Remarks, r => r.Code == "comments");
            if (run.Result.Counts.Rejected > 0)
                Assert.Equal($"{comments.Count(c => c == '\n') + 4}|{comments.Length + text.IndexOf("BAD", StringComparison.Ordinal)}",
                    Assert.Single(duck.Lines($"SELECT line, byte_offset FROM {run.Table("rejects")}")));
        }
    }

    [Theory]
    [InlineData("[{\"tweetid\":\"ID\"},{\"tweetid\":\"ID\"}]")]
    [InlineData("{\"0\":{\"tweetid\":\"ID\"},\"1\":{\"tweetid\":\"ID\"}}")]
    [InlineData("{\"columns\":[\"tweetid\"],\"index\":[0,1],\"data\":[[\"ID\"],[\"ID\"]]}")]
    [InlineData("{\"schema\":{\"fields\":[{\"name\":\"index\",\"type\":\"integer\"}]},\"data\":[{\"index\":0,\"tweetid\":\"ID\"}]}")]
    [InlineData("[[\"ID\"],[\"ID\"]]")]
    [InlineData("{\"0\":\"ID\",\"1\":\"ID\"}")]
    public void Ids_alone_are_named(string json)
    {
        File.WriteAllText(temp.File("ids.json"), json.Replace("ID", "970001234567890123", StringComparison.Ordinal));
        string said = Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("ids.json")])).Message;
        Assert.Contains("ids alone", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gAJjcGFuZGFz", "pickle")]
    [InlineData("Y2NvcHlfcmVnCl9yZWNvbnN0", "pickle")]
    [InlineData("iUhERg0KGgoAAAAA", "HDF5")]
    [InlineData("k05VTVBZAQB2AHsn", "numpy")]
    [InlineData("cgIBAAYAPAAAAAAA", "Stata")]
    [InlineData("BCJNGGRApwAAAAAA", "lz4")]
    public void Files_of_other_programs_are_named(string bytes, string name)
    {
        File.WriteAllBytes(temp.File("file.bin"), Convert.FromBase64String(bytes));
        Assert.Contains(name, Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("file.bin")])).Message, StringComparison.Ordinal);
    }
}
