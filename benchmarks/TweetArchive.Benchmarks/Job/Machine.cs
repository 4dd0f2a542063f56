using System.Globalization;
using System.Runtime.InteropServices;

namespace TweetArchive.Benchmarks.Job;

/// <summary>What a figure was measured on.</summary>
internal static class Machine
{
    /// <summary>The processor's name, for people.</summary>
    public static string Cpu { get; } = ReadCpu();

    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Cpu}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, "
            + $"{RuntimeInformation.OSDescription}, .NET {Environment.Version}");

    /// <summary>The processor's name as a folder: letters and digits, everything else one dash.</summary>
    public static string Folder { get; } =
        string.Join('-',
            new string([.. Cpu.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : ' ')])
                .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string ReadCpu()
    {
        if (File.Exists("/proc/cpuinfo")
            && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) is { } line)
            return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
