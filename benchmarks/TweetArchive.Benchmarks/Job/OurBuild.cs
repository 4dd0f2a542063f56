using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TweetArchive.Benchmarks.Job;

/// <summary>Which build of tweetarchive is measured, and its command line.</summary>
internal static class OurBuild
{
    /// <summary>For <c>--build</c>: compiled ahead for this machine, as docs/performance.md has it.</summary>
    public const string Native = "native";

    /// <summary>For <c>--build</c>: the build next to this program, compiled as it runs.</summary>
    public const string Framework = "framework";

    /// <summary>What is measured by default: native where a linker is there to build it.</summary>
    public static string Usual { get; } = HasLinker() ? Native : Framework;

    /// <summary>Folders whose files the program is made of.</summary>
    private static readonly string[] sources = ["src", "data"];

    /// <summary>The whole job over one file into a folder that is not there yet.</summary>
    public static string[] Run(JobOptions options, string file, string to, bool allTweets = false) =>
    [
        .. Command(options), "run", file, "--out", to,
        "--threads", options.Threads.ToString(CultureInfo.InvariantCulture), "--tweets", allTweets ? "all" : "tagged", "--quiet",
        // The others make none.
        "--no-report",
    ];

    /// <summary>What starts the build that is asked for; published first if need be.</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public static string[] Command(JobOptions options) => options.Build switch
    {
        Native => [Published(
            options.Data, Native, "tweetarchive", ["-r", RuntimeInformation.RuntimeIdentifier, "-p:IlcInstructionSet=native"])],
        Framework => ["dotnet", "exec", BesideThisProgram()],
        string folder => Given(Path.GetFullPath(folder)),
    };

    /// <summary>The program in a folder: the one that is compiled as it runs, or the released one.</summary>
    private static string[] Given(string folder)
    {
        string released = Path.Combine(folder, OperatingSystem.IsWindows() ? "tweetarchive.exe" : "tweetarchive"),
            managed = Path.Combine(folder, "tweetarchive.dll");
        return File.Exists(managed) ? ["dotnet", "exec", managed]
            : [Existing(released, "Give --build the folder of a released program or of a tweetarchive.dll.")];
    }

    /// <summary>In words, for reports.</summary>
    public static string Describe(JobOptions options) => options.Build switch
    {
        Native => "compiled ahead for this machine (native)",
        Framework => "compiled as it runs",
        string => Word(options),
    };

    /// <summary>In a word, for tables; of a folder its name, not where it is on this machine.</summary>
    public static string Word(JobOptions options) => options.Build is Native or Framework ? options.Build
        : Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Build));

    /// <summary>The program as 'dotnet publish' gives it, from an earlier time if nothing has changed since.</summary>
    private static string Published(string data, string build, string file, string[] arguments)
    {
        string root = Repository.Root();
        string folder = Directory.CreateDirectory(Path.Combine(data, "build", build)).FullName;
        string output = Path.Combine(folder, "tweetarchive"), program = Path.Combine(output, file),
            done = Path.Combine(folder, "published");
        if (File.Exists(program) && File.Exists(done) && File.ReadAllText(done) == root
            && File.GetLastWriteTimeUtc(done) > LastChange(root))
            return program;
        DateTime begun = DateTime.UtcNow;
        Console.Error.WriteLine($"publishing tweetarchive ({build}) to {output}");
        Execute("dotnet", ["publish", Path.Combine(root, "src", "TweetArchive.Cli"), "-c", "Release", "-o", output, .. arguments]);
        File.WriteAllText(done, root);
        File.SetLastWriteTimeUtc(done, begun);
        return Existing(program, "'dotnet publish' did not write it.");
    }

    /// <summary>When anything was last written that the program is made of. A folder is written when a file in it goes.</summary>
    private static DateTime LastChange(string root) =>
        sources.Select(f => new DirectoryInfo(Path.Combine(root, f)))
            .SelectMany(f => f.EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            .Concat(new DirectoryInfo(root).EnumerateFiles("Directory.*.props"))
            .Max(f => f.LastWriteTimeUtc);

    private static bool HasLinker() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));

    private static string BesideThisProgram()
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return Existing(Path.GetFullPath(Path.Combine(here, "..", "..", "TweetArchive.Cli", Path.GetFileName(here), "tweetarchive.dll")),
            "Build it: dotnet build src/TweetArchive.Cli -c Release");
    }

    private static string Existing(string path, string whatToDo) =>
        File.Exists(path) ? path : throw new ArgumentException($"{path} is not there. {whatToDo}");

    private static void Execute(string command, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{command} {string.Join(' ', arguments)}: exit code {process.ExitCode}{Environment.NewLine}{output}");
    }
}
