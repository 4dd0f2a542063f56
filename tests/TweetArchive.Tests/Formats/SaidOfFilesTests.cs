using System.Globalization;
using System.Text.RegularExpressions;
using TweetArchive.Archives;
using TweetArchive.Jobs;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>What a run tells of its files besides their tweets: what is there twice, not read, without ids, with wrong days.</summary>
public sealed class SaidOfFilesTests : IDisposable
{
    private const string Header = "tweetid,userid,tweet_text,is_retweet,tweet_time\n";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("land_102018_tweets_csv_hashed.csv", "land_102018_tweets_csv_unhashed.csv", true)]
    [InlineData("Land_2019_tweets_HASHED.csv", "Land_2019_tweets_unhashed.csv", true)]
    [InlineData("land_102018_tweets_csv_hashed.csv", "land_102018_tweets_csv_hashed_2.csv", false)]
    [InlineData("land_102018_tweets_csv_hashed.csv", "shore_102018_tweets_csv_unhashed.csv", false)]
    public void A_release_in_its_two_forms_is_said(string one, string other, bool said)
    {
        string folder = Directory.CreateDirectory(temp.File("two")).FullName;
        File.WriteAllText(Path.Combine(folder, one), Table(n => "Hk3XvQ0b7rN1mT5yUe2WcLsPzA9dGf6JhKoRtVxIqBw="));
        File.WriteAllText(Path.Combine(folder, other), Table(n => "700000001"));
        FinishedRun run = temp.Run([folder]);
        Remark[] remarks = [.. run.Result.Inputs.SelectMany(i => i.Remarks).Where(r => r.Code == "hashed_and_unhashed")];
        Assert.Equal(said ? 1 : 0, remarks.Length);
        if (!said)
            return;
        // The remark names those that are kept.
        using var duck = new DuckDb();
        string kept = duck.Lines($"SELECT DISTINCT userid FROM {run.Table("tweets")}").Single();
        Assert.Contains(kept[0] == 'H' ? "its account hashed" : "its account unhashed", remarks[0].Message, StringComparison.Ordinal);
        Assert.Equal((8L, 8L), (run.Result.Counts.Tweets, run.Result.Counts.Duplicates));
        // Also where there is a copy of it.
        File.Copy(Path.Combine(folder, one), Path.Combine(folder, Path.GetFileNameWithoutExtension(one) + " - Copy.csv"));
        run = temp.Run([folder]);
        Assert.Equal(["hashed_and_unhashed", "same_file"], run.Result.Inputs.SelectMany(i => i.Remarks).Select(r => r.Code)
            .Where(c => c is "hashed_and_unhashed" or "same_file").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Scripts_of_a_personal_archive_that_are_not_read_are_counted()
    {
        string data = Directory.CreateDirectory(Path.Combine(temp.File("archive"), "data")).FullName;
        string pages = Directory.CreateDirectory(Path.Combine(temp.File("archive"), "assets", "js")).FullName;
        File.WriteAllText(Path.Combine(data, "tweets.js"),
            "window.YTD.tweets.part0 = [ { \"tweet\" : { \"id_str\" : \"970001234567890123\", \"full_text\" : \"a text\", "
                + "\"created_at\" : \"Sun Mar 04 05:01:17 +0000 2018\" } } ]");
        File.WriteAllText(Path.Combine(data, "account.js"),
            "window.YTD.account.part0 = [ { \"account\" : { \"accountId\" : \"7\", \"username\" : \"bo\" } } ]");
        foreach (string script in (string[])["like", "follower", "direct-messages", "tweet-headers"])
            File.WriteAllText(Path.Combine(data, script + ".js"), $"window.YTD.{script}.part0 = [ {{ \"x\" : {{ }} }} ]");
        File.WriteAllText(Path.Combine(pages, "page.js"), "var x = 1;");
        FinishedRun run = temp.Run([temp.File("archive")]);
        Assert.Equal(1, run.Result.Counts.Tweets);
        Assert.Contains("not read: 4 .js (direct-messages.js, follower.js, like.js, tweet-headers.js)", Assert.Single(run.Result.Notes),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Tweets_without_an_id_are_counted(int without)
    {
        FinishedRun run = Run("nbc.csv", "user_id,user_key,created_at,created_str,retweet_count,retweeted,favorite_count,text,tweet_id,"
            + "source,hashtags,expanded_urls,posted,mentions,retweeted_status_id,in_reply_to_status_id\n"
            + string.Concat(Enumerable.Range(0, 6).Select(n => $"7,bo,1458670959000,2016-03-22 18:22:39,,false,,"
                + $"a text {n},{(n < without ? "" : $"71234374887719568{n}")},,[],[],POSTED,[],,\n")));
        Assert.Equal((6L, without), (run.Result.Counts.Tweets, (int)run.Result.Counts.WithoutId));
        Assert.DoesNotContain("tweetid", run.Result.Inputs[0].MissingColumns);
    }

    [Theory]
    [InlineData(",", "'@bo a reply", "'=) a smile", "'Tis the season", true)]
    [InlineData(";", "'@bo a reply", "'=) a smile", "'Tis the season", true)]
    [InlineData(",", "'@bo a reply", "'=) a smile", "@bo another", false)]
    [InlineData(",", "'@bo a reply", "'Tis the season", "'quoted'", false)]
    public void Apostrophes_against_formulas(string separator, string first, string second, string third, bool isSaid)
    {
        FinishedRun run = Run("guarded.csv", (Header + string.Concat(new[] { first, second, third }.Select((text, n) =>
        {
            var time = new DateTime(2018, 3, 1 + n, 13, n, 0, DateTimeKind.Utc);
            return string.Create(CultureInfo.InvariantCulture, $"{TimesAgainstIdsTests.Id(time)},7,{text},False,{time:yyyy-MM-dd HH:mm}\n");
        }))).Replace(",", separator, StringComparison.Ordinal));
        Assert.Equal(isSaid, run.Result.Inputs[0].Remarks.Any(r => r.Code == "guarded_texts" && r.Message.StartsWith("2 texts",
            StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(".md", "write.csv")]
    [InlineData(".tex", "write.csv")]
    [InlineData(".docx", "write.csv")]
    [InlineData(".html", "browser")]
    [InlineData(".mat", "CSV")]
    [InlineData(".sas7bdat", "CSV")]
    [InlineData(".sql", "database")]
    public void A_folder_of_tables_for_people_says_what_to_do(string ending, string word)
    {
        string folder = Directory.CreateDirectory(temp.File("papers")).FullName;
        File.WriteAllText(Path.Combine(folder, "table" + ending), "| id | text |\n|---|---|\n| 1 | a |\n");
        string said = Assert.ThrowsAny<Exception>(() => temp.Run([folder])).Message;
        Assert.Contains($"1 {ending} (table{ending})", said, StringComparison.Ordinal);
        Assert.Contains(word, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export.csv")]
    [InlineData("export.parquet")]
    [InlineData("export.jsonl")]
    public void Some_columns_of_a_known_program_are_given_and_the_others_stay(string name)
    {
        // Brandwatch's table, and twint's JSON.
        bool twint = !name.EndsWith("csv", StringComparison.Ordinal);
        IEnumerable<string> rows = Enumerable.Range(1, 8).Select(n =>
        {
            var time = new DateTime(2018, 3, n, 5, n, 0, DateTimeKind.Utc);
            string id = TimesAgainstIdsTests.Id(time).ToString(CultureInfo.InvariantCulture);
            string local = $"{time.AddHours(1):yyyy-MM-dd HH:mm:ss}";
            return twint
                ? $$"""{"id": {{id}}, "conversation_id": "{{id}}", "date": "{{local[..10]}}", "time": "{{local[11..]}}", """
                    + """ "timezone": "+0000", "user_id": 7, "username": "bo", "name": "Bo", "tweet": "a text", """
                    + $$""" "language": "en", "retweets_count": 3, "link": "https://twitter.com/bo/status/{{id}}"} """
                : $"q,{local},https://twitter.com/bo/status/{id},bo,a text,3";
        });
        using var duck = new DuckDb();
        string file = temp.File(twint ? "export.jsonl" : name);
        File.WriteAllLines(file, twint ? rows : rows.Prepend("Query Name,Date,Url,Author,Full Text,Twitter Retweets"));
        if (name.EndsWith("parquet", StringComparison.Ordinal))
            duck.Rows($"COPY (SELECT COLUMNS(*)::VARCHAR FROM read_json({DuckDb.Quote(file)})) "
                + $"TO {DuckDb.Quote(file = temp.File(name))} (FORMAT parquet)");
        Assert.Contains(temp.Run([file]).Result.Inputs[0].Remarks, r => r.Code == "local_times");
        FinishedRun helped = temp.Run([file], o => o with { ReadAs = new ReadAs(ColumnNames: "tweet_time=none") });
        Assert.Equal(["2018-03-01 05:01:00|bo|3|8"], duck.Lines($"SELECT min(tweet_time)::TIMESTAMP::VARCHAR, max(user_screen_name), "
            + $"max(retweet_count), count(*) FROM {helped.Table("tweets")}"));
    }

    [Theory]
    [InlineData("tweetid tweet_text tweet_time userid is_retweet", "two\nlines", true)]
    [InlineData("tweet_text tweetid tweet_time userid is_retweet", "two\nlines", true)]
    [InlineData("tweetid tweet_time userid is_retweet tweet_text", "two\nlines", true)]
    [InlineData("tweetid tweet_text tweet_time userid is_retweet", "C++", false)]
    [InlineData("tweetid tweet_time userid is_retweet tweet_text", "C++", false)]
    public void Texts_that_psql_prints_over_several_lines_are_refused(string columns, string text, bool refused)
    {
        string[] names = columns.Split(' ');
        string Cell(string name, int n) => name switch
        {
            "tweetid" => $"97000123456789012{n}",
            "tweet_text" => n == 1 ? text : "one",
            "tweet_time" => "2018-03-03 18:00",
            "userid" => "7",
            _ => "f",
        };

        // As psql does it: blanks around cells, but a plus where the text goes over, and no blanks at the end of a row.
        string Row(Func<string, string[]> lines) => string.Concat(Enumerable.Range(0, names.Max(c => lines(c).Length)).Select(k =>
            string.Join('|', names.Select(c => " " + (k < lines(c).Length ? lines(c)[k] : "").PadRight(20)
                + (k + 1 < lines(c).Length ? '+' : ' '))).TrimEnd() + "\n"));
        File.WriteAllText(temp.File("printed.txt"), Row(c => [c]) + string.Join('+', names.Select(_ => new string('-', 22))) + "\n"
            + Row(c => Cell(c, 1).Split('\n')) + Row(c => Cell(c, 2).Split('\n')) + "(2 rows)\n");
        if (refused)
        {
            Assert.Contains("\\copy",
                Assert.Throws<NothingReadException>(() => temp.Run([temp.File("printed.txt")])).Message, StringComparison.Ordinal);
            return;
        }

        using var duck = new DuckDb();
        Assert.Equal([text, "one"], duck.Lines(
            $"SELECT tweet_text FROM {temp.Run([temp.File("printed.txt")]).Table("tweets")} ORDER BY tweetid"));
    }

    [Fact]
    public void A_reject_of_a_rounded_id_says_what_to_do()
    {
        FinishedRun run = Run("rounded.csv", Regex.Replace(Table(_ => "7"), @"^97\d+", "9.70001E+17", RegexOptions.Multiline));
        using var duck = new DuckDb();
        Assert.Equal(8, duck.Long(
            $"SELECT count(*) FROM {run.Table("rejects")} WHERE detail LIKE '%--columns tweetid=none,%userid=%'"));
    }

    [Fact]
    public void A_folder_of_which_nothing_can_be_read_is_as_a_file_that_cannot()
    {
        string folder = Directory.CreateDirectory(temp.File("workbooks")).FullName;
        File.WriteAllText(Path.Combine(folder, "a.xlsx"), "no workbook");
        Assert.Contains(".xlsx", Assert.Throws<NothingReadException>(() => temp.Run([folder])).Message, StringComparison.Ordinal);
        // Next to one that can be read it is a problem of the input.
        File.WriteAllText(temp.File("t.csv"), Table(_ => "7"));
        FinishedRun run = temp.Run([folder, temp.File("t.csv")]);
        Assert.Equal((8L, 1), (run.Result.Counts.Tweets, run.Result.Problems.Count));
        // A folder without anything is not the one that was meant.
        Assert.Throws<UsageException>(
            () => temp.Run([Directory.CreateDirectory(temp.File("nothing")).FullName]));
    }

    private static string Table(Func<int, string> account) => Header + string.Concat(Enumerable.Range(0, 8).Select(
        n => $"97000123456789012{n},{account(n)},a text {n},False,2018-03-04 05:01\n"));

    private FinishedRun Run(string name, string text)
    {
        File.WriteAllText(temp.File(name), text);
        return temp.Run([temp.File(name)]);
    }
}
