using System.Text.Json;
using TweetArchive.Jobs;
using TweetArchive.Merging;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>Tweets that are in several datasets: listed always, counted once with --dedupe, in the latest release.</summary>
public sealed class DedupeTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Each_dataset_counts_its_own_and_the_table_tells()
    {
        FinishedRun run = temp.Run(Three());
        Assert.Equal((11L, 10L, 1L), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Duplicates));
        Assert.Equal(3, run.Result.TweetsInSeveral);
        using var duck = new DuckDb();
        Assert.Equal(["tweetid|BIGINT", "dataset|VARCHAR", "datasets|INTEGER", "counted|BOOLEAN"],
            duck.Lines($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {run.Table("duplicates")})"));
        Assert.Equal(
            ["20|iran_092020|3|true", "20|mine|3|true", "20|thailand_092020|3|true", "30|iran_092020|2|true", "30|mine|2|true",
                "40|mine|2|true", "40|thailand_092020|2|true"],
            duck.Lines($"SELECT tweetid, dataset, datasets, CAST(counted AS VARCHAR) FROM {run.Table("duplicates")}"));
    }

    /// <summary>Most bytes of these files come into no column: a place in the file is beyond the end of its translation.</summary>
    [Theory]
    [InlineData("table.csv")]
    [InlineData("table.tsv")]
    [InlineData("lines.jsonl")]
    [InlineData("array.json")]
    [InlineData("printed.txt")]
    public void A_tweet_at_the_end_once_more_is_a_duplicate_whatever_else_a_file_holds(string name)
    {
        string path = temp.File(name);
        const string Time = "2021-06-04T10:11:12.000Z";
        string[] ids = ["1400000000001000003", "1400000000002000006", "1400000000003000009", "1400000000003000009"];
        string Table(char between) => string.Join('\n',
            ids.Select(id => string.Join(between, [id, Time, "Iran", "555", "en", .. Enumerable.Repeat(new string('x', 500), 4)]))
                .Prepend(string.Join(between, ["id", "created_at", "text", "author_id", "lang", "a", "b", "c", "d"]))) + "\n";
        string[] objects = [.. ids.Select(id => $"{{\"id_str\":\"{id}\",\"created_at\":\"Fri Jun 04 10:11:12 +0000 2021\","
            + $"\"full_text\":\"Iran\",\"lang\":\"en\",\"user\":{{\"id_str\":\"555\",\"screen_name\":\"some\"}},"
            + $"\"entities\":{{\"hashtags\":[]}},\"other\":\"{new string('x', 2000)}\"}}")];
        File.WriteAllText(path, name switch
        {
            "table.csv" => Table(','),
            "table.tsv" => Table('\t'),
            "array.json" => $"[{string.Join(",\n", objects)}]",
            "printed.txt" => string.Join('\n', objects).Replace('"', '\'') + "\n",
            _ => string.Join('\n', objects) + "\n",
        });
        FinishedRun run = temp.Run([path]);
        Assert.Equal((4L, 3L, 1L), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Duplicates));
    }

    [Fact]
    public void Once_in_the_latest_release_and_every_table_adds_up()
    {
        FinishedRun run = temp.Run(Three(), o => o with { Dedupe = true });
        // iran and thailand are of the same month: the name decides. mine is not a release.
        Assert.Equal([("iran_092020", 2L, 1L), ("mine", 1L, 3L), ("thailand_092020", 3L, 0L)],
            run.Result.Datasets.Select(d => (d.Name, d.Tweets, d.CountedElsewhere)));
        Assert.Equal((11L, 6L, 5L), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Duplicates));
        Assert.Equal([1L, 3L, 0L],
            run.Result.Inputs.Select(
                i => i.Counts.Duplicates - (i.Entry.Dataset == "iran_092020" ? 0 : i.Entry.Dataset == "mine" ? 1 : 0)));
        Assert.True(run.Result.Accounted);
        using var duck = new DuckDb();
        Assert.Equal(
            ["20|iran_092020|3|false", "20|mine|3|false", "20|thailand_092020|3|true", "30|iran_092020|2|true", "30|mine|2|false",
                "40|mine|2|false", "40|thailand_092020|2|true"],
            duck.Lines($"SELECT tweetid, dataset, datasets, CAST(counted AS VARCHAR) FROM {run.Table("duplicates")}"));
        Assert.Equal(["10|iran_092020", "20|thailand_092020", "30|iran_092020", "40|thailand_092020", "50|thailand_092020", "60|mine"],
            duck.Lines($"SELECT tweetid, dataset FROM {run.Table("tweets")} ORDER BY 1"));
        foreach (string table in new[] { "daily_totals", "hours", "clients" })
            Assert.Equal(6,
                duck.Long(
                    $"SELECT CAST(sum(tweets) AS BIGINT) FROM {run.Table(table)}"
                        + (table == "daily_totals" ? "" : " WHERE target_id = '*'")));

        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Out, "manifest.json")));
        Assert.True(manifest.RootElement.GetProperty("options").GetProperty("dedupe").GetBoolean());
        Assert.Equal(3, manifest.RootElement.GetProperty("tweets_in_several_datasets").GetInt64());
        Assert.Equal(3, manifest.RootElement.GetProperty("datasets")[1].GetProperty("tweets_counted_elsewhere").GetInt64());
    }

    [Fact]
    public void One_dataset_has_the_table_too_and_no_row_in_it()
    {
        FinishedRun run = temp.Run([Three()[0]], o => o with { Dedupe = true });
        using var duck = new DuckDb();
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {run.Table("duplicates")}"));
        Assert.Equal(0, run.Result.TweetsInSeveral);
    }

    /// <summary>Where a figure was published, the tweets that are counted elsewhere are not missing.</summary>
    [Fact]
    public void Published_figures_are_compared_with_the_whole_release()
    {
        DatasetResult iranian = new("iranian", 1_122_000, 770, 770)
        {
            Asked = TargetChoice.AllOf(Lexicon.LoadShipped()).Of("iranian"),
            CountedElsewhere = 936,
        };
        Assert.Equal(0, iranian.Published!.TweetsDifference);
    }

    [Fact]
    public void Threads_memory_shards_and_a_merge_that_decides_give_the_same_bytes()
    {
        string[] small = Three();
        SynthResult synth = temp.Synth(4_000);
        string later = temp.File("thailand_092020_tweets_csv_hashed.csv");
        File.Copy(synth.TweetsPath, later, overwrite: true);
        string[] inputs = [small[0], small[1], synth.TweetsPath, synth.UsersPath!, later];
        FinishedRun wanted = temp.Run(inputs, o => o with { Dedupe = true, Threads = 1 });
        Assert.Equal(4_000 + 2, wanted.Result.TweetsInSeveral);
        Assert.Equal([("demo", 0L)], wanted.Result.Datasets.Where(d => d.Name == "demo").Select(d => (d.Name, d.Tweets)));
        Assert.Equal(wanted.Checksums, temp.Run(inputs, o => o with { Dedupe = true, Threads = 2, Memory = 1 }).Checksums);

        FinishedRun plain = temp.Run(inputs);
        Assert.NotEqual(wanted.Checksums, plain.Checksums);
        foreach ((bool shards, bool merge) in new[] { (true, false), (false, true), (false, false) })
        {
            string[] folders = [temp.File($"{shards}{merge}1"), temp.File($"{shards}{merge}2")];
            for (int n = 1; n <= 2; n++)
                temp.Run(inputs, o => o with { Dedupe = shards, Shard = new Shard(n, 2), Out = folders[n - 1] });
            var options = new MergeOptions
            {
                Shards = folders,
                Out = temp.File($"merged{shards}{merge}"),
                Lexicon = Lexicon.LoadShipped(),
                Threads = 2,
                Dedupe = merge
            };
            var merged = new FinishedRun(options.Out, MergeJob.Run(options, new RunProgress(), CancellationToken.None));
            Assert.Equal((shards || merge ? wanted : plain).Checksums, merged.Checksums);
            Assert.Equal((shards || merge ? wanted : plain).Result.Counts, merged.Result.Counts);
            Assert.Equal((shards || merge ? wanted : plain).Result.Datasets.Select(Figures), merged.Result.Datasets.Select(Figures));
        }
    }

    private static (string, long, long, long, long, long) Figures(DatasetResult dataset) =>
        (dataset.Name, dataset.Tweets, dataset.Accounts, dataset.AccountsWithTweets, dataset.CountedElsewhere, dataset.LeftOut);

    /// <summary>The 14 tweets that both selections hold, counted from the CSV files by DuckDB.</summary>
    [SampleFact("iran_2019")]
    public void Iran_2019_holds_some_tweets_in_both_releases()
    {
        using var duck = new DuckDb();
        string Ids(string file) =>
            "(SELECT DISTINCT tweetid FROM "
                + $"read_csv({DuckDb.Quote(Path.Combine(Repository.Samples, "iran_2019", file + "_tweets_csv_hashed.csv"))}, all_varchar "
                + "= true, header = true, quote = '\"', escape = '\"'))";
        Assert.Equal(14, duck.Long($"SELECT count(*) FROM {Ids("iran_201901_1")} JOIN {Ids("iran_201906")} USING (tweetid)"));

        FinishedRun run = temp.Run([Path.Combine(Repository.Samples, "iran_2019")], o => o with { Dedupe = true });
        Assert.Equal((1_325L, 1_311L, 14L), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Duplicates));
        Assert.Equal([("iran_201901_1", 62L, 14L), ("iran_201906", 1_249L, 0L)],
            run.Result.Datasets.Select(d => (d.Name, d.Tweets, d.CountedElsewhere)));
        Assert.Equal(["iran_201901_1|false|14", "iran_201906|true|14"],
            duck.Lines($"SELECT dataset, CAST(counted AS VARCHAR), count(*) FROM {run.Table("duplicates")} GROUP BY 1, 2 ORDER BY 1"));
    }

    /// <summary>Two releases of a month and a file of no release, which overlap; one tweet occurs twice in a file.</summary>
    private string[] Three() =>
    [
        new GoldenArchive().Add(10).Add(20).Add(30).Write(temp.File("iran_092020_tweets_csv_hashed.csv")),
        new GoldenArchive().Add(60).Add(40).Add(30).Add(20).Add(20).Write(temp.File("mine_tweets.csv")),
        new GoldenArchive().Add(20).Add(40).Add(50).Write(temp.File("thailand_092020_tweets_csv_hashed.csv")),
    ];
}
