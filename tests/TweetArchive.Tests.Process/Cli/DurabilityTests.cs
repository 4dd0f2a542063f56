using System.Text.Json;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>A disk that fails late, and commands that are killed at an exact call.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact(false, "strace")]
    public void A_disk_that_does_not_keep_what_was_written_fails_the_run()
    {
        string csv = folder.Csv(CommandFolder.Row(1));
        foreach (string error in new[] { "EIO", "ENOSPC", "EDQUOT" })
        {
            Traced($"fsync:error={error}", "run", csv, "--out", folder.Out, "--no-report", "--quiet")
                .AssertFailed(1, "the disk did not take what was written");
            Assert.False(File.Exists(Path.Combine(folder.Out, "manifest.json")));
        }

        folder.Run(csv).AssertSaid(0);
    }

    [ProgramFact(false, "strace")]
    public void A_failure_that_the_system_tells_of_once_is_seen()
    {
        string csv = folder.Csv([.. Enumerable.Range(1, 30).Select(i => CommandFolder.Row(i))]);
        foreach (int which in new[] { 1, 4 })
        {
            Traced($"fsync:error=EIO:when={which}", "run", csv, "--out", folder.Out, "--no-report", "--quiet", "--threads", "1")
                .AssertFailed(1, "the disk did not take what was written");
            Assert.False(File.Exists(Path.Combine(folder.Out, "manifest.json")));
        }
    }

    [ProgramFact(false, "strace")]
    public void An_analysis_killed_at_any_move_is_completed_by_the_same_command()
    {
        folder.Run(folder.Csv([.. Enumerable.Range(1, 30).Select(i => CommandFolder.Row(i))]), "--no-report").AssertSaid(0);
        string[] command = ["analyze", folder.Out, "--only", "coordination", "--quiet"];
        CommandLine.Run(command).AssertSaid(0);
        SortedDictionary<string, string> wanted = FileSums.Of(folder.Out);
        int kills = 0;
        for (int at = 1; at <= 8; at++)
        {
            CommandResult killed = Traced($"rename,renameat2:signal=KILL:when={at}", command);
            kills += killed.ExitCode == 0 ? 0 : 1;
            CommandLine.Run(command).AssertSaid(0);
            Assert.Equal(wanted, FileSums.Of(folder.Out));
            Assert.False(Directory.Exists(Path.Combine(folder.Out, ".work")), $"scratch is left of a kill at move {at}");
        }

        Assert.True(kills >= 3, $"{kills} kills");
    }

    /// <summary>A program that reads the summary learns what the first command would have told it.</summary>
    [Fact]
    public void A_run_killed_before_its_report_is_completed_and_its_summary_is_that_of_the_run()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi"), "\"no tweet\"\n", CommandFolder.Row(2, "#FreeIran MEK"),
            CommandFolder.Row(3, "MEK"));
        string[] command = ["run", csv, "--out", folder.Out, "--json"];
        JsonElement undisturbed = JsonDocument.Parse(CommandLine.Run(command).Output).RootElement;
        Directory.Delete(folder.Out, true);
        var options = new RunOptions { Inputs = [csv], Out = folder.Out, Lexicon = Lexicon.LoadShipped(), ReportFollows = true };
        RunJob.Run(options, new RunProgress(), CancellationToken.None);
        CommandResult again = CommandLine.Run(command);
        again.AssertSaid(0, "had finished its files");
        JsonElement completed = JsonDocument.Parse(again.Output).RootElement;
        Assert.Equal(Without(undisturbed), Without(completed));
        Assert.True(completed.GetProperty("targets").GetArrayLength() > 0);
        Assert.True(File.Exists(completed.GetProperty("report").GetString()));

        static string Without(JsonElement summary) =>
            string.Join('\n', summary.EnumerateObject().Where(p => p.Name != "seconds").Select(p => $"{p.Name}: {p.Value.GetRawText()}"));
    }

    [Fact]
    public void A_run_killed_while_its_report_was_made_is_completed_by_the_same_command()
    {
        string csv = folder.Csv(CommandFolder.Row(1), "\"no tweet\"\n", CommandFolder.Row(2));
        var options = new RunOptions
        {
            Inputs = [csv],
            Out = folder.Out,
            Lexicon = Lexicon.LoadShipped(),
            MaxRejects = new RejectLimit(0, null),
            ReportFollows = true,
        };
        RunJob.Run(options, new RunProgress(), CancellationToken.None);
        Assert.False(File.Exists(Path.Combine(folder.Out, "report.html")));
        string[] command = ["run", csv, "--out", folder.Out, "--max-rejects", "0"];
        CommandLine.Run(command).AssertSaid(4, "had finished its files");
        Assert.True(File.Exists(Path.Combine(folder.Out, "report.html")));
        Assert.False(Directory.Exists(Path.Combine(folder.Out, ".work")));
        CommandLine.Run(command).AssertFailed(2, "not empty");
    }

    private static CommandResult Traced(string inject, params string[] command)
    {
        string calls = inject.Split(':')[0];
        return CommandLine.RunProgram("strace",
            ["-f", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={inject}", .. CommandLine.Program, .. command]);
    }
}

/// <summary>The checksums of a folder's files, except for the manifest, which has the time.</summary>
internal static class FileSums
{
    public static SortedDictionary<string, string> Of(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) != "manifest.json")
        .ToDictionary(f => f, f => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))),
            StringComparer.Ordinal);
}
