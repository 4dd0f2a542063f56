using System.Globalization;
using System.Text;
using TweetArchive.Jobs;
using Xunit;

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
    public void Parquet_with_lists_of_objects_is_refused_by_their_names_and_times_below_others_are_read()
    {
        File.WriteAllText(temp.File("v2.jsonl"), Lines(Rows.Select(V2)));
        using var duck = new DuckDb();
        _ = duck.Lines($"COPY (FROM read_json_auto('{temp.File("v2.jsonl")}')) TO '{temp.File("nested.parquet")}' (FORMAT parquet)");
        Assert.Contains("entities.hashtags", Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("nested.parquet")])).Message,
            StringComparison.Ordinal);
        _ = duck.Lines($"COPY (SELECT 970001234567890123 AS id, {{'id': '7', 'created': TIMESTAMP '2014-02-11 00:00:00'}} AS user, "
            + $"TIMESTAMP '2018-03-04 05:01:17' AS date, 'PMOI' AS rawContent) TO '{temp.File("times.parquet")}' "
            + "(FORMAT parquet)");
        FinishedRun run = temp.Run([temp.File("times.parquet")]);
        Assert.Equal(["7|2014-02-11|2018-03-04 05:01:17"], duck.Lines("SELECT userid, strftime(account_creation_date, '%Y-%m-%d'), "
            + $"strftime(tweet_time AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S') FROM {run.Table("tweets")}"));
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

    private static string Lines(IEnumerable<Dictionary<string, object?>> tweets) => string.Join('\n', tweets.Select(t => Cell(t, false)));

    private static string Json(string format, string[] row) =>
        format == "release" ? EightRows.Json(row) : Cell(format == "v1" ? V1(row) : V2(row), python: false);

    private static Dictionary<string, object?> V1(string[] row)
    {
        string C(string column) => row[Array.IndexOf(EightRows.Columns, column)];
        object[] List(string column, string name) =>
        [
            .. EightRows.Items(C(column)).Select(i =>
                new Dictionary<string, object?> { [name] = i, ["indices"] = new object[] { 0L, 4L } }),
        ];
        var tweet = new Dictionary<string, object?>
        {
            ["created_at"] = Time(C("tweet_time")).ToString("ddd MMM dd HH:mm:ss +0000 yyyy", CultureInfo.InvariantCulture),
            ["id"] = long.Parse(C("tweetid"), CultureInfo.InvariantCulture),
            ["id_str"] = C("tweetid"),
            ["full_text"] = C("tweet_text"),
            ["truncated"] = false,
            ["entities"] = new Dictionary<string, object?>
            {
                ["hashtags"] = List("hashtags", "text"),
                ["urls"] = List("urls", "expanded_url"),
                ["user_mentions"] = List("user_mentions", "id_str"),
            },
            ["user"] = new Dictionary<string, object?>
            {
                ["id_str"] = C("userid"),
                ["name"] = C("user_display_name"),
                ["screen_name"] = C("user_screen_name"),
                ["followers_count"] = 12L,
                ["verified"] = false,
                ["url"] = null,
            },
            ["favorite_count"] = 2L,
            ["retweet_count"] = 3L,
            ["lang"] = C("tweet_language"),
            ["in_reply_to_status_id_str"] = C("in_reply_to_tweetid") is { Length: > 0 } id ? id : null,
        };
        if (C("retweet_tweetid").Length > 0)
            tweet["retweeted_status"] = new Dictionary<string, object?>
            {
                ["id_str"] = C("retweet_tweetid"),
                ["full_text"] = C("tweet_text"),
                ["entities"] = tweet["entities"],
                ["user"] = new Dictionary<string, object?> { ["id_str"] = C("retweet_userid"), ["screen_name"] = "someone" },
            };
        return tweet;
    }

    private static Dictionary<string, object?> V2(string[] row)
    {
        string C(string column) => row[Array.IndexOf(EightRows.Columns, column)];
        object[] List(string column, string name) =>
            [.. EightRows.Items(C(column)).Select(i => new Dictionary<string, object?> { [name] = i })];
        Dictionary<string, object?>[] references =
        [
            .. (string[])[C("retweet_tweetid"), C("in_reply_to_tweetid")] is var ids && ids[0].Length > 0
                ? [new Dictionary<string, object?> { ["type"] = "retweeted", ["id"] = ids[0] }] : (Dictionary<string, object?>[])[],
            .. ids[1].Length > 0 ? [new Dictionary<string, object?> { ["type"] = "replied_to", ["id"] = ids[1] }]
                : (Dictionary<string, object?>[])[],
        ];
        return new Dictionary<string, object?>
        {
            ["id"] = C("tweetid"),
            ["text"] = C("tweet_text"),
            ["author_id"] = C("userid"),
            ["lang"] = C("tweet_language"),
            ["created_at"] = Time(C("tweet_time")).ToString("yyyy-MM-ddTHH:mm:ss.000Z", CultureInfo.InvariantCulture),
            ["edit_history_tweet_ids"] = new object[] { C("tweetid") },
            ["public_metrics"] = new Dictionary<string, object?> { ["like_count"] = 2L, ["retweet_count"] = 3L },
            ["entities"] = new Dictionary<string, object?>
            {
                ["hashtags"] = List("hashtags", "tag"),
                ["urls"] = List("urls", "expanded_url"),
                ["mentions"] = List("user_mentions", "id"),
            },
            ["referenced_tweets"] = references.Length == 0 ? null : references,
        };
    }

    private static DateTime Time(string cell) => DateTime.ParseExact(cell, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A value as it is in a cell: texts bare, objects as Python or JSON writes them, nothing empty.</summary>
    private static string Cell(object? value, bool python) => value switch
    {
        null => "",
        string text => text,
        _ => Written(value, python),
    };

    private static string Written(object? value, bool python) => value switch
    {
        null => python ? "None" : "null",
        bool flag => python ? flag.ToString() : flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => python ? Repr(text) : EightRows.Text(text),
        Dictionary<string, object?> all =>
            $"{{{string.Join(", ", all.Select(p => $"{Written(p.Key, python)}: {Written(p.Value, python)}"))}}}",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(i => Written(i, python)))}]",
        _ => throw new ArgumentException($"a value of another kind: {value}"),
    };

    /// <summary>Python's repr: double quotes where the text holds single ones and no double.</summary>
    private static string Repr(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        return quote + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal).Replace($"{quote}", $"\\{quote}", StringComparison.Ordinal) + quote;
    }
}
