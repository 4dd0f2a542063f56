using System.Globalization;
using System.Text.RegularExpressions;
using TweetArchive.Analysis;
using TweetArchive.Analysis.Evaluation;
using TweetArchive.Requests;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>tweetarchive evaluate: its figures on planted tweets, and that docs/evaluation.md is what it says of the real ones.</summary>
[Collection(nameof(PlantedDataset))]
public sealed partial class EvaluationTests(PlantedDataset planted)
{
    /// <summary>The samples of the page; others may be added to them.</summary>
    private static readonly string[] Evaluated = ["fivethirtyeight", "ira_2018_10", "iran_2019", "thailand_2020_09", "twitter_v1",
        "twitter_v2"];

    /// <summary>What they are, where the command has their names, which say nothing to a reader.</summary>
    private const string AreThese = ": the Thai release of 2020-09, tweets of the Iranian ones of 2019 and of the Russian one of 2018, and "
        + "files of other collections (API v1.1 and v2, FiveThirtyEight).";

    private static string Evaluate(string dataset) =>
        EvaluateJob.Run(new EvaluateOptions { Dataset = dataset, Threads = 2 }, new AnalyzeProgress(), CancellationToken.None);

    [Fact]
    public void The_model_beats_the_baselines_on_planted_tweets()
    {
        // Words of ten made-up vocabularies: the model knows them, the commonest language does not.
        using var folder = new TempDatasets();
        string page = Evaluate(folder.Run([PlantedDataset.Languages(folder).TweetsPath]).Out);
        Assert.True(Number(page, "| model |") > 95);
        Assert.InRange(Number(page, "| commonest language |"), 5, 40);
        Assert.Matches(@"\| Latin \|.*\| model \|\n", page);
    }

    [Fact]
    public void What_cannot_be_evaluated_is_said() =>
        Assert.Contains("--tweets all", Assert.Throws<UsageException>(() => Evaluate(planted.Again(TweetsMode.None).Out)).Message,
            StringComparison.Ordinal);

    [SampleFact("iran_2019")]
    public void The_page_in_docs_is_what_the_command_says_of_the_samples()
    {
        using var folder = new TempDatasets();
        string page = Evaluate(folder.Run(Evaluated.Select(n => Path.Combine(Repository.Samples, n))).Out);
        page = Datasets().Replace(page, AreThese, 1);
        string path = Path.Combine(Repository.Root, "docs", "evaluation.md");
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, page);
        Assert.Equal(File.ReadAllText(path), page);
    }

    private static double Number(string page, string line) =>
        double.Parse(Figure().Match(page, page.IndexOf(line, StringComparison.Ordinal) + line.Length).ValueSpan,
            CultureInfo.InvariantCulture);

    [GeneratedRegex("; datasets [^\n]*")]
    private static partial Regex Datasets();

    [GeneratedRegex(@"\d[\d,]*(\.\d+)?")]
    private static partial Regex Figure();
}
