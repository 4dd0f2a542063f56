using TweetArchive.Analysis;
using TweetArchive.Analysis.Nulls;
using TweetArchive.Dataset;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>docs/nulls.md is what tweetarchive evaluate --null says. TWEETARCHIVE_UPDATE_DOCS=1 writes it, where the samples are.</summary>
public sealed class NullPageTests
{
    /// <summary>The samples of the page; others may be added to them.</summary>
    private static readonly string[] Rearranged = ["iran_2019", "thailand_2020_09"];

    private static readonly string PagePath = Path.Combine(Repository.Root, "docs", "nulls.md");

    /// <summary>Each twelfth family of every table, and everything outside of these tables; the long test tries all.</summary>
    [Fact]
    public void The_page_begins_with_what_the_command_says_of_data_drawn_at_random()
    {
        string[] wanted = NullJob.Simulated(Run(threads: 2, every: 12)).Split('\n');
        string[] page = File.ReadAllText(PagePath).Split('\n');
        int at = 0;
        foreach (string line in wanted)
        {
            int there = Array.IndexOf(page, line, at);
            Assert.True(there >= 0, $"not in docs/nulls.md, or in another order: {line}");
            Assert.All(page[at..there], between => Assert.StartsWith("| ", between, StringComparison.Ordinal));
            at = there + 1;
        }
    }

    [LongFact]
    public void The_page_begins_with_what_the_command_says_of_all_families_drawn_at_random() =>
        Assert.StartsWith(NullJob.Simulated(Run(threads: 2)), File.ReadAllText(PagePath), StringComparison.Ordinal);

    [SampleFact("thailand_2020_09")]
    public void The_page_ends_with_what_the_command_says_of_the_samples()
    {
        using var folder = new TempDatasets();
        var options = new NullOptions
        {
            Dataset = folder.Run(Rearranged.Select(n => Path.Combine(Repository.Samples, n))).Out,
        };
        // Near copies are an object of coordination too.
        AnalyzeJob.Run(
            new AnalyzeOptions { Dataset = options.Dataset, Only = ["narratives"] }, new AnalyzeProgress(), CancellationToken.None);
        string rearranged = NullJob.Rearranged(DatasetFolder.Open(options.Dataset), options, Run(threads: 1));
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_UPDATE_DOCS") == "1")
            File.WriteAllText(PagePath, NullJob.Simulated(Run(threads: 2)) + rearranged);
        Assert.EndsWith(rearranged, File.ReadAllText(PagePath), StringComparison.Ordinal);
    }

    private static NullRun Run(int threads, int every = 1) => new(threads, new AnalyzeProgress(), CancellationToken.None, every);
}
