using System.Globalization;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Tables without a header: parts of a table that was split, and others by what their columns hold.</summary>
public sealed class HeaderlessTablesTests : IDisposable
{
    private const string Query = "tweetid, userid, user_screen_name, tweet_text, strftime(tweet_time AT TIME ZONE 'UTC', "
        + "'%Y-%m-%d %H:%M:%S'), like_count, array_to_string(hashtags, ' ')";

    private readonly TempDatasets temp = new();
    private readonly List<string> tables = [];

    public void Dispose() => temp.Dispose();

    /// <summary>What <c>split -l</c> makes: names without endings, and records that are cut where a text has lines.</summary>
    [Fact]
    public void Lines_with_JSON_after_other_cells_are_not_read_as_texts()
    {
        File.WriteAllText(temp.File("topic.log"), string.Concat(Enumerable.Range(0, 9).Select(n =>
            $"CreateTime:1614740583{n:000}\t97000123456789012{n}\t{{\"id_str\": \"97000123456789012{n}\", \"full_text\": \"A text\"}}\n")));
        Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("topic.log")]));
    }

    [Theory]
    [InlineData("", ",")]
    [InlineData(".csv", ",")]
    [InlineData(".txt", "\t")]
    [InlineData(".csv", ";")]
    public void Parts_of_a_table_are_read_by_the_header_of_the_first(string ending, string separator)
    {
        string[] names = ["like_count", "tweetid", "userid", "user_screen_name", "tweet_text", "tweet_time", "is_retweet", "hashtags"];
        string text = string.Join(separator, names) + "\n" + string.Concat(Enumerable.Range(0, 90).Select(i => string.Join(
            separator, [$"{i % 5}", $"{Id(i)}", $"u{i % 7}", $"name{i % 7}",
                i % 10 == 3 ? $"\"two lines\nof a text, {i}\"" : $"\"a text, number {i}\"",
                Time(i, "yyyy-MM-dd HH:mm"), "False", i % 4 == 0 ? "\"['a', 'b']\"" : "[]"]) + "\n"));
        File.WriteAllText(temp.File("whole.csv"), text);
        List<string> whole = Read([temp.File("whole.csv")], out _);
        string[] lines = text.TrimEnd().Split('\n');
        string folder = Directory.CreateDirectory(temp.File("parts")).FullName;
        foreach ((string[] part, int n) in lines.Chunk(25).Select((p, n) => (p, n)))
            File.WriteAllText(Path.Combine(folder, $"xa{(char)('a' + n)}{ending}"), string.Join('\n', part) + "\n");

        List<string> parts = Read([folder], out RunResult result);
        string[] cut = [.. lines.Chunk(25).Select(p => p[^1]).Where(l => l.Contains("two lines", StringComparison.Ordinal))];
        Assert.Equal(whole.Count - cut.Length, parts.Count);
        Assert.Equal(parts, whole.Intersect(parts));
        Assert.Equal(4, result.Inputs.Count);
        using var duck = new DuckDb();
        Assert.Equal("4", Assert.Single(duck.Lines($"SELECT count(DISTINCT source_file) FROM {tables[^1]} GROUP BY dataset")));
        Assert.All(result.Inputs.Skip(1), i => Assert.Contains($"xaa{ending}", Assert.Single(i.Remarks, r => r.Code == "no_header").Message,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(",", "yyyy-MM-dd HH:mm:ss", false)]
    [InlineData("\t", "ddd MMM dd HH:mm:ss +0000 yyyy", false)]
    [InlineData(";", "dd/MM/yyyy HH:mm", true)]
    [InlineData("|", "yyyy-MM-ddTHH:mm:ss.000Z", true)]
    public void Columns_are_told_by_what_they_hold(string separator, string form, bool idLast)
    {
        string[][] rows = [.. Enumerable.Range(0, 40).Select(i => (string[])[$"{i}", $"name{i % 9}", Time(i, form), "en",
            $"\"a text about nothing, {i}\"", $"{i % 3}"])];
        string[] lines = [.. rows.Select((r, i) => string.Join(separator, idLast ? [.. r, Id(i)] : (string[])[Id(i), .. r]))];
        File.WriteAllText(temp.File("bare.csv"), string.Join('\n', lines) + "\n");
        List<string> read = Read([temp.File("bare.csv")], out RunResult result);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{Id(i)}|name{i % 9}|name{i % 9}|a text about nothing, {i}|"
            + Time(i, form.Contains("ss", StringComparison.Ordinal) ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:00") + "|∅|∅"), read);
        string said = Assert.Single(result.Inputs[0].Remarks, r => r.Code == "no_header").Message;
        Assert.Contains($"tweetid is column {(idLast ? 7 : 1)}", said, StringComparison.Ordinal);
    }

    /// <summary>Sentiment140, of 2009: a label, the id, the time, a constant, the account, the text.</summary>
    [Fact]
    public void Tweets_of_before_ids_held_times()
    {
        string[] lines = [.. Enumerable.Range(0, 30).Select(i => $"\"0\",\"{1467810369 + (i * 311)}\","
            + $"\"Mon Apr 06 22:{19 + (i / 2)}:{i + 10} PDT 2009\",\"NO_QUERY\",\"name_{i}\","
            + $"\"@switchfoot that's a bummer, {i} times over\"")];
        File.WriteAllText(temp.File("sentiment.csv"), string.Join("\r\n", lines) + "\r\n");
        List<string> read = Read([temp.File("sentiment.csv")], out _);
        Assert.Equal(30, read.Count);
        Assert.Equal("1467810369|name_0|name_0|@switchfoot that's a bummer, 0 times over|2009-04-07 05:19:10|∅|∅", read[0]);
    }

    /// <summary>Labelled texts, as shared tasks give them out: the id, a label, the text. The id holds the time.</summary>
    [Fact]
    public void Ids_labels_and_texts()
    {
        string[] lines = [.. Enumerable.Range(0, 12).Select(i =>
            $"{Id(i)}\t{(i % 2 == 0 ? "positive" : "neutral")}\tGas by my house hit $3.39, {i}!")];
        File.WriteAllText(temp.File("task.txt"), string.Join('\n', lines) + "\n");
        List<string> read = Read([temp.File("task.txt")], out RunResult result);
        Assert.Equal(Enumerable.Range(0, 12).Select(i =>
            $"{Id(i)}|unknown|∅|Gas by my house hit $3.39, {i}!|{Time(i, "yyyy-MM-dd HH:mm:ss")}|∅|∅"), read);
        Assert.Contains(result.Inputs[0].Remarks, r => r.Code == "no_accounts");
    }

    [Theory]
    [InlineData("1,2018-01-01 10:00,a text that is long enough\n")]
    [InlineData("10150000000000,2018-01-01 10:00,a post of another network\n")]
    [InlineData("970001234567890123,2011-01-01 10:00,an id that is not of its time\n")]
    [InlineData("970001234567890123,970001234567890124\n")]
    public void Other_tables_without_a_header_are_refused(string row)
    {
        File.WriteAllText(temp.File("other.csv"), string.Concat(Enumerable.Repeat(row, 30)));
        Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("other.csv")]));
    }

    private List<string> Read(string[] inputs, out RunResult result)
    {
        FinishedRun run = temp.Run(inputs);
        result = run.Result;
        tables.Add(run.Table("tweets"));
        using var duck = new DuckDb();
        return duck.Lines($"SELECT {Query} FROM {run.Table("tweets")} ORDER BY tweetid");
    }

    /// <summary>An hour after the one before.</summary>
    private static string Id(int i) => ((long)(Moment(i) - DateTime.UnixEpoch).TotalMilliseconds - 1_288_834_974_657 << 22).ToString(
        CultureInfo.InvariantCulture);

    private static string Time(int i, string form) => Moment(i).ToString(form, CultureInfo.InvariantCulture);

    private static DateTime Moment(int i) => new DateTime(2018, 2, 14, 5, 1, 17, DateTimeKind.Utc).AddHours(i);
}
