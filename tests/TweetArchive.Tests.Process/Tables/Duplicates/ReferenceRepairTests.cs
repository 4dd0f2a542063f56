using System.Globalization;
using System.Text.Json;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Tables.Duplicates;

/// <summary>Which references are flagged as rounded, what is found of their true ids, and that the archive's columns stay.</summary>
public sealed class ReferenceRepairTests : IDisposable
{
    private const string Reply = "in_reply_to_tweetid", Quote = "quoted_tweet_tweetid", Retweet = "retweet_tweetid";
    private const long Base = 1_198_473_762_313_818_112; // held exactly by a float64; the next one is 256 higher

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>The forms of notes on released files: all digits exact, <c>.0</c>, exponents, and each with others.</summary>
    [Theory]
    [InlineData("24 exact", "", 24)]
    [InlineData("23 exact", "", 0)]
    [InlineData("24 exact", "1198473762313818113", 0)] // one id that a float64 does not hold: the file was not rounded
    [InlineData("3 exact", "1.198473762313818e+18", 4)]
    [InlineData("3 exact", "1198473762313818112.0", 4)]
    [InlineData("3 exact", "3.65082069254156E+017", 4)]
    [InlineData("3 exact", "812672.0", 0)] // below 2^53 a float holds every id
    [InlineData("0 exact", "9007199254740993.0", 1)]
    [InlineData("0 exact", "9007199254740992.0", 0)]
    [InlineData("24 exact", "17926", 24)]
    public void Flags(string exact, string odd, int flagged)
    {
        var archive = new GoldenArchive();
        for (int i = 0; i < int.Parse(exact.Split(' ')[0], CultureInfo.InvariantCulture); i++)
            archive.Add(100 + i, (i % 3 == 0 ? Reply : i % 3 == 1 ? Quote : Retweet, Text(Base + (256 * 4096L * i))));
        archive.Add(5, (Quote, odd));
        FinishedRun run = temp.Run([archive.Write(temp.File("a_tweets.csv"))]);
        Assert.Equal(flagged, run.Result.Counts.RoundedReferences);
        using var duck = new DuckDb();
        Assert.Equal(flagged, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE reference_ids_rounded"));
    }

    /// <summary>A float says that its column went through one; digits of the same file that no float64 holds did not.</summary>
    [Fact]
    public void Intact_digits_beside_floats_are_not_flagged()
    {
        string path = new GoldenArchive().Add(1, (Reply, "1.198473762313818e+18"), (Retweet, "1198473762313818113"))
            .Add(2, (Retweet, Text(Base))).Write(temp.File("a_tweets.csv"));
        FinishedRun run = temp.Run([path]);
        using var duck = new DuckDb();
        Assert.Equal(["1|true|1198473762313818113", "2|false|1198473762313818112"],
            duck.Lines($"SELECT tweetid, CAST(reference_ids_rounded AS VARCHAR), retweet_tweetid FROM {run.Table("tweets")} ORDER BY 1"));
    }

    [Fact]
    public void Links_repair_and_the_rest_is_left()
    {
        FinishedRun run = temp.Run(
            [ReferenceArchive.Write(temp.File("a_tweets.csv")), ReferenceArchive.Write(temp.File("b_tweets.csv"), neighbours: false)]);
        using var duck = new DuckDb();
        string columns =
            $"tweetid, {Reply}, {Reply}_repaired, {Quote}_repaired, {Retweet}_repaired, array_to_string(reference_repairs, ' ')";
        Assert.Equal(
        [
            $"1|∅|∅|{Base + 5}|∅|quoted_tweet_tweetid:url",
            $"2|{Base}|∅|∅|∅|", // a tweet nearby proves nothing
            "3|∅|∅|∅|∅|", // two links near
            $"4|∅|∅|{Base + 5}|∅|quoted_tweet_tweetid:url",
            $"5|{Base + 1_048_576}|∅|∅|∅|",
            "6|∅|∅|∅|∅|",
            "7|∅|∅|∅|∅|",
            "8|∅|∅|∅|∅|",
            "9|∅|∅|365082069254156077|∅|quoted_tweet_tweetid:url", // the digits of a spreadsheet are enough for a link
            "10|∅|∅|∅|∅|", // nothing in it
        ],
        duck.Lines($"SELECT {columns} FROM {run.Table("tweets")} WHERE dataset = 'a' AND tweetid <= 10 ORDER BY tweetid"));
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE dataset = 'a' AND tweetid > 10 AND "
            + $"(len(reference_repairs) > 0 OR {Reply}_repaired IS NOT NULL)"));
        // What the archive says stays.
        Assert.Equal(["quoted_tweet_tweetid:url|3"], duck.Lines("SELECT w, count(*) FROM (SELECT unnest(reference_repairs) AS w FROM "
            + $"{run.Table("tweets")} WHERE dataset = 'b') GROUP BY 1"));
        Assert.Equal(
        [
            new("in_reply_to_tweetid:left", 4 + 60), new("quoted_tweet_tweetid:url", 6), new("quoted_tweet_tweetid:left", 4),
            new("retweet_tweetid:left", 6),
        ], run.Result.ReferenceRepairs);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Out, "manifest.json")));
        Assert.Equal(6, manifest.RootElement.GetProperty("reference_repairs").GetProperty("quoted_tweet_tweetid:url").GetInt64());
    }

    [Fact]
    public void Threads_parts_memory_and_shards_change_no_byte()
    {
        string[] inputs = [ReferenceArchive.Write(temp.File("a_tweets.csv")),
            ReferenceArchive.Write(temp.File("b_tweets.csv"), neighbours: false),
            temp.Synth(3_000, dialect: SynthDialect.Rna202112).TweetsPath];
        FinishedRun wanted = temp.Run(inputs, o => o with { Threads = 1 });
        Assert.True(wanted.Result.ReferenceRepairs["retweet_tweetid:left"] > 100);
        Assert.Equal(wanted.Checksums, temp.Run(inputs, o => o with { Threads = 2 }).Checksums);
        FinishedRun parts = temp.Run(inputs, o => o with { Threads = 2, PartBytes = 1, Memory = 1 });
        Assert.True(parts.Result.Outputs.Count(f => f.Name.StartsWith("tweets/", StringComparison.Ordinal)) > 10);
        Assert.Equal(parts.Checksums, temp.Run(inputs, o => o with { Threads = 1, PartBytes = 1 }).Checksums);
        Assert.Equal(wanted.Result.ReferenceRepairs, parts.Result.ReferenceRepairs);

        string[] shards = [temp.File("s1"), temp.File("s2")];
        for (int n = 1; n <= 2; n++)
            temp.Run(inputs, o => o with { Shard = new Shard(n, 2), Out = shards[n - 1] });
        var merge = new MergeOptions { Shards = shards, Out = temp.File("merged"), Lexicon = Lexicon.LoadShipped(), Threads = 2 };
        var merged = new FinishedRun(merge.Out, MergeJob.Run(merge, new RunProgress(), CancellationToken.None));
        Assert.Equal(wanted.Checksums, merged.Checksums);
        Assert.Equal(wanted.Result.ReferenceRepairs, merged.Result.ReferenceRepairs);
    }

    /// <summary>What is expected is counted by DuckDB from the CSV files, by other means: text functions.</summary>
    [SampleFact("iran_2019")]
    public void Iran_2019_has_as_many_repairs_as_another_reader_finds()
    {
        FinishedRun run = temp.Run([Path.Combine(Repository.Samples, "iran_2019")]);
        using var duck = new DuckDb();
        string files = DuckDb.Quote(Path.Combine(Repository.Samples, "iran_2019", "*_tweets_csv_hashed.csv"));
        duck.Execute($"CREATE TABLE csv AS SELECT * FROM read_csv({files}, all_varchar = true, header = true, filename = true, "
            + "union_by_name = true, quote = '\"', escape = '\"')");
        Assert.Equal(1_325, duck.Long("SELECT count(*) FROM csv"));
        duck.Execute(string.Join(" UNION ALL ", new[] { Reply, Quote, Retweet }.Select(c => $"SELECT '{c}' AS c, filename, tweetid, "
            + $"CAST({c} AS BIGINT) AS ref, regexp_extract_all(coalesce(urls, ''), 'twitter\\.com/[^ '']*?/status/(\\d+)', 1) AS named "
            + $"FROM csv WHERE {c} <> ''"))
            .Insert(0, "CREATE TABLE refs AS "));
        duck.Execute("CREATE TABLE links AS SELECT c, filename, tweetid, ref, list_distinct(list_filter(named, x -> abs(CAST(x AS "
            + "BIGINT) - ref) <= 512)) AS near FROM refs");
        Assert.Equal(["in_reply_to_tweetid|0|429", "quoted_tweet_tweetid|0|80", "quoted_tweet_tweetid|1|50", "retweet_tweetid|0|795"],
            duck.Lines("SELECT c, len(near), count(*) FROM links GROUP BY 1, 2 ORDER BY 1, 2"));
        string ours = $"(SELECT tweetid, {Reply}_repaired AS r, {Quote}_repaired AS q FROM {run.Table("tweets")})";
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {ours} o JOIN links l ON CAST(o.tweetid AS VARCHAR) = l.tweetid WHERE l.c = "
            + $"'{Quote}' AND len(near) = 1 AND q IS DISTINCT FROM CAST(near[1] AS BIGINT) AND NOT EXISTS (SELECT 1 FROM links d WHERE "
            + "d.tweetid = l.tweetid AND d.filename <> l.filename)"));
        Assert.Equal(
        [
            new("in_reply_to_tweetid:left", 429), new("quoted_tweet_tweetid:url", 50),
            new("quoted_tweet_tweetid:left", 80), new("retweet_tweetid:left", 795),
        ], run.Result.ReferenceRepairs);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
