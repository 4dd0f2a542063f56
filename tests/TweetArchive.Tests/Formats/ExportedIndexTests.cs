using System.Globalization;
using System.Text;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Tables as search indexes export them: flattened names, marks between digits; and headers that nobody knows.</summary>
public sealed class ExportedIndexTests : IDisposable
{
    private const string Query = "tweetid, userid, user_screen_name, tweet_text, is_retweet, like_count, "
        + "coalesce(array_to_string(hashtags, ' '), '')";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(",")]
    [InlineData(".")]
    public void Kibana_writes_numbers_with_marks_and_rounds_ids(string mark)
    {
        string text = "\uFEFF@timestamp,_id,_score,created_at,entities.hashtags.text,favorite_count,id,lang,retweeted_status.id,text,"
            + "user.id,user.screen_name\n" + string.Concat(Enumerable.Range(0, 6).Select(n => string.Join(',',
                Quoted($"Mar 4, 2018 @ 05:0{n}:00.000"), $"{Id(n)}", "-", Quoted($"Mar 4, 2018 @ 05:0{n}:00.000"),
                n == 1 ? "\"Milan, Iran\"" : "-", Quoted(Grouped(1200 + n, mark)), Quoted(Grouped((long)(double)Id(n), mark)), "en",
                n == 2 ? Quoted(Grouped((long)(double)Id(9), mark)) : "-", $"a text with words {n}",
                Quoted(Grouped(2_000_000_017 + (n % 2), mark)), $"name{n % 2}") + "\n"));
        FinishedRun run = Run("export.csv", text);
        using var duck = new DuckDb();
        Assert.Equal((6L, 0L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
        Assert.Equal(
            [
                $"{Id(0)}|2000000017|name0|a text with words 0|False|1200|",
                $"{Id(1)}|2000000018|name1|a text with words 1|False|1201|Milan Iran",
                $"{Id(2)}|2000000017|name0|a text with words 2|True|1202|",
            ],
            duck.Lines($"SELECT {Query} FROM {run.Table("tweets")} ORDER BY record").Take(3));
        // Without the document's id they are what is there, and said to be rounded.
        FinishedRun rounded = Run("rounded.csv", text.Replace(",_id,", ",_key,", StringComparison.Ordinal));
        Assert.Equal($"{(long)(double)Id(0)}", duck.Lines($"SELECT tweetid FROM {rounded.Table("tweets")} ORDER BY record")[0]);
    }

    [Theory]
    [InlineData("id,body,user")]
    [InlineData("status_id,content,handle")]
    public void Names_that_many_use_are_taken_whatever_form_the_ids_have(string header)
    {
        Func<long, string>[] forms = [
            i => Quoted(Grouped(i, ",")), i => Quoted(Grouped(i, "\u202F")), i => Quoted(Grouped(i, "’")), i => $"'{i}",
            i => string.Concat($"{i}".Select(c => (char)(c - '0' + '۰')))];
        foreach (Func<long, string> form in forms)
        {
            FinishedRun run = Run("g.csv", header + "\n" + string.Concat(Enumerable.Range(0, 5).Select(
                n => $"{form(Id(n))},a text with words {n},name{n % 3}\n")));
            using var duck = new DuckDb();
            Assert.Equal([$"{Id(0)}|name0|5"], duck.Lines(
                $"SELECT min(tweetid), min(user_screen_name), count(*) FROM {run.Table("tweets")}"));
        }
    }

    [Theory]
    [InlineData("Izena,Kodea,Noiz,Zer,Zenbat", ",")]
    [InlineData("izena;kodea;noiz;zer;zenbat", ";")]
    [InlineData("\"\"\tkodea\tnoiz\tzer\tzenbat", "\t")]
    public void Headers_that_nobody_knows_are_not_records(string header, string separator)
    {
        string rows = string.Concat(Enumerable.Range(0, 8).Select(n => string.Join(
            separator, $"name{n % 4}", $"{Id(n)}", $"2018-03-04 05:0{n}", $"a text with words {n}", "7") + "\n"));
        string said = Assert.ThrowsAny<Exception>(() => Run("h.csv", header + "\n" + rows)).Message;
        Assert.Contains("--columns", said, StringComparison.Ordinal);
        Assert.Contains("odea", said, StringComparison.Ordinal);
        // Without it, by what the columns hold.
        FinishedRun run = Run("r.csv", rows);
        Assert.Equal((8L, 0L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
    }

    private static long Id(int n) =>
        ((new DateTimeOffset(2018, 3, 4, 5, n, 7, TimeSpan.Zero).ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22) + 4_097 + n;

    private static string Grouped(long number, string mark) =>
        number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", mark, StringComparison.Ordinal);

    private static string Quoted(string cell) => $"\"{cell}\"";

    private FinishedRun Run(string name, string text)
    {
        File.WriteAllText(temp.File(name), text, new UTF8Encoding(false));
        return temp.Run([temp.File(name)]);
    }
}
