using System.Diagnostics;
using System.Text;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>
/// What the system refuses, handles, room in a file, memory, a reader of the output, is reported with what to do, and never passes for a
/// fault of the input; and a command that is asked to end does, whatever it is at.
/// </summary>
public sealed class LimitsTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact(false, "strace")]
    public void No_more_handles_is_no_fault_of_the_input()
    {
        string csv = folder.Csv([.. Enumerable.Range(1, 50).Select(i => CommandFolder.Row(i))]);
        int refused = 0;
        // Calls are counted by thread.
        foreach (string at in (string[])["1", "2", "2+", "3+"])
        {
            CommandResult result = Traced(csv, $"openat:error=EMFILE:when={at}", "run", csv, "--out", folder.Out, "--no-report", "--quiet");
            Assert.DoesNotContain("a defect of ours", result.Error, StringComparison.Ordinal);
            if (result.ExitCode == 0)
            {
                // It was not opened so often.
                folder.AssertCounts(50, 50, 0);
                Directory.Delete(folder.Out, true);
                continue;
            }

            result.AssertFailed(1, "Too many open files", "ulimit -n 4096");
            folder.AssertNothingWritten();
            refused++;
        }

        Assert.True(refused >= 1, $"refused {refused} times");
    }

    /// <summary>As in a container, or under ulimit -u: from some moment on there is no thread more. It ends well or says so.</summary>
    [ProgramFact(false, "strace")]
    public void No_more_threads_is_said_and_is_no_defect()
    {
        string csv = folder.Csv([.. Enumerable.Range(1, 50).Select(i => CommandFolder.Row(i))]);
        folder.Run(csv, "--no-report").AssertSaid(0);
        string done = folder.File("done");
        Directory.Move(folder.Out, done);
        int refused = 0, first = FirstThreadOfCommand();
        foreach (string[] command in (string[][])[["run", csv, "--out", folder.Out, "--no-report", "--quiet", "--threads", "8"],
            ["query", done, "SELECT count(*) FROM tweets", "--threads", "4"], ["analyze", done, "--quiet", "--only", "spikes"]])
        {
            // The runtime needs some before it comes to the command, and cannot say so without them.
            for (int at = first; at < first + 8; at++)
            {
                CommandResult result = CommandLine.RunProgram("strace", ["-f", "-qq", "-o", "/dev/null", "-e",
                    $"inject=clone3,clone:error=EAGAIN:when={at}+", .. CommandLine.Program, .. command]);
                // Where its pool of threads cannot begin, the runtime ends the process by itself, and says that.
                if (result.ExitCode == 134)
                {
                    Assert.Contains("thread", result.Error, StringComparison.Ordinal);
                    Assert.False(File.Exists(Path.Combine(folder.Out, "manifest.json")));
                }
                else if (result.ExitCode != 0)
                {
                    result.AssertFailed(1, "no more threads", "ulimit -u", "--threads 1");
                    refused++;
                }
                else if (command[0] == "run")
                {
                    folder.AssertCounts(50, 50, 0);
                }

                if (Directory.Exists(folder.Out))
                    Directory.Delete(folder.Out, true);
            }
        }

        Assert.True(refused >= 4, $"refused {refused} times");
    }

    [ProgramFact(false, "strace")]
    public void A_read_error_is_never_a_smaller_dataset_with_exit_code_0()
    {
        string csv = folder.Csv([.. Enumerable.Range(1, 50).Select(i => CommandFolder.Row(i))]);
        int failed = 0;
        foreach (string at in (string[])["1", "2", "3", "2+", "3+", "1+2"])
        {
            CommandResult result = Traced(
                csv, $"pread64,read:error=EIO:when={at}", "run", csv, "--out", folder.Out, "--no-report", "--quiet", "--threads", "1");
            Assert.DoesNotContain("a defect of ours", result.Error, StringComparison.Ordinal);
            failed += result.ExitCode == 0 ? 0 : 1;
            Assert.True(result.ExitCode is 0 or 1 or 3 or 6, $"{result.ExitCode}: {result.Error}");
            if (result.ExitCode == 0)
                folder.AssertCounts(50, 50, 0);
            else
                Assert.Contains("rror", result.Error, StringComparison.Ordinal);
            if (Directory.Exists(folder.Out))
                Directory.Delete(folder.Out, true);
        }

        Assert.True(failed >= 2, $"failed {failed} times");
    }

    [ProgramFact(false, "bash")]
    public void A_limit_on_the_size_of_files()
    {
        string csv = folder.Csv([.. Enumerable.Range(1, 3000).Select(i => CommandFolder.Row(i, $"text {i * 7919 % 10007} {i * 104729}"))]);
        // The runtime maps its own code through a file, unless it is told not to.
        CommandResult result = Bash($"export DOTNET_EnableWriteXorExecute=0; ulimit -f 40; exec {CommandLine.InShell} run '{csv}' "
            + $"--out '{folder.Out}' --tweets all --no-report --quiet");
        result.AssertFailed(1, "File too large", "ulimit -f unlimited");
        folder.AssertNothingWritten();
        folder.Run(csv, "--no-report").AssertSaid(0);
    }

    [Fact]
    public void Out_of_memory()
    {
        // A run of one tweet does not fit into 20 MiB. A program that was compiled ahead does not hear of this variable.
        string csv = folder.Csv(CommandFolder.Row(1));
        CommandResult result = CommandLine.RunProgram(CommandLine.Built[0],
            [.. CommandLine.Built[1..], "run", csv, "--out", folder.Out, "--no-report"], null, ("DOTNET_GCHeapHardLimit", "0x1400000"));
        result.AssertFailed(1, "out of memory", "--memory 64M");
        folder.AssertNothingWritten();
    }

    [ProgramFact(false, "bash")]
    public void A_reader_of_the_output_that_has_ended_is_no_failure()
    {
        folder.Run(folder.Csv([.. Enumerable.Range(1, 3000).Select(i => CommandFolder.Row(i))]), "--no-report").AssertSaid(0);
        foreach (string command in (string[])[$"query '{folder.Out}' 'SELECT * FROM tweets'", $"verify '{folder.Out}'", "--help",
            $"query '{folder.Out}' 'SELECT * FROM tweets' --format csv", "targets list"])
        {
            CommandResult result = Bash($"set -o pipefail; {CommandLine.InShell} {command} | true");
            Assert.True(result.ExitCode is 0 or 1, $"{command}: {result.ExitCode}");
            Assert.DoesNotContain("defect", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        }
    }

    [ProgramFact(false, "bash")]
    public void A_full_disk_behind_the_output()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1)), "--no-report").AssertSaid(0);
        foreach (string command in (string[])[$"query '{folder.Out}' 'SELECT * FROM tweets'", $"verify '{folder.Out}'", "--help",
            "run --help", "", "version", "completion bash"])
        {
            CommandResult result = Bash($"{CommandLine.InShell} {command} > /dev/full");
            Assert.True(result.ExitCode is 1 or 2, $"{command}: {result.ExitCode}");
            Assert.Contains("No space left on device. Free some space", result.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>One text of fifteen megabytes is one piece of work, between whose parts nobody asks whether to end.</summary>
    [Theory]
    [InlineData("#MEK ", 2)]
    [InlineData("#MEK ", 15)]
    [InlineData("MEK ", 2)]
    public void Ctrl_C_inside_of_a_long_text(string piece, int signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        const int Bytes = 15_000_000;
        string csv = folder.Csv(CommandFolder.Row(1, new StringBuilder().Insert(0, piece, Bytes / piece.Length).ToString()));
        var watch = new Stopwatch();
        double asked = 0;
        CommandResult result = CommandLine.Run(["run", csv, "--out", folder.Out, "--no-report", "--quiet"], process =>
        {
            // Counted by the work that was done: on a busy machine it begins late, and on an idle one it is soon over.
            if (process.HasExited || CpuSeconds(process) < 1.2)
                return false;
            watch.Start();
            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            kill.WaitForExit();
            return true;
        });
        asked = watch.Elapsed.TotalSeconds;
        if (result.ExitCode == 0)
            return; // a fast machine was done
        result.AssertFailed(130, "interrupted");
        Assert.True(asked < 3, $"{asked:0.0} s");
        Assert.False(File.Exists(Path.Combine(folder.Out, "manifest.json")));
        folder.Bytes("x_tweets_csv_hashed.csv", Encoding.UTF8.GetBytes(CommandFolder.Header + CommandFolder.Row(1)));
        folder.Run(csv, "--no-report", "--overwrite").AssertSaid(0);
        Assert.False(Directory.Exists(Path.Combine(folder.Out, ".work")), "scratch is left");
    }

    /// <summary>Which thread, of those that the first one starts, is the first that the command itself asks for.</summary>
    private static int FirstThreadOfCommand()
    {
        int at = 1;
        while (CommandLine.RunProgram("strace", ["-f", "-qq", "-o", "/dev/null", "-e", $"inject=clone3,clone:error=EAGAIN:when={at}+",
            .. CommandLine.Program, "version"]).ExitCode is not (0 or 1))
            at++;
        return at;
    }

    private static CommandResult Bash(string script) => CommandLine.RunProgram("bash", ["-c", script]);

    /// <summary>Only calls on that file are counted, and fail.</summary>
    private static CommandResult Traced(string file, string inject, params string[] command) =>
        CommandLine.RunProgram("strace", ["-f", "-qq", "-o", "/dev/null", "-P", file, "-e", $"inject={inject}",
            .. CommandLine.Program, .. command]);

    /// <summary>The processor time of a process; 0 when it has just ended.</summary>
    private static double CpuSeconds(Process process)
    {
        try
        {
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
