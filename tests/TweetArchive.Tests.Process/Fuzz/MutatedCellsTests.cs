using System.Text;
using System.Text.Json.Nodes;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Fuzz;

/// <summary>
/// Ten thousand records of the formats that people have, each with one cell or property of another type or form: none ends a run, every
/// record is a tweet or a reject, and what cannot be read is null and counted.
/// </summary>
public sealed class MutatedCellsTests : IDisposable
{
    private const int RecordsEach = 1_250;

    private static readonly string[] Columns =
    [
        "tweetid", "userid", "user_display_name", "user_screen_name", "follower_count", "account_creation_date", "tweet_language",
        "tweet_text", "tweet_time",
        "in_reply_to_tweetid", "is_retweet", "latitude", "longitude", "like_count", "hashtags", "urls", "user_mentions", "poll_choices",
    ];

    /// <summary>A tweet in each format of JSON, with ID for its id.</summary>
    public static TheoryData<string> Patterns =>
    [
        """{"tweetid":"ID","userid":"7","tweet_text":"MEK","tweet_time":"2018-03-04 05:01","is_retweet":false,"hashtags":["a","b"],"like_count":5,"latitude":1.5,"user_mentions":["8"]}""",
        """{"id_str":"ID","created_at":"Sun Mar 04 05:01:17 +0000 2018","full_text":"MEK","lang":"en","source":"<a href=\"x\">Web</a>","user":{"id_str":"7","screen_name":"bo","followers_count":12,"created_at":"Sun Mar 04 05:01:17 +0000 2012"},"entities":{"hashtags":[{"text":"a"}],"urls":[{"expanded_url":"http://a.org"}],"user_mentions":[{"id_str":"8"}]},"coordinates":{"coordinates":[1.5,2.5]},"retweeted_status":{"id_str":"9","full_text":"MEK","user":{"id_str":"8","screen_name":"ana"},"entities":{"hashtags":[]}}}""",
        """{"id":"ID","author_id":"7","created_at":"2018-03-04T05:01:17.000Z","text":"MEK","lang":"en","public_metrics":{"like_count":5,"quote_count":0},"entities":{"hashtags":[{"tag":"a"}],"mentions":[{"username":"ana","id":"8"}]},"referenced_tweets":[{"type":"retweeted","id":"9"}],"geo":{"coordinates":{"coordinates":[1.5,2.5]}},"author":{"id":"7","username":"bo","name":"Bo"}}""",
        """{"id":"tag:search.twitter.com,2005:ID","objectType":"activity","actor":{"id":"id:twitter.com:7","preferredUsername":"bo","followersCount":12},"verb":"post","postedTime":"2018-03-04T05:01:17.000Z","body":"MEK","favoritesCount":5,"twitter_entities":{"hashtags":[{"text":"a"}],"urls":[],"user_mentions":[]}}""",
    ];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(1, ",")]
    [InlineData(2, ";")]
    [InlineData(3, "\t")]
    [InlineData(4, "|")]
    public void Cells_of_tables(int seed, string separator)
    {
        var random = new Random(seed + Mutants.OtherSeeds);
        var table = new StringBuilder(string.Join(separator, Columns)).Append('\n');
        int essential = 0;
        for (int i = 0; i < RecordsEach; i++)
        {
            string[] row = Row(i);
            int changed = random.Next(row.Length);
            row[changed] = Mutants.Changed(row[changed], random);
            essential += Columns[changed] is "tweetid" or "userid" or "tweet_time" ? 1 : 0;
            table.AppendJoin(separator, row.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        RunResult result = Run($"cells{seed}_tweets.csv", table.ToString());
        Assert.Equal(RecordsEach, result.Counts.Records);
        // Without an id, an account or a time it is not a tweet; nothing else is a reason to lose one.
        Assert.InRange(result.Counts.Rejected, 0, essential);
        Assert.InRange(result.Counts.Tweets + result.Counts.Duplicates, RecordsEach - essential, RecordsEach);
        AssertNullsAreCounted(result, table.ToString());
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Properties_of_objects(string pattern)
    {
        int seed = pattern.Length;
        var random = new Random(seed + Mutants.OtherSeeds);
        var lines = new StringBuilder(pattern.Replace("ID", "970001234567890122", StringComparison.Ordinal)).Append('\n');
        for (int i = 1; i < RecordsEach; i++)
        {
            JsonNode tweet =
                JsonNode.Parse(pattern.Replace("ID", $"{970_001_234_567_890_122 + (i * 1_234_567_890_123)}", StringComparison.Ordinal))!;
            Mutants.Change(tweet, random);
            string line = tweet.ToJsonString();
            lines.Append(random.Next(10) == 0 ? Mutants.Changed(line, random).Replace('\n', ' ').Replace('\r', ' ') : line).Append('\n');
        }

        RunResult result = Run($"objects{seed}.jsonl", lines.ToString());
        int texts = lines.ToString().Split('\n').Count(l => l.AsSpan().Trim(" \t\r").Length > 0);
        Assert.Equal(texts, result.Counts.Records + result.Counts.Notices);
        Assert.True(result.Counts.Tweets > RecordsEach / 3,
            string.Join(", ", result.Inputs[0].RejectReasons) + result.Inputs[0].FirstReject);
    }

    /// <summary>Programs escape whatever is neither a letter nor a digit: those of .NET a plus, those of PHP a slash.</summary>
    [Theory]
    [MemberData(nameof(Patterns))]
    public void Escapes_that_need_not_be_change_nothing(string pattern)
    {
        string plain = pattern.Replace("ID", "970001234567890123", StringComparison.Ordinal);
        string escaped = System.Text.RegularExpressions.Regex.Replace(
            JsonNode.Parse(plain)!.ToJsonString(), "(?<=[:,[])\"((?:[^\"\\\\]|\\\\.)*)\"(?=[,}\\]])",
            m => $"\"{string.Concat(JsonNode.Parse(m.Value)!.GetValue<string>().Select(c => char.IsAsciiLetterOrDigit(c) ? $"{c}"
                : c == '/' ? "\\/" : $"\\u{(int)c:X4}"))}\"");
        Assert.NotEqual(plain, escaped);
        Assert.Equal(Rows("plain.jsonl", plain), Rows("escaped.jsonl", escaped));
    }

    private List<string> Rows(string name, string tweet)
    {
        File.WriteAllText(temp.File(name), tweet + "\n", new UTF8Encoding(false));
        FinishedRun run = temp.Run([temp.File(name)]);
        using var duck = new DuckDb();
        return duck.Lines($"SELECT * EXCLUDE (dataset, source_file, byte_offset) FROM {run.Table("tweets")}");
    }

    private RunResult Run(string name, string text)
    {
        File.WriteAllText(temp.File(name), text, new UTF8Encoding(false));
        RunResult result = temp.Run([temp.File(name)]).Result;
        Assert.Equal(result.Counts.Records, result.Counts.Tweets + result.Counts.Rejected + result.Counts.Duplicates);
        return result;
    }

    /// <summary>
    /// A number, flag or date that is null though its cell is not empty was counted as unreadable or as a word for nothing.
    /// </summary>
    private void AssertNullsAreCounted(RunResult result, string table)
    {
        using var duck = new DuckDb();
        string tweets = DuckDb.Table(Path.Combine(temp.File("out1"), "tweets/*.parquet"));
        long cells = table.Split('\n').Length - 2 - result.Counts.Rejected - result.Counts.Duplicates;
        foreach (string column in new[] { "like_count", "hashtags", "urls", "user_mentions" })
        {
            long nulls = duck.Long($"SELECT count(*) FROM {tweets} WHERE {column} IS NULL");
            long empty = RecordsEach / 10; // no column is left empty more often by chance
            long counted = result.UnreadableCells.GetValueOrDefault(column)
                + result.Inputs[0].Conversions.Where(c => c.Key == "unreadable:" + column || c.Key == "words_for_nothing")
                    .Sum(c => c.Value);
            Assert.True(nulls <= counted + empty && nulls < cells / 2, $"{column}: {nulls} of {cells} cells are null, {counted} counted");
        }
    }

    private static string[] Row(int i) =>
    [
        $"{970_001_234_567_890_123 + (i * 1_234_567_890_123)}", $"{1 + (i % 9)}", "Bo", "bo", "12", "2014-02-11", "en", $"MEK {i}",
        "2018-03-04 05:01", "970001234567890100", "False", "1.5", "2.5",
        "5", "['a', 'b']", "['http://a.org']", "['8', '9']", "",
    ];
}
