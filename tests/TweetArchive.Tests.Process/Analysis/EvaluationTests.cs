using System.Globalization;
using System.Text.RegularExpressions;
using TweetArchive.Analysis;
using TweetArchive.Analysis.Evaluation;
using TweetArchive.Requests;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>tweetarchive evaluate: its figures on planted tweets, and that docs/evaluation.md is what it says of the real ones.</summary>
[Collection(nameof(PlantedDataset))]
public sealed partial class EvaluationTests(PlantedDataset planted)
{
    /// <summary>The samples of the page; others may be added beside them.</summary>
    private static readonly string[] Evaluated = ["fivethirtyeight", "ira_2018_10", "iran_2019", "thailand_2020_09", "twitter_v1",
        "twitter_v2"];

    private static string Evaluate(string dataset, string? labels = null, string group = "mek_family") => EvaluateJob.Run(
        new EvaluateOptions { Dataset = dataset, Labels = labels, Threads = 2, LabelsGroup = group, Lexicon = Lexicon.LoadShipped() },
        new AnalyzeProgress(), CancellationToken.None);

    [Fact]
    public void Models_beat_the_baselines_on_planted_tweets()
    {
        string labels = planted.File("labels.tsv");
        File.WriteAllLines(labels,
            ["tweetid\tis_mention\treader", .. planted.Truth.Meant.Select(id => $"{id}\tyes\ta"),
                .. planted.Truth.NotMeant.Select(id => $"{id}\tno\tb"), "1\tunclear\tc"]);
        string page = Evaluate(planted.FinishedRun.Out, labels);

        // Words of ten made-up vocabularies: the model knows them, the commonest language does not.
        Assert.True(Number(page, "| model |") > 95);
        Assert.InRange(Number(page, "| commonest language |"), 5, 40);
        double[] all = [
            .. Figure().Matches(page.Split('\n').First(l => l.StartsWith("| **all** |", StringComparison.Ordinal)))
                .Select(m => double.Parse(m.ValueSpan, CultureInfo.InvariantCulture))];
        (double model, double rules, double majority) = (all[1], all[4], all[7]);
        Assert.True(model > rules + 20 && model > majority + 20, $"model {model}, rules {rules}, commonest label {majority}");

        // The rules leave every planted name a candidate; the model has not seen these tweets.
        Assert.Contains("121 tweets are labelled; 120 rows", page, StringComparison.Ordinal);
        Assert.Contains("| rules | 120 | 50.0 (", page, StringComparison.Ordinal);
        string read = page[page.IndexOf("### Tweets that people have read", StringComparison.Ordinal)..];
        Assert.True(Number(read, "| model | 120 |") > 80);
    }

    [Fact]
    public void What_cannot_be_evaluated_is_said()
    {
        string dataset = planted.FinishedRun.Out, labels = planted.File("bad.tsv");
        Assert.Contains("no such file", Fails(() => Evaluate(dataset, planted.File("none.tsv"))), StringComparison.Ordinal);
        foreach ((string row,
            string what) in (ReadOnlySpan<(string, string)>)[("x\tyes", "no tweetid"), ("5\tperhaps", "not yes, no or unclear"),
                ("5\t1", "not yes, no or unclear"), ("5\tyes\n5\tno", "twice")])
        {
            File.WriteAllText(labels, "tweetid\tis_mention\n" + row);
            string message = Fails(() => Evaluate(dataset, labels));
            Assert.Contains(what, message, StringComparison.Ordinal);
            Assert.Contains("line ", message, StringComparison.Ordinal);
        }

        File.WriteAllText(labels, "tweetid\tis_mention\n5\tyes\n");
        Assert.Contains("mek_family", Fails(() => Evaluate(dataset, labels, group: "mek")), StringComparison.Ordinal);
        Assert.Contains("--tweets all", Fails(() => Evaluate(planted.Again(TweetsMode.None).Out)), StringComparison.Ordinal);
    }

    /// <summary>
    /// Figures may differ a little, since processors add in different orders: one row of the smallest table is seven points.
    /// </summary>
    [SampleFact("iran_2019/labels.tsv")]
    public void The_page_in_docs_is_what_the_command_says_of_the_samples()
    {
        using var folder = new TempDatasets();
        string page = Evaluate(folder.Run(Evaluated.Select(n => Path.Combine(Repository.Samples, n))).Out,
            Path.Combine(Repository.Samples, "iran_2019", "labels.tsv"));
        string path = Path.Combine(Repository.Root, "docs", "evaluation.md");
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, page);
        string committed = File.ReadAllText(path);
        Assert.Equal(Figure().Replace(committed, "#"), Figure().Replace(page, "#"));
        Assert.All(Figure().Matches(committed).Zip(Figure().Matches(page)), pair =>
            Assert.Equal(double.Parse(pair.First.ValueSpan, CultureInfo.InvariantCulture),
                double.Parse(pair.Second.ValueSpan, CultureInfo.InvariantCulture), 12.0));
    }

    private static string Fails(Action action) => Assert.Throws<UsageException>(action).Message;

    private static double Number(string page, string line) =>
        double.Parse(Figure().Match(page, page.IndexOf(line, StringComparison.Ordinal) + line.Length).ValueSpan,
            CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d[\d,]*(\.\d+)?")]
    private static partial Regex Figure();
}
