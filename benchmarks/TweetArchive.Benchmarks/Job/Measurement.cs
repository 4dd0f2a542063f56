using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TweetArchive.Benchmarks.Job;

/// <summary>What one process cost from its start to its end.</summary>
/// <param name="PeakBytes">The most memory it had resident at any time.</param>
internal sealed record Measurement(double Wall, double User, double System, long PeakBytes)
{
    public double Cpu => User + System;

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"measured {Wall:R} {User:R} {System:R} {PeakBytes}");

    public static Measurement FromLine(string line)
    {
        double[] parts = [.. line.Split(' ').Skip(1).Select(p => double.Parse(p, CultureInfo.InvariantCulture))];
        return new Measurement(parts[0], parts[1], parts[2], (long)parts[3]);
    }
}

/// <summary>
/// <c>measure COMMAND…</c>: runs one command and prints what it cost. It is a separate process so that it has this one
/// child: then the system's account of "all children that ended" is exactly the child's, peak memory included.
/// </summary>
internal static partial class Measure
{
    /// <summary>Measures a command from a separate process.</summary>
    /// <param name="cores">The command may use no more than these; so a side with one thread too many gains nothing by it.</param>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static Measurement InProcessOfItsOwn(IEnumerable<string> command, int cores = int.MaxValue)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // "dotnet program.dll" and the program's own executable start the same thing.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(Measure).Assembly.Location);
        start.ArgumentList.Add("measure");
        if (cores < Environment.ProcessorCount)
        {
            start.ArgumentList.Add("--cores");
            start.ArgumentList.Add(cores.ToString(CultureInfo.InvariantCulture));
        }

        foreach (string argument in command)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string? line = output.Split('\n').LastOrDefault(l => l.StartsWith("measured ", StringComparison.Ordinal));
        if (process.ExitCode != 0 || line is null)
            throw new InvalidOperationException($"{string.Join(' ', command)}: exit code {process.ExitCode}. {output.Trim()}");
        return Measurement.FromLine(line);
    }

    /// <summary>The other side of <see cref="InProcessOfItsOwn"/>; returns the command's exit code.</summary>
    public static int Run(ReadOnlySpan<string> command)
    {
        if (command[0] == "--cores")
        {
            HoldTo(int.Parse(command[1], CultureInfo.InvariantCulture));
            command = command[2..];
        }

        var start = new ProcessStartInfo(command[0]);
        foreach (string argument in command[1..])
            start.ArgumentList.Add(argument);
        long from = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(from).TotalSeconds;
        Measurement measured = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
            ? OfChildren(wall)
            : new Measurement(wall, process.UserProcessorTime.TotalSeconds, process.PrivilegedProcessorTime.TotalSeconds,
                process.PeakWorkingSet64);
        Console.WriteLine(measured.ToLine());
        return process.ExitCode;
    }

    /// <summary>
    /// Holds this thread, and so what it starts, to the first cores of those it may use. Where the system cannot, it is not held.
    /// </summary>
    private static void HoldTo(int cores)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return;
        using Process self = Process.GetCurrentProcess();
        ulong allowed = (ulong)self.ProcessorAffinity, mask = 0;
        for (int i = 0; i < cores && allowed != 0; i++, allowed &= allowed - 1)
            mask |= allowed & (0 - allowed);
        self.ProcessorAffinity = (nint)mask;
    }

    private static Measurement OfChildren(double wall)
    {
        const int RusageChildren = -1;
        if (GetUsage(RusageChildren, out Usage usage) != 0)
            throw new InvalidOperationException($"getrusage: error {Marshal.GetLastPInvokeError()}");
        long unit = OperatingSystem.IsMacOS() ? 1 : 1024;
        return new Measurement(wall, usage.UserSeconds + (usage.UserMicroseconds / 1e6),
            usage.SystemSeconds + (usage.SystemMicroseconds / 1e6), usage.PeakResident * unit);
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, out Usage usage);

    /// <summary>struct rusage of getrusage(2) on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public long PeakResident;
        private Rest rest;

        [System.Runtime.CompilerServices.InlineArray(16)]
        private struct Rest
        {
            private long first;
        }
    }
}
