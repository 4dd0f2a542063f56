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
