using System.Globalization;
using System.Text;

namespace TweetArchive.Benchmarks.Growth;

/// <summary>
/// Kinds of input that are not the releases' own: tables with objects in their cells, printed objects, lists spread over rows or columns,
/// guessed names, several formats in one file, damaged pages.
/// </summary>
internal static class ReaderShapes
{
    private const string V1Columns = "created_at,id_str,full_text,user,entities,lang\n";

    // Rows of a table of which the columns grow: a header has a largest size.
    private const int Wide = 5000;

    public static IReadOnlyList<InputShape> All { get; } =
    [
        // Tables with objects in their cells
        Table("rows with objects as JSON", 100_000, n => V1Columns + Repeat(n, i => ObjectRow(i, "\"", "null"))),
        Table("rows with objects as Python prints them", 100_000, n => V1Columns + Repeat(n, i => ObjectRow(i, "'", "None"))),
        One("items of one cell of Python", 40_000, "objects.csv",
            n => V1Columns + ObjectRow(0, "'", "None") + ObjectRow(1, "'", "None", n)),
        One("calls in one cell of Python", 40_000, "objects.csv",
            n => V1Columns + ObjectRow(0, "'", "None") + Cells(1, "User(id=1, name='a')", $"[{Joined(n, _ => "Tag(text='a')")}]")),
        Table("empty columns of a table with objects", 1000,
            n => V1Columns.Trim() + Repeat(n, i => $",n{i}") + "\n"
                + Repeat(Wide, i => ObjectRow(i, "'", "None").Trim() + new string(',', n) + "\n")),
        Table("rows with objects, each with an open bracket", 100_000,
            n => V1Columns + ObjectRow(0, "'", "None")
                + Repeat(n, i => ObjectRow(i + 1, "'", "None").Replace("[]}", "[{", StringComparison.Ordinal))),
        Table("rows with objects, each with a stray quote", 100_000,
            n => V1Columns + ObjectRow(0, "'", "None")
                + Repeat(n, i => ObjectRow(i + 1, "'", "None").Replace("nothing of note", "nothing \" of note", StringComparison.Ordinal))),
        One("brackets in one cell of Python", 400_000, "objects.csv",
            n => V1Columns + ObjectRow(0, "'", "None") + Cells(1, "{'id_str': '1'}", new string('[', n))),

        // Printed objects
        Lines("objects as Python prints them", 100_000, i => V1(i, "'", "None")),
        Lines("objects of Python over many lines", 100_000, i => V1(i, "'", "None").Replace(", '", ",\n '", StringComparison.Ordinal)),
        Lines("objects as MongoDB's shell prints them", 100_000, i =>
            $"{{ \"_id\": ObjectId(\"5f{i:x22}\"), \"id\": NumberLong(\"{Id(i)}\"), \"id_str\": \"{Id(i)}\", "
                + "\"full_text\": \"nothing of note\", \"created_at\": \"Wed Oct 10 20:19:24 +0000 2018\", "
                + "\"user\": { \"id_str\": \"12345\" } }\n"),
        Lines("objects of JSON in strings", 100_000,
            i => $"\"{V1(i, "\"", "null").Trim().Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n"),
        new("printed objects, each broken off", 100_000, (folder, n) => Write(folder, "printed.txt",
            V1(0, "'", "None") + Repeat(n, i => V1(i + 1, "'", "None")[..^4] + "\n"))),
        One("lines of one printed object", 200_000, "printed.txt",
            n => V1(0, "'", "None") + V1(1, "'", "None").Replace(", ", ",\n" + new string('\n', n), StringComparison.Ordinal)
                + V1(2, "'", "None")),

        // Lists over rows and columns
        Table("tweets with a row for each hashtag", 50_000, n => Exploded + Repeat(4 * n, i => Row(i / 4, $"tag{i}"))),
        Table("rows of one tweet, a hashtag each", 100_000, n => Exploded + Row(0, "a") + Repeat(n, i => Row(0, $"tag{i}"))),
        Table("further hashtags in blank rows", 50_000,
            n => Exploded + Repeat(4 * n, i => i % 4 == 0 ? Row(i / 4, $"tag{i}") : $",,,,,tag{i}\n")),
        Table("blank rows of one tweet", 100_000, n => Exploded + Row(0, "a") + Repeat(n, i => $",,,,,tag{i}\n")),
        Table("rows with numbered columns", 100_000,
            n => Exploded.Replace("hashtags", "hashtags_1,hashtags_2,hashtags_3", StringComparison.Ordinal)
                + Repeat(n, i => Row(i, "a,b,c"))),
        Table("numbered columns", 500, n => Exploded.Replace("hashtags", Joined(n, i => $"hashtags_{i}"), StringComparison.Ordinal)
            + Repeat(Wide, i => Row(i, Joined(n, c => c < 9 ? $"tag{c}" : "")))),

        // Guessed names
        Table("rows with guessed names", 100_000,
            n => "Tweet Id,Username,Text,Datetime\n" + Repeat(n, i => $"{Id(i)},somebody,nothing of note,2018-02-02 11:00:00\n")),

        // Several formats, and pages
        Lines("tweets of versions 1.1 and 2 by turns", 100_000, i => i % 2 == 0 ? V1(i, "\"", "null") : V2(i) + "\n"),
        Lines("pages of API v2 with a damaged tweet each", 20_000,
            i => $"{{\"data\":[{V2(3 * i)},{V2((3 * i) + 1).Replace("\"text\":", "\"text\"", StringComparison.Ordinal)},"
                + $"{V2((3 * i) + 2)}]}}\n"),
        One("damaged tweets on a page of API v2", 16_000, "page.json",
            n => "{\"data\":[" + Joined(n, i => i % 2 == 0 ? V2(i) : V2(i)[..^1]) + "]}"),
        One("damaged tweets on a page of the web interface", 16_000, "timeline.json",
            n => "{\"data\":{\"instructions\":[{\"entries\":[" + Joined(n, i => i % 2 == 0 ? Web(i)
                : Web(i).Replace("\"legacy\":", "\"legacy\"", StringComparison.Ordinal)) + "]}]}}"),
        One("tweets with an open brace on a page of the web interface", 16_000, "timeline.json",
            n => "{\"data\":{\"instructions\":[{\"entries\":[" + Joined(n, i => i % 2 == 0 ? Web(i) : Web(i)[..^1]) + "]}]}}"),
        One("tweets of the web interface on a page", 16_000, "timeline.json",
            n => "{\"data\":{\"instructions\":[{\"entries\":[" + Joined(n, Web) + "]}]}}"),

        // Tables of JSON
        Table("rows of a table of JSON by columns", 50_000, n => "{" + string.Join(",", ((string[])["tweetid", "userid", "tweet_text",
            "tweet_time"]).Select((name, c) => $"\"{name}\":{{{Joined(n, i => $"\"{i}\":\"{JsonCell(c, i)}\"")}}}")) + "}", "columns.json"),
        Table("rows of a table of JSON in parts", 50_000,
            n => "{\"columns\":[\"tweetid\",\"userid\",\"tweet_text\",\"tweet_time\"],\"data\":["
                + Joined(n, i => $"[{string.Join(",", Enumerable.Range(0, 4).Select(c => $"\"{JsonCell(c, i)}\""))}]") + "]}",
            "split.json"),
    ];

    private const string Exploded = "tweetid,userid,tweet_text,tweet_time,is_retweet,hashtags\n";

    private static string Row(int tweet, string hashtags) =>
        $"{Id(tweet)},12345,nothing of note,2018-02-02 11:00,False,{hashtags}\n";

    private static string JsonCell(int column, int i) => column switch
    {
        0 => Id(i),
        1 => "12345",
        2 => "nothing of note",
        _ => "2018-02-02 11:00",
    };

    private static string Id(int i) => (959_000_000_000_000_000 + i).ToString(CultureInfo.InvariantCulture);

    /// <summary>A row of a table that pandas made of tweets of version 1.1.</summary>
    private static string ObjectRow(int i, string quote, string nothing, int hashtags = 0) => Cells(i,
        $"{{'id_str': '12345', 'screen_name': 'somebody', 'url': {nothing}}}".Replace("'", quote, StringComparison.Ordinal),
        $"{{'hashtags': [{Joined(hashtags, h => $"{{'text': 'tag{h}'}}")}], 'urls': []}}".Replace("'", quote, StringComparison.Ordinal));

    private static string Cells(int i, string user, string entities) =>
        $"Wed Oct 10 20:19:24 +0000 2018,{Id(i)},nothing of note,{Quoted(user)},{Quoted(entities)},en\n";

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string V1(int i, string quote, string nothing) =>
        $"{{'id_str': '{Id(i)}', 'full_text': 'nothing of note', 'created_at': 'Wed Oct 10 20:19:24 +0000 2018', 'geo': {nothing}, "
            .Replace("'", quote, StringComparison.Ordinal)
        + "'user': {'id_str': '12345', 'screen_name': 'somebody'}, 'entities': {'hashtags': []}}\n"
            .Replace("'", quote, StringComparison.Ordinal);

    private static string V2(int i) =>
        $"{{\"id\":\"{Id(i)}\",\"text\":\"nothing of note\",\"author_id\":\"12345\",\"created_at\":\"2018-02-02T11:00:00.000Z\"}}";

    private static string Web(int i) =>
        $"{{\"content\":{{\"tweet_results\":{{\"result\":{{\"__typename\":\"Tweet\",\"rest_id\":\"{Id(i)}\",\"legacy\":{{"
        + $"\"id_str\":\"{Id(i)}\",\"full_text\":\"nothing of note\",\"created_at\":\"Wed Oct 10 20:19:24 +0000 2018\","
        + "\"user_id_str\":\"12345\"}}}}}";

    private static InputShape Table(string name, int start, Func<int, string> content, string file = "table.csv") =>
        new(name, start, (folder, n) => Write(folder, file, content(n)));

    private static InputShape Lines(string name, int start, Func<int, string> line) =>
        new(name, start, (folder, n) => Write(folder, "tweets.txt", Repeat(n, line)));

    private static InputShape One(string name, int start, string file, Func<int, string> content) =>
        new(name, start, (folder, n) => Write(folder, file, content(n)), OneRecord: true);

    private static void Write(string folder, string file, string content) => File.WriteAllText(Path.Combine(folder, file), content);

    private static string Repeat(int n, Func<int, string> one)
    {
        var text = new StringBuilder();
        for (int i = 0; i < n; i++)
            text.Append(one(i));
        return text.ToString();
    }

    private static string Joined(int n, Func<int, string> one) => string.Join(',', Enumerable.Range(0, n).Select(one));
}
