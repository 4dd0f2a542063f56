using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Pipes in the place of files, and names that a terminal or a shell would obey.</summary>
public sealed class PipeAndTerminalTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact(false, "bash")]
    public void Closed_standard_input_is_said()
    {
        CommandResult result = Bash($"{CommandLine.InShell} run - --out '{folder.Out}' --no-report <&-");
        result.AssertFailed(2, "standard input is closed");
    }

    [ProgramFact(false, "bash")]
    public void What_a_shell_makes_of_a_command_is_read()
    {
        string csv = folder.Csv(CommandFolder.Row(1), CommandFolder.Row(2));
        CommandResult result = Bash($"{CommandLine.InShell} run <(cat '{csv}') --out '{folder.Out}' --no-report");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("2 records = 2 tweets", result.Output, StringComparison.Ordinal);
    }

    [ProgramFact(false, "bash")]
    public void Full_standard_output_does_not_deny_the_dataset()
    {
        string csv = folder.Csv(CommandFolder.Row(1));
        CommandResult result = Bash($"{CommandLine.InShell} run '{csv}' --out '{folder.Out}' --no-report >/dev/full");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The output is in", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was written", result.Error, StringComparison.Ordinal);
    }

    [ProgramFact(false, "bash")]
    public void Control_characters_of_names_and_texts_are_shown_and_not_obeyed()
    {
        string csv = folder.Bytes(
            "\u001b[31mred\u202e_tweets.csv", System.Text.Encoding.UTF8.GetBytes(CommandFolder.Header + CommandFolder.Row(1)));
        foreach (CommandResult result in (CommandResult[])[CommandLine.Run("inspect", csv), folder.Run(csv),
            CommandLine.Run("targets", "explain", "MEK \u001b]0;x\u0007")])
        {
            Assert.DoesNotContain(result.Output + result.Error, c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
            Assert.DoesNotContain('\u202e', result.Output + result.Error);
            Assert.Contains("\\x1B", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--out")]
    [InlineData("--sbatch")]
    public void A_line_end_does_not_come_into_a_script(string option)
    {
        string csv = folder.Csv(CommandFolder.Row(1));
        string bad = folder.File("a\ntouch b");
        string[] more = option == "--out" ? ["--out", bad] : ["--out", folder.Out, "--sbatch=-p x\ntouch b"];
        CommandLine.Run(["slurm", csv, "--shards", "2", .. more]).AssertFailed(2, "control character");
        folder.AssertNothingWritten();
    }

    private static CommandResult Bash(string script) => CommandLine.RunProgram("bash", ["-c", script]);
}
