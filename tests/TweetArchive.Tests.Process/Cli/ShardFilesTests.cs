using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Files of shards that were changed: what they say is checked before anything is merged.</summary>
public sealed class ShardFilesTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_unit_in_place_of_another_is_found()
    {
        string csv = folder.File("x_tweets.csv");
        TweetArchive.Synth.SynthArchive.Write(new() { Tweets = 3_000, OutPath = csv, UsersFile = false });
        CommandLine.Run("run", csv, "--shard", "1/1", "--out", folder.File("shard"), "--checkpoint", "128K", "--quiet").AssertSaid(0);
        string[] units = [.. Directory.EnumerateFiles(folder.File("shard/units"), "*.unit").Order(StringComparer.Ordinal)];
        Assert.True(units.Length > 2, $"{units.Length} units");
        CommandLine.Run("merge", folder.File("shard"), "--out", folder.Out, "--no-report", "--quiet").AssertSaid(0);
        File.Copy(units[0], units[1], overwrite: true);
        CommandLine.Run("merge", folder.File("shard"), "--out", folder.File("again"), "--no-report")
            .AssertFailed(2, "x_tweets.csv", "exactly once");
        Assert.False(Directory.Exists(folder.File("again")));
    }

    /// <summary>A changed byte anywhere in a unit is found, or is of no consequence.</summary>
    [Fact]
    public void A_changed_byte_of_a_unit_is_never_merged()
    {
        string csv = folder.File("x_tweets.csv");
        TweetArchive.Synth.SynthArchive.Write(new() { Tweets = 400, OutPath = csv, UsersFile = false });
        CommandLine.Run("run", csv, "--shard", "1/1", "--out", folder.File("shard"), "--quiet").AssertSaid(0);
        string unit = Assert.Single(Directory.GetFiles(folder.File("shard/units"), "*.unit"));
        byte[] whole = File.ReadAllBytes(unit);
        string[] merge = ["merge", folder.File("shard"), "--out", folder.Out, "--overwrite", "--no-report", "--quiet"];
        CommandLine.Run(merge).AssertSaid(0);
        SortedDictionary<string, string> wanted = FileSums.Of(folder.Out);
        const int Changes = 24;
        int found = 0;
        for (int i = 0; i < Changes; i++)
        {
            byte[] changed = [.. whole];
            changed[(int)((long)i * whole.Length / Changes)] ^= 0xFF;
            File.WriteAllBytes(unit, changed);
            CommandResult result = CommandLine.Run(merge);
            Assert.DoesNotContain("a defect of ours", result.Error, StringComparison.Ordinal);
            found += result.ExitCode == 0 ? 0 : 1;
            if (result.ExitCode == 0)
                Assert.Equal(wanted, FileSums.Of(folder.Out));
        }

        Assert.True(found >= Changes - 2, $"{found} of {Changes} were found");
    }

    [Fact]
    public void A_file_that_was_changed_in_its_middle_between_two_shards_is_found_by_the_merge()
    {
        string csv = folder.File("x_tweets.csv");
        TweetArchive.Synth.SynthArchive.Write(new() { Tweets = 3_000, OutPath = csv, UsersFile = false });
        CommandLine.Run("run", csv, "--shard", "1/2", "--out", folder.File("shards/1"), "--quiet").AssertSaid(0);
        MiddleOfFile.Change(csv);
        CommandLine.Run("run", csv, "--shard", "2/2", "--out", folder.File("shards/2"), "--quiet").AssertSaid(0);
        CommandLine.Run("merge", folder.File("shards"), "--out", folder.Out, "--no-report")
            .AssertFailed(7, "x_tweets.csv", "are not those of which the checksum was taken");
        folder.AssertNothingWritten();
    }

    [Fact]
    public void A_finished_shard_ends_as_it_did_when_it_is_asked_for_again()
    {
        folder.Csv(CommandFolder.Row(1));
        folder.Bytes("y_tweets.csv", "no table"u8.ToArray());
        string[] shard =
            ["run", folder.File("x_tweets_csv_hashed.csv"), folder.File("y_tweets.csv"), "--shard", "1/1", "--out", folder.File("shard")];
        CommandLine.Run(shard).AssertSaid(3, "y_tweets.csv");
        CommandLine.Run(shard).AssertSaid(3, "is there already", "could not be read");
    }

    [Theory]
    [InlineData("1000000000", "missing")]
    [InlineData("-1", "cannot be read")]
    public void A_number_of_shards_that_nobody_made_does_not_hang(string shards, string said)
    {
        CommandLine.Run("run", folder.Csv(CommandFolder.Row(1)), "--shard", "1/1", "--out", folder.File("shard"), "--quiet").AssertSaid(0);
        string path = folder.File("shard/shard.json");
        string json = File.ReadAllText(path);
        Assert.Contains("\"of\": 1", json, StringComparison.Ordinal);
        File.WriteAllText(path, json.Replace("\"of\": 1", $"\"of\": {shards}", StringComparison.Ordinal));
        CommandLine.Run("merge", folder.File("shard"), "--out", folder.Out).AssertFailed(2, said);
    }
}
