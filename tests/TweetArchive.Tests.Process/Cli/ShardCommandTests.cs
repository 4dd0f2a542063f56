using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>--shard as people and schedulers say it, and merge as a command.</summary>
public sealed class ShardCommandTests : IDisposable
{
    private readonly TempDatasets temp = new();
    private readonly string input;

    public ShardCommandTests() => input = temp.Synth(400, users: false).TweetsPath;

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("3/2")]
    [InlineData("0/2")]
    [InlineData("2")]
    [InlineData("-1/2")]
    public void A_shard_that_is_none(string shard) =>
        CommandLine.Run("run", input, "--out", temp.File("out"), "--shard", shard).AssertFailed(2, $"--shard {shard}", "I/N");

    [Fact]
    public void A_scheduler_says_which_shard_it_is()
    {
        Assert.Equal("3/4", ShardOf(["--shards", "4"], ("JOB_COMPLETION_INDEX", "2")));
        Assert.Equal("2/3", ShardOf([], ("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_ARRAY_TASK_COUNT", "3")));
        Assert.Equal("1/3", ShardOf([], ("SLURM_ARRAY_TASK_ID", "0"), ("SLURM_ARRAY_TASK_MIN", "0"), ("SLURM_ARRAY_TASK_COUNT", "3")));
        Assert.Equal("1/2", ShardOf(["--shard", "1/2"], ("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_ARRAY_TASK_COUNT", "3")));

        CommandLine.Run(["run", input, "--out", temp.File("whole"), "--shard", "all"], null, ("SLURM_ARRAY_TASK_ID", "2"),
            ("SLURM_ARRAY_TASK_COUNT", "3")).AssertSaid(0);
        Assert.True(File.Exists(Path.Combine(temp.File("whole"), "manifest.json")));
        CommandLine.Run(["run", input, "--out", temp.File("out"), "--shards", "4"], null).AssertFailed(2, "--shards", "Give --shard I/N");
        CommandLine.Run(["run", input, "--out", temp.File("out"), "--shards", "4"], null, ("JOB_COMPLETION_INDEX", "4"))
            .AssertFailed(2, "JOB_COMPLETION_INDEX makes this shard 5 of 4");
    }

    [Fact]
    public void A_set_of_shards_is_merged_and_a_gap_is_named()
    {
        FinishedRun wanted = temp.Run([input]);
        string shards = temp.File("shards");
        CommandLine.Run("run", input, "--out", Path.Combine(shards, "b"), "--shard", "2/2", "--tweets", "all").AssertSaid(0);
        CommandLine.Run("merge", shards, "--out", temp.File("out")).AssertFailed(2, "shard 1/2 missing");
        CommandLine.Run("run", input, "--out", Path.Combine(shards, "a"), "--shard", "1/2", "--tweets", "all").AssertSaid(0);
        CommandLine.Run("merge", shards, "--out", temp.File("out")).AssertSaid(0);
        AssertSame(wanted);
    }

    /// <summary>The command of docs/scale.md.</summary>
    [ProgramFact(false, "parallel", "bash")]
    public void Gnu_parallel_does_the_shards()
    {
        FinishedRun wanted = temp.Run([input]);
        string shards = temp.File("shards");
        CommandLine.RunProgram("bash", ["-c", $"""
            tweetarchive() {'{'} {CommandLine.InShell} "$@"; {'}'}
            export -f tweetarchive
            seq 4 | parallel --jobs 2 --halt soon,fail=1 tweetarchive run '{input}' --shard {'{'}{'}'}/4 --out '{shards}'/{'{'}{'}'} --tweets all --threads 1
            tweetarchive merge '{shards}' --out '{temp.File("out")}'
            """], null, ("PARALLEL_SHELL", "/bin/bash")).AssertSaid(0);
        AssertSame(wanted);
    }

    private string ShardOf(string[] options, params (string, string)[] environment)
    {
        string to = temp.File("shard");
        CommandResult result = CommandLine.Run(["run", input, "--out", to, .. options], null, environment);
        result.AssertSaid(0);
        Assert.Equal(options.Contains("--shard"), !result.Error.Contains("by the scheduler's environment", StringComparison.Ordinal));
        string json = File.ReadAllText(Path.Combine(to, "shard.json"));
        using var document = System.Text.Json.JsonDocument.Parse(json);
        Directory.Delete(to, true);
        System.Text.Json.JsonElement shard = document.RootElement.GetProperty("saved").GetProperty("job").GetProperty("shard");
        return $"{shard.GetProperty("number")}/{shard.GetProperty("of")}";
    }

    private void AssertSame(FinishedRun wanted)
    {
        foreach ((string name, string hash) in wanted.Checksums)
            Assert.Equal(hash,
                Convert.ToHexStringLower(
                    System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(temp.File("out"), name)))));
    }
}
