using System.Text;
using System.Text.Json.Nodes;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Fuzz;

/// <summary>
/// Ten thousand records in the forms that other programs give tweets: objects in the cells of tables, printed objects, lists over rows and
/// columns, several formats in one file, pages. Each has one property of another type or form, one in ten has damaged letters. None ends
/// a run, and every record is a tweet, a notice or a reject.
/// </summary>
public sealed class MutatedFormsTests : IDisposable
{
    private const int RecordsEach = 500;
    private const int MostSeconds = 120;

    private const string V1 = """
        {"created_at":"Sun Mar 04 05:01:17 +0000 2018","id_str":"ID","full_text":"MEK's \"مجاهدین\"","lang":"en","favorite_count":5,"user":{"id_str":"7","screen_name":"bo","followers_count":12,"verified":false,"url":null},"entities":{"hashtags":[{"text":"a","indices":[0,2]}],"urls":[{"expanded_url":"http://a.org"}],"user_mentions":[{"id_str":"8"}]}}
        """;

    private const string V2 = """
        {"id":"ID","author_id":"7","created_at":"2018-03-04T05:01:17.000Z","text":"MEK's \"مجاهدین\"","lang":"en","public_metrics":{"like_count":5,"quote_count":0},"entities":{"hashtags":[{"tag":"a"}],"mentions":[{"username":"ana","id":"8"}]},"referenced_tweets":[{"type":"replied_to","id":"9"}]}
        """;

    private const string Flat = """
        {"tweetid":"ID","userid":"7","tweet_text":"MEK's \"مجاهدین\"","tweet_time":"2018-03-04 05:01","is_retweet":false,"hashtags":["a","b"],"like_count":5,"urls":null}
        """;

    private static readonly (string Name, Func<JsonNode[], Random, string> Write)[] Forms =
    [
        ("objects.csv", (all, random) => Table(all, ",", python: true, random)),
        ("objects.tsv", (all, random) => Table(all, "\t", python: true, random)),
        ("json_objects.csv", (all, random) => Table(all, ";", python: false, random)),
        ("printed.txt", (all, random) => Lines(all, random, Mutants.Python)),
        ("pretty.txt", (all, random) => Lines(all, random, o => Mutants.Python(o).Replace(", '", ",\n '", StringComparison.Ordinal))),
        ("strings.txt", (all, random) => Lines(all, random, o => JsonValue.Create(o.ToJsonString()).ToJsonString())),
        ("shell.txt", (all, random) => Lines(all, random, Shell)),
        ("lines.jsonl", (all, random) => Lines(all, random, o => o.ToJsonString())),
        ("array.json", (all, random) => $"[{Items(Lines(all, random, o => o.ToJsonString()))}]"),
        ("hits.json", (all, random) => "{\"took\":1,\"hits\":{\"total\":{},\"hits\":["
            + Items(Lines(all, random, o => $"{{\"_id\":1,\"_source\":{o.ToJsonString()}}}")) + "]}}"),
    ];

    private readonly TempDatasets temp = new();

    public static TheoryData<string, int> Files
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach ((string name, _) in Forms)
            {
                for (int seed = 1; seed <= 2; seed++)
                    all.Add(name, seed);
            }

            return all;
        }
    }

    public void Dispose() => temp.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_form_of_objects(string name, int seed)
    {
        var random = new Random(seed + Mutants.OtherSeeds);
        string pattern = seed % 2 == 0 ? V1 : V2;
        // The first say what the file is.
        JsonNode[] tweets = [.. Enumerable.Range(0, RecordsEach).Select(i => Tweet(i % 7 == 6 ? random.Next(3) switch
        {
            0 => V1,
            1 => V2,
            _ => Flat,
        } : pattern, i))];
        for (int i = 3; i < tweets.Length; i++)
            Mutants.Change(tweets[i], random);
        RunResult result = Run(name, Forms.First(f => f.Name == name).Write(tweets, random));
        Assert.True(result.Counts.Tweets > RecordsEach / 3, Said(result));
        // Letters that are damaged may part one record into several, or join some.
        Assert.InRange(result.Counts.Records + result.Counts.Notices, RecordsEach * 8 / 10, RecordsEach * 13 / 10);
    }

    [Theory]
    [InlineData("exploded", 1)]
    [InlineData("blank", 2)]
    [InlineData("numbered", 3)]
    [InlineData("guessed", 4)]
    public void Lists_over_rows_and_columns_and_names_that_are_guessed(string form, int seed)
    {
        var random = new Random(seed + Mutants.OtherSeeds);
        string[] header = form == "guessed" ? ["Tweet Id", "Username", "Text", "Datetime", "Is Retweet", "Hashtags"]
            : ["tweetid", "userid", "tweet_text", "tweet_time", "is_retweet", .. form == "numbered"
                ? ["hashtags_1", "hashtags_2", "hashtags_3"] : (string[])["hashtags"]];
        var text = new StringBuilder().AppendJoin(',', header).Append('\n');
        int rows = 0;
        for (int i = 0; i < RecordsEach; i++)
        {
            int items = form is "exploded" or "blank" ? 1 + (i % 3) : 1;
            for (int item = 0; item < items; item++, rows++)
            {
                string[] row = [$"{970_001_234_567_890_123 + (i * 1_234_567_890_123)}", "7", $"MEK {i}, \"مجاهدین\"", "2018-03-04 05:01",
                    "False", .. form == "numbered" ? ["a", "b", ""] : (string[])[$"tag{item}"]];
                if (form == "blank" && item > 0)
                    row = ["", "", "", "", "", $"tag{item}"];
                if (i > 3 && random.Next(3) == 0)
                {
                    int at = random.Next(row.Length);
                    row[at] = Mutants.Changed(row[at], random);
                }

                text.AppendJoin(',', row.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
            }
        }

        RunResult result = Run($"{form}.csv", text.ToString());
        long joined = result.Inputs[0].Conversions.GetValueOrDefault("joined_rows");
        Assert.True(form is "exploded" or "blank" ? joined > RecordsEach / 3 : joined == 0, Said(result));
        Assert.Equal(rows, result.Counts.Records + joined);
    }

    [Theory]
    [InlineData("v2", 1)]
    [InlineData("v2", 2)]
    [InlineData("web", 3)]
    [InlineData("web", 4)]
    [InlineData("wrapped", 5)]
    public void Pages_with_damaged_tweets(string form, int seed)
    {
        var random = new Random(seed + Mutants.OtherSeeds);
        (string inside, string type) = form == "web" ? ("legacy", "Tweet") : ("tweet", "TweetWithVisibilityResults");
        string Page(int page)
        {
            string[] tweets = [.. Enumerable.Range(0, 10).Select(i =>
            {
                JsonNode tweet = Tweet(form == "v2" ? V2 : V1, (page * 10) + i);
                if (page > 0)
                    Mutants.Change(tweet, random);
                string json = tweet.ToJsonString();
                json = form == "v2" ? json
                    : $"{{\"tweet_results\":{{\"result\":{{\"__typename\":\"{type}\",\"rest_id\":\"{page}{i}\",\"{inside}\":{json}}}}}}}";
                return page > 0 && random.Next(20) == 0 ? Mutants.Changed(json, random) : json;
            })];
            return form == "v2" ? $"{{\"data\":[{string.Join(',', tweets)}],\"meta\":{{}}}}"
                : $"{{\"data\":{{\"entries\":[{string.Join(',', tweets)}]}}}}";
        }

        RunResult result = Run($"{form}.jsonl",
            string.Join('\n', Enumerable.Range(0, RecordsEach / 10).Select(p => Page(p).Replace('\n', ' ').Replace('\r', ' '))));
        Assert.InRange(result.Counts.Records + result.Counts.Notices, RecordsEach / 10, RecordsEach * 12 / 10);
        Assert.True(result.Counts.Tweets > 10, Said(result));
    }

    private RunResult Run(string name, string text)
    {
        File.WriteAllText(temp.File(name), text, new UTF8Encoding(false));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        RunResult result = temp.Run([temp.File(name)]).Result;
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, MostSeconds);
        Assert.Equal(result.Counts.Records, result.Counts.Tweets + result.Counts.Rejected + result.Counts.Duplicates);
        return result;
    }

    private static JsonNode Tweet(string pattern, int i) => JsonNode.Parse(
        pattern.Replace("ID", $"{970_001_234_567_890_122 + (i * 1_234_567_890_123)}", StringComparison.Ordinal))!;

    private static string Said(RunResult result) =>
        $"{result.Counts}; {string.Join(", ", result.Inputs[0].RejectReasons)}; {result.Inputs[0].FirstReject}";

    /// <summary>A row for each object, a column for each of its properties.</summary>
    private static string Table(JsonNode[] all, string separator, bool python, Random random)
    {
        string[] names = [.. all.Take(4).SelectMany(o => ((JsonObject)o).Select(p => p.Key)).Distinct()];
        var text = new StringBuilder().AppendJoin(separator, names).Append('\n');
        for (int n = 0; n < all.Length; n++)
        {
            string row = string.Join(separator, names.Select(name => ((JsonObject)all[n])[name]).Select(value =>
                $"\"{Cell(value, python).Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            text.Append(n > 3 && random.Next(10) == 0 ? Mutants.Changed(row, random) : row).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(JsonNode? value, bool python) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue(out string? letters) => letters,
        _ => python ? Mutants.Python(value) : value.ToJsonString(),
    };

    private static string Lines(JsonNode[] all, Random random, Func<JsonNode, string> write)
    {
        var text = new StringBuilder();
        for (int n = 0; n < all.Length; n++)
        {
            string line = write(all[n]);
            text.Append(n > 3 && random.Next(10) == 0 ? Mutants.Changed(line, random) : line).Append('\n');
        }

        return text.ToString();
    }

    private static string Items(string lines) => lines.TrimEnd().Replace("\n", ",\n", StringComparison.Ordinal);

    private static string Shell(JsonNode tweet) => "{\n\t\"_id\" : ObjectId(\"41dce77ffa17fea535c3212d\"),"
        + tweet.ToJsonString()[1..].Replace(",\"", ",\n\t\"", StringComparison.Ordinal);
}
