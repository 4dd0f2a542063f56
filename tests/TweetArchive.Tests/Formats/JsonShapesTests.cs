using System.Text;
using System.Text.Json;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>The same eight tweets give the same rows wherever in a text of JSON they are, on one line, indented or after tabs.</summary>
public sealed class JsonShapesTests : IDisposable
{
    private static readonly string[][] Rows = [.. EightRows.Rows];

    private static readonly string[] Objects = [.. Rows.Select(EightRows.Json)];

    private static readonly JsonSerializerOptions OverLines = new() { WriteIndented = true };

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    private static readonly Dictionary<string, Func<string>> Shapes = new()
    {
        ["array"] = () => Array(Objects),
        ["pandas, columns"] = () => Columns(n => $"\"{n}\""),
        ["pandas, columns by id"] = () => Columns(n => $"\"{Rows[n][0]}\""),
        ["pandas, index"] = () => ByName(Objects, n => $"{n}"),
        ["pandas, split"] = () => $$"""
            {"columns": {{Array(EightRows.Columns.Select(EightRows.Text))}}, "index": [0, 1, 2, 3, 4, 5, 6, 7],
            "data": {{Array(Rows.Select(r => Array(r.Select((v, i) => EightRows.Value(EightRows.Columns[i], v)))))}} }
            """,
        ["pandas, table"] = () => $$"""
            {"schema": {"fields": [{"name": "index", "type": "integer"}, {"name": "tweetid"}], "pandas_version": "1.4.0"},
            "data": {{Array(Objects)}} }
            """,
        ["Elasticsearch, an answer"] = () => $$"""
            {"took": 5, "_shards": {"total": 1}, "hits": {"total": {"value": 8}, "hits": {{Array(Objects.Select(Hit))}} },
            "aggregations": {"days": {"buckets": [{"key": 1}]} } }
            """,
        ["Elasticsearch, a dump"] = () => string.Join('\n', Objects.Select(Hit)),
        ["Solr"] = () => $$"""{"responseHeader": {"status": 0}, "response": {"numFound": 8, "docs": {{Array(Objects)}} } }""",
        ["CouchDB"] = () => $$"""{"total_rows": 8, "rows": {{Array(Objects.Select((o, n) =>
            $$"""{"id": "{{n}}", "key": "{{n}}", "value": {"rev": "1-a"}, "doc": {{o}} }"""))}} }""",
        ["PowerShell"] = () => $$"""{"value": {{Array(Objects)}}, "Count": 8}""",
        ["by id"] = () => ByName(Objects, n => Rows[n][0]),
        ["by id, inside"] = () => $$"""
            {"globalObjects": {"tweets": {{ByName(Objects, n => Rows[n][0])}}, "users": {"7": {"name": "x"} } } }
            """,
        ["answers behind each other"] = () => string.Join('\n', Objects.Select(o => $$"""{"body": {"tweets": [{{o}}]}, "page": 1}""")),
        ["one inside of another"] = () => Array(Objects.Select(o => $"{{\"at\": 1, \"content\": {{\"note\": null, \"status\": {o}}}}}")),
        ["DynamoDB, an export"] = () => string.Join('\n', Objects.Select(o => $$"""{"Item": {{Typed(o)}}}""")),
        ["DynamoDB, a scan"] = () => $$"""{"Items": {{Array(Objects.Select(Typed))}}, "Count": 8, "ScannedCount": 8}""",
        ["DynamoDB, items on lines"] = () => string.Join('\n', Objects.Select(Typed)),
        ["R, each value in brackets"] = () => Array(Objects.Select(Boxed)),
        ["delimited=length"] = () => string.Concat(Objects.Select(o => $"{Encoding.UTF8.GetByteCount(o) + 2}\r\n{o}\r\n")),
        ["nothing between"] = () => string.Concat(Objects),
        ["record separators"] = () => string.Concat(Objects.Select(o => $"\x1E{o}\n")),
    };

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (string shape in Shapes.Keys)
            {
                all.Add(shape, false);
                // What is several texts cannot be written as one over several lines.
                if (IsOne(Shapes[shape]()))
                    all.Add(shape, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Same_rows(string shape, bool indented)
    {
        string[] expected = Read("x.json", Array(Objects));
        Assert.Equal(8, expected.Length);
        string text = Shapes[shape]();
        Assert.Equal(expected, Read("y.json", indented ? Indented(text) : text));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_damaged_one_costs_no_tweet_before_it_and_is_said(string shape, bool indented)
    {
        string text = Shapes[shape]();
        byte[] bytes = Encoding.UTF8.GetBytes(indented ? Indented(text) : text);
        byte[] cut = bytes[..(bytes.Length - (bytes.Length / 6))];
        File.WriteAllBytes(temp.File("cut.json"), cut);
        if (shape.StartsWith("pandas, columns", StringComparison.Ordinal) || shape == "pandas, split")
        {
            // No row is whole where a column is cut.
            Assert.Contains("breaks off", Assert.Throws<NothingReadException>(() => temp.Run([temp.File("cut.json")])).Message,
                StringComparison.Ordinal);
            return;
        }

        FinishedRun run = temp.Run([temp.File("cut.json")]);
        Assert.True(run.Result.Counts.Tweets is < 8 && (run.Result.Counts.Rejected > 0 || run.Result.Inputs[0].Problem is not null),
            $"{run.Result.Counts.Tweets} tweets, {run.Result.Counts.Rejected} rejected");
        Assert.True(run.Result.Counts.Tweets >= 5, $"{run.Result.Counts.Tweets} tweets");
    }

    [Fact]
    public void A_list_that_is_there_and_empty_is_not_null()
    {
        const string V1 = """
            {"id_str": "970001234567890123", "created_at": "Sun Mar 04 05:01:17 +0000 2018", "full_text": "MEK", "user": {"id_str": "7"},
            "entities": {"hashtags": [], "urls": [], "user_mentions": []}}
            """;
        const string V2 = """
            {"id": "970001234567890123", "created_at": "2018-03-04T05:01:17.000Z", "text": "MEK", "author_id": "7",
            "entities": {"hashtags": [], "urls": [], "mentions": []}}
            """;
        const string Flat = """
            {"tweetid": 970001234567890123, "tweet_time": "2018-03-04 05:01", "tweet_text": "MEK", "userid": "7", "hashtags": [],
            "urls": [], "user_mentions": [], "poll_choices": null}
            """;
        foreach (string tweet in (string[])[V1, V2, Flat])
        {
            File.WriteAllText(temp.File("e.jsonl"), tweet + "\n");
            FinishedRun run = temp.Run([temp.File("e.jsonl")]);
            using var duck = new DuckDb();
            Assert.Equal(["0|0|0|True"],
                duck.Lines($"SELECT len(hashtags), len(urls), len(user_mentions), poll_choices IS NULL FROM {run.Table("tweets")}"));
        }
    }

    [Fact]
    public void Columns_of_different_rows_are_refused()
    {
        string text = Columns(n => $"\"{n}\"").Replace("\"userid\": {\"0\"", "\"userid\": {\"9\"", StringComparison.Ordinal);
        File.WriteAllText(temp.File("u.json"), text);
        Assert.Contains("do not have the same rows",
            Assert.Throws<NothingReadException>(() => temp.Run([temp.File("u.json")])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}{1}\n{2}\n", 3)]
    [InlineData("{0} {1},{2}\n", 3)]
    [InlineData("{0}\n{cut}{1}\n{2}\n", 3)]
    [InlineData("{0}\n{cut}{cut}{1}{2}\n", 3)]
    [InlineData("{0}\n{1}{cut}\n{2}\n", 3)]
    [InlineData("{0}\n{1}{2}{cut}{3}\n", 4)]
    public void A_line_by_two_writers_costs_what_is_not_whole(string form, int whole)
    {
        foreach (string cut in (string[])[Objects[7][..30], Objects[7][..(Objects[7].Length / 2)], Objects[7][..^1]])
        {
            string text = form.Replace("{cut}", cut, StringComparison.Ordinal);
            for (int i = 0; i < whole; i++)
                text = text.Replace($"{{{i}}}", Objects[i], StringComparison.Ordinal);
            File.WriteAllText(temp.File("two.jsonl"), text);
            FinishedRun run = temp.Run([temp.File("two.jsonl")]);
            Assert.Equal(whole, run.Result.Counts.Tweets);
            // Parts next to each other are one reject.
            Assert.Equal(form.Replace("{cut}{cut}", "{cut}", StringComparison.Ordinal).Split("{cut}").Length - 1,
                run.Result.Counts.Rejected);
        }
    }

    [Fact]
    public void Rows_of_phpMyAdmin_are_read_and_what_is_around_them_is_no_damage()
    {
        string text = $$"""
            [
            {"type":"header","version":"5.2.1","comment":"Export to JSON plugin for PHPMyAdmin"},
            {"type":"database","name":"collected"},
            {"type":"table","name":"tweets","database":"collected","data":
            [
            {{string.Join(",\n", Objects)}}
            ]
            }
            ]

            """;
        Assert.Equal(Read("x.json", Array(Objects)), Read("y.json", text));
    }

    private string[] Read(string name, string text)
    {
        File.WriteAllText(temp.File(name), text);
        FinishedRun run = temp.Run([temp.File(name)]);
        Assert.Equal(0, run.Result.Counts.Rejected);
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {EightRows.Query} FROM {run.Table("tweets")} ORDER BY tweetid")];
    }

    /// <summary>With the types of DynamoDB around each value.</summary>
    private static string Typed(string json)
    {
        using var whole = JsonDocument.Parse(json);
        string typed = Typed(whole.RootElement);
        return typed["{\"M\":".Length..^1];
    }

    private static string Typed(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{\"M\":{" + string.Join(", ", value.EnumerateObject().Select(p =>
            JsonSerializer.Serialize(p.Name) + ": " + Typed(p.Value))) + "}}",
        JsonValueKind.Array => "{\"L\":" + Array(value.EnumerateArray().Select(Typed)) + "}",
        JsonValueKind.String => "{\"S\": " + value.GetRawText() + "}",
        JsonValueKind.Number => "{\"N\":\"" + value.GetRawText() + "\"}",
        JsonValueKind.Null => "{\"NULL\":true}",
        _ => "{\"BOOL\":" + value.GetRawText() + "}",
    };

    /// <summary>As R writes objects without <c>auto_unbox</c>.</summary>
    private static string Boxed(string json)
    {
        using var whole = JsonDocument.Parse(json);
        return "{" + string.Join(", ", whole.RootElement.EnumerateObject().Select(p => JsonSerializer.Serialize(p.Name) + ": "
            + (p.Value.ValueKind == JsonValueKind.Array ? p.Value.GetRawText() : $"[{p.Value.GetRawText()}]"))) + "}";
    }

    private static string Hit(string tweet, int n) => $"{{\"_index\": \"tweets\", \"_id\": \"{n}\", \"_score\": 1, \"_source\": {tweet}}}";

    private static string Array(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    private static string ByName(IEnumerable<string> items, Func<int, string> name) =>
        $"{{{string.Join(", ", items.Select((o, n) => $"\"{name(n)}\": {o}"))}}}";

    private static string Columns(Func<int, string> label) => $"{{{string.Join(", ", EightRows.Columns.Select((c, i) =>
        $"\"{c}\": {{{string.Join(", ", Rows.Select((r, n) => $"{label(n)}: {EightRows.Value(c, r[i])}"))}}}"))}}}";

    private static bool IsOne(string text)
    {
        try
        {
            using var whole = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Indented(string text)
    {
        using var whole = JsonDocument.Parse(text);
        return JsonSerializer.Serialize(whole.RootElement, OverLines);
    }
}
