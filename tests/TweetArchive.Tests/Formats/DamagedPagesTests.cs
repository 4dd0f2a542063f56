using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>A damaged tweet of a page of API v2 costs itself, wherever in it the damage is; accounts of the page stay known.</summary>
public sealed class DamagedPagesTests : IDisposable
{
    private const int Tweets = 6;

    private static readonly string Whole = Page(Enumerable.Range(11, 2).Select(Tweet), ",") + "\n";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("\"text\":", "\"text\"")]
    [InlineData("{\"id\":\"ID\"", "\"id\":\"ID\"")]
    [InlineData("\"a\"}]}}", "\"a\"}]}")]
    [InlineData("\"a\"}]}}", "\"a\"}]}}}")]
    [InlineData("\"a\"}]}}", "\"a\"")]
    [InlineData("MEK", "M\"EK")]
    [InlineData("MEK", "MEK\u0001")]
    [InlineData("\"author_id\"", "\"author_id")]
    [InlineData("\"lang\":\"en\"", "\"lang\":en")]
    public void Everything_else_of_the_page_is_read(string sound, string damaged)
    {
        for (int n = 0; n < Tweets; n++)
        {
            string[] tweets = [.. Enumerable.Range(1, Tweets).Select(Tweet)];
            tweets[n] = tweets[n].Replace(sound.Replace("ID", $"{n + 1}", StringComparison.Ordinal),
                damaged.Replace("ID", $"{n + 1}", StringComparison.Ordinal), StringComparison.Ordinal);
            foreach (string separator in (string[])[",", ", "])
            {
                List<string> read = Read(Whole + Page(tweets, separator), out string[] rejects);
                Assert.Equal([.. Enumerable.Range(1, Tweets).Where(i => i != n + 1).Concat([11, 12]).Select(i => $"{i}|name7|8")], read);
                Assert.Equal("invalid_json", Assert.Single(rejects));
            }
        }
    }

    [Fact]
    public void A_page_that_is_damaged_after_its_tweets_loses_what_follows_them()
    {
        string page = Page(Enumerable.Range(1, Tweets).Select(Tweet), ",");
        foreach (string damaged in (string[])[page.Replace("\"users\":", "\"users\"", StringComparison.Ordinal), page[..^20]])
        {
            List<string> read = Read(Whole + damaged, out string[] rejects);
            Assert.Equal([.. Enumerable.Range(1, Tweets).Select(i => $"{i}|∅|ana"), "11|name7|8", "12|name7|8"], read);
            Assert.Equal("invalid_json", Assert.Single(rejects));
        }
    }

    [Fact]
    public void A_page_of_which_nothing_is_whole_is_one_reject()
    {
        string page = Page([Tweet(1).Replace("\"text\":", "\"text\"", StringComparison.Ordinal)], ",");
        Assert.Equal(2, Read(Whole + page, out string[] rejects).Count);
        Assert.Equal("invalid_json", Assert.Single(rejects));
    }

    private List<string> Read(string text, out string[] rejects)
    {
        File.WriteAllText(temp.File("pages.jsonl"), text);
        FinishedRun run = temp.Run([temp.File("pages.jsonl")]);
        using var duck = new DuckDb();
        rejects = [.. duck.Lines($"SELECT reason FROM {run.Table("rejects")}")];
        return duck.Lines($"SELECT tweetid, user_screen_name, user_mentions[1] FROM {run.Table("tweets")} ORDER BY tweetid");
    }

    private static string Page(IEnumerable<string> tweets, string separator) =>
        $"{{\"data\":[{string.Join(separator, tweets)}],\"includes\":{{\"users\":[{{\"id\":\"7\",\"username\":\"name7\"}},"
            + "{\"id\":\"8\",\"username\":\"ana\"}]},\"meta\":{\"result_count\":6}}";

    private static string Tweet(int i) =>
        $"{{\"id\":\"{i}\",\"text\":\"MEK {i}\",\"author_id\":\"7\",\"created_at\":\"2021-04-08T10:11:12.000Z\",\"lang\":\"en\","
            + "\"entities\":{\"mentions\":[{\"username\":\"ana\"},{\"username\":\"ana\"}],\"hashtags\":[{\"tag\":\"a\"}]}}";
}
