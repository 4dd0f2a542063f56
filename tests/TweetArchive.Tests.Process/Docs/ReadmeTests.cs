using Xunit;

namespace TweetArchive.Tests.Docs;

/// <summary>README.md shows what its commands print.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-readme").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Every_command_works_and_prints_what_the_page_shows()
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(Path.Combine(folder, "data", "sample"));
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.Root, "data", "sample")))
            File.Copy(file, Path.Combine(folder, "data", "sample", Path.GetFileName(file)));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        HashSet<string> commands = new PageCommands(page, folder).Run(_ => { });
        Assert.Superset(new HashSet<string> { "inspect", "run", "query", "verify", "targets" }, commands);

        // The caption of the picture.
        CommandResult ashraf = CommandLine.Run("query", Path.Combine(folder, "out", "sample"), "--format", "csv",
            "SELECT sum(tweets) FILTER (dataset = 'sample_201810'), sum(tweets) FROM daily_mentions WHERE target_id = 'ashraf' AND "
                + "decision = 'tag'");
        ashraf.AssertSaid(0);
        string[] tweets = ashraf.Output.Trim().Split('\n')[^1].Split(',');
        Assert.Contains($"{tweets[0]} of the {tweets[1]} tweets that mention Ashraf", page, StringComparison.Ordinal);
    }
}
