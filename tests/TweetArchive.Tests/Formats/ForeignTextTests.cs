using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>What is neither a table nor JSON is named as what it is, alone and in a folder; code pages by their letters.</summary>
public sealed class ForeignTextTests : IDisposable
{
    private const string Id = "970001234567890123";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("a.sql", "INSERT INTO tweets(tweetid,userid) VALUES(970001234567890123,'7');\n", "SQL")]
    [InlineData("a.sql", "-- PostgreSQL database dump\nCOPY tweets (tweetid, userid) FROM stdin;\n970001234567890123\t7\n\\.\n", "SQL")]
    [InlineData("a.html", "<TR><TH>tweetid</TH></TR>\n<TR><TD>970001234567890123</TD></TR>\n", "HTML")]
    [InlineData("a.xls", "\uFEFF<html><table><tr><td>tweetid</td></tr><tr><td>970001234567890123</td></tr></table></html>", "HTML")]
    [InlineData("a.xls", "<html><body><table><tr><td>tweetid</td></tr><tr><td>970001234567890123</td></tr></table></body></html>", "HTML")]
    [InlineData("a.csv", "<!DOCTYPE html>\n<html><head><title>404</title></head></html>\n", "page of an error")]
    [InlineData("b.xml", "<?xml version=\"1.0\"?>\n<tweets><tweet id=\"970001234567890123\">x</tweet></tweets>\n", "XML")]
    [InlineData("a.txt", "\r\ntweetid    : 970001234567890123\r\ntweet_text : a tweet\r\n\r\n", "Export-Csv")]
    [InlineData("a.xml", "<resultset><row><field name=\"tweetid\">970001234567890123</field></row></resultset>\n", "XML")]
    [InlineData("a.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\n{\"id_str\": \"970001234567890123\", \"full_text\": \"x\"}\n", "WARC")]
    [InlineData("a.yml", "- tweetid: 970001234567890123\n  tweet_text: 'x'\n", "YAML")]
    [InlineData("a.yml", "---\ntweets:\n  - tweetid: 970001234567890123\n", "YAML")]
    [InlineData("a.R", "structure(list(tweetid = c(\"970001234567890123\")), class = \"data.frame\")\n", "write.csv")]
    [InlineData("a.log", "2018-03-04 05:01:17 INFO {\"id_str\": \"970001234567890123\", \"full_text\": \"x\"}\n", "sed")]
    [InlineData("a.txt", "970001234567890123\t{\"id_str\": \"970001234567890123\", \"full_text\": \"x\", \"created_at\": \"y\"}\n", "sed")]
    [InlineData("a.txt", "\"{\\\"number\\\": \\\"970001234567890123\\\", \\\"said\\\": \\\"a tweet\\\"}\"\n", "jq -r")]
    [InlineData("a.txt", "              tweetid  userid  tweet_text\n0  970001234567890123       7           x\n", "printed")]
    [InlineData("a.txt", "970001234567890123,7,\"a tweet\",2018-03-04 05:01\n", "without a header")]
    public void Is_named(string file, string text, string word)
    {
        string path = temp.File(file);
        File.WriteAllText(path, text);
        Assert.Contains(word, Assert.ThrowsAny<Exception>(() => temp.Run([path])).Message, StringComparison.Ordinal);
        Assert.Contains(word, Assert.ThrowsAny<Exception>(() => temp.Run([temp.Path])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tweetid,userid,tweet_text\n")]
    [InlineData("\"tweetid\",\"userid\"\n")]
    [InlineData("id;text;created_at\n")]
    [InlineData("a-b,c\n1,2\n")]
    [InlineData("{\"id\": 1}\n")]
    public void Others_are_not(string text) => Assert.Null(ForeignText.Describe(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("columns")]
    [InlineData("lines")]
    public void Rows_without_names_are_read_by_number(string form)
    {
        string[] rows =
            [.. EightRows.Rows.Select(r => $"[{string.Join(", ", r.Select((v, i) => EightRows.Value(EightRows.Columns[i], v)))}]")];
        string names = $"[{string.Join(", ", EightRows.Columns.Select(EightRows.Text))}]";
        string columns = string.Join(",", EightRows.Columns.Select((c, i) => $"{c}={i + 1}"));
        string Text(IEnumerable<string> all) => form == "lines" ? string.Concat(all.Select(r => r + "\n")) : $"[{string.Join(",", all)}]";
        string path = temp.File("v.json");
        File.WriteAllText(path, Text(rows));
        string said = Assert.ThrowsAny<Exception>(() => temp.Run([path])).Message;
        Assert.Contains("--columns", said, StringComparison.Ordinal);
        Assert.Contains($"1 {Id}", said, StringComparison.Ordinal);
        string[] byNumber = Rows(temp.Run([path], o => o with { ReadAs = o.ReadAs with { ColumnNames = columns } }));
        File.WriteAllText(path, Text([names, .. rows]));
        Assert.Equal(8, byNumber.Length);
        Assert.Equal(byNumber, Rows(temp.Run([path])));
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\t")]
    [InlineData(";")]
    public void A_table_without_a_header_is_read_by_number(string separator)
    {
        string table = EightRows.Table(separator, (c, v) => EightRows.Quoted(EightRows.IsList(c) ? EightRows.Python(v) : v, separator));
        string path = temp.File("w_tweets.csv");
        File.WriteAllText(path, table);
        string[] expected = Rows(temp.Run([path]));
        File.WriteAllText(path, table[(table.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        string columns = string.Join(",", EightRows.Columns.Select((c, i) => $"{c}={i + 1}"));
        Assert.Equal(expected, Rows(temp.Run([path], o => o with { ReadAs = o.ReadAs with { ColumnNames = columns } })));
    }

    [Fact]
    public void Lists_by_column_are_a_table()
    {
        string path = temp.File("c.json");
        string[] objects = [.. EightRows.Rows.Select(EightRows.Json)];
        File.WriteAllText(path, $"[{string.Join(",", objects)}]");
        string[] expected = Rows(temp.Run([path]));
        string[][] rows = [.. EightRows.Rows];
        File.WriteAllText(path, $"{{{string.Join(",", EightRows.Columns.Select((c, i) =>
            $"\"{c}\":[{string.Join(",", rows.Select(r => EightRows.Value(c, r[i])))}]"))}}}");
        Assert.Equal(expected, Rows(temp.Run([path])));
    }

    [Theory]
    [InlineData("windows-874", "ข่าวจากกรุงเทพ วันนี้ ไทยและอิหร่าน ภาษาไทย")]
    [InlineData("gb18030", "香港的新闻，今天天气很好。这是一个测试推文")]
    [InlineData("big5", "臺灣的新聞，今天天氣很好。這是一個測試")]
    [InlineData("shift_jis", "東京のニュース、今日はいい天気です。これはテストです")]
    [InlineData("euc-jp", "東京のニュース、今日はいい天気です。これはテストです")]
    [InlineData("euc-kr", "서울의 뉴스, 오늘은 날씨가 좋습니다. 이것은 시험입니다")]
    [InlineData("koi8-r", "Новости из Москвы, сегодня хорошая погода. Это проверка")]
    [InlineData("windows-1251", "Новости из Москвы, сегодня хорошая погода. Это проверка")]
    [InlineData("windows-1252", "Château brûlé à la fête, où est-ce ? L’été déjà là, garçon")]
    [InlineData("macintosh", "Château brûlé à la fête, où est-ce ? L’été déjà là, garçon")]
    [InlineData("windows-1254", "Türkiye’de bugün hava çok güzel, ışık ve gölge; değişik şeyler")]
    [InlineData("windows-1250", "Dziś w Warszawie świeci słońce; miło żyć, więc śpiewają")]
    [InlineData("windows-1256", "مجاهدين خلق وايران واسرائيل في الاخبار اليوم")]
    [InlineData("windows-1255", "החדשות מתל אביב היום, מזג האוויר נאה")]
    [InlineData("windows-1253", "Τα νέα από την Αθήνα σήμερα, ο καιρός είναι καλός")]
    public void Code_pages_are_told_by_their_letters(string page, string text)
    {
        byte[] bytes = TextEncoding.Named(page).GetBytes($"tweetid,userid,tweet_text\n970001234567890123,7,\"{text}\"\n");
        Assert.Equal(page, TextEncoding.Guess(bytes));
    }

    /// <summary>Everybody's objects have an id and a text; what is not known of them must not be left out unsaid.</summary>
    [Theory]
    [InlineData("\"author_id\": \"7\", \"a\": 1, \"b\": 2, \"c\": 3, \"d\": 4", true)]
    [InlineData("\"created_at\": \"2018-03-04T05:01:17.000Z\"", true)]
    [InlineData("\"edit_history_tweet_ids\": [], \"a\": 1, \"b\": 2, \"c\": 3", true)]
    [InlineData("\"createdAt\": \"x\", \"likes\": 3, \"hashTags\": [\"Iran\"], \"isRetweet\": true", false)]
    public void Objects_with_names_of_their_own_are_no_tweets_of_version_2(string more, bool read)
    {
        string path = temp.File("o.jsonl");
        File.WriteAllText(path, $"{{\"id\": \"{Id}\", \"text\": \"MEK\", {more}}}\n");
        if (read)
            Assert.Equal(1, temp.Run([path]).Result.Counts.Tweets);
        else
            Assert.Contains("--columns", Assert.ThrowsAny<Exception>(() => temp.Run([path])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Halves_of_letters_are_joined()
    {
        string text = EightRows.Table(",", (c, v) => EightRows.Quoted(EightRows.IsList(c) ? EightRows.Python(v) : v, ","));
        string path = temp.File("o_tweets.csv");
        File.WriteAllText(path, text);
        string[] expected = Rows(temp.Run([path]));
        // Each half of a pair by itself, as three bytes.
        byte[] halves = [.. text.SelectMany(c => char.IsSurrogate(c)
            ? [(byte)(0xE0 | (c >> 12)), (byte)(0x80 | ((c >> 6) & 0x3F)), (byte)(0x80 | (c & 0x3F))] : Encoding.UTF8.GetBytes([c]))];
        Assert.NotEqual(Encoding.UTF8.GetBytes(text), halves);
        File.WriteAllBytes(path, halves);
        Assert.Equal(expected, Rows(temp.Run([path])));
    }

    private static string[] Rows(FinishedRun run)
    {
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {EightRows.Query} FROM {run.Table("tweets")} ORDER BY tweetid")];
    }
}
