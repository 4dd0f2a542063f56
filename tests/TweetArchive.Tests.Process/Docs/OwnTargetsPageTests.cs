using Xunit;

namespace TweetArchive.Tests.Docs;

/// <summary>docs/own-targets.md shows what its commands print, on the Thai release.</summary>
public sealed class OwnTargetsPageTests : IDisposable
{
    private const string Sample = "thailand_2020_09";

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-own").FullName;

    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "own-targets.md"));

    public void Dispose() => Directory.Delete(folder, true);

    [SampleFact(Sample)]
    public void Every_command_works_and_prints_what_the_page_shows()
    {
        if (OperatingSystem.IsWindows())
            return;
        var page = new PageCommands(Page, folder);
        page.CopyArchives(Sample);
        HashSet<string> commands = page.Run(_ => { });

        Assert.Superset(new HashSet<string> { "run", "targets", "sample", "query" }, commands);
        string suggestions = File.ReadAllText(Path.Combine(folder, "suggestions.tsv"));
        Assert.Contains("\t#อนาคตไหม้\t", suggestions, StringComparison.Ordinal);
        // What the query counts is in the sentence before it.
        Assert.Contains("All 634 tweets", Page, StringComparison.Ordinal);
        Assert.Contains("all but 4 of the 1,433", Page, StringComparison.Ordinal);
    }
}
