using System.Text.Json.Nodes;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Folders that somebody else made: what they name outside is not touched, and what is not ours is left and named.</summary>
public sealed class ForeignFolderTests : IDisposable
{
    private readonly CommandFolder folder = new();
    private readonly string victim;

    public ForeignFolderTests()
    {
        victim = folder.File("victim.txt");
        File.WriteAllText(victim, "mine");
    }

    public void Dispose() => folder.Dispose();

    private string Work => Path.Combine(folder.Out, ".work");

    [Fact]
    public void A_file_of_the_dataset_that_is_gone_is_named_by_every_command()
    {
        folder.Csv(CommandFolder.Row(1, "Maryam Rajavi"));
        folder.Run(folder.Path, "--no-report").AssertSaid(0);
        File.Delete(Path.Combine(folder.Out, "hashtags.parquet"));
        string[][] commands = [["report", folder.Out, "--out", folder.File("p.html")], ["analyze", folder.Out],
            ["sample", folder.Out, "--out", folder.File("c.html")],
            ["targets", "suggest", folder.Out]];
        foreach (string[] command in commands)
            CommandLine.Run(command).AssertFailed(2, "hashtags.parquet is missing, though manifest.json names it", "--overwrite");
        CommandLine.Run("query", folder.Out, "SELECT count(*) FROM mentions").AssertSaid(0,
            "note: ", "hashtags.parquet is missing, though manifest.json names it");
    }

    /// <summary>The tutorial's output has the name of its release: easily given where the archives are meant.</summary>
    [Fact]
    public void Of_the_output_of_a_run_only_its_tweets_are_read_and_a_note_says_so()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi"), CommandFolder.Row(2));
        folder.Run(csv, "--no-report").AssertSaid(0);
        CommandResult again = CommandLine.Run("run", folder.Out, "--out", folder.File("again"), "--no-report");
        again.AssertSaid(0, "note: ", "the output of a run. Of its tables only tweets is read");
        Assert.Contains("2 records = 2 tweets + 0 rejected", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not read", again.Output + again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_the_run_did_not_know_is_told_from_one_without_tweets()
    {
        folder.Csv(CommandFolder.Row(1, "Maryam Rajavi"));
        folder.RunAboutAll(folder.Path, "--no-report").AssertSaid(0);
        CommandLine.Run("sample", folder.Out, "--target", "pmoi", "--target", "bbc", "--out", folder.File("c.html")).AssertFailed(2,
            "--target pmoi: the run knew no target of this name.", "--target bbc: no tweet was found to mention it.");
    }

    /// <summary>Every command that writes a file which it names itself: what somebody else has there stays, to the last byte.</summary>
    [Fact]
    public void No_command_writes_over_another_file()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi"), CommandFolder.Row(2));
        folder.Run(csv, "--no-report").AssertSaid(0);
        string script = Path.Combine(Directory.CreateDirectory(folder.File("c.shards")).FullName, "job.sh");
        string table = Path.Combine(folder.Out, "lookalikes.parquet");
        string page = Path.Combine(folder.Out, "report.html");
        foreach (string file in (string[])[script, table, page, folder.File("x_tweets.csv.partial"), victim + ".new"])
            File.WriteAllText(file, "mine");
        string[][] refused =
        [
            ["targets", "compile", victim], ["targets", "new", victim], ["targets", "export", victim],
            ["report", folder.Out], ["report", folder.Out, "--out", victim], ["sample", folder.Out, "--out", victim],
            ["query", folder.Out, "FROM mentions", "--format", "csv", "--out", victim], ["evaluate", "--null", "--out", victim],
            ["analyze", folder.Out, "--only", "personas"], ["slurm", csv, "--out", folder.File("c"), "--shards", "2"],
            ["run", csv, "--out", folder.Out], ["run", csv, "--out", victim], ["synth", "--tweets", "5", "--out", csv],
        ];
        foreach (string[] command in refused)
            CommandLine.Run(command).AssertFailed(2);
        CommandLine.Run("synth", "--tweets", "5", "--out", folder.File("x_tweets.csv")).AssertSaid(0);
        string compiled = folder.File("targets.bin");
        CommandLine.Run("targets", "compile", compiled).AssertSaid(0);
        CommandLine.Run("targets", "compile", compiled).AssertSaid(0);
        CommandLine.Run("targets", "compile", victim).AssertFailed(2, victim, "this command did not make it");
        foreach (string file in (string[])[victim, script, table, page, folder.File("x_tweets.csv.partial"), victim + ".new"])
            Assert.Equal("mine", File.ReadAllText(file));
        File.Delete(table);
        CommandLine.Run("analyze", folder.Out, "--only", "personas").AssertSaid(0);
        CommandLine.Run("analyze", folder.Out, "--only", "personas").AssertSaid(0);
    }

    [Theory]
    [InlineData("run\t0\n../victim.txt\tmentions.parquet\nmanifest.json\tmanifest.json\n")]
    [InlineData("{\"format\":\"tweetarchive publication "
        + "1\",\"run\":\"run\",\"outcome\":\"Done\",\"remove\":[],\"moves\":[{\"from\":\"dataset/../../../victim.txt\",\"to\":"
        + "\"mentions.parquet\"}]}")]
    [InlineData("{\"format\":\"tweetarchive publication "
        + "1\",\"run\":\"run\",\"outcome\":\"Done\",\"remove\":[],\"moves\":[{\"from\":\"../victim.txt\",\"to\":\"mentions.parquet\"}]}")]
    [InlineData("{\"format\":\"tweetarchive publication "
        + "1\",\"run\":\"run\",\"outcome\":\"Done\",\"remove\":[\"../victim.txt\"],\"moves\":[{\"from\":\"dataset/manifest.json\","
        + "\"to\":\"manifest.json\"}]}")]
    [InlineData("{\"format\":\"tweetarchive publication "
        + "1\",\"run\":\"run\",\"outcome\":\"Done\",\"remove\":[\"notes.txt\"],\"moves\":[{\"from\":\"dataset/manifest.json\",\"to\":"
        + "\"manifest.json\"}]}")]
    [InlineData("{\"format\":\"tweetarchive publication "
        + "1\",\"run\":\"run\",\"outcome\":\"Done\",\"remove\":[],\"moves\":[{\"from\":\"dataset/manifest.json\",\"to\":\"../"
        + "victim.txt\"}]}")]
    [InlineData("{\"format\":\"tweetarchive publication "
        + "1\",\"run\":\"run\",\"outcome\":\"Done\",\"remove\":[],\"moves\":[{\"from\":\"dataset/manifest.json\",\"to\":\"/tmp/"
        + "x.parquet\"}]}")]
    [InlineData("")]
    [InlineData("\0\0\0")]
    public void A_journal_that_names_files_outside_moves_nothing(string journal)
    {
        string csv = folder.Csv(CommandFolder.Row(1));
        folder.Run(csv, "--no-report").AssertSaid(0);
        File.WriteAllText(Path.Combine(folder.Out, "notes.txt"), "mine too");
        Directory.CreateDirectory(Path.Combine(Work, "dataset"));
        File.WriteAllText(Path.Combine(Work, "dataset", "manifest.json"), "false");
        File.WriteAllText(Path.Combine(Work, "publish"), journal);
        byte[] manifest = File.ReadAllBytes(Path.Combine(folder.Out, "manifest.json"));
        folder.Run(csv).AssertFailed(2, folder.Out);
        CommandLine.Run("analyze", folder.Out, "--only", "spikes").AssertFailed(2, folder.Out);
        Assert.Equal(manifest, File.ReadAllBytes(Path.Combine(folder.Out, "manifest.json")));
        folder.Run(csv, "--overwrite").AssertFailed(2, Path.Combine(Work, "publish"), "delete " + Work);
        Directory.Delete(Work, true);
        folder.Run(csv, "--overwrite").AssertSaid(0);
        Assert.Equal("mine", File.ReadAllText(victim));
        Assert.Equal("mine too", File.ReadAllText(Path.Combine(folder.Out, "notes.txt")));
        folder.AssertCounts(1, 1, 0);
        Assert.False(Directory.Exists(Work));
    }

    [Fact]
    public void Analyze_removes_nothing_that_a_manifest_names_outside()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1)), "--no-report").AssertSaid(0);
        string path = Path.Combine(folder.Out, "manifest.json");
        JsonNode manifest = JsonNode.Parse(File.ReadAllBytes(path))!;
        manifest["files"]!.AsArray()
            .Add(new JsonObject { ["name"] = "coordination/../../victim.txt", ["rows"] = 0, ["bytes"] = 4, ["sha256"] = "" });
        File.WriteAllText(path, manifest.ToJsonString());
        Directory.CreateDirectory(Path.Combine(folder.Out, "coordination"));
        CommandLine.Run("analyze", folder.Out, "--only", "coordination", "--quiet");
        Assert.Equal("mine", File.ReadAllText(victim));
    }

    [Fact]
    public void Nothing_is_removed_through_links()
    {
        string elsewhere = Directory.CreateDirectory(folder.File("elsewhere")).FullName;
        foreach (string name in new[] { "part-00000.parquet", "rows.tmp", "lock" })
            File.WriteAllText(Path.Combine(elsewhere, name), name);
        string csv = folder.Csv(CommandFolder.Row(1));
        foreach (string name in new[] { ".work", "tweets" })
        {
            Directory.CreateDirectory(folder.Out);
            Directory.CreateSymbolicLink(Path.Combine(folder.Out, name), elsewhere);
            folder.Run(csv, "--overwrite").AssertFailed(2, Path.Combine(folder.Out, name));
            Directory.Delete(Path.Combine(folder.Out, name));
            Assert.False(Directory.Exists(Work));
        }

        Directory.CreateDirectory(Work);
        File.CreateSymbolicLink(Path.Combine(Work, "lock"), Path.Combine(elsewhere, "lock"));
        folder.Run(csv, "--overwrite").AssertFailed(2, Work, "lock");
        Assert.All(Directory.EnumerateFiles(elsewhere), f => Assert.Equal(Path.GetFileName(f), File.ReadAllText(f)));
        Assert.Equal(3, Directory.EnumerateFiles(elsewhere).Count());
    }

    [Theory]
    [InlineData("thesis.docx")]
    [InlineData("lock")]
    public void What_is_not_ours_in_work_is_left_and_named(string name)
    {
        string file = Path.Combine(Work, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "years of work");
        string csv = folder.Csv(CommandFolder.Row(1));
        folder.Run(csv).AssertFailed(2, Path.GetFileName(file), Work, "did not write");
        folder.Run(csv, "--overwrite").AssertFailed(2, Path.GetFileName(file), Work, "did not write");
        Assert.Equal("years of work", File.ReadAllText(file));
    }

    [Fact]
    public void A_page_is_not_written_over_what_somebody_else_made()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1, "Maryam Rajavi")), "--no-report").AssertSaid(0);
        string mine = folder.File("page.html");
        File.WriteAllText(mine, "<!DOCTYPE html><p>years of work with TweetArchive</p>");
        string before = File.ReadAllText(mine);
        File.WriteAllText(Path.Combine(folder.Out, "report.html"), before);
        foreach (string[] command in (string[][])[["report", folder.Out, "--out", mine], ["report", folder.Out],
            ["sample", folder.Out, "--out", mine], ["evaluate", folder.Out, "--out", mine]])
            CommandLine.Run(command).AssertFailed(2, "the file exists, and this command did not make it");
        Assert.Equal(before, File.ReadAllText(mine));
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder.Out, "report.html")));
        // Our pages are made again, and in an empty file nothing is lost.
        foreach (string free in new[] { folder.File("again.html"), folder.Bytes("empty.html", []) })
        {
            CommandLine.Run("report", folder.Out, "--out", free).AssertSaid(0);
            CommandLine.Run("report", folder.Out, "--out", free).AssertSaid(0);
        }
    }

    [Fact]
    public void Files_beside_a_result_are_not_written_over()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1)), "--no-report").AssertSaid(0);
        string to = folder.File("r.csv");
        foreach (string name in new[] { to + ".part", Path.Combine(folder.Out, "report.html.tmp"), folder.File("page.html.tmp") })
            File.WriteAllText(name, "mine");
        CommandLine.Run("query", folder.Out, "SELECT 1 AS one", "--out", to).AssertSaid(0);
        CommandLine.Run("report", folder.Out).AssertSaid(0);
        CommandLine.Run("report", folder.Out, "--out", folder.File("page.html")).AssertSaid(0);
        Assert.True(File.Exists(to) && File.Exists(folder.File("page.html")));
        foreach (string name in new[] { to + ".part", Path.Combine(folder.Out, "report.html.tmp"), folder.File("page.html.tmp") })
            Assert.Equal("mine", File.ReadAllText(name));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, ".*.part"));
    }
}
