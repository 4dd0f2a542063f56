using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections.TableFiles;
using TweetArchive.Inspecting;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Files as a year of spreadsheets, clusters and editors leaves them: what each says of itself, and what it costs.</summary>
public sealed class PeoplesFilesTests : IDisposable
{
    private const string Query = "tweetid, tweet_text, tweet_time::VARCHAR";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(";", "9,70162E+17")]
    [InlineData(";", "9,70162238977e17")]
    [InlineData("\t", "9,70162E+17")]
    [InlineData(",", "9,70162E+17")]
    [InlineData(",", "9.70162E+17")]
    public void Ids_that_a_spreadsheet_rounded_are_said_to_be_so_with_any_decimal_mark(string separator, string id)
    {
        string Table(string rounded) => EightRows.Table(separator, (c, v) => EightRows.Quoted(
            c == rounded && v.Length > 0 ? id : EightRows.IsList(c) ? EightRows.Python(v) : v, separator));
        FinishedRun run = Run("ids.csv", Table("tweetid"));
        using var duck = new DuckDb();
        Assert.Equal(8, run.Result.Counts.Rejected);
        Assert.Equal(8, duck.Long($"SELECT count(*) FROM {run.Table("rejects")} WHERE detail LIKE '%a spreadsheet rounded it%'"));
        Assert.Contains("rounded_tweetids", Inspect("ids.csv").Trouble.Select(t => t.Code));

        FinishedRun references = Run("references.csv", Table("retweet_tweetid"));
        Assert.Equal(["True"], duck.Lines(
            $"SELECT reference_ids_rounded FROM {references.Table("tweets")} WHERE retweet_tweetid IS NOT NULL"));
        Assert.Empty(references.Result.UnreadableCells);
    }

    public static TheoryData<string, string, string> Quotes
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach ((string open, string close) in ((string, string)[])
                [("“", "”"), ("”", "”"), ("„", "“"), ("«", "»"), ("« ", " »"), ("»", "«"), ("‘", "’")])
            {
                foreach (string separator in (string[])[",", ";", "\t"])
                    all.Add(open, close, separator);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Quotes))]
    public void Quotes_of_word_processors_are_named(string open, string close, string separator)
    {
        string table = EightRows.Table(separator,
            (c, v) => open + (EightRows.IsList(c) ? EightRows.Python(v) : v.ReplaceLineEndings(" ")) + close);
        Assert.Contains("typographic", Refused("word.csv", table), StringComparison.Ordinal);
        Assert.Contains("typographic", Refused("word.csv", "\uFEFF" + table.ReplaceLineEndings("\r\n")), StringComparison.Ordinal);
        // Only where they were needed.
        string needed = EightRows.Table(separator, (c, v) => c is "tweet_text" or "user_display_name" ? $"{open}a{separator}b{close}"
            : EightRows.IsList(c) ? "[]" : v.ReplaceLineEndings(" "));
        if (separator != "\t")
            Assert.Contains("typographic", Refused("needed.csv", needed), StringComparison.Ordinal);
        string json = "{\"id_str\": \"1\", \"full_text\": \"a text\"}\n";
        Assert.Contains("typographic", Refused("word.json", json.Replace("\"", open.Trim(), StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Such_quotes_in_texts_alone_are_texts()
    {
        foreach (string text in (string[])["“No”, he said, “never”", "“No”", "„Nein“; «non»"])
        {
            string table = EightRows.Table(",", (c, v) => EightRows.Quoted(
                c == "tweet_text" ? text : EightRows.IsList(c) ? EightRows.Python(v) : v, ","));
            FinishedRun run = Run("texts.csv", table);
            using var duck = new DuckDb();
            Assert.Equal([$"8|{text}"], duck.Lines($"SELECT count(*), tweet_text FROM {run.Table("tweets")} GROUP BY ALL"));
        }

        Assert.Null(TypographicQuotes.Describe("tweetid,tweet_text\n1,“a”\n2,“b”\n3,“c” and d\n"u8));
    }

    [Theory]
    [InlineData("{\"info\": {\"message\": \"Replay Request Completed\", \"sent\": \"2016-01-01T00:00:00+00:00\", \"activity_count\": 4}}")]
    [InlineData("{\"info\":{\"message\":\"Replay Request Completed\",\"activity_count\":0}}")]
    [InlineData("{\"warn\": {\"message\": \"This connection is lagging\", \"sent\": \"2016-01-01T00:00:00+00:00\"}}")]
    [InlineData("{\"error\":{\"message\":\"Forced Disconnect: Too many connections\",\"sent\":\"2016-01-01T00:00:00+00:00\"}}")]
    public void What_a_service_says_between_tweets_is_no_record(string message)
    {
        string tweet = "{\"id\": \"tag:search.twitter.com,2005:970001234567890123\", \"objectType\": \"activity\", \"verb\": \"post\", "
            + "\"body\": \"a text\", \"postedTime\": \"2018-03-04T05:01:17.000Z\", \"actor\": {\"id\": \"id:twitter.com:7\"}}";
        string v1 = "{\"id_str\": \"970001234567890123\", \"text\": \"a text\", \"created_at\": \"Sun Mar 04 05:01:17 +0000 2018\", "
            + "\"user\": {\"id_str\": \"7\"}}";
        foreach (string one in (string[])[tweet, v1])
        {
            foreach (string text in (string[])[$"{message}\n{one}\n\n{message}\n", $"{one}\n{message}", $"[{one},\n{message}]"])
            {
                FinishedRun run = Run("gnip.json", text);
                Assert.Equal((1L, 0L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
                Assert.True(run.Result.Counts.Notices > 0);
            }
        }

        // A part of a job may hold nothing else.
        FinishedRun alone = Run("gnip.json", "\n" + message + "\n");
        Assert.Empty(alone.Result.Problems);
        Assert.Equal((0L, 1L), (alone.Result.Counts.Records, alone.Result.Counts.Notices));
        Assert.Empty(Inspect("gnip.json").Trouble);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Files_that_Windows_put_together(string lineEnd)
    {
        foreach (string separator in (string[])[",", ";"])
        {
            string table = EightRows.Table(separator, (c, v) => EightRows.Quoted(
                EightRows.IsList(c) ? EightRows.Python(v) : v, separator), lineEnd);
            string second = table.Replace("97000", "98000", StringComparison.Ordinal).Replace("97001", "98001", StringComparison.Ordinal);
            FinishedRun run = Run("merged.csv", "\uFEFF" + table + "\uFEFF" + second + "\x1A");
            Assert.Equal((16L, 1L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
            EntryInspection found = Inspect("merged.csv");
            Assert.Equal(16, found.RecordsEstimated);
            Assert.Equal(["repeated_headers"],
                found.Trouble.Select(t => t.Code).Except(["dialect", "mixed_dialects", "ids_of_other_tweets"]));
        }

        string tweet = "{\"id_str\": \"1\", \"full_text\": \"a text\", \"user\": {\"id_str\": \"7\"}, "
            + "\"created_at\": \"Sun Mar 04 05:01:17 +0000 2018\"}";
        FinishedRun lines = Run("lines.jsonl", tweet + lineEnd + "\x1A" + lineEnd);
        Assert.Equal((1L, 0L), (lines.Result.Counts.Tweets, lines.Result.Counts.Rejected));
        // Within a text it is a character.
        FinishedRun inside = Run("inside.csv", EightRows.Table(",", (c, v) => EightRows.Quoted(
            c == "tweet_text" ? "a\n\x1A" : EightRows.IsList(c) ? EightRows.Python(v) : v, ",")));
        Assert.Equal((8L, 0L), (inside.Result.Counts.Tweets, inside.Result.Counts.Rejected));
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData(",")]
    [InlineData("|")]
    public void A_header_in_another_language_is_shown_whole_with_what_to_do_and_doing_it_helps(string separator)
    {
        string[] names = ["N°", "Identifiant du tweet", "Identifiant du compte", "Publié le", "Texte", "Est un retweet"];
        string[] columns = ["", "tweetid", "userid", "tweet_time", "tweet_text", "is_retweet"];
        string table = EightRows.Table(separator, (c, v) => EightRows.Quoted(v, separator), columns: columns);
        table = string.Join(separator, names) + table[table.IndexOf('\n', StringComparison.Ordinal)..];
        string said = Refused("french.csv", table);
        Assert.Contains($"Found 6: {string.Join(", ", names)}.", said, StringComparison.Ordinal);
        Assert.Contains("--columns", said, StringComparison.Ordinal);
        FinishedRun run = temp.Run([temp.File("french.csv")], o => o with
        {
            ReadAs = new ReadAs
            {
                ColumnNames = "tweetid=Identifiant du tweet,userid=Identifiant du compte,tweet_time=Publié le,tweet_text=Texte,"
                    + "is_retweet=Est un retweet",
            },
        });
        Assert.Equal((8L, 1L), (run.Result.Counts.Tweets, run.Result.Counts.Retweets));
    }

    [Theory]
    [InlineData("{\"$numberDouble\":\"NaN\"}")]
    [InlineData("\"NaN\"")]
    [InlineData("\"None\"")]
    [InlineData("NaN")]
    [InlineData("null")]
    public void Nothing_in_columns_of_numbers_of_JSON_is_nothing(string nothing)
    {
        string tweet = $"{{\"tweetid\":{{\"$numberLong\":\"970001234567890123\"}},\"userid\":\"7\",\"tweet_text\":\"a text\","
            + $"\"tweet_time\":\"2018-03-04 05:01\",\"latitude\":{nothing},\"longitude\":{nothing},\"like_count\":{nothing},"
            + $"\"quoted_tweet_tweetid\":{nothing},\"is_retweet\":{nothing},\"account_creation_date\":{nothing}}}\n";
        FinishedRun run = Run("nan.json", tweet);
        using var duck = new DuckDb();
        Assert.Equal(["970001234567890123|∅|∅|∅|∅|False"], duck.Lines(
            $"SELECT tweetid, latitude, longitude, like_count, quoted_tweet_tweetid, is_retweet FROM {run.Table("tweets")}"));
        Assert.Empty(run.Result.UnreadableCells);
        Assert.DoesNotContain(run.Result.Inputs[0].Conversions, c => c.Key.StartsWith("unreadable:", StringComparison.Ordinal));
        // Anything else that is not a number is counted once.
        FinishedRun wrong = Run("wrong.json", tweet.Replace($"\"latitude\":{nothing}", "\"latitude\":\"north\"", StringComparison.Ordinal)
            .Replace($"\"account_creation_date\":{nothing}", "\"account_creation_date\":\"long ago\"", StringComparison.Ordinal));
        Assert.Equal(1, wrong.Result.Inputs[0].Conversions["unreadable:latitude"]);
        Assert.Equal(1, wrong.Result.Inputs[0].Conversions["unreadable:account_creation_date"]);
        Assert.Empty(wrong.Result.UnreadableCells);
    }

    [Fact]
    public void Times_that_are_those_of_the_ids_and_columns_that_are_not_read_are_said()
    {
        const string Rows = "928404265565881603;7;09.11.2017 00:30;a text;no;en;#a\n"
            + "928414563358498972;7;09.11.2017 01:10;a text;no;en;#a\n";
        const string Header = "Tweet ID;User ID;Date (CET);Tweet text;Retweet?;Language;Hashtags\n";
        FinishedRun run = Run("cet.csv", "sep=;\n" + Header + Rows);
        using var duck = new DuckDb();
        Assert.Equal("928404265565881603|a text|2017-11-08 23:30:00+00",
            duck.Lines($"SELECT {Query} FROM {run.Table("tweets")} ORDER BY tweetid")[0]);
        string[] remarks = [.. run.Result.Inputs[0].Remarks.Select(r => r.Message)];
        Assert.Contains(remarks, r => r.Contains("Not read: Date (CET), Retweet?.", StringComparison.Ordinal));
        Assert.Contains("times_of_ids", run.Result.Inputs[0].Remarks.Select(r => r.Code));
        FinishedRun timed = Run("timed.csv", Header.Replace(" (CET)", "", StringComparison.Ordinal) + Rows);
        Assert.DoesNotContain("times_of_ids", timed.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    [Fact]
    public void Ids_as_texts_come_before_numbers_that_a_program_rounded()
    {
        FinishedRun run = Run("rtweet1.csv", "created_at,id,id_str,full_text,lang,quoted_status_id,quoted_status_id_str,screen_name\n"
            + "2018-03-04 05:01:17,9.70001234567890e+17,970001234567890123,a text,en,9.6999999999999e+17,969999999999999999,bo\n");
        using var duck = new DuckDb();
        Assert.Equal(["970001234567890123|969999999999999999"],
            duck.Lines($"SELECT tweetid, quoted_tweet_tweetid FROM {run.Table("tweets")}"));
    }

    [Theory]
    [InlineData("@{tweetid=970001234567890123; userid=7; tweet_text=a text, with a comma; tweet_time=2018-03-04 05:01}\n", "Export-Csv")]
    public void What_PowerShell_prints_is_named(string text, string word)
    {
        Assert.Contains(word, Refused("ps.txt", text), StringComparison.Ordinal);
        File.WriteAllText(temp.File("ps.txt"), text, Encoding.Unicode);
        Assert.Contains(word, Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("ps.txt")])).Message, StringComparison.Ordinal);
    }

    private FinishedRun Run(string name, string text)
    {
        File.WriteAllText(temp.File(name), text);
        return temp.Run([temp.File(name)]);
    }

    private string Refused(string name, string text) => Assert.ThrowsAny<Exception>(() => Run(name, text)).Message;

    private EntryInspection Inspect(string name)
    {
        using ArchiveCatalog catalog = ArchiveCatalog.Open([temp.File(name)]);
        return Inspector.Inspect(catalog.Entries.Single(), CancellationToken.None);
    }
}
