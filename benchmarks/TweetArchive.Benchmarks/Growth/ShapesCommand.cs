using System.Diagnostics;
using System.Globalization;
using System.Text;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Targets;

namespace TweetArchive.Benchmarks.Growth;

/// <summary>
/// <c>shapes</c>: for each kind of input, processor time of the whole job against its size, and the exponent of the growth. In process and
/// with one thread, so that nothing is measured but the job; sizes grow until a run takes long enough to be measured.
/// </summary>
internal static class ShapesCommand
{
    /// <summary>Above this a kind is reported as growing too fast.</summary>
    private const double MostExponent = 1.2;

    /// <summary>Longer records are rejects, so nothing would be measured.</summary>
    private const long LargestRecord = 15 << 20;

    private const long LargestInput = 400 << 20;

    private static readonly TimeSpan Measurable = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(60);

    private sealed record Line(string Name, int Size, double[] Seconds, double Exponent, string? Note);

    /// <param name="only">A part of the names of the kinds to measure; null for all.</param>
    /// <param name="results">Where the table is kept; null for not to keep it.</param>
    public static int Run(string? only, string? results)
    {
        string work = Path.Combine(Path.GetTempPath(), "tweetarchive-shapes-" + Environment.ProcessId);
        Lexicon lexicon = Lexicon.LoadShipped();
        var lines = new List<Line>();
        try
        {
            // What is compiled and loaded once is not of the first kind.
            foreach (InputShape shape in InputShapes.All.Take(2))
                Seconds(shape, shape.Start, work, lexicon, out _);
            foreach (InputShape shape in InputShapes.All.Where(
                s => only is null || s.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                lines.Add(Measure(shape, work, lexicon));
                Console.Error.WriteLine(Row(lines[^1]));
            }
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }

        string report = Report(lines);
        Console.Write(report);
        Repository.Keep(results, "shapes.md", report);
        return lines.Any(l => l.Exponent > MostExponent) ? 1 : 0;
    }

    /// <summary>Three sizes, each twice the one before, of which the smallest takes a measurable time.</summary>
    private static Line Measure(InputShape shape, string work, Lexicon lexicon)
    {
        int size = shape.Start;
        // What is compiled for this kind alone is not of its first size.
        Seconds(shape, size, work, lexicon, out _);
        double first = Seconds(shape, size, work, lexicon, out string? note);
        while (first < Measurable.TotalSeconds && 8 * Bytes(work) < (shape.OneRecord ? LargestRecord : LargestInput))
        {
            size *= 2;
            first = Seconds(shape, size, work, lexicon, out note);
        }

        double second = Seconds(shape, 2 * size, work, lexicon, out _);
        double third = second > TooLong.TotalSeconds / 4 ? double.NaN : Seconds(shape, 4 * size, work, lexicon, out _);
        double[] seconds = [first, second, third];
        double exponent = double.IsNaN(third) ? Math.Log2(second / first) : Math.Log2(third / first) / 2;
        return new Line(shape.Name, size, seconds, exponent, note);
    }

    /// <summary>Processor time of the smaller of two runs.</summary>
    private static double Seconds(InputShape shape, int size, string work, Lexicon lexicon, out string? note)
    {
        string input = Path.Combine(work, "input");
        Fresh(input);
        shape.Write(input, size);
        double least = double.MaxValue;
        note = null;
        for (int run = 0; run < 2; run++)
        {
            string output = Path.Combine(work, "out");
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            using var limit = new CancellationTokenSource(TooLong);
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            try
            {
                RunResult result = RunJob.Run(
                    new RunOptions { Inputs = [input], Out = output, Lexicon = lexicon, Threads = 1 }, new RunProgress(), limit.Token);
                note = result.Counts.Tweets == 0 ? "no tweet was read" : note;
            }
            catch (Exception e) when (e is OperationCanceledException or InterruptedRunException or UsageException)
            {
                note = e is UsageException ? e.Message : $"not done in {TooLong.TotalSeconds} s";
            }

            double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            least = Math.Min(least, seconds);
            if (seconds > 5)
                break;
        }

        return least;
    }

    private static long Bytes(string work) => new DirectoryInfo(Path.Combine(work, "input")).EnumerateFiles().Sum(f => f.Length);

    private static void Fresh(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    private static string Report(List<Line> lines)
    {
        StringBuilder text = JobReport.Head("Time against size");
        text.AppendLine("    dotnet run -c Release --project benchmarks/TweetArchive.Benchmarks -- shapes --save").AppendLine();
        text.AppendLine("Processor time of the whole job, in process, one thread, the smaller of two runs, for inputs of which one "
            + "thing grows. Exponent: of the growth from n to 4 n; 1 is a line, 2 a square.").AppendLine();
        text.AppendLine("| input | n | s for n | 2 n | 4 n | exponent |").AppendLine("|---|---|---|---|---|---|");
        foreach (Line line in lines)
            text.AppendLine(Row(line));
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Largest exponent: {lines.Max(l => l.Exponent):0.00}; "
            + $"{lines.Count(l => l.Exponent > MostExponent)} of {lines.Count} above {MostExponent}.");
        return text.ToString();
    }

    private static string Row(Line line) => string.Create(CultureInfo.InvariantCulture,
        $"| {line.Name} | {line.Size:N0} | "
            + $"{string.Join(" | ", line.Seconds.Select(s => double.IsNaN(s) ? "" : s.ToString("0.00",
            CultureInfo.InvariantCulture)))} | {line.Exponent:0.00}{(line.Note is null ? "" : " " + line.Note)} |");
}
