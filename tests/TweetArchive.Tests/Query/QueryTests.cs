using System.Text.Json;
using TweetArchive.Query;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>What a dataset answers, in every form, and what it does not let be done.</summary>
public sealed class QueryTests(SampleDataset sample) : IClassFixture<SampleDataset>
{
    [Fact]
    public void Every_table_is_a_view_and_lists_have_views_of_their_items()
    {
        using JsonDocument list = JsonDocument.Parse(sample.Ask(null, o => o with { Format = QueryFormat.Json }));
        Dictionary<string, long> rows =
            list.RootElement.EnumerateArray().ToDictionary(v => v.GetProperty("view").GetString()!, v => v.GetProperty("rows").GetInt64());
        Assert.Equal(5000, rows["tweets"]);
        Assert.All(Directory.GetFiles(sample.Folder, "*.parquet"), f => Assert.Contains(Path.GetFileNameWithoutExtension(f), rows.Keys));
        foreach (string view in new[] { "tweet_hashtags", "tweet_urls", "tweet_mentions", "tweet_targets", "targets", "aliases",
            "timeline", "outlets", "inputs" })
            Assert.True(rows[view] > 0, view);

        string text = sample.Ask(null, o => o with { Format = QueryFormat.Table });
        Assert.Contains("  tweets  5,000 rows", text, StringComparison.Ordinal);
        Assert.Contains("tweet_time TIMESTAMP WITH TIME ZONE", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_count_as_the_tables_do()
    {
        Assert.Equal(["0"], sample.Lines(
            """
            SELECT count(*) FROM (SELECT dataset, domain, count(DISTINCT tweetid) AS n FROM tweet_urls WHERE domain IS NOT NULL GROUP BY ALL) u
            FULL JOIN (SELECT * FROM domains WHERE target_id = '*') d USING (dataset, domain) WHERE u.n IS DISTINCT FROM d.tweets
            """));
        Assert.Equal(sample.Lines(
            "SELECT dataset, target_id, count(DISTINCT tweetid) FROM mentions WHERE decision = 'tag' GROUP BY ALL ORDER BY ALL"),
            sample.Lines("SELECT dataset, target_id, count(*) FROM tweet_targets GROUP BY ALL ORDER BY ALL"));
        Assert.Equal([SampleDataset.Lexicon.Aliases.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "46"],
            sample.Lines("SELECT count(*) FROM aliases UNION ALL SELECT count(*) FROM timeline WHERE date_start IS NOT NULL"));
    }

    [Theory]
    [InlineData("http://user@WWW.Example.org:80/x?y", "example.org")]
    [InlineData("https://example.org.", "example.org")]
    [InlineData("https://localhost/x", "")]
    [InlineData("www.x.org/a@b", "x.org")]
    [InlineData("https://Пример.рф/", "Пример.рф")]
    [InlineData("not a url", "")]
    [InlineData("//x.org/a", "x.org")]
    [InlineData("x.org/a?to=https://y.org/", "x.org")]
    [InlineData("ж://x.org/", "")]
    [InlineData("https://x.org\\y.org/ z", "x.org")]
    public void Hosts_are_those_of_the_table_domains(string url, string host)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(url), found = new byte[bytes.Length];
        Assert.Equal(host, UrlHost.TryGetDomain(bytes, found, out int length) ? System.Text.Encoding.UTF8.GetString(found, 0, length) : "");
        Assert.Equal(host, sample.Ask($"SELECT url_host('{url}') AS host").Split('\n')[1]);
    }

    [Fact]
    public void Values_keep_their_form_in_csv_and_json()
    {
        const string Sql = "SELECT 9007199254740993 AS id, 'a \"b\", c\nd' AS text, NULL AS nothing, '' AS blank, ['x', 'سلام'] AS "
            + "list, DATE '2018-01-02' AS day, TIMESTAMPTZ '2018-01-02 03:04:00+00' AS time, true AS flag, 0.5 AS share, 'nan'::DOUBLE "
            + "AS nan, {'a': 1} AS record, 1 AS id";
        Assert.Equal("id,text,nothing,blank,list,day,time,flag,share,nan,record,id\n9007199254740993,\"a \"\"b\"\", "
            + "c\nd\",,\"\",\"[\"\"x\"\",\"\"سلام\"\"]\",2018-01-02,2018-01-02 03:04:00,true,0.5,NaN,\"{\"\"a\"\":1}\",1\n",
            sample.Ask(Sql));
        using JsonDocument json = JsonDocument.Parse(sample.Ask(Sql, o => o with { Format = QueryFormat.Json }));
        JsonElement row = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("9007199254740993", row.GetProperty("id").GetRawText());
        Assert.Equal("a \"b\", c\nd", row.GetProperty("text").GetString());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, "سلام", "2018-01-02 03:04:00", 1, 1),
            (row.GetProperty("nothing").ValueKind, row.GetProperty("nan").ValueKind, row.GetProperty("list")[1].GetString(),
                row.GetProperty("time").GetString(), row.GetProperty("record").GetProperty("a").GetInt32(),
                row.GetProperty("id_2").GetInt32()));
        Assert.Empty(JsonDocument.Parse(
            sample.Ask("SELECT 1 WHERE false", o => o with { Format = QueryFormat.Json })).RootElement.EnumerateArray());
    }

    [Fact]
    public void A_result_is_kept_as_a_file_whole_or_not_at_all()
    {
        string path = sample.File("kept.parquet");
        sample.Ask("SELECT * FROM hours -- all of it", o => o with { Format = QueryFormat.Parquet, Out = path });
        Assert.Equal(sample.Lines("SELECT count(*), sum(tweets) FROM hours"),
            sample.Ask($"SELECT count(*), sum(tweets) FROM read_parquet('{path}')", o => o with { AllowFiles = true })
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
        Assert.Contains("--overwrite", Refused("SELECT 1", o => o with { Format = QueryFormat.Parquet, Out = path }),
            StringComparison.Ordinal);
        string csv = sample.File("broken.csv");
        Refused("SELECT error('no') FROM hours", o => o with { Out = csv });
        Assert.False(File.Exists(csv) || File.Exists(csv + ".part"));
        Assert.Contains("not changed", Refused("SELECT 1", o => o with { Out = Path.Combine(sample.Folder, "x.csv") }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COPY (SELECT 1) TO 'DIR/x.csv'", "only queries")]
    [InlineData("EXPLAIN ANALYZE COPY (SELECT 1) TO 'DIR/x.csv'", "only queries")]
    [InlineData("CREATE TABLE x AS SELECT 1", "only queries")]
    [InlineData("DROP VIEW tweets", "only queries")]
    [InlineData("ATTACH 'x.db'", "only queries")]
    [InlineData("INSTALL httpfs", "only queries")]
    [InlineData("SET enable_external_access = true", "only queries")]
    [InlineData("SELECT 1; COPY (SELECT 1) TO 'DIR/x.csv'", "only queries")]
    [InlineData("SELECT 1; SELECT 2", "one at a time")]
    [InlineData("PIVOT hours ON weekday USING sum(tweets)", "Name them")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')", "--allow-files")]
    [InlineData("SELECT * FROM '/etc/passwd.csv'", "--allow-files")]
    [InlineData("SELECT * FROM glob('/etc/*')", "--allow-files")]
    [InlineData("SELECT * FROM read_csv('https://example.org/x.csv')", "Error")]
    [InlineData("SELECT nosuch FROM tweets", "nosuch")]
    [InlineData("FROM nosuch", "Which views there are")]
    [InlineData("SELEC 1", "LINE 1")]
    [InlineData("SELECT CAST('x' AS INTEGER)", "Conversion Error")]
    public void What_is_no_query_of_the_dataset_is_refused(string sql, string words)
    {
        string[] before = [.. Directory.EnumerateFiles(sample.Folder, "*", SearchOption.AllDirectories)];
        Assert.Contains(words, Refused(sql.Replace("DIR", sample.Folder, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(before, Directory.EnumerateFiles(sample.Folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("FROM hours")]
    [InlineData("DESCRIBE mentions")]
    [InlineData("SUMMARIZE hours")]
    [InlineData("SHOW TABLES")]
    [InlineData("EXPLAIN SELECT count(*) FROM tweets")]
    [InlineData("PIVOT hours ON weekday IN (1, 2) USING sum(tweets)")]
    [InlineData("WITH a AS (SELECT 1 AS x) FROM a")]
    [InlineData("SELECT * FROM hours; ")]
    public void What_reads_is_answered(string sql) => Assert.True(sample.Ask(sql).Split('\n').Length > 2);

    [Fact]
    public void No_dataset_is_said_to_be_none()
    {
        Assert.Contains("no such folder", Refused("SELECT 1", o => o with { Dataset = sample.File("nowhere") }), StringComparison.Ordinal);
        string empty = Directory.CreateDirectory(sample.File("empty")).FullName;
        Assert.Contains("not the output of a finished run", Refused("SELECT 1", o => o with { Dataset = empty }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_analyses_add_is_a_view_too()
    {
        string folder = sample.File("more");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(sample.Folder, "manifest.json"), Path.Combine(folder, "manifest.json"));
        File.Copy(Path.Combine(sample.Folder, "hours.parquet"), Path.Combine(folder, "spikes.parquet"));
        Assert.Equal(sample.Ask("FROM hours"), sample.Ask("FROM spikes", o => o with { Dataset = folder }));
        File.WriteAllText(Path.Combine(folder, "broken.parquet"), "not a table");
        using var notes = new StringWriter();
        sample.Ask("FROM spikes", o => o with { Dataset = folder }, notes);
        Assert.Contains("broken cannot be read", notes.ToString(), StringComparison.Ordinal);
    }

    private string Refused(string sql, Func<QueryOptions, QueryOptions>? change = null) =>
        Assert.Throws<UsageException>(() => sample.Ask(sql, change)).Message;
}
