using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>What may be in --out before a run, and what is there after one.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_that_cannot_be_made_is_wrong_usage()
    {
        string csv = folder.Csv(CommandFolder.Row(1));
        CommandResult result = CommandLine.Run("run", csv, "--out", Path.Combine(csv, "below"));
        result.AssertFailed(2, Path.Combine(csv, "below"), "cannot be written");
        CommandLine.Run("run", csv, "--out", csv).AssertFailed(2, csv, "this is a file", "Give --out a folder");
    }

    [Fact]
    public void A_folder_made_for_a_run_that_failed_is_taken_away_with_those_above_it()
    {
        string bad = folder.Bytes("x.csv", "a,b\n"u8.ToArray());
        CommandLine.Run("run", bad, "--out", folder.File("new/deep/dataset")).AssertFailed(6);
        Assert.False(Directory.Exists(folder.File("new")), "folders are left");
    }

    [Fact]
    public void A_folder_that_holds_something_needs_overwrite_and_keeps_what_is_not_ours()
    {
        string csv = folder.Csv(CommandFolder.Row(1), CommandFolder.Row(2));
        folder.Run(csv).AssertSaid(0);
        folder.Run(csv).AssertFailed(2, folder.Out, "not empty", "--overwrite");
        folder.AssertCounts(2, 2, 0);

        Directory.CreateDirectory(Path.Combine(folder.Out, "notes"));
        string[] foreign = ["mine.txt", "notes/more.txt", "tweets/notebook.ipynb"];
        foreach (string name in foreign)
            File.WriteAllText(Path.Combine(folder.Out, name), name);
        string smaller = folder.Bytes("y_tweets.csv", File.ReadAllBytes(folder.Csv(CommandFolder.Row(7))));
        folder.Run(smaller, "--overwrite").AssertSaid(0);
        folder.AssertCounts(1, 1, 0);
        Assert.Equal(["7"], folder.Query("tweetid", "tweets"));
        Assert.Equal(foreign, foreign.Select(name => File.ReadAllText(Path.Combine(folder.Out, name))));
    }

    [Fact]
    public void A_run_that_fails_leaves_the_dataset_before_it_as_it_was()
    {
        string csv = folder.Csv(CommandFolder.Row(1));
        folder.Run(csv).AssertSaid(0);
        folder.Run(folder.Bytes("bad.csv", "a,b\n"u8.ToArray()), "--overwrite").AssertFailed(6, "nothing was written");
        folder.AssertCounts(1, 1, 0);
        Assert.DoesNotContain(".work", Directory.EnumerateFileSystemEntries(folder.Out).Select(Path.GetFileName));
    }

    [Fact]
    public void A_dataset_holds_these_files_and_nothing_else()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1))).AssertSaid(0);
        Assert.Equal(
            ["account_targets.parquet", "accounts.parquet", "aliases.parquet", "clients.parquet", "daily_mentions.parquet",
                "daily_totals.parquet", "domains.parquet", "duplicates.parquet", "hashtags.parquet",
                "hours.parquet", "manifest.json", "mention_edges.parquet", "mentions.parquet", "rejects.parquet", "report.html",
                "retweet_edges.parquet", "targets.parquet", "tweets"],
            Directory.EnumerateFileSystemEntries(folder.Out).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    /// <summary>A file system of one megabyte, which only root can mount.</summary>
    [RootFact]
    public void A_full_disk()
    {
        string csv = folder.File("x_tweets.csv");
        TweetArchive.Synth.SynthArchive.Write(new() { Tweets = 8_000, OutPath = csv, UsersFile = false, MentionRate = 0.5 });
        string disk = Directory.CreateDirectory(folder.File("disk")).FullName;
        Assert.Equal(0, Shell("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk));
        try
        {
            foreach (string memory in new[] { "128M", "1M" })
            {
                CommandResult result = CommandLine.Run("run", csv, "--out", Path.Combine(disk, "out"), "--tweets", "all", "--memory",
                    memory);
                result.AssertFailed(1, "No space left on device", "Nothing was written", "--out");
                Assert.Empty(Directory.EnumerateFileSystemEntries(disk));
            }
        }
        finally
        {
            Assert.Equal(0, Shell("umount", disk));
        }
    }

    internal static int Shell(string program, params string[] args)
    {
        using var process = System.Diagnostics.Process.Start(program, args);
        process.WaitForExit();
        return process.ExitCode;
    }
}

/// <summary>A test that mounts something; skipped by name without the right to.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !CanMount())
            Skip = "needs Linux and the right to mount a file system";
    }

    private static bool CanMount()
    {
        // A container's root often may not.
        string place = Directory.CreateTempSubdirectory("tweetarchive-mount").FullName;
        bool can = OutputFolderTests.Shell("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place) == 0;
        if (can)
            OutputFolderTests.Shell("umount", place);
        Directory.Delete(place);
        return can;
    }
}
