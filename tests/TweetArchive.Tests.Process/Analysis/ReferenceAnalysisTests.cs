using TweetArchive.Analysis;
using TweetArchive.Analysis.References;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>Which tweets are taken for those that rounded references mean.</summary>
public sealed class ReferenceAnalysisTests : IDisposable
{
    private const long Base = ReferenceArchive.Base;

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void The_only_neighbour_of_the_same_dataset_is_found_and_nothing_else()
    {
        FinishedRun run = temp.Run(
            [ReferenceArchive.Write(temp.File("a_tweets.csv")), ReferenceArchive.Write(temp.File("b_tweets.csv"), neighbours: false)]);
        AnalyzeResult result = Analyze(run);
        using var duck = new DuckDb();
        Assert.Equal(
        [
            $"a|2|in_reply_to_tweetid|{Base}|{Base + 96}",
            // The quoted tweet of 4 is known by a link. 5 has two neighbours.
            $"a|4|retweet_tweetid|{Base + 5_242_880}|{Base + 5_242_980}",
            // The neighbour of 6 occurs twice, and is as far as a neighbour may be; that of 7 is one farther. 3 has two links nearby, 8 too
            // few digits.
            $"a|6|retweet_tweetid|{Base + 2_097_152 + 256}|{Base + 2_097_152}",
        ],
        duck.Lines($"SELECT * FROM {run.Table("reference_neighbours")} ORDER BY dataset, tweetid"));
        Assert.Contains(result.Done.Single().Notes, n => n.StartsWith("3 rounded references have one tweet", StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_of_the_run_and_parts_change_no_byte()
    {
        string input = ReferenceArchive.Write(temp.File("a_tweets.csv"));
        FinishedRun one = temp.Run([input]), parts = temp.Run([input], o => o with { PartBytes = 1, Memory = 1 });
        Assert.Equal(Analyze(one).Files, Analyze(parts).Files);
    }

    /// <summary>What is expected is counted by DuckDB from the CSV files, by a range join.</summary>
    [SampleFact("iran_2019")]
    public void Iran_2019_has_the_neighbours_that_another_reader_finds()
    {
        FinishedRun run = temp.Run([Path.Combine(Repository.Samples, "iran_2019")]);
        Analyze(run);
        using var duck = new DuckDb();
        string files = DuckDb.Quote(Path.Combine(Repository.Samples, "iran_2019", "*_tweets_csv_hashed.csv"));
        duck.Execute($"CREATE TABLE csv AS SELECT * FROM read_csv({files}, all_varchar = true, header = true, filename = true, "
            + "union_by_name = true, quote = '\"', escape = '\"')");
        const string Rounded =
            "SELECT filename, tweetid, CAST(in_reply_to_tweetid AS BIGINT) AS ref FROM csv WHERE in_reply_to_tweetid <> ''";
        List<string> expected = duck.Lines($"SELECT r.tweetid, r.ref, any_value(t.tweetid) FROM ({Rounded}) r JOIN csv t ON t.filename "
            + "= r.filename AND t.tweetid <> r.tweetid AND abs(CAST(t.tweetid AS BIGINT) - r.ref) <= 256 GROUP BY ALL HAVING "
            + "count(DISTINCT t.tweetid) = 1 ORDER BY ALL");
        Assert.Equal(4, expected.Count);
        Assert.Equal(expected, duck.Lines("SELECT CAST(tweetid AS VARCHAR), rounded_tweetid, CAST(neighbour_tweetid AS VARCHAR) FROM "
            + $"{run.Table("reference_neighbours")} WHERE reference = 'in_reply_to_tweetid' ORDER BY ALL"));
    }

    [Theory]
    [InlineData(1_198_473_762_313_818_112d, true)]
    [InlineData(1.19847376231382E+18, false)] // half of the last digit is more than the distance
    [InlineData(3.65082069254156E+17, false)]
    [InlineData(3.650820692541561E+17, true)]
    [InlineData(1.23456789012345E+16, true)] // of 17 digits, 15 are enough
    [InlineData(9_007_199_254_740_992d, false)] // up to 2^53 a float64 holds every id
    public void Ids_that_look_rounded(double written, bool rounded) => Assert.Equal(rounded, ReferenceIds.IsRounded((long)written));

    [Fact]
    public void An_id_that_no_float_holds_is_intact() => Assert.False(ReferenceIds.IsRounded(Base + 1));

    [Fact]
    public void A_tweetid_that_comes_again_counts_once_and_two_are_several()
    {
        var near = new NeighbourIds([1_000, 5_000, 9_000]);
        foreach (long id in (long[])[1_256, 1_256, 5_001, 4_999, 9_257])
            near.Add(id);
        Assert.True(near.TryGet(1_000, out long found));
        Assert.Equal(1_256, found);
        Assert.False(near.TryGet(5_000, out _));
        Assert.False(near.TryGet(9_000, out _));
        Assert.False(near.TryGet(7, out _));
    }

    private static AnalyzeResult Analyze(FinishedRun run) =>
        AnalyzeJob.Run(new AnalyzeOptions { Dataset = run.Out, Only = ["references"], Threads = 2 }, new AnalyzeProgress(),
            CancellationToken.None);
}
