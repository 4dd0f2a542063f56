using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TweetArchive.Synth;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>A folder for one trial, the command in it, and what must hold of every call of the command.</summary>
internal sealed partial class Workshop : IDisposable
{
    /// <summary>
    /// 0 done, 1 the system failed, 2 refused, 3 input that could not be read, 4 too many rejects, 5 a difference, 6 nothing read, 7 an
    /// input changed.
    /// </summary>
    private static readonly int[] KnownCodes = [0, 1, 2, 3, 4, 5, 6, 7];

    public string Path { get; } = Directory.CreateTempSubdirectory("tweetarchive-soak").FullName;

    /// <summary>Of each command, how many were sent a signal and how many ended by it.</summary>
    public static SortedDictionary<string, (int Sent, int Struck)> Signals { get; } = new(StringComparer.Ordinal);

    /// <summary>The commands so far, for a finding.</summary>
    public List<string> Log { get; } = [];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, true);

    /// <summary>A synthetic archive of random size, seed and dialect.</summary>
    public SynthResult Synth(Random random, int fewest, int most, string name = "demo_tweets_csv_hashed.csv") =>
        SynthArchive.Write(new SynthOptions
        {
            Tweets = random.Next(fewest, most),
            Seed = (ulong)random.Next(),
            Dialect = random.Pick(Enum.GetValues<SynthDialect>()),
            Quoting = random.Pick(Enum.GetValues<QuotingStyle>()),
            MentionRate = 0.3,
            OutPath = File(name),
            Overwrite = true,
        });

    /// <summary>Runs the command to its end; whatever it is given, it ends with a known code and speaks to its user.</summary>
    public CommandResult Command(params string[] args) => Checked(args, CommandLine.Run(args));

    /// <summary>Any program that starts the command, such as strace.</summary>
    public CommandResult Program(string program, params string[] args) =>
        Checked([program, .. args], CommandLine.RunProgram(program, args));

    /// <summary>Sends a signal after some time, if it still runs.</summary>
    public CommandResult Stopped(TimeSpan after, string signal, params string[] args)
    {
        var watch = Stopwatch.StartNew();
        CommandResult result = CommandLine.Run(args, process =>
        {
            if (watch.Elapsed < after || process.HasExited)
                return false;
            using Process kill = Process.Start("kill", ["-s", signal, $"{process.Id}"]);
            kill.WaitForExit();
            return true;
        });
        Log.Add($"{string.Join(' ', args)}: {result.ExitCode}, {signal} after {after.TotalSeconds:0.000} s");
        bool struck = result.ExitCode is 137 or 143 or 130 or 129;
        (int sent, int strikes) = Signals.GetValueOrDefault(args[0]);
        Signals[args[0]] = (sent + 1, strikes + (struck ? 1 : 0));
        return struck ? result : Checked(args, result, logged: true);
    }

    public static void Expect(bool holds, string what)
    {
        if (!holds)
            throw new FindingException(what);
    }

    /// <summary>Every file of a folder but scratch and what holds times, with its checksum.</summary>
    public static SortedDictionary<string, string> Checksums(string folder, string pattern = "*.parquet") =>
        new(Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .ToDictionary(f => System.IO.Path.GetRelativePath(folder, f),
                f => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(f)))), StringComparer.Ordinal);

    public static void ExpectSame(SortedDictionary<string, string> wanted, string folder, string when)
    {
        SortedDictionary<string, string> found = Checksums(folder);
        string[] different = [.. wanted.Keys.Union(found.Keys).Where(k => wanted.GetValueOrDefault(k) != found.GetValueOrDefault(k))];
        Expect(different.Length == 0, $"{when}: other bytes in {string.Join(", ", different)}");
    }

    /// <summary>records = tweets + rejected + duplicates, in all and for each input.</summary>
    /// <returns>The manifest.</returns>
    public static JsonElement ExpectAccounted(string folder)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(System.IO.Path.Combine(folder, "manifest.json")));
        JsonElement manifest = document.RootElement.Clone();
        foreach (JsonElement counts in manifest.GetProperty("inputs").EnumerateArray().Append(manifest)
            .Select(o => o.TryGetProperty("accounting", out JsonElement a) ? a : default))
        {
            if (counts.ValueKind != JsonValueKind.Object)
                continue;
            long Of(string name) => counts.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
            Expect(Of("records") == Of("tweets") + Of("rejected") + Of("duplicates"), $"not every record is accounted for: {counts}");
        }

        return manifest;
    }

    private CommandResult Checked(string[] args, CommandResult result, bool logged = false)
    {
        if (!logged)
            Log.Add($"{string.Join(' ', args)}: {result.ExitCode}");
        string said = result.Error + result.Output;
        Expect(KnownCodes.Contains(result.ExitCode), $"exit code {result.ExitCode}: {said}");
        Expect(!said.Contains("a defect of ours", StringComparison.Ordinal) && !StackTrace().IsMatch(said), said);
        // What differs is what verify was asked for.
        string about = result.ExitCode == 5 ? said : result.Error;
        Expect(result.ExitCode == 0 || about.Length > 0, $"exit code {result.ExitCode} and not a word on standard error");
        Expect(!TerminalCommand().IsMatch(said),
            "control characters reach the terminal: " + TerminalCommand().Replace(said, m => $"\\x{(int)m.Value[0]:x2}"));
        return result;
    }

    [GeneratedRegex(@"^\s+at [\w.]+\.|Unhandled exception", RegexOptions.Multiline)]
    private static partial Regex StackTrace();

    /// <summary>What a terminal would obey; a line end and a tab are none.</summary>
    [GeneratedRegex("[\u0000-\u0008\u000b-\u001f\u007f-\u009f]")]
    private static partial Regex TerminalCommand();
}

internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    public static bool Chance(this Random random, double of) => random.NextDouble() < of;

    public static byte[] Bytes(this Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);
}
