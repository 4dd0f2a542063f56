using System.Text;
using TweetArchive.Collections.Layouts;
using TweetArchive.Requests;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>
/// Files as people have them, with their tables: collectors, personal archives, headers in the middle of a file, folders of all sorts.
/// </summary>
public sealed class PeoplesFilesTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void A_header_of_another_order_in_mid_file_holds_for_what_follows()
    {
        string[] other = [.. EightRows.Columns.Reverse()];
        string text = EightRows.Table(",", Cell) + "\uFEFF"
            + EightRows.Table(",", Cell, columns: other).Replace("97000", "98000", StringComparison.Ordinal);
        FinishedRun run = Run("x_tweets.csv", text);
        Assert.Equal((17L, 16L, 1L, 2L),
            (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Rejected, run.Result.Counts.Retweets));
        Assert.Equal(1, run.Result.Inputs[0].RejectReasons["repeated_header"]);
        using var duck = new DuckDb();
        Assert.Equal(["111111111|2"],
            duck.Lines($"SELECT in_reply_to_userid, count(*) FROM {run.Table("tweets")} WHERE in_reply_to_userid IS NOT NULL GROUP BY 1"));
    }

    [Fact]
    public void Ids_of_15_digits_and_local_times_are_said()
    {
        FinishedRun rounded = Run("r_tweets.csv", EightRows.Table(",", (c, v) => c == "tweetid" ? v[..15] + "000" : Cell(c, v)));
        Assert.Contains("rounded_tweetids", rounded.Result.Inputs[0].Remarks.Select(r => r.Code));
        string table = "tweetid,userid,tweet_text,is_retweet,tweet_time\n"
            + string.Concat(EightRows.Rows.Select(r => $"{r[0]},7,some text,False,{Local(r[0])}\n"));
        FinishedRun local = Run("l_tweets.csv", table);
        Assert.Contains("local_times", local.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    /// <summary>Of a file that is not packed the system knows the size; what is read of this one is its translation.</summary>
    [Theory]
    [InlineData("x.csv.gz")]
    [InlineData("x.json.gz")]
    public void A_packed_file_is_as_long_as_it_is_and_not_as_its_translation(string name)
    {
        string other = new('x', 3_000);
        string text = name == "x.csv.gz"
            ? $"id,created_at,text,author_id,other\n1400000000003000009,2021-06-04T10:11:12.000Z,Iran,5,{other}\n"
            : $"[{{\"id\":\"1400000000003000009\",\"created_at\":\"2021-06-04T10:11:12.000Z\",\"text\":\"Iran\",\"author_id\":\"5\","
                + $"\"other\":\"{other}\"}}]";
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        string path = temp.File(name);
        File.WriteAllBytes(path, packed.ToArray());
        FinishedRun run = temp.Run([path]);
        Assert.Equal((1L, (long)text.Length), (run.Result.Counts.Tweets, run.Result.Inputs[0].Entry.Bytes));
    }

    [Fact]
    public void Missing_columns_are_derived()
    {
        FinishedRun run = Run("x_tweets.csv", EightRows.Table(",", Cell, columns: ["tweetid", "user_screen_name", "tweet_text"]));
        using var duck = new DuckDb();
        Assert.Equal(["8|1|8|bo"],
            duck.Lines($"SELECT count(*), count(*) FILTER (is_retweet), count(tweet_time), any_value(userid) FROM {run.Table("tweets")}"));
    }

    [Fact]
    public void Columns_can_be_named()
    {
        string text = EightRows.Table(",", Cell, columns: ["tweetid", "userid", "tweet_text", "tweet_time"])
            .Replace("tweetid,userid,tweet_text,tweet_time", "a,b,c,d", StringComparison.Ordinal);
        FinishedRun run =
            Run("x_tweets.csv", text, o => o with { ReadAs = new(ColumnNames: "tweetid=a,userid=b,tweet_text=c,tweet_time=d") });
        Assert.Equal((8L, 1L), (run.Result.Counts.Tweets, run.Result.Counts.Retweets));
    }

    [Fact]
    public void Every_layout_that_ships_is_recognised_by_its_own_columns()
    {
        foreach (CollectorLayout layout in CollectorLayouts.Shipped)
        {
            Assert.All(layout.Needed, n => Assert.Contains(n, layout.Names.Concat(layout.Needed)));
            if (layout.Names.Any(n => n.Contains("[]", StringComparison.Ordinal)))
                continue;
            Assert.Equal(layout.Name, CsvLayouts.Find([.. layout.Needed.Select(n => n.Split('|')[0])])?.Name);
        }
    }

    [Fact]
    public void A_personal_archive_has_its_long_posts_whole()
    {
        string start = string.Concat(Enumerable.Repeat("a long beginning ", 12));
        Directory.CreateDirectory(temp.File("mine"));
        File.WriteAllText(temp.File("mine/account.js"), "window.YTD.account.part0 = [{\"account\": {\"accountId\": \"7\", "
            + "\"username\": \"me\", \"accountDisplayName\": \"Me\", \"createdAt\": \"2015-01-02T03:04:05.000Z\"}}]");
        File.WriteAllText(temp.File("mine/tweets.js"), "window.YTD.tweets.part0 = [{\"tweet\": {\"id_str\": \"1600000000000000001\", "
            + "\"created_at\": \"Tue Dec 06 05:06:07 +0000 2022\", \"full_text\": \"" + start
            + "… https://t.co/abcdefghij\", \"entities\": {}}}]");
        File.WriteAllText(temp.File("mine/note-tweet.js"), "window.YTD.note_tweet.part0 = [{\"noteTweet\": {\"noteTweetId\": \"1\", "
            + "\"core\": {\"text\": \"" + start
            + "and the PMOI at its end\", \"hashtags\": [{\"text\": \"NCRI\"}], \"urls\": [], \"mentions\": []}}}]");
        File.WriteAllText(temp.File("mine/deleted-tweets.js"), "window.YTD.deleted_tweets.part0 = [{\"tweet\": {\"id_str\": "
            + "\"1600000000000000002\", \"created_at\": \"Tue Dec 06 06:06:07 +0000 2022\", \"full_text\": \"cut … "
            + "https://t.co/abcdefghij\", \"entities\": {}}}]");
        FinishedRun run = temp.Run([temp.File("mine")]);
        using var duck = new DuckDb();
        Assert.Equal(
            [$"1600000000000000001|{start}and the PMOI at its end|NCRI|False", "1600000000000000002|cut … https://t.co/abcdefghij||True"],
            duck.Lines("SELECT tweetid, tweet_text, coalesce(array_to_string(hashtags, ' '), ''), text_truncated FROM "
                + $"{run.Table("tweets")} ORDER BY 1"));
    }

    [Fact]
    public void What_is_not_read_is_named()
    {
        Directory.CreateDirectory(temp.File("all"));
        File.WriteAllText(temp.File("all/x_tweets.csv"), EightRows.Table(",", Cell));
        File.WriteAllText(temp.File("all/y_tweets.txt"),
            EightRows.Table("\t", (c, v) => EightRows.Quoted(v, "\t")).Replace("97000", "98000", StringComparison.Ordinal));
        File.WriteAllBytes(temp.File("all/old.7z"), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]);
        File.WriteAllText(temp.File("all/users.json"), "[{\"id_str\": \"7\", \"screen_name\": \"me\", \"followers_count\": 3}]");
        FinishedRun run = temp.Run([temp.File("all")]);
        Assert.Equal(16, run.Result.Counts.Tweets);
        Assert.Contains(run.Result.Notes, n => n.Contains("1 .7z (old.7z)", StringComparison.Ordinal));
        Assert.Contains(run.Result.Notes, n => n.StartsWith("users.json: JSON of accounts", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_which_every_record_is_rejected_is_a_problem()
    {
        FinishedRun run = Run("x_tweets.csv", EightRows.Table(",", (c, v) => c == "tweet_time" ? "some day" : Cell(c, v)));
        Assert.Equal((8L, 8L), (run.Result.Counts.Records, run.Result.Counts.Rejected));
        Assert.Contains("all 8 records were rejected", run.Result.Inputs[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_as_a_database_prints_it()
    {
        const string Table = "      tweetid       | userid | tweet_text | is_retweet |    tweet_time    \n"
            + "--------------------+--------+------------+------------+------------------\n"
            + " 970001234567890123 | 7      | MEK        | f          | 2018-03-04 05:01 \n"
            + " 970002469135780246 | 8      | RT @a: hi  | t          | 2018-03-04 05:02 \n(2 rows)\n\n";
        FinishedRun run = Run("x_tweets.txt", Table);
        using var duck = new DuckDb();
        Assert.Equal(["970001234567890123|7|MEK|False", "970002469135780246|8|RT @a: hi|True"],
            duck.Lines($"SELECT tweetid, userid, tweet_text, is_retweet FROM {run.Table("tweets")} ORDER BY 1"));
        // The rule and the count are not records, and are counted.
        Assert.Equal(2, run.Result.Counts.Rejected);
    }

    [Fact]
    public void Tweets_of_nobody_are_read_and_said()
    {
        FinishedRun run = Run("x_tweets.csv", EightRows.Table(",", Cell, columns: ["tweetid", "tweet_text", "tweet_time"]));
        Assert.Equal(8, run.Result.Counts.Tweets);
        Assert.Contains("no_accounts", run.Result.Inputs[0].Remarks.Select(r => r.Code));
        Assert.Contains("userid", run.Result.Inputs[0].MissingColumns);
        using var duck = new DuckDb();
        Assert.Equal(["unknown|8"], duck.Lines($"SELECT userid, tweets FROM {run.Table("accounts")}"));
    }

    /// <summary>As people put pages together: 21 MB of tweets in one object.</summary>
    [Fact]
    public void A_page_longer_than_a_record_may_be()
    {
        string text = string.Concat(Enumerable.Repeat("nothing of note ", 60));
        string tweets = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""{"id":"{{1_400_000_000_000_000_000 + i}}","author_id":"{{1 + (i % 50)}}","created_at":"2021-06-01T00:00:00.000Z","text":"MEK {{i}} {{text}}"}"""));
        FinishedRun run = Run("x.jsonl", $$"""{"data":[{{tweets}}],"includes":{"users":[{"id":"1","username":"first","name":"First"}]},"meta":{"result_count":20000} }""" + "\n");
        Assert.Equal((20_000L, 0L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
        using var duck = new DuckDb();
        Assert.Equal(["first"], duck.Lines($"SELECT user_screen_name FROM {run.Table("accounts")} WHERE userid = '1'"));
    }

    /// <summary>The files of truth next to synthetic archives, settings and statistics: one line tells of all of them.</summary>
    [Fact]
    public void Json_that_nobody_takes_for_tweets_is_named_in_one_line()
    {
        Directory.CreateDirectory(temp.File("all"));
        File.WriteAllText(temp.File("all/x_tweets.csv"), EightRows.Table(",", Cell));
        File.WriteAllText(temp.File("all/x_tweets.truth.json"),
            "{\"records\": 8, \"tweets\": 8, \"daily_totals\": [{\"day\": \"2018-03-04\", \"tweets\": 8}]}");
        File.WriteAllText(temp.File("all/settings.json"), "{\"seed\": 7}");
        string note = Assert.Single(temp.Run([temp.File("all")]).Result.Notes);
        Assert.Contains("2 .json (settings.json, x_tweets.truth.json)", note, StringComparison.Ordinal);
    }

    private static string Local(string line) =>
        DateTime.UnixEpoch.AddMilliseconds(
            (long.Parse(line[..18], System.Globalization.CultureInfo.InvariantCulture) >> 22) + 1288834974657).AddHours(3.5)
            .ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static string Cell(string column, string cell) =>
        EightRows.Quoted(EightRows.IsList(column) ? EightRows.Python(cell) : cell, ",");

    private FinishedRun Run(string name, string text, Func<RunOptions, RunOptions>? change = null)
    {
        File.WriteAllText(temp.File(name), text, new UTF8Encoding(false));
        return temp.Run([temp.File(name)], change);
    }
}
