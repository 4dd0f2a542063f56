using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>When the command writes report.html, and what it says when it cannot.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Report => Path.Combine(folder.Out, "report.html");

    [Fact]
    public void Run_writes_it_unless_told_not_to_and_an_old_one_does_not_stay()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi speaks"), CommandFolder.Row(2));
        Assert.Equal(0, folder.Run(csv).ExitCode);
        byte[] page = File.ReadAllBytes(Report);
        Assert.Equal(0, folder.Run(csv, "--overwrite", "--no-report").ExitCode);
        Assert.False(File.Exists(Report));
        CommandResult result = CommandLine.Run("report", folder.Out);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("report.html: 1", result.Output, StringComparison.Ordinal);
        Assert.Equal(page, File.ReadAllBytes(Report));
        Assert.Equal(0, CommandLine.Run("report", folder.Out, "--out", folder.File("elsewhere/x.html"), "--quiet").ExitCode);
        Assert.Equal(page, File.ReadAllBytes(folder.File("elsewhere/x.html")));
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void All_tweets_that_are_not_all_are_told_with_the_reason()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi speaks"), CommandFolder.Row(2, "MKO was there"));
        Assert.Equal(0, CommandLine.Run("run", csv, "--out", folder.Out).ExitCode);
        Assert.Contains("1 tweet behind the figures, of 2; the dataset has no text of 1, such as those with only a possible mention: ",
            CommandLine.Run("report", folder.Out, "--all-tweets").Output, StringComparison.Ordinal);
        Assert.DoesNotContain(", of ", CommandLine.Run("report", folder.Out).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_report_left_does_not_stay()
    {
        Assert.Equal(0, folder.Run(folder.Csv(CommandFolder.Row(1, "Maryam Rajavi speaks"))).ExitCode);
        byte[] page = File.ReadAllBytes(Report);
        // A kill between writing and renaming leaves the page aside, whole or in part; here it is longer than the next one.
        string work = Directory.CreateDirectory(Path.Combine(folder.Out, ".work")).FullName;
        File.WriteAllBytes(Path.Combine(work, "report.tmp"), new byte[page.Length + 1000]);
        // Of such a name, but not ours.
        File.WriteAllText(Report + ".tmp", "mine");
        Assert.Equal(0, CommandLine.Run("report", folder.Out).ExitCode);
        Assert.Equal(page, File.ReadAllBytes(Report));
        Assert.False(Directory.Exists(work));
        Assert.Equal("mine", File.ReadAllText(Report + ".tmp"));

        // A report that fails leaves the page as it was.
        File.WriteAllText(Path.Combine(folder.Out, "hours.parquet"), "no table");
        CommandLine.Run("report", folder.Out).AssertFailed(6, "hours.parquet");
        Assert.False(Directory.Exists(work));
        Assert.Equal(page, File.ReadAllBytes(Report));
    }

    [Fact]
    public void A_shard_has_none_and_the_merged_dataset_has()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi speaks"), CommandFolder.Row(2));
        Assert.Equal(0, CommandLine.Run("run", csv, "--shard", "1/1", "--out", folder.File("shard")).ExitCode);
        Assert.False(File.Exists(folder.File("shard/report.html")));
        CommandLine.Run("report", folder.File("shard")).AssertFailed(2, "one shard", "tweetarchive merge");
        Assert.Equal(0, CommandLine.Run("merge", folder.File("shard"), "--out", folder.File("merged"), "--no-report").ExitCode);
        Assert.False(File.Exists(folder.File("merged/report.html")));
        Assert.Equal(0, CommandLine.Run("merge", folder.File("shard"), "--out", folder.File("merged"), "--overwrite").ExitCode);
        Assert.True(File.Exists(folder.File("merged/report.html")));
    }

    [Fact]
    public void A_dataset_without_any_tweet_has_a_page_too()
    {
        Assert.Equal(0, folder.Run(folder.Csv()).ExitCode);
        Assert.True(new FileInfo(Report).Length > 1_000_000);
    }

    [Fact]
    public void What_is_no_dataset_is_said_to_be_none()
    {
        Directory.CreateDirectory(folder.Out);
        CommandLine.Run("report", folder.Out).AssertFailed(2, "not the output of a finished run", "tweetarchive run");
        File.WriteAllText(Path.Combine(folder.Out, "manifest.json"), "{");
        CommandLine.Run("report", folder.Out).AssertFailed(2, "manifest.json", "cannot be read");
        File.WriteAllText(Path.Combine(folder.Out, "manifest.json"), "{}");
        CommandLine.Run("report", folder.Out).AssertFailed(2, "not the manifest of a run");
    }

    [Fact]
    public void A_damaged_table_is_named()
    {
        Assert.Equal(0, folder.Run(folder.Csv(CommandFolder.Row(1, "Maryam Rajavi speaks")), "--no-report").ExitCode);
        string table = Path.Combine(folder.Out, "hours.parquet");
        File.WriteAllBytes(table, File.ReadAllBytes(table)[..100]);
        CommandLine.Run("report", folder.Out).AssertFailed(6, "hours.parquet", "cannot be read", "Nothing was written");
        Assert.False(File.Exists(Report));
    }

    /// <summary>Exit code 3 means that a dataset was written.</summary>
    [Fact]
    public void A_table_that_cannot_be_read_is_the_same_code_in_every_command()
    {
        Assert.Equal(0, folder.Run(folder.Csv(CommandFolder.Row(1, "Maryam Rajavi"), CommandFolder.Row(2)), "--no-report").ExitCode);
        foreach (string file in Directory.EnumerateFiles(folder.Out, "*.parquet", SearchOption.AllDirectories))
            File.WriteAllText(file, "not Parquet");
        string[][] commands = [["report", folder.Out, "--out", folder.File("page.html")], ["analyze", folder.Out], ["evaluate", folder.Out],
            ["sample", folder.Out, "--out", folder.File("page.html")], ["targets", "suggest", folder.Out]];
        foreach (string[] command in commands)
            CommandLine.Run(command).AssertFailed(6, ".parquet", "cannot be read", "Nothing was written");
        Assert.False(File.Exists(folder.File("page.html")));
    }
}
