using ParquetSharp;
using TweetArchive.Checkpoints;
using TweetArchive.Merging;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>The official release of September 2020, untouched: tweets and users as downloaded.</summary>
public sealed class ThailandSampleTests : IClassFixture<ThailandSampleTests.Release>
{
    private const string Sample = "thailand_2020_09";
    private readonly Release release;

    public ThailandSampleTests(Release release) => this.release = release;

    private FinishedRun Run => release.Run!;

    [SampleFact(Sample)]
    public void Every_record_is_a_tweet()
    {
        EntryCounts counts = Run.Result.Counts;
        Assert.Equal((21_385, 0, 0, 926, 11_199), (counts.Tweets, counts.Rejected, counts.Duplicates, counts.Users, counts.Retweets));
        DatasetResult dataset = Assert.Single(Run.Result.Datasets);
        Assert.Equal(("thailand_092020", 21_385, 926, 455), (dataset.Name, dataset.Tweets, dataset.Accounts, dataset.AccountsWithTweets));
        InputResult tweets = Assert.Single(Run.Result.Inputs, i => i.Variant == "C");
        // Counted by hand: the header, and 21,385 records on the other lines.
        Assert.Equal(35_484, tweets.Counts.Lines);
        Assert.Equal(("all", "LF", "true/false", "0", "['a', 'b']", "ids", "base64", "absent", false),
            (tweets.Dialect!.Quoting, tweets.Dialect.LineEnd, tweets.Dialect.Booleans, tweets.Dialect.Counts, tweets.Dialect.Lists,
                tweets.Dialect.Mentions, tweets.Dialect.Hashes, tweets.Dialect.Coordinates, tweets.Dialect.ReferenceIdsRounded));
        Assert.Empty(Run.Result.UnreadableCells);
    }

    [SampleFact(Sample)]
    public void Sums_of_the_tables_agree()
    {
        using var duck = new DuckDb();
        foreach (string sum in new[]
        {
            $"SELECT count(*) FROM {Run.Table("tweets")}", $"SELECT count(DISTINCT tweetid) FROM {Run.Table("tweets")}",
            $"SELECT CAST(sum(tweets) AS BIGINT) FROM {Run.Table("daily_totals")}",
            $"SELECT CAST(sum(tweets) AS BIGINT) FROM {Run.Table("accounts")}",
            $"SELECT CAST(sum(tweets) AS BIGINT) FROM {Run.Table("hours")} WHERE target_id = '*'",
            $"SELECT CAST(sum(tweets) AS BIGINT) FROM {Run.Table("clients")} WHERE target_id = '*'",
        })
            Assert.Equal(21_385, duck.Long(sum));
        Assert.Equal(11_199, duck.Long($"SELECT CAST(sum(tweets) AS BIGINT) FROM {Run.Table("daily_totals")} WHERE is_retweet"));
        // Every retweet names whom it repeats, in its column or its text.
        Assert.Equal(11_199, duck.Long($"SELECT CAST(sum(tweets) AS BIGINT) FROM {Run.Table("retweet_edges")}"));
        Assert.Equal(
            duck.Lines(
                $"SELECT target_id, CAST(sum(tweets) AS BIGINT) FROM {Run.Table("daily_mentions")} WHERE decision = 'tag' GROUP BY 1 "
                    + "ORDER BY 1"),
            duck.Lines(
                $"SELECT target_id, CAST(count(DISTINCT tweetid) AS BIGINT) FROM {Run.Table("mentions")} WHERE decision = 'tag' GROUP BY "
                    + "1 ORDER BY 1"));
        Assert.Equal(duck.Long($"SELECT CAST(sum(len(list_distinct(user_mentions))) AS BIGINT) FROM {Run.Table("tweets")}"),
            duck.Long($"SELECT CAST(sum(tweets) AS BIGINT) FROM {Run.Table("mention_edges")}"));
    }

    [SampleFact(Sample)]
    public void Predicates_find_what_a_scan_finds()
    {
        using var duck = new DuckDb();
        string file = Run.Table("tweets");
        // A table without statistics: what the file's bounds could wrongly skip shows here.
        duck.Execute($"CREATE TABLE scan AS SELECT * FROM {file}");
        List<string> predicates =
        [
            "tweet_time >= TIMESTAMPTZ '2020-03-01 00:00:00Z' AND tweet_time < TIMESTAMPTZ '2020-03-02 00:00:00Z'",
            "account_creation_date = DATE '2020-01-07'", "account_creation_date < DATE '2020-01-01'", "tweet_language = 'th'",
            "like_count > 0", "is_retweet AND retweet_userid IS NOT NULL",
            "list_contains(user_mentions, '229313308')", "latitude IS NULL", "tweet_text LIKE 'RT @%'", "tweet_text > 'ก'",
            "tweet_text >= '😀'",
        ];
        string[] exact = [
            .. duck.Rows(
                "SELECT tweet_text FROM (SELECT DISTINCT tweet_text FROM scan WHERE regexp_matches(tweet_text, '[\\x{1F300}-\\x{1FAFF}]') "
                    + "ORDER BY 1 LIMIT 5) UNION ALL SELECT tweet_text FROM (SELECT DISTINCT tweet_text FROM scan WHERE "
                    + "regexp_matches(tweet_text, '^[\\x{0E01}-\\x{0E5B}]') ORDER BY 1 DESC LIMIT 5) UNION ALL SELECT min(tweet_text) "
                    + "FROM scan UNION ALL SELECT max(tweet_text) FROM scan").Select(r => (string)r[0]!)];
        Assert.True(exact.Length >= 10, "no texts with emoji or in Thai");
        predicates.AddRange(exact.Select(text => $"tweet_text = {DuckDb.Quote(text)}"));
        predicates.AddRange(
            duck.Rows("SELECT DISTINCT CAST(tweetid AS VARCHAR) FROM scan ORDER BY 1 LIMIT 5").Select(r => $"tweetid = {r[0]}"));
        foreach (string predicate in predicates)
        {
            long wanted = duck.Long($"SELECT count(*) FROM scan WHERE {predicate}");
            Assert.True(wanted == duck.Long($"SELECT count(*) FROM {file} WHERE {predicate}"), predicate);
        }

        Assert.True(predicates.Count(p => duck.Long($"SELECT count(*) FROM scan WHERE {p}") > 0) > 15,
            "most predicates find nothing: they test nothing");
    }

    [SampleFact(Sample)]
    public void Parquetsharp_reads_every_file_as_DuckDB_does()
    {
        using var duck = new DuckDb();
        foreach (string path in Directory.EnumerateFiles(Run.Out, "*.parquet", SearchOption.AllDirectories))
        {
            using var reader = new ParquetFileReader(path);
            long rows = Enumerable.Range(0, reader.FileMetaData.NumRowGroups).Sum(g => reader.RowGroup(g).MetaData.NumRows);
            Assert.Equal(duck.Long($"SELECT count(*) FROM {DuckDb.Table(path)}"), rows);
            for (int column = 0; column < reader.FileMetaData.NumColumns; column++)
            {
                ColumnDescriptor schema = reader.FileMetaData.Schema.Column(column);
                if (schema.PhysicalType != PhysicalType.Int64 || schema.MaxRepetitionLevel > 0)
                    continue;
                UInt128 sum = 0;
                for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
                    sum += Sum(reader.RowGroup(group), column, schema.MaxDefinitionLevel > 0);
                string name = $"\"{schema.Name}\"";
                string number = schema.LogicalType is TimestampLogicalType ? $"epoch_ms({name})" : name;
                Assert.Equal(duck.Lines($"SELECT CAST(coalesce(sum({number}), 0) AS VARCHAR) FROM {DuckDb.Table(path)}")[0], $"{sum}");
            }
        }
    }

    private static UInt128 Sum(RowGroupReader group, int column, bool nullable)
    {
        using ColumnReader<long> reader = (ColumnReader<long>)group.Column(column);
        int rows = (int)group.MetaData.NumRows;
        short[]? levels = nullable ? new short[rows] : null;
        long[] values = new long[rows];
        UInt128 sum = 0;
        for (long read = 0; read < rows;)
        {
            read += reader.ReadBatch(rows, levels, null, values, out long count);
            for (int i = 0; i < count; i++)
                sum += (UInt128)values[i];
        }

        return sum;
    }

    /// <summary>One run for all tests.</summary>
    public sealed class Release : IDisposable
    {
        private readonly TempDatasets temp = new();

        public Release()
        {
            string folder = Path.Combine(Repository.Samples, Sample);
            if (Directory.Exists(folder))
                Run = temp.Run([folder]);
        }

        internal FinishedRun? Run { get; }

        public void Dispose() => temp.Dispose();
    }
}
