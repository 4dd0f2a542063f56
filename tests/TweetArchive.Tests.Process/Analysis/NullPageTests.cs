using TweetArchive.Analysis;
using TweetArchive.Analysis.Nulls;
using TweetArchive.Dataset;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>docs/nulls.md is what tweetarchive evaluate --null says. TWEETARCHIVE_UPDATE_DOCS=1 writes it, where the samples are.</summary>
public sealed class NullPageTests
{
    /// <summary>The samples of the page; others may be added beside them.</summary>
    private static readonly string[] Rearranged = ["iran_2019", "thailand_2020_09"];

    private static readonly string PagePath = Path.Combine(Repository.Root, "docs", "nulls.md");

    private static readonly Lazy<string> Simulated = new(() => NullJob.Simulated(Run(threads: 2)));

    [Fact]
    public void The_page_begins_with_what_the_command_says_of_data_drawn_at_random() =>
        Assert.StartsWith(Simulated.Value, File.ReadAllText(PagePath), StringComparison.Ordinal);

    [SampleFact("thailand_2020_09")]
    public void The_page_is_what_the_command_says_of_the_samples()
    {
        using var folder = new TempDatasets();
        var options = new NullOptions
        {
            Dataset = folder.Run(Rearranged.Select(n => Path.Combine(Repository.Samples, n))).Out,
        };
        // Near copies are an object of coordination too.
        AnalyzeJob.Run(
            new AnalyzeOptions { Dataset = options.Dataset, Only = ["narratives"] }, new AnalyzeProgress(), CancellationToken.None);
        string page = Simulated.Value + NullJob.Rearranged(DatasetFolder.Open(options.Dataset), options, Run(threads: 1));
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_UPDATE_DOCS") == "1")
            File.WriteAllText(PagePath, page);
        Assert.Equal(File.ReadAllText(PagePath), page);
    }

    private static NullRun Run(int threads) => new(threads, new AnalyzeProgress(), CancellationToken.None);
}
