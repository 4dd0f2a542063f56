using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Cells in the forms of other languages and programs, and ids that other programs have rounded.</summary>
public sealed class PeoplesCellsTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("WAHR", "FALSCH")]
    [InlineData("VRAI", "FAUX")]
    [InlineData("VERDADERO", "FALSO")]
    [InlineData("Vero", "Falso")]
    [InlineData("VERDADEIRO", "FALSO")]
    [InlineData("WAAR", "ONWAAR")]
    [InlineData("PRAWDA", "FAŁSZ")]
    [InlineData("ИСТИНА", "ЛОЖЬ")]
    [InlineData("DOĞRU", "YANLIŞ")]
    [InlineData("SANT", "FALSKT")]
    [InlineData("TOSI", "EPÄTOSI")]
    [InlineData("IGAZ", "HAMIS")]
    [InlineData("no such word", "another")]
    public void Flags_of_other_languages(string yes, string no)
    {
        FinishedRun run = Run(EightRows.Table(";",
            (c, v) => EightRows.Quoted(c == "is_retweet" ? v == "True" ? yes : no : EightRows.IsList(c) ? EightRows.Python(v) : v, ";")));
        // A word that nobody knows leaves it to the retweeted tweet's id.
        Assert.Equal((8L, 1L), (run.Result.Counts.Tweets, run.Result.Counts.Retweets));
    }

    [Theory]
    [InlineData(";", "35,7", "-51,25")]
    [InlineData(",", "35,7", "-51,25")]
    [InlineData("\t", "35,70", "-51,250")]
    [InlineData(",", "35.7", "-51.25")]
    public void Decimal_commas(string separator, string latitude, string longitude)
    {
        FinishedRun run = Run(EightRows.Table(separator, (c, v) => EightRows.Quoted(
            c == "latitude" ? latitude : c == "longitude" ? longitude : EightRows.IsList(c) ? EightRows.Python(v) : v, separator)));
        using var duck = new DuckDb();
        Assert.Equal(["8|35.7|-51.25"],
            duck.Lines($"SELECT count(*), any_value(latitude), any_value(longitude) FROM {run.Table("tweets")} WHERE latitude = 35.7"));
    }

    /// <summary>A comma before a fraction is none between thousands.</summary>
    [Theory]
    [InlineData("12", 12)]
    [InlineData("12.0", 12)]
    [InlineData("12,0", 12)]
    [InlineData("12,00", 12)]
    [InlineData("120,0", 120)]
    [InlineData("1234,0", 1234)]
    [InlineData("12,5", null)]
    [InlineData("1,234", 1234)]
    [InlineData("1.234", 1234)]
    [InlineData("1'234", 1234)]
    [InlineData("1 234", 1234)]
    [InlineData("1_234", 1234)]
    [InlineData("1,234.0", 1234)]
    [InlineData("1,234,567", 1_234_567)]
    [InlineData("12,34,567", 1_234_567)]
    [InlineData("1 234 567", 1_234_567)]
    [InlineData("1,23", null)]
    [InlineData("1,2345", null)]
    [InlineData("12 5", null)]
    [InlineData("1.2e3", 1200)]
    public void Counts_with_marks(string cell, int? count)
    {
        foreach (bool json in (bool[])[false, true])
        {
            FinishedRun run = Run(json
                ? "{\"tweetid\": \"970001234567890123\", \"userid\": \"7\", \"tweet_text\": \"x\", \"tweet_time\": \"2018-03-04 05:01\", "
                    + $"\"like_count\": \"{cell}\"}}\n"
                : "tweetid;userid;tweet_text;is_retweet;tweet_time;like_count\n"
                    + $"970001234567890123;7;some text;False;2018-03-04 05:01;{cell}\n");
            using var duck = new DuckDb();
            Assert.Equal([count is null ? "∅" : $"{count}"], duck.Lines($"SELECT like_count FROM {run.Table("tweets")}"));
            Assert.Equal(count is null ? 1 : 0, run.Result.UnreadableCells.GetValueOrDefault("like_count")
                + run.Result.Inputs[0].Conversions.GetValueOrDefault("unreadable:like_count"));
        }
    }

    public static TheoryData<string, string, bool> Roundings => new()
    {
        { "15 digits", "f15", true },
        { "17 digits, as jq writes them", "f17", true },
        { "the shortest number, as JavaScript writes it", "r", true },
        { "a 64-bit float, as R and pandas write it", "d", true },
        { "none", "", false },
    };

    [Theory]
    [MemberData(nameof(Roundings))]
    public void Rounded_ids_are_said(string what, string form, bool said)
    {
        foreach (bool json in (bool[])[false, true])
        {
            long[] ids = [.. Enumerable.Range(0, 16).Select(n => Rounded(970001234567890123 + (n * 1234567890123L), form))];
            string text = json
                ? string.Concat(ids.Select(i => $$"""
                    {"id": {{i}}, "id_str": "{{i}}", "text": "x", "created_at": "Sun Mar 04 05:01:17 +0000 2018", "user": {"id_str": "7"} }

                    """))
                : "tweetid,userid,tweet_text,is_retweet,tweet_time\n"
                    + string.Concat(ids.Select(i => $"{i},7,some text,False,2018-03-04 05:01\n"));
            FinishedRun run = Run(text);
            Assert.True(said == run.Result.Inputs[0].Remarks.Any(r => r.Code == "rounded_tweetids"), what);
        }
    }

    [Theory]
    [InlineData("windows-1256", "مجاهدين خلق وايران")]
    [InlineData("windows-1251", "Россия и Иран говорят")]
    [InlineData("windows-1252", "Où été là-bas naïve café")]
    public void Lines_of_two_encodings_are_each_read_as_what_they_are(string page, string text)
    {
        Encoding other = TextEncoding.Named(page);
        const string Own = "مجاهدین خلق و ایران 🇮🇷";
        var bytes = new List<byte>(Encoding.UTF8.GetBytes("tweetid,userid,tweet_text,is_retweet,tweet_time\n"));
        for (int n = 0; n < 40; n++)
        {
            string line = $"{970001234567890123 + n},7,{(n % 2 == 0 ? Own : text)},False,2018-03-04 05:01\n";
            bytes.AddRange(n % 2 == 0 ? Encoding.UTF8.GetBytes(line) : other.GetBytes(line));
        }

        string path = temp.File("m_tweets.csv");
        File.WriteAllBytes(path, [.. bytes]);
        FinishedRun run = temp.Run([path]);
        using var duck = new DuckDb();
        Assert.Equal([$"{Own}|20", $"{text}|20"],
            duck.Lines($"SELECT tweet_text, count(*) FROM {run.Table("tweets")} GROUP BY 1 ORDER BY 1").Order(StringComparer.Ordinal)
                .OrderByDescending(l => l.StartsWith(Own, StringComparison.Ordinal)));
        Assert.Contains("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    [Fact]
    public void Tweets_of_the_interface_with_its_default_fields_alone()
    {
        FinishedRun run = Run("{\"data\": [{\"id\": \"970001234567890123\", \"text\": \"MEK\", \"edit_history_tweet_ids\": []}]}\n");
        using var duck = new DuckDb();
        Assert.Equal(["unknown|2018-03-03 18:21:30"],
            duck.Lines($"SELECT userid, strftime(tweet_time AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S') FROM {run.Table("tweets")}"));
        Assert.Contains("no_accounts", run.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    private static long Rounded(long id, string form) => form switch
    {
        "" => id,
        "d" => (long)(double)id,
        "f15" => id / 1000 * 1000,
        "f17" => id / 10 * 10,
        _ => long.Parse(((double)id).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private FinishedRun Run(string text)
    {
        string path = temp.File("c_tweets.csv");
        File.WriteAllText(path, text);
        return temp.Run([path]);
    }
}
