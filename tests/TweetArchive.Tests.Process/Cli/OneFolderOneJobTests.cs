using System.Security.Cryptography;
using System.Text.Json;
using TweetArchive.Dataset;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Cli;

/// <summary>However many commands are started into one folder: one works, the others are refused and touch nothing.</summary>
public sealed class OneFolderOneJobTests(ITestOutputHelper output) : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Who_comes_second_is_refused_and_touches_nothing()
    {
        string csv = folder.Csv(CommandFolder.Row(1), CommandFolder.Row(2));
        CommandLine.Run("run", csv, "--shard", "1/1", "--out", folder.File("shard"), "--quiet").AssertSaid(0);
        folder.Run(csv).AssertSaid(0);
        using (WorkFolder first = WorkFolder.Enter(folder.Out, out _))
        {
            string half = Path.Combine(
                Directory.CreateDirectory(Path.Combine(folder.Out, ".work", "dataset")).FullName, "mentions.parquet");
            File.WriteAllText(half, "half of it");
            SortedDictionary<string, string> before = Contents();
            foreach (string[] command in new string[][]
            {
                ["run", csv, "--out", folder.Out], ["run", csv, "--out", folder.Out, "--overwrite"],
                    ["merge", folder.File("shard"), "--out", folder.Out, "--overwrite"],
                ["analyze", folder.Out, "--only", "spikes"], ["report", folder.Out],
            })
            {
                CommandLine.Run(command).AssertFailed(2, folder.Out, "another run is at work in this folder");
                Assert.Equal(before, Contents());
            }

            File.Delete(half);
        }

        CommandLine.Run("report", folder.Out).AssertSaid(0);
        Assert.False(Directory.Exists(Path.Combine(folder.Out, ".work")));
    }

    [Fact]
    public void Three_at_once_leave_one_whole_dataset() => ThreeAtOnce(trials: 12);

    [LongFact]
    public void Three_at_once_leave_one_whole_dataset_two_hundred_times() => ThreeAtOnce(trials: 200);

    private void ThreeAtOnce(int trials)
    {
        int won = 0;
        string[] inputs = [.. Enumerable.Range(1, 3)
            .Select(i => folder.Bytes(
            $"{i}_tweets.csv", File.ReadAllBytes(folder.Csv([.. Enumerable.Range(1, i * 40).Select(r => CommandFolder.Row(r))]))))];
        for (int trial = 0; trial < trials; trial++)
        {
            string to = folder.File($"trial{trial}");
            string[] overwrite = trial % 2 == 0 ? [] : ["--overwrite"];
            Task<CommandResult>[] runs = [.. inputs.Select(i => Task.Run(() => CommandLine.Run(
                ["run", i, "--out", to, "--no-report", "--quiet", .. CommandFolder.OneTarget, .. overwrite])))];
            CommandResult[] results = [.. runs.Select(r => r.GetAwaiter().GetResult())];
            foreach (CommandResult refused in results.Where(r => r.ExitCode != 0))
                refused.AssertFailed(2, to);
            Assert.Contains(results, r => r.ExitCode == 0);
            won += results.Count(r => r.ExitCode == 0);
            AssertWhole(to);
            Directory.Delete(to, true);
        }

        output.WriteLine($"{trials} trials of three: {won} runs made a dataset, {(3 * trials) - won} were refused.");
    }

    private static void AssertWhole(string to)
    {
        Assert.False(Directory.Exists(Path.Combine(to, ".work")), "scratch is left");
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(to, "manifest.json")));
        string[] names = [.. manifest.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
        Assert.Contains("accounts.parquet", names);
        Assert.Equal(names.Append("manifest.json").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(to, f))
                .Order(StringComparer.Ordinal));
        foreach (JsonElement file in manifest.RootElement.GetProperty("files").EnumerateArray())
            Assert.Equal(file.GetProperty("sha256").GetString(),
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(to, file.GetProperty("name").GetString()!)))));
    }

    private SortedDictionary<string, string> Contents() => new(Directory.EnumerateFiles(folder.Out, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) != "lock")
        .ToDictionary(f => f, f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))), StringComparer.Ordinal);
}
