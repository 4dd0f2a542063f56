using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace TweetArchive.Testing;

/// <summary>What a run of the built command gave.</summary>
/// <param name="PeakBytes">Largest resident size seen; 0 where the system does not tell.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error, long PeakBytes)
{
    /// <summary>It failed as it should: the code, a message with these words, and nothing that only a programmer can read.</summary>
    public void AssertFailed(int exitCode, params string[] words)
    {
        AssertSaid(exitCode, words);
        Assert.StartsWith("tweetarchive: ", Error, StringComparison.Ordinal);
    }

    public void AssertSaid(int exitCode, params string[] words)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, wanted {exitCode}: {Error}{Output}");
        foreach (string word in words)
            Assert.Contains(word, Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a defect of ours", Error, StringComparison.Ordinal);
    }
}

/// <summary>The built command, as a separate process; or what TWEETARCHIVE_PROGRAM names, such as the program that users install.</summary>
internal static class CommandLine
{
    /// <summary>The command as it was built with the tests, and its first arguments.</summary>
    public static readonly string[] Built = ["dotnet", Path.Combine(AppContext.BaseDirectory, "tweetarchive.dll")];

    /// <summary>The program that is started, and its first arguments.</summary>
    public static readonly string[] Program = Environment.GetEnvironmentVariable("TWEETARCHIVE_PROGRAM") is { Length: > 0 } program
        ? [Path.GetFullPath(program)]
        : Built;

    /// <summary>The same as the beginning of a line for a shell.</summary>
    public static string InShell => string.Join(' ', Program.Select(p => $"'{p}'"));

    public static CommandResult Run(params string[] args) => Run(args, null);

    /// <param name="meanwhile">Called with the process while it runs, until it returns true.</param>
    /// <param name="environment">Variables besides those of the tests.</param>
    public static CommandResult Run(string[] args, Func<Process, bool>? meanwhile, params (string Name, string Value)[] environment) =>
        // Where the tests themselves run in the background, a shell has made all their children deaf to Ctrl-C.
        OperatingSystem.IsLinux() ? RunProgram("env", ["--default-signal=INT", .. Program, .. args], meanwhile, environment)
            : RunProgram(Program[0], [.. Program[1..], .. args], meanwhile, environment);

    /// <summary>Another program than ours.</summary>
    public static CommandResult RunProgram(string program, string[] args, Func<Process, bool>? meanwhile = null,
        params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath()
        };
        foreach (string arg in args)
            start.ArgumentList.Add(arg);
        // Ours compiles its loops at once for the best code, which pays in a run of minutes; those of tests last a second.
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        bool called = meanwhile is null;
        var watch = Stopwatch.StartNew();
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            called = called || meanwhile!(process);
            if (watch.Elapsed.TotalSeconds > 120)
            {
                process.Kill(true);
                Assert.Fail("the command did not end within two minutes: " + string.Join(' ', args));
            }
        }

        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.Result, error.Result, peak);
    }

    /// <summary>The high-water mark, which the kernel keeps; sampling cannot miss a short peak.</summary>
    private static long PeakOf(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").ToString(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
