using TweetArchive.Checkpoints;
using TweetArchive.Merging;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Jobs;

/// <summary>Whole runs over real rows, where they are there.</summary>
public class RealSampleTests(ITestOutputHelper output)
{
    [SampleFact("iran_2019")]
    public void Iran_2019_every_record_is_accounted_for_and_the_labelled_rows_are_judged_as_read()
    {
        using var temp = new TempDatasets();
        FinishedRun run = temp.Run([Path.Combine(Repository.Samples, "iran_2019")]);
        EntryCounts counts = run.Result.Counts;
        Assert.Equal((1_325, 1_325, 0, 0), (counts.Records, counts.Tweets, counts.Rejected, counts.Duplicates));
        Assert.Equal(["iran_201901_1", "iran_201906"], run.Result.Datasets.Select(d => d.Name));
        Assert.Equal(["B", "B"], run.Result.Inputs.Select(i => i.Variant));
        Assert.Equal(["0.0", "0"], run.Result.Inputs.Select(i => i.Dialect!.Counts));
        Assert.Equal(["handles", "ids"], run.Result.Inputs.Select(i => i.Dialect!.Mentions));
        Assert.Equal([true, false], run.Result.Inputs.Select(i => i.Dialect!.LanguageBlank));
        Assert.All(run.Result.Inputs, i => Assert.True(i.Dialect!.ReferenceIdsRounded));

        using var duck = new DuckDb();
        Assert.Equal(1_325, duck.Long($"SELECT CAST(sum(tweets) AS BIGINT) FROM {run.Table("daily_totals")}"));
        duck.Execute(
            "CREATE TABLE labels AS SELECT * FROM "
                + $"read_csv({DuckDb.Quote(Path.Combine(Repository.Samples, "iran_2019", "labels.tsv"))}, all_varchar = true, header = "
                + "true, delim = '\t', quote = '')");
        List<string> judged = duck.Lines($"""
            SELECT is_mention, decision, count(*) FROM (
                SELECT l.tweetid, l.is_mention, coalesce(max(m.decision), 'none') AS decision
                FROM labels l LEFT JOIN {run.Table("mentions")} m ON CAST(m.tweetid AS VARCHAR) = l.tweetid AND m.target_id IN (SELECT unnest(['mek', 'ncri', 'nla', 'rajavi_maryam', 'rajavi_massoud', 'rajavi', 'ashraf', 'liberty', 'mek_person']))
                GROUP BY 1, 2) GROUP BY 1, 2 ORDER BY 1, 2
            """);
        output.WriteLine(string.Join("  ", judged));
        // 38 rows read by one person. Candidates are for reading, so a wrong one does not make a count wrong; a wrong tag would be.
        Assert.True(Count("yes", "tag") >= 26, "fewer of the 29 real mentions are tagged");
        Assert.Equal(0, Count("yes", "none"));
        Assert.Equal(0, Count("no", "tag"));
        Assert.True(Count("no", "none") >= 3, "more rows without a mention became candidates");
        Assert.Equal(38, judged.Sum(line => long.Parse(line.Split('|')[2], System.Globalization.CultureInfo.InvariantCulture)));

        long Count(string label, string decision) =>
            judged.Where(line => line.StartsWith($"{label}|{decision}|", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split('|')[2], System.Globalization.CultureInfo.InvariantCulture));
    }

    [SampleFact("ira_2018_10")]
    public void Ira_2018_two_raw_tweets_and_two_users()
    {
        using var temp = new TempDatasets();
        FinishedRun run = temp.Run([Path.Combine(Repository.Samples, "ira_2018_10")]);
        EntryCounts counts = run.Result.Counts;
        Assert.Equal((2, 2, 0), (counts.Tweets, counts.Users, counts.Rejected));
        Assert.Equal("ira_2018_10", Assert.Single(run.Result.Datasets).Name);
        InputResult tweets = Assert.Single(run.Result.Inputs, i => i.Variant == "A");
        Assert.Equal(("hex", "true/false", "[a, b]"), (tweets.Dialect!.Hashes, tweets.Dialect.Booleans, tweets.Dialect.Lists));
        using var duck = new DuckDb();
        Assert.Equal(["877919995476496385|2017-06-22 16:03|true|877917212119416832|http://ru-open.livejournal.com/374284.html"],
            duck.Lines(
                "SELECT tweetid, strftime(tweet_time, '%Y-%m-%d %H:%M'), CAST(is_retweet AS VARCHAR), retweet_tweetid, urls[1] "
                    + $"FROM {run.Table("tweets")} WHERE tweet_text LIKE '%НОВОЕ ВИДЕО! Американец: \"Если%'"));
        Assert.Equal(["ru-open.livejournal.com|1"],
            duck.Lines($"SELECT domain, tweets FROM {run.Table("domains")} WHERE domain LIKE 'ru-open%' AND target_id = '*'"));
    }
}
