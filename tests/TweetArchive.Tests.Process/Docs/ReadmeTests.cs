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
        HashSet<string> commands = new PageCommands(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), folder).Run(_ => { });
        Assert.Superset(new HashSet<string> { "inspect", "run", "query", "verify", "targets" }, commands);
    }
}
