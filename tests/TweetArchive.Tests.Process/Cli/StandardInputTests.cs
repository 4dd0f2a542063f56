using System.Diagnostics;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>The copy of standard input is private, goes with the command however it ends, and does not outlive the next start.</summary>
public sealed class StandardInputTests : IDisposable
{
    private readonly CommandFolder folder = new();
    private readonly string temp;

    public StandardInputTests() => temp = Directory.CreateDirectory(folder.File("temp")).FullName;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("-INT", false)]
    [InlineData("-TERM", false)]
    [InlineData("-INT", true)]
    [InlineData("-KILL", false)]
    public void It_is_gone_afterwards(string signal, bool whileReading)
    {
        if (!OperatingSystem.IsLinux())
            return;
        string pipe = folder.File("pipe");
        Tool("mkfifo", pipe);
        string csv = folder.Csv([.. Enumerable.Range(1, 50_000).Select(i => CommandFolder.Row(i))]);
        // Who writes keeps the pipe open, so the command waits for more; or writes without end, so it reads.
        string writer = whileReading ? $"exec cat '{csv}' /dev/zero > '{pipe}'" : $"(cat '{csv}'; exec sleep 60) > '{pipe}'";
        using Process writing = Process.Start("bash", ["-c", writer]);
        try
        {
            UnixFileMode? mode = null;
            CommandResult result = CommandLine.Run(["run", pipe, "--out", folder.Out, "--no-report", "--quiet"], process =>
            {
                FileInfo? copy = new DirectoryInfo(temp).EnumerateFiles("stdin", SearchOption.AllDirectories).FirstOrDefault();
                if (copy is not { Length: > 1 << 20 })
                    return false;
                mode = copy.UnixFileMode;
                Tool("kill", signal, $"{process.Id}");
                return true;
            }, ("TMPDIR", temp));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
            if (signal == "-KILL")
            {
                Assert.Equal(137, result.ExitCode);
                Assert.NotEmpty(Directory.EnumerateFileSystemEntries(temp, "tweetarchive-*"));
                CommandLine.Run(["inspect", csv], null, ("TMPDIR", temp)).AssertSaid(0);
            }
            else
            {
                result.AssertFailed(130, "interrupted");
            }

            Assert.Empty(Directory.EnumerateFileSystemEntries(temp, "tweetarchive-*"));
            folder.AssertNothingWritten();
        }
        finally
        {
            writing.Kill(entireProcessTree: true);
        }
    }

    private static void Tool(string name, params string[] arguments)
    {
        using Process process = Process.Start(name, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
