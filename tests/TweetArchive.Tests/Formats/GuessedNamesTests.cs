using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TweetArchive.Archives;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>
/// Tweets of the interface as programs flatten them, and of people's own collectors, under names of no known program: in tables with any
/// mark between the steps of a path, and in JSON, flat or not.
/// </summary>
public sealed class GuessedNamesTests : IDisposable
{
    private const string Query = "tweetid, userid, tweet_text, strftime(tweet_time, '%Y-%m-%d %H:%M:%S'), like_count, retweet_count, "
        + "reply_count, follower_count, coalesce(array_to_string(hashtags, ' '), ''), coalesce(array_to_string(urls, ' '), '')";

    // By column: what holds it in version 1.1, in version 2, in words, in a collector's. Each with a name that is of no known program.
    private static readonly (string Column, string[] Names)[] Paths =
    [
        ("tweetid", ["id_str", "id", "Tweet ID", "tweet_id"]),
        ("userid", ["user.id_str", "author.id", "Author ID", "user.id"]),
        ("handle", ["user.screen_name", "author.username", "Author", "user.handle"]),
        ("tweet_text", ["full_text", "text", "Content", "content"]),
        ("tweet_time", ["@timestamp", "created_at", "Date", "date"]),
        ("like_count", ["favorite_count", "public_metrics.like_count", "Number of Likes", "likes"]),
        ("retweet_count", ["retweet_count", "public_metrics.retweet_count", "Number of Retweets", "retweets"]),
        ("reply_count", ["reply_count", "public_metrics.reply_count", "Number of Replies", "replies"]),
        ("follower_count", ["user.followers_count", "author.public_metrics.followers_count", "Author Followers Count", "user.followers"]),
        ("hashtags", ["entities.hashtags.text", "entities.hashtags.tag", "Hashtags", "hashtags"]),
        ("urls", ["entities.urls.expanded_url", "entities.urls.expanded_url", "Links", "links"]),
    ];

    private static readonly string[] Expected =
    [
        .. Enumerable.Range(0, 4).Select(n => $"97000123456789012{n}|{70 + n}|a text {n}|2018-03-04 05:01:17|{n}|{2 * n}|{3 * n}|{100 + n}|"
            + $"one{n} two|http://example.org/{n}"),
    ];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(0, ".")]
    [InlineData(0, "_")]
    [InlineData(0, "/")]
    [InlineData(0, ":")]
    [InlineData(1, ".")]
    [InlineData(1, "_")]
    [InlineData(1, "/")]
    [InlineData(1, " ")]
    [InlineData(2, ".")]
    [InlineData(2, "_")]
    [InlineData(3, ".")]
    [InlineData(3, "_")]
    public void Of_tables(int kind, string mark)
    {
        string[] names = [.. Paths.Select(p => kind == 2 ? p.Names[2].Replace(" ", mark == "_" ? "_" : " ", StringComparison.Ordinal)
            : p.Names[kind].Replace(".", mark, StringComparison.Ordinal))];
        string table = string.Concat(Enumerable.Range(0, 4).Select(Row).Select(r => string.Join(',', r.Select(c => $"\"{c}\"")) + "\n")
            .Prepend(string.Join(',', names) + "\n"));
        AssertRead("t.csv", table, kind is 0 or 2 or 3);
    }

    [Theory]
    [InlineData(2, false, "lines")]
    [InlineData(2, false, "array")]
    [InlineData(3, true, "lines")]
    [InlineData(3, true, "array")]
    [InlineData(3, true, "below")]
    [InlineData(3, false, "lines")]
    [InlineData(3, false, "pretty")]
    [InlineData(0, false, "array")]
    public void Of_objects(int kind, bool nested, string form)
    {
        string[] objects = [.. Enumerable.Range(0, 4).Select(n => Object(kind, nested, Row(n)).ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = form == "pretty",
        }))];
        AssertRead("o.json", form switch
        {
            "lines" => string.Join('\n', objects) + "\n",
            "below" => $"{{\"when\": \"2021\", \"result\": {{\"tweets\": [{string.Join(", ", objects)}]}}}}",
            _ => $"[{string.Join(", ", objects)}]",
        }, guessed: true);
    }

    /// <summary>Properties with the paths of the interface in their names, each value in a list, as Elasticsearch gives fields.</summary>
    [Fact]
    public void Of_fields()
    {
        string lines = string.Concat(Enumerable.Range(0, 4).Select(n => $"{{\"id_str\": [\"97000123456789012{n}\"], \"user.id_str\": "
            + $"[\"{70 + n}\"], \"user.screen_name\": [\"bo\"], \"full_text\": [\"a text\"], "
            + "\"created_at\": [\"Sun Mar 04 05:01:17 +0000 2018\"], \"entities.hashtags.text\": [\"one\", \"two\"]}\n"));
        File.WriteAllText(temp.File("fields.jsonl"), lines);
        FinishedRun run = temp.Run([temp.File("fields.jsonl")]);
        using var duck = new DuckDb();
        Assert.Equal(["4|70|73|bo|one two"], duck.Lines("SELECT count(*), min(userid), max(userid), min(user_screen_name), "
            + $"min(array_to_string(hashtags, ' ')) FROM {run.Table("tweets")}"));
    }

    /// <summary>What is not given stays as it was guessed.</summary>
    [Fact]
    public void Columns_that_the_user_gives_of_objects()
    {
        File.WriteAllText(temp.File("o.jsonl"), Object(3, false, Row(1)).ToJsonString() + "\n");
        FinishedRun run = temp.Run([temp.File("o.jsonl")], o => o with { ReadAs = new ReadAs(ColumnNames: "like_count=replies") });
        using var duck = new DuckDb();
        Assert.Equal(["970001234567890121|3|2"], duck.Lines($"SELECT tweetid, like_count, retweet_count FROM {run.Table("tweets")}"));
    }

    [Theory]
    [InlineData("{\"id\": \"97000123456789012N\", \"username\": \"bo\", \"name\": \"Bo\", \"description\": \"a text\", \"created_at\": "
        + "\"2012-03-04T05:01:17Z\", \"public_metrics\": {\"tweet_count\": 3}}")]
    [InlineData("{\"id\": 17N, \"body\": \"a comment\", \"date\": \"2018-03-04\", \"user\": \"bo\"}")]
    [InlineData("{\"id\": \"97000123456789012N\", \"content\": \"a message\", \"timestamp\": \"2021-03-04T05:01:17Z\", "
        + "\"author\": {\"username\": \"bo\"}}")]
    [InlineData("{\"id\": 97000123456789012N, \"message\": \"started\", \"level\": \"info\"}")]
    [InlineData("{\"order_id\": 97000123456789012N, \"content\": \"a thing\", \"date\": \"2018-03-04\"}")]
    [InlineData("{\"id_str\": \"71234567N\", \"screen_name\": \"bo\", \"status\": {\"id_str\": \"97000123456789012N\", \"text\": \"a "
        + "text\", \"created_at\": \"Sun Mar 04 05:01:17 +0000 2018\"}}")]
    public void Other_objects_are_none(string pattern)
    {
        string lines = string.Concat(Enumerable.Range(0, 6).Select(n => pattern.Replace("N", $"{n}", StringComparison.Ordinal) + "\n"));
        File.WriteAllText(temp.File("x.jsonl"), lines);
        Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("x.jsonl")]));
        File.WriteAllText(temp.File("x.json"), $"[{string.Join(",\n", lines.TrimEnd().Split('\n'))}]");
        Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("x.json")]));
    }

    /// <summary>Types and roles below the header, as Orange has them, and types alone.</summary>
    [Theory]
    [InlineData("string", "meta")]
    [InlineData("continuous", "class")]
    [InlineData("Nullable(Int64)", null)]
    [InlineData("varchar(280)", null)]
    public void Lines_of_types_below_the_header(string type, string? role)
    {
        string table = string.Join('\t', Paths.Select(p => p.Names[2])) + "\n" + string.Join('\t', Paths.Select(_ => type)) + "\n"
            + (role is null ? "" : string.Join('\t', Paths.Select((_, i) => i == 2 ? "" : role)) + "\n")
            + string.Concat(Enumerable.Range(0, 4).Select(n => string.Join('\t', Row(n)) + "\n"));
        RunResult result = AssertRead("o.tab", table, guessed: true);
        Assert.Contains(result.Inputs[0].Remarks, r => r.Code == "type_lines");
        // Of the releases' own columns too.
        string own = "tweetid\tuserid\ttweet_text\ttweet_time\tis_retweet\nstring\tstring\tstring\ttime\tdiscrete\n"
            + "970001234567890120\t7\ta text\t2018-03-04 05:01\tFalse\n";
        File.WriteAllText(temp.File("own.tab"), own);
        Assert.Equal((1L, 0L), temp.Run([temp.File("own.tab")]).Result.Counts is var c ? (c.Tweets, c.Rejected) : default);
    }

    private static string[] Row(int n) =>
    [
        $"97000123456789012{n}", $"{70 + n}", $"bo{n}", $"a text {n}", "2018-03-04T05:01:17Z", $"{n}", $"{2 * n}", $"{3 * n}", $"{100 + n}",
        $"one{n}, two", $"http://example.org/{n}",
    ];

    private static JsonObject Object(int kind, bool nested, string[] row)
    {
        var made = new JsonObject();
        for (int i = 0; i < Paths.Length; i++)
        {
            JsonNode value = Paths[i].Column is "hashtags" or "urls"
                ? new JsonArray([.. row[i].Split(", ").Select(v => (JsonNode)v)]) : JsonValue.Create(row[i]);
            string[] steps = Paths[i].Names[kind].Split('.');
            if (!nested || steps.Length == 1)
            {
                made[Paths[i].Names[kind]] = value;
                continue;
            }

            if (made[steps[0]] is not JsonObject inner)
                made[steps[0]] = inner = [];
            inner[steps[1]] = value;
        }

        return made;
    }

    private RunResult AssertRead(string name, string text, bool guessed)
    {
        File.WriteAllText(temp.File(name), text, new UTF8Encoding(false));
        FinishedRun run = temp.Run([temp.File(name)]);
        using var duck = new DuckDb();
        Assert.Equal(Expected, duck.Lines($"SELECT {Query} FROM {run.Table("tweets")} ORDER BY tweetid"));
        Assert.Equal(0, run.Result.Counts.Rejected);
        if (guessed)
        {
            string said = Assert.Single(run.Result.Inputs[0].Remarks, r => r.Code == "guessed_columns").Message;
            Assert.DoesNotContain("Not read", said, StringComparison.Ordinal);
        }

        return run.Result;
    }
}
