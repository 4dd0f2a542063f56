using System.Globalization;
using System.Text;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Rejects of files that are translated while they are read name the line and the byte of the file as it is on disk.</summary>
public sealed class PlacesOfRejectsTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>Name, what is before the first record, and the records; those with BAD in them are rejects.</summary>
    public static TheoryData<string, string, string[]> Files => new()
    {
        {
            "semicolons.csv", "tweetid;userid;tweet_text;tweet_time;is_retweet\n",
            [Row(1, "\"two\nlines\"", ";"), Row(2, "\"one\"", ";"), "BAD;short\n", "\n", Row(3, "\"one\n\nblank\"", ";"),
                "BAD;u;\"no id\n\";2018-02-02 11:00;False\n", Row(4, "\"BAD \" stray\"", ";"),
                Row(5, "last", ";")]
        },
        {
            "title.csv", "a title\n\ntweetid;userid;tweet_text;tweet_time;is_retweet\n",
            [Row(1, "\"two\nlines\"", ";"), "BAD;short\n", Row(2, "one", ";"), "970001;u;text;BAD time;False\n"]
        },
        {
            "returns.csv", "tweetid;userid;tweet_text;tweet_time;is_retweet\r",
            [.. ((string[])[Row(1, "one", ";"), Row(2, "two", ";"), "BAD;short\n", Row(3, "three", ";")])
                .Select(r => r.Replace('\n', '\r'))]
        },
        {
            "exploded.csv", "tweetid,userid,tweet_text,tweet_time,is_retweet,hashtags\n",
            [Row(1, "\"two\nlines\"", ",", ",a"), Row(1, "\"two\nlines\"", ",", ",b"), "BAD,u,no id,2018-02-02 11:00,False,a\n",
                Row(2, "one", ",", ",a"), Row(2, "one", ",", ",b"), "BAD,short\n"]
        },
        {
            "objects.csv", "created_at,id_str,full_text,user,entities\n",
            [Objects(1, "\"two\nlines\""), "BAD,short\n", Objects(2, "one"),
                "Wed Oct 10 20:19:24 +0000 2018,BAD,\"no\nid\",{'id_str': '1'},\n",
                Objects(3, "one").Replace("Wed Oct 10", "BAD Oct 10", StringComparison.Ordinal), Objects(4, "last")]
        },
        {
            "objects_v2.tsv", "id\ttext\tauthor_id\tcreated_at\tpublic_metrics\n",
            [V2(1), V2(2), "BAD\ttext\t7\t2020-01-01T00:00:00.000Z\t{'like_count': 5}\n", "\n", V2(3), "BAD short\n", V2(4)]
        },
        {
            "printed.txt", "",
            [Printed(1), Printed(2), "{'BAD': 'broken off\n", Printed(3), Printed(4).Replace(", '", ",\n '", StringComparison.Ordinal),
                "{'id_str': 'BAD', 'full_text': 'no id', 'created_at': 'Wed Oct 10 20:19:24 +0000 2018', 'user': {'id_str': '1'}}\n",
                "\n\n", Printed(5), "{'something': 'BAD'}\n", Printed(6)]
        },
        {
            "first_is_damaged.txt", "",
            ["{'BAD': 'broken off\n", Printed(1), "{'BAD': again}\n", Printed(2), Printed(3)]
        },
        {
            "strings.txt", "",
            [Encoded(1), Encoded(2).Replace(": ", ":\\n ", StringComparison.Ordinal), "\"{\\\"BAD\\\": \n", Encoded(3), "\"BAD\"\n",
                Encoded(4)]
        },
        {
            "shell.txt", "",
            [Shell(1), Shell(2), "{\n\t\"_id\" : ObjectId(\"BAD\"),\n\t\"id_str\" :\n}\n", Shell(3), Shell(4)]
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Line_and_byte_are_those_of_the_file(string name, string before, string[] records)
    {
        var text = new StringBuilder(before);
        var bad = new List<string>();
        var good = new List<string>();
        char end = name == "returns.csv" ? '\r' : '\n';
        foreach (string record in records)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text.ToString())}");
            int line = 1 + text.ToString().Count(c => c == end);
            text.Append(record);
            if (record.Contains("BAD", StringComparison.Ordinal))
                bad.Add($"{line}|{place}");
            else if (!string.IsNullOrWhiteSpace(record))
                good.Add(place);
        }

        File.WriteAllText(temp.File(name), text.ToString());
        FinishedRun run = temp.Run([temp.File(name)]);
        using var duck = new DuckDb();
        Assert.Equal(bad, duck.Lines($"SELECT line, byte_offset FROM {run.Table("rejects")} ORDER BY byte_offset"));
        List<string> read = duck.Lines($"SELECT byte_offset FROM {run.Table("tweets")} ORDER BY byte_offset");
        Assert.Equal(name == "exploded.csv" ? good.Where((_, n) => n % 2 == 0) : good, read);
        Assert.All(duck.Lines($"SELECT decode(raw) FROM {run.Table("rejects")}"), raw =>
        {
            Assert.Contains("BAD", raw, StringComparison.Ordinal);
            Assert.DoesNotContain("@place", raw, StringComparison.Ordinal);
        });
    }

    /// <summary>A property of the name that translated objects say their places by is a text like any other elsewhere.</summary>
    [Fact]
    public void Other_objects_say_no_place()
    {
        string[] lines = [.. Enumerable.Range(0, 3).Select(i => $"{Printed(i).Trim()[..^1].Replace('\'', '"')}, \"@place\":\"5 7\"}}\n")];
        File.WriteAllText(temp.File("own.jsonl"), string.Concat(lines));
        FinishedRun run = temp.Run([temp.File("own.jsonl")]);
        using var duck = new DuckDb();
        int length = Encoding.UTF8.GetByteCount(lines[0]);
        Assert.Equal(["0", $"{length}", $"{2 * length}"],
            duck.Lines($"SELECT byte_offset FROM {run.Table("tweets")} ORDER BY byte_offset"));
    }

    private static string Id(int i) => $"{970_001_234_567_890_122 + i}";

    private static string Row(int i, string text, string separator, string more = "") =>
        $"{Id(i)}{separator}u{separator}{text}{separator}2018-02-02 11:00{separator}False{more}\n";

    private static string Objects(int i, string text) =>
        $"Wed Oct 10 20:19:24 +0000 2018,{Id(i)},{text},\"{{'id_str': '1', 'name': 'a, b'}}\",{{'hashtags': []}}\n";

    private static string V2(int i) => $"{Id(i)}\ttext\t7\t2020-01-01T00:00:00.000Z\t{{'like_count': {i}}}\n";

    private static string Printed(int i) => $"{{'id_str': '{Id(i)}', 'full_text': 'مجاهدین \\n', "
        + "'created_at': 'Wed Oct 10 20:19:24 +0000 2018', 'user': {'id_str': '1'}}\n";

    private static string Encoded(int i) => $"\"{Printed(i).Trim().Replace('\'', '"').Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n";

    private static string Shell(int i) =>
        $"{{\n\t\"_id\" : ObjectId(\"{i:x24}\"),\n\t\"id_str\" : \"{Id(i)}\",\n\t\"full_text\" : \"a\",\n\t\"created_at\" : "
            + "\"Wed Oct 10 20:19:24 +0000 2018\",\n\t\"user\" : {\n\t\t\"id_str\" : \"1\"\n\t}\n}\n";
}
