using System.Text;
using System.Text.Json;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>The numbers in the page are those of the tables, as DuckDB reads them.</summary>
public sealed class ReportNumbersTests : IDisposable
{
    private readonly ReportFolder folder = new();
    private readonly DuckDb duck = new();

    public void Dispose()
    {
        duck.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_page_has_the_tables_numbers()
    {
        string dataset = folder.Synthetic();
        byte[] page = ReportFolder.Page(dataset);
        Assert.Contains("<b>8,000</b> records = <b>8,000</b> tweets + <b>0</b> rejected + <b>0</b> duplicates.",
            Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        JsonElement data = ReportFolder.Data(page);
        AssertTable(Weeks(data), dataset, """
            SELECT strftime(date_trunc('week', day), '%Y-%m-%d') || ' ' || target_id || ' ' || coalesce(tweet_language, '') || ' ' || is_retweet::INT || ' ' || (decision = 'tag')::INT || ' ' || dataset || ' ' || sum(tweets)::BIGINT
            FROM daily_mentions GROUP BY date_trunc('week', day), target_id, tweet_language, is_retweet, decision, dataset
            """);
        AssertTable(Totals(data), dataset, """
            SELECT strftime(date_trunc('week', day), '%Y-%m-%d') || ' ' || coalesce(tweet_language, '') || ' ' || is_retweet::INT || ' ' || dataset || ' ' || sum(tweets)::BIGINT
            FROM daily_totals GROUP BY date_trunc('week', day), tweet_language, is_retweet, dataset
            """);
        AssertTable(data.GetProperty("targets").EnumerateArray().Select(t => $"{t.GetProperty("id")} {t.GetProperty("tag")} {t.GetProperty("retweets")} {t.GetProperty("candidate")}"), dataset, """
            SELECT target_id || ' ' || coalesce(sum(tweets) FILTER (decision = 'tag'), 0)::BIGINT || ' ' || coalesce(sum(tweets) FILTER (decision = 'tag' AND is_retweet), 0)::BIGINT
            || ' ' || coalesce(sum(tweets) FILTER (decision = 'candidate'), 0)::BIGINT FROM daily_mentions GROUP BY target_id
            """);
        AssertTable(
            data.GetProperty("hours").EnumerateObject()
                .SelectMany(t => t.Value.EnumerateArray().Select((v, i) => $"{t.Name} {(i / 24) + 1} {i % 24} {v}"))
                .Where(r => !r.EndsWith(" 0", StringComparison.Ordinal)), dataset,
            "SELECT target_id || ' ' || weekday || ' ' || hour || ' ' || sum(tweets)::BIGINT FROM hours GROUP BY target_id, weekday, hour");
        AssertTable(Lists(data, "hashtags", r => $"{r[0]} {r[1]} {r[2]} {r[3]} {r[4]}"), dataset, """
            SELECT target_id || ' ' || hashtag || ' ' || tweets || ' ' || retweets || ' ' || accounts || ' ' || dataset FROM hashtags
            QUALIFY row_number() OVER (PARTITION BY target_id ORDER BY tweets DESC, encode(hashtag), dataset) <= 25
            """);
        AssertTable(Lists(data, "domains", r => $"{r[0]} {r[1]} {r[2]} {r[3]} {r[4]}"), dataset, """
            SELECT target_id || ' ' || replace(domain, '.', '[.]') || ' ' || tweets || ' ' || retweets || ' ' || accounts || ' ' || dataset FROM domains
            QUALIFY row_number() OVER (PARTITION BY target_id ORDER BY tweets DESC, encode(replace(domain, '.', '[.]')), dataset) <= 25
            """);
        AssertTable(Lists(data, "account_lists", r => $"{data.GetProperty("accounts")[r[0].GetInt32()].GetProperty("id")} {r[1]}").Where(r => !r.StartsWith('*')), dataset, """
            SELECT target_id || ' ' || userid || ' ' || tweets FROM account_targets QUALIFY row_number() OVER (PARTITION BY target_id ORDER BY tweets DESC, userid, dataset) <= 25
            """);
        foreach ((string table, string column) in new[] { ("mention_edges", "mentioned"), ("retweet_edges", "retweeted") })
        {
            string[] releases = [.. duck.Lines($"SELECT DISTINCT dataset FROM {Table(dataset, table)} ORDER BY 1")];
            foreach ((JsonElement of, string release) in data.GetProperty(table + "_by_release").EnumerateArray().Zip(releases))
            {
                Assert.Equal(of.GetProperty("edges").EnumerateArray().Select(e => e[2].GetInt64()), duck.Lines("SELECT tweets FROM "
                    + $"{Table(dataset, table)} WHERE dataset = '{release}' ORDER BY tweets DESC LIMIT 120").Select(long.Parse));
                Assert.Equal(duck.Long($"SELECT count(*) FROM {Table(dataset, table)} WHERE dataset = '{release}'"),
                    of.GetProperty("all_edges").GetInt64());
            }

            Assert.Equal(2, data.GetProperty(table + "_by_release").GetArrayLength());
            JsonElement net = data.GetProperty(table);
            Assert.Equal(net.GetProperty("edges").EnumerateArray().Select(e => e[2].GetInt64()),
                duck.Lines($"SELECT tweets FROM {Table(dataset, table)} ORDER BY tweets DESC LIMIT 120").Select(long.Parse));
            Assert.Equal($"{net.GetProperty("all_edges")} {net.GetProperty("all_tweets")} {net.GetProperty("tweets_in_set")}",
                Assert.Single(
                    duck.Lines(
                        "SELECT count(*) || ' ' || sum(tweets)::BIGINT || ' ' || coalesce(sum(tweets) FILTER "
                            + $"({column}_in_set), 0)::BIGINT FROM {Table(dataset, table)}")));
        }
    }

    [Fact]
    public void Examples_are_tweets_of_the_dataset_with_their_evidence()
    {
        string dataset = folder.Synthetic();
        JsonElement data = ReportFolder.Data(ReportFolder.Page(dataset));
        JsonElement[] examples = [.. data.GetProperty("examples").EnumerateArray()];
        Assert.True(examples.Length > 300, $"{examples.Length} examples");
        Dictionary<string, string> texts =
            duck.Rows($"SELECT tweetid, tweet_text FROM {DuckDb.Table(Path.Combine(dataset, "tweets/*.parquet"))}").GroupBy(r => $"{r[0]}")
                .ToDictionary(g => g.Key, g => (string)g.First()[1]!);
        foreach (JsonElement example in examples)
        {
            string shown = string.Concat(example.GetProperty("x").EnumerateArray().Select(x => x.GetString()));
            Assert.Equal(TweetArchive.Report.Page.TweetText.Defang(texts[example.GetProperty("id").GetString()!]), shown);
            Assert.NotEmpty(example.GetProperty("m").EnumerateArray().ToArray());
        }

        // What is marked is what matched.
        JsonElement[] marked = [.. examples.Where(e => e.GetProperty("x").GetArrayLength() > 1)];
        Assert.True(marked.Length > examples.Length / 3, $"{marked.Length} of {examples.Length} have a mark");
        Assert.All(marked,
            e => Assert.Contains(e.GetProperty("m").EnumerateArray(),
                m => m[5].GetString()!.Length > 0
                    && e.GetProperty("x").EnumerateArray().Where((_, i) => i % 2 == 1)
                        .Any(x => x.GetString()!.Contains(m[5].GetString()!, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_same_dataset_gives_the_same_bytes_and_nothing_of_the_machine()
    {
        string dataset = folder.Synthetic();
        byte[] page = ReportFolder.Page(dataset);
        string manifest = Path.Combine(dataset, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"created\": \"2", "\"created\": \"1", StringComparison.Ordinal));
        Assert.Equal(page, ReportFolder.Page(dataset));
        Assert.DoesNotContain(Path.GetDirectoryName(dataset)!, Encoding.UTF8.GetString(page), StringComparison.Ordinal);
    }

    [Fact]
    public void One_release_of_several_can_be_reported_on()
    {
        string dataset = folder.Synthetic();
        JsonElement data = ReportFolder.Data(ReportFolder.Page(dataset, "second"));
        Assert.Equal(2000, data.GetProperty("totals").GetProperty("tweets").EnumerateArray().Sum(t => t.GetInt64()));
        Assert.All(data.GetProperty("accounts").EnumerateArray(), a => Assert.Equal("second", a.GetProperty("dataset").GetString()));
        UsageException e = Assert.Throws<UsageException>(() => ReportFolder.Page(dataset, "third"));
        Assert.Contains("It holds: first, second", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_analyses_are_shown_when_they_are_there()
    {
        string dataset = folder.Synthetic();
        duck.Execute(
            "COPY (SELECT 'first' AS dataset, 'mek' AS target_id, DATE '2015-01-05' AS day, i AS tweets, i + 0.5::DOUBLE AS accounts_z, "
                + "'<b>http://a.example</b>' AS note, 9007199254740993 AS tweetid, ['#a', NULL, 'http://b.example', 'c', 'd', 'e', 'f', "
                + $"'g', 'h'] AS tags FROM range(70) t(i)) TO {DuckDb.Quote(Path.Combine(dataset, "spikes.parquet"))} (FORMAT parquet)");
        JsonElement table = Assert.Single(ReportFolder.Data(ReportFolder.Page(dataset)).GetProperty("analysis").EnumerateArray().ToArray());
        Assert.Equal(("spikes", 70, 60),
            (table.GetProperty("name").GetString(), table.GetProperty("all").GetInt32(), table.GetProperty("rows").GetArrayLength()));
        Assert.Equal(
            "first,mek,2015-01-05,69,69.5,<b>hxxp://a[.]example</b>,9007199254740993,#a · hxxp://b[.]example · c · d · e · f · and 2 more",
            string.Join(',', table.GetProperty("rows")[0].EnumerateArray()));
    }

    [Fact]
    public void Guesses_of_models_are_shown_apart_from_the_figures_when_they_are_there()
    {
        string dataset = folder.Synthetic();
        byte[] without = ReportFolder.Page(dataset);
        Assert.DoesNotContain("id=\"language-guesses\"", Encoding.UTF8.GetString(without), StringComparison.Ordinal);

        duck.Execute($"""
            COPY (SELECT 'first' AS dataset, i AS tweetid, NULL::VARCHAR AS tweet_language, CASE WHEN i < 30 THEN 'fa' WHEN i < 34 THEN 'en' ELSE 'und' END AS predicted_language, CASE WHEN i < 34 THEN 0.75 ELSE 0.2 END::DOUBLE AS confidence
            FROM range(1040) t(i)) TO {DuckDb.Quote(Path.Combine(dataset, "tweet_languages.parquet"))} (FORMAT parquet)
            """);
        byte[] with = ReportFolder.Page(dataset);
        string page = Encoding.UTF8.GetString(with);
        Assert.Equal(["fa|first|30|0.75", "en|first|4|0.75", "und (not sure)|first|1,006|0.20"],
            ReportFolder.Rows(page, "language-guesses"));
        Assert.Contains("it recognised the language of 34 (most: fa 30, en 4) and is not sure of 1,006 (und). These are guesses by a "
            + "model.",
            page, StringComparison.Ordinal);

        // No figure uses them: except for this table the page is the same.
        Assert.Equal(ReportFolder.Data(without).GetRawText(), ReportFolder.Data(with).GetRawText());
    }

    private static IEnumerable<string> Weeks(JsonElement data)
    {
        JsonElement m = data.GetProperty("mentions");
        return Enumerable.Range(0, m.GetProperty("week").GetArrayLength()).Select(i =>
            $"{Week(data, m, i)} {data.GetProperty("targets")[m.GetProperty("target")[i].GetInt32()].GetProperty("id")} "
            + $"{Language(data, m, i)} {m.GetProperty("retweet")[i]} {m.GetProperty("tag")[i]} {Release(data, m, i)} "
            + $"{m.GetProperty("tweets")[i]}");
    }

    private static IEnumerable<string> Totals(JsonElement data)
    {
        JsonElement t = data.GetProperty("totals");
        return Enumerable.Range(0, t.GetProperty("week").GetArrayLength())
            .Select(i => $"{Week(data, t, i)} {Language(data, t, i)} {t.GetProperty("retweet")[i]} {Release(data, t, i)} "
                + $"{t.GetProperty("tweets")[i]}");
    }

    private static string Release(JsonElement data, JsonElement table, int row) =>
        data.GetProperty("datasets")[table.GetProperty("release")[row].GetInt32()].GetString()!;

    private static string Week(JsonElement data, JsonElement table, int row) =>
        DateTime.Parse(data.GetProperty("first_week").GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            .AddDays(7 * table.GetProperty("week")[row].GetInt32())
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Language(JsonElement data, JsonElement table, int row) =>
        data.GetProperty("languages")[table.GetProperty("language")[row].GetInt32()].GetString()!;

    private static IEnumerable<string> Lists(JsonElement data, string name, Func<JsonElement, string> row) =>
        data.GetProperty(name).EnumerateObject()
            .SelectMany(t => t.Value.GetProperty("rows").EnumerateArray().Select(r => t.Name + " " + row(r)));

    private static string Table(string dataset, string name) => DuckDb.Table(Path.Combine(dataset, name + ".parquet"));

    private void AssertTable(IEnumerable<string> shown, string dataset, string sql)
    {
        foreach (string name in new[] { "daily_mentions", "daily_totals", "hashtags", "domains", "hours", "account_targets" })
            sql = sql.Replace("FROM " + name, "FROM " + Table(dataset, name), StringComparison.Ordinal);
        string[] rows = [.. duck.Lines(sql).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(rows);
        Assert.Equal(rows, shown.Order(StringComparer.Ordinal));
    }
}
