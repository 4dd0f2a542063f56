using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>
/// Standard input, output or error that a shell has closed, or an error that nobody can hear: every command does its work and ends with
/// its code, and nothing that it says comes into a file that took the number.
/// </summary>
public sealed class ClosedHandlesTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>All commands where all is closed or nothing can be said; of each handle by itself a third of them.</summary>
    [Theory]
    [InlineData("<&-", 0)]
    [InlineData(">&-", 1)]
    [InlineData("2>&-", 2)]
    [InlineData("2>/dev/full", null)]
    [InlineData("<&- >&- 2>&-", null)]
    public void Every_command_does_its_work(string closed, int? third)
    {
        if (OperatingSystem.IsWindows())
            return;
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi"), CommandFolder.Row(2, "#MEK in Iran"));
        string targets = $"--targets '{CommandFolder.OneTarget[^1]}'";
        string done = folder.File("done"), shard = folder.File("shard");
        CommandLine.Run("run", csv, "--out", done, "--tweets", "all", "--no-report", "--quiet").AssertSaid(0);
        CommandLine.Run("run", csv, "--shard", "1/1", "--out", shard, "--quiet").AssertSaid(0);
        (string Command, int Code)[] commands =
        [
            ("version", 0), ("--help", 0), ("help run", 0), ("nonsense", 2), ("", 2),
            ("targets list", 0), ("targets explain MEK", 0), ("completion bash", 0), ($"targets suggest '{done}'", 0),
            ($"targets new '{folder.File("new.tsv")}'", 0), ($"targets export '{folder.File("exported")}'", 0),
            ($"inspect '{csv}'", 0), ($"run '{csv}' --out '{folder.Out}' --tweets all --no-report", 0),
            ($"run '{folder.File("none.csv")}' --out '{folder.File("nothing")}'", 2),
            ($"merge '{shard}' --out '{folder.File("merged")}' --no-report", 0),
            ($"slurm '{csv}' --out '{folder.File("cluster")}' --shards 2 {targets}", 0), ($"report '{done}'", 0),
            ($"analyze '{done}' --only personas", 0), ($"query '{done}' 'FROM mentions' --out '{folder.File("m.csv")}'", 0),
            ($"verify '{done}'", 0), ($"sample '{done}' --out '{folder.File("sample.html")}'", 0),
            ($"media '{done}' --input '{csv}'", 2), ($"synth --tweets 20 --out '{folder.File("synth_tweets.csv")}'", 0),
        ];
        if (third is { } part)
            commands = [.. commands.Where((_, i) => i % 3 == part)];
        string script = string.Join('\n',
            commands.Select(c => $"{CommandLine.InShell} {c.Command} {closed}; echo \"$?\" >> '{folder.File("codes")}'"));
        CommandResult result = CommandLine.RunProgram("bash", ["-c", script]);

        string[] codes = File.ReadAllLines(folder.File("codes"));
        Assert.Equal(commands.Select(c => $"{c.Command}: {c.Code}"), commands.Select((c, i) => $"{c.Command}: {codes[i]}"));
        if (closed.Contains('2', StringComparison.Ordinal))
            Assert.Equal("", result.Error);
        if (closed.Contains(">&-", StringComparison.Ordinal) && !closed.StartsWith('2'))
            Assert.Equal("", result.Output);
        if (third is not null)
            return;
        Assert.Equal(Sums(done, "mentions.parquet"), Sums(folder.Out, "mentions.parquet"));
        CommandLine.Run("verify", folder.Out, "--input", csv).AssertSaid(0);
        CommandLine.Run("verify", folder.File("merged")).AssertSaid(0);
        foreach (string file in (string[])["m.csv", "sample.html", "synth_tweets.csv", "new.tsv", "exported/names.tsv",
            "cluster.shards/job.sh", "done/report.html", "done/lookalikes.parquet"])
            Assert.True(new FileInfo(folder.File(file)).Length > 0, file);
    }

    [ProgramFact(false, "bash")]
    public void What_is_to_be_read_from_closed_standard_input_is_wrong_usage()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1)), "--no-report").AssertSaid(0);
        foreach (string command in (string[])[$"run - --out '{folder.File("o")}'", "inspect -", $"query '{folder.Out}' -",
            "targets explain -"])
            CommandLine.RunProgram("bash", ["-c", $"{CommandLine.InShell} {command} <&-"]).AssertFailed(2, "standard input is closed");
    }

    private static string Sums(string dataset, string file) => FileSums.Of(dataset)[Path.Combine(dataset, file)];
}
