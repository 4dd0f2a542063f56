using System.Text;
using TweetArchive.Jobs;
using Xunit;
using static TweetArchive.Tests.Formats.PrintedTweets;

namespace TweetArchive.Tests.Formats;

/// <summary>
/// Tweets of the interface in tables whose cells hold objects, and of several formats in one file: the same rows as from separate lines.
/// </summary>
public sealed class TablesOfObjectsTests : IDisposable
{
    private const string Query = "tweetid, userid, user_screen_name, tweet_text, tweet_time, is_retweet, retweet_tweetid, retweet_userid, "
        + "in_reply_to_tweetid, like_count, retweet_count, follower_count, coalesce(array_to_string(hashtags, ' '), ''), "
        + "coalesce(array_to_string(urls, ' '), ''), coalesce(array_to_string(user_mentions, ' '), '')";

    private static readonly string[][] Rows = [.. EightRows.Rows];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    public static TheoryData<int, bool, string, bool> Tables
    {
        get
        {
            var all = new TheoryData<int, bool, string, bool>();
            foreach (int version in (int[])[1, 2])
            {
                foreach (bool python in (bool[])[true, false])
                {
                    foreach (string separator in (string[])[",", "\t", ";"])
                    {
                        all.Add(version, python, separator, true);
                        all.Add(version, python, separator, false);
                    }
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Objects_in_cells_are_objects_again(int version, bool python, string separator, bool index)
    {
        List<Dictionary<string, object?>> tweets = [.. Rows.Select(r => version == 1 ? V1(r) : V2(r))];
        string[] names = [.. tweets.SelectMany(t => t.Keys).Distinct()];
        var text = new StringBuilder();
        text.Append(index ? separator : "").AppendJoin(separator, names).Append('\n');
        for (int n = 0; n < tweets.Count; n++)
        {
            text.Append(index ? $"{n}{separator}" : "").AppendJoin(separator, names.Select(name =>
                EightRows.Quoted(Cell(tweets[n].GetValueOrDefault(name), python), separator))).Append('\n');
        }

        Assert.Equal(Read("lines.jsonl", Lines(tweets), out _), Read("table.csv", text.ToString(), out RunResult result));
        Assert.Contains(result.Inputs[0].Remarks, r => r.Code == "objects_in_cells");
        Assert.Equal(version == 1 ? "API v1.1" : "API v2", result.Inputs[0].Variant);
    }

    [Fact]
    public void A_damaged_cell_is_null_and_counted_and_a_damaged_row_costs_itself()
    {
        List<Dictionary<string, object?>> tweets = [.. Rows.Select(V1)];
        string[] names = [.. tweets.SelectMany(t => t.Keys).Distinct()];
        string[] rows = [.. tweets.Select(t =>
            string.Join(',', names.Select(n => EightRows.Quoted(Cell(t.GetValueOrDefault(n), true), ","))))];
        rows[1] = rows[1].Replace("'FreeIran'", "'FreeIran", StringComparison.Ordinal);
        rows[4] = "970,a short row";
        File.WriteAllText(temp.File("damaged.csv"), string.Join(',', names) + "\n" + string.Join('\n', rows) + "\n");
        FinishedRun run = temp.Run([temp.File("damaged.csv")]);
        RunResult result = run.Result;
        Assert.True(result.Counts is { Tweets: 7, Rejected: 1 }, result.Counts.ToString());
        Assert.Equal(1, result.Inputs[0].Conversions["unreadable:entities"]);
        using var duck = new DuckDb();
        Assert.Equal(["wrong_field_count|970,a short row"], duck.Lines($"SELECT reason, decode(raw) FROM {run.Table("rejects")}"));
    }

    [Theory]
    [InlineData(1, "Python")]
    [InlineData(2, "Python")]
    [InlineData(1, "strings")]
    [InlineData(2, "strings")]
    [InlineData(1, "MongoDB")]
    [InlineData(2, "MongoDB")]
    public void Objects_that_were_printed_are_read(int version, string form)
    {
        List<Dictionary<string, object?>> tweets = [.. Rows.Select(r => version == 1 ? V1(r) : V2(r))];
        string Printed(Dictionary<string, object?> tweet) => form switch
        {
            "Python" => Cell(tweet, python: true),
            "strings" => EightRows.Text(Cell(tweet, python: false)),
            _ => "{\n\t\"_id\" : ObjectId(\"41dce77ffa17fea535c3212d\"),\n\t" + Cell(tweet, python: false)[1..]
                .Replace($"\"id\": {tweet["id"]}", $"\"id\": NumberLong(\"{tweet["id"]}\")", StringComparison.Ordinal)
                .Replace(", \"", ",\n\t\"", StringComparison.Ordinal),
        };
        string[] expected = Read("lines.jsonl", Lines(tweets), out _);
        string[] printed = [.. tweets.Select(Printed)];
        foreach (string name in (string[])["printed.json", "printed.txt"])
        {
            Assert.Equal(expected, Read(name, string.Join('\n', printed), out RunResult result));
            Assert.Contains(result.Inputs[0].Remarks, r => r.Code == "printed_objects");
        }

        printed[3] = printed[3][..(printed[3].Length / 2)];
        Assert.Equal(expected.Where((_, n) => n != 3), Read("damaged.txt", string.Join('\n', printed), out RunResult damaged));
        Assert.Equal(1, damaged.Counts.Rejected);
    }

    [Theory]
    [InlineData(1, ", ")]
    [InlineData(2, ", ")]
    [InlineData(1, ",\n ")]
    [InlineData(2, ",\n ")]
    public void A_list_that_Python_printed_is_read(int version, string between)
    {
        List<Dictionary<string, object?>> tweets = [.. Rows.Select(r => version == 1 ? V1(r) : V2(r))];
        string[] printed = [.. tweets.Select(t => Cell(t, python: true))];
        string[] expected = Read("lines.jsonl", Lines(tweets), out _);
        Assert.Equal(expected, Read("list.txt", $"[{string.Join(between, printed)}]\n", out RunResult result));
        Assert.Contains(result.Inputs[0].Remarks, r => r.Code == "printed_objects");
        foreach (string damaged in (string[])[printed[3][..^9], printed[3].Replace("'lang'", "'lang", StringComparison.Ordinal)])
        {
            string[] others = [.. printed];
            others[3] = damaged;
            Assert.Equal(expected.Where((_, n) => n != 3), Read("list.txt", $"[{string.Join(between, others)}]\n", out RunResult partly));
            Assert.Equal(1, partly.Counts.Rejected);
        }
    }

    /// <summary>A table with objects in its cells that was read and written as JSON: its properties are strings of objects.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void Properties_that_are_strings_of_objects_are_objects(int version, bool python)
    {
        List<Dictionary<string, object?>> tweets = [.. Rows.Select(r => version == 1 ? V1(r) : V2(r))];
        string[] lines = [.. tweets.Select(t => Cell(t.ToDictionary(p => p.Key,
            p => p.Value is null or string or bool or long ? p.Value : Cell(p.Value, python)), python: false))];
        Assert.Contains(": \"{", lines[0], StringComparison.Ordinal);
        Assert.Equal(Read("lines.jsonl", Lines(tweets), out _), Read("strings.jsonl", string.Join('\n', lines), out _));
    }

    [Fact]
    public void What_pages_include_is_not_what_was_collected()
    {
        string user = "{\"id\": \"7\", \"username\": \"ana\", \"name\": \"Ana\"}";
        foreach (string tweets in (string[])["", $", \"tweets\": [{Cell(V2(Rows[0]), python: false)}]"])
        {
            File.WriteAllText(temp.File("users_1.json"), $"{{\"users\": [{user}]{tweets}}}");
            Assert.Contains("include", Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("users_1.json")])).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Parquet_of_pages_is_refused_with_what_to_do_and_times_below_others_are_read()
    {
        File.WriteAllText(temp.File("page.json"), $"{{\"data\": [{string.Join(", ", Rows.Select(r => Cell(V2(r), false)))}]}}");
        using var duck = new DuckDb();
        _ = duck.Lines($"COPY (FROM read_json_auto('{temp.File("page.json")}')) TO '{temp.File("page.parquet")}' (FORMAT parquet)");
        string said = Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("page.parquet")])).Message;
        _ = duck.Lines(said[said.IndexOf("COPY", StringComparison.Ordinal)..].TrimEnd('.')
            .Replace("'FILE.parquet'", $"'{temp.File("page.parquet")}'", StringComparison.Ordinal)
            .Replace("'FILE.jsonl'", $"'{temp.File("page.jsonl")}'", StringComparison.Ordinal));
        Assert.Equal(Read("lines.jsonl", Lines(Rows.Select(V2)), out _),
            Read("from_page.jsonl", File.ReadAllText(temp.File("page.jsonl")), out _));
        _ = duck.Lines($"COPY (SELECT 970001234567890123 AS id, {{'id': '7', 'created': TIMESTAMP '2014-02-11 00:00:00'}} AS user, "
            + $"TIMESTAMP '2018-03-04 05:01:17' AS date, 'PMOI' AS rawContent) TO '{temp.File("times.parquet")}' "
            + "(FORMAT parquet)");
        FinishedRun run = temp.Run([temp.File("times.parquet")]);
        Assert.Equal(["7|2014-02-11|2018-03-04 05:01:17"], duck.Lines("SELECT userid, strftime(account_creation_date, '%Y-%m-%d'), "
            + $"strftime(tweet_time AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S') FROM {run.Table("tweets")}"));
    }

    [Theory]
    [InlineData(1, 122_880)]
    [InlineData(2, 122_880)]
    [InlineData(1, 2048)]
    [InlineData(2, 2048)]
    public void Objects_and_lists_of_them_in_columns_of_Parquet(int version, int group)
    {
        List<Dictionary<string, object?>> tweets = [.. Rows.Select(r => version == 1 ? V1(r) : V2(r))];
        // Enough for several groups; the first eight are compared.
        File.WriteAllText(temp.File("some.jsonl"), Lines(tweets));
        string[] expected = Read("lines.jsonl", Lines(tweets), out _);
        using var duck = new DuckDb();
        string id = version == 1 ? "* REPLACE (CAST(id_str AS BIGINT) + n AS id_str)" : "* REPLACE (CAST(id AS BIGINT) + n AS id)";
        _ = duck.Lines($"COPY (SELECT {id} FROM read_json_auto('{temp.File("some.jsonl")}'), range(1000) t(n) ORDER BY n) TO "
            + $"'{temp.File("nested.parquet")}' (FORMAT parquet, ROW_GROUP_SIZE {group})");
        FinishedRun run = temp.Run([temp.File("nested.parquet")]);
        Assert.Equal(8000, run.Result.Counts.Records);
        Assert.Contains(run.Result.Inputs[0].Remarks, r => r.Code == "objects_in_columns");
        Assert.Equal(expected, duck.Lines($"SELECT {Query} FROM {run.Table("tweets")} WHERE byte_offset < 8 ORDER BY tweetid"));
        Assert.Equal("0|7999|8000", Assert.Single(duck.Lines(
            $"SELECT min(byte_offset), max(byte_offset), count(DISTINCT byte_offset) FROM {run.Table("tweets")}")));
    }

    public static TheoryData<string, string, bool> Mixtures
    {
        get
        {
            var all = new TheoryData<string, string, bool>();
            string[] formats = ["v1", "v2", "release"];
            foreach (string first in formats)
            {
                foreach (string second in formats.Where(f => f != first))
                {
                    all.Add(first, second, false);
                    all.Add(first, second, true);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Mixtures))]
    public void Tweets_of_two_formats_in_one_file_are_read_as_what_they_are(string first, string second, bool inArray)
    {
        string[] objects = [.. Rows.Select((r, n) => Json(n % 2 == 0 ? first : second, r))];
        string text = inArray ? $"[{string.Join(", ", objects)}]" : string.Join('\n', objects);
        string[] expected = [.. Read("a.jsonl", string.Join('\n', Rows.Where((_, n) => n % 2 == 0).Select(r => Json(first, r))), out _)
            .Concat(Read("b.jsonl", string.Join('\n', Rows.Where((_, n) => n % 2 == 1).Select(r => Json(second, r))), out _)).Order()];
        Assert.Equal(expected, Read("mixed.json", text, out RunResult result).Order());
        Assert.Equal(4, Assert.Single(result.Inputs[0].Conversions).Value);
        Assert.StartsWith("other_format:", Assert.Single(result.Inputs[0].Conversions).Key, StringComparison.Ordinal);
    }

    private string[] Read(string name, string text, out RunResult result)
    {
        string path = temp.File(name);
        File.WriteAllText(path, text);
        FinishedRun run = temp.Run([path]);
        result = run.Result;
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {Query} FROM {run.Table("tweets")} ORDER BY tweetid")];
    }

    private static string Json(string format, string[] row) =>
        format == "release" ? EightRows.Json(row) : Cell(format == "v1" ? V1(row) : V2(row), python: false);
}
