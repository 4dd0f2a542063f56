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

    /// <summary>Beyond it memory is measured more than work.</summary>
    private const long LargestRecord = 64 << 20;

    private const long LargestInput = 256 << 20;

    /// <summary>Of the larger size to the smaller.</summary>
    private const int Apart = 8;

    /// <summary>So much longer than the empty job the larger size must take, to tell how it grows: seconds.</summary>
    private const double Enough = 2;

    /// <summary>Below this multiple of the empty job's time, more than that, the growth is not told.</summary>
    private const double Least = 1;

    private const int EmptyJobs = 20;
    private const int RunsOfSmaller = 3;
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(60);

    /// <summary>What a job takes whose input is one tweet, and how much that varies: processor seconds.</summary>
    private readonly record struct Fixed(double Seconds, double Spread);

    /// <param name="Size">The larger one; the smaller is an eighth of it.</param>
    /// <param name="Bytes">Of the larger.</param>
    /// <param name="Exponent">NaN where the largest input that is allowed takes too little to tell.</param>
    private sealed record Line(string Name, int Size, long Bytes, double Smaller, double Larger, double Exponent, string? Note);

    /// <param name="only">A part of the names of the kinds to measure; null for all.</param>
    /// <param name="results">Where the table is kept; null for not to keep it.</param>
    public static int Run(string? only, string? results)
    {
        string work = Path.Combine(Path.GetTempPath(), "tweetarchive-shapes-" + Environment.ProcessId);
        Lexicon lexicon = Lexicon.LoadShipped();
        var lines = new List<Line>();
        var watch = Stopwatch.StartNew();
        Fixed empty;
        try
        {
            empty = Empty(work, lexicon);
            foreach (InputShape shape in InputShapes.All.Where(
                s => only is null || s.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                lines.Add(Measure(shape, empty, work, lexicon));
                Console.Error.WriteLine(Row(lines[^1]));
            }
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }

        string report = Report(lines, empty, watch.Elapsed);
        Console.Write(report);
        Repository.Keep(results, "shapes.md", report);
        return lines.Any(l => l.Exponent > MostExponent) ? 1 : 0;
    }

    /// <summary>After jobs enough that everything is compiled and loaded.</summary>
    private static Fixed Empty(string work, Lexicon lexicon)
    {
        var one = new InputShape("one tweet", 1, (folder, n) => File.WriteAllBytes(Path.Combine(folder, "x_tweets_csv_hashed.csv"),
            Encoding.UTF8.GetBytes(Rows.Header + Rows.Row(n))));
        foreach (InputShape shape in (InputShape[])[.. InputShapes.All.Take(2), .. Enumerable.Repeat(one, EmptyJobs)])
            Seconds(shape, shape.Start, work, lexicon, 1, out _);
        double[] seconds = [.. Enumerable.Range(0, EmptyJobs).Select(_ => Seconds(one, 1, work, lexicon, 1, out string? _)).Order()];
        return new Fixed(seconds[0], seconds[EmptyJobs / 2] - seconds[0]);
    }

    /// <summary>Grows the input until its work is several times that of an empty job, or it is as large as may be.</summary>
    private static Line Measure(InputShape shape, Fixed empty, string work, Lexicon lexicon)
    {
        int size = shape.Start;
        double larger = Seconds(shape, size, work, lexicon, 1, out string? note);
        while (note is null && 2 * Bytes(work) < Largest(shape))
        {
            double enough = Enough + empty.Seconds;
            // A machine with other work makes one run long; a second tells.
            if (larger >= enough && (larger = Math.Min(larger, Seconds(shape, size, work, lexicon, 1, out _))) >= enough)
                break;
            // Where little shows yet, it is far.
            size *= larger - empty.Seconds < Enough / Apart && Apart * Bytes(work) < Largest(shape) ? Apart : 2;
            larger = Seconds(shape, size, work, lexicon, 1, out note);
        }

        long bytes = Bytes(work);
        int small = Math.Max(1, size / Apart);
        double smaller = Seconds(shape, small, work, lexicon, RunsOfSmaller, out _);
        double exponent = Exponent(smaller, larger, empty);
        if (exponent > MostExponent)
        {
            // Other work of the machine passes; a kind that grows too fast stays.
            smaller = Math.Min(smaller, Seconds(shape, small, work, lexicon, 2 * RunsOfSmaller, out _));
            larger = Math.Min(larger, Seconds(shape, size, work, lexicon, RunsOfSmaller, out _));
            exponent = Exponent(smaller, larger, empty);
        }

        return new Line(shape.Name, size, bytes, smaller, larger, exponent, note);
    }

    /// <summary>Less than what empty jobs vary by is not told from nothing.</summary>
    private static double Exponent(double smaller, double larger, Fixed empty)
    {
        double more = larger - empty.Seconds;
        double less = Math.Max(smaller - empty.Seconds, empty.Spread);
        return more < Least * (empty.Seconds + empty.Spread) ? double.NaN : Math.Log(more / less) / Math.Log(Apart);
    }

    private static long Largest(InputShape shape) => shape.OneRecord ? LargestRecord : LargestInput;

    /// <summary>Processor time of the shortest of some runs.</summary>
    private static double Seconds(InputShape shape, int size, string work, Lexicon lexicon, int runs, out string? note)
    {
        string input = Path.Combine(work, "input");
        Fresh(input);
        File.Delete(Path.Combine(work, "targets.tsv"));
        shape.Write(input, size);
        string targets = Path.Combine(work, "targets.tsv");
        if (shape.Targets is not null)
            File.WriteAllText(targets, shape.Targets(size));
        double least = double.MaxValue;
        note = null;
        for (int run = 0; run < runs; run++)
        {
            string output = Path.Combine(work, "out");
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            using var limit = new CancellationTokenSource(TooLong);
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            try
            {
                var options = new RunOptions
                {
                    Inputs = [input],
                    Out = output,
                    Lexicon = shape.Targets is null ? lexicon : Lexicon.LoadFrom(targets),
                    Threads = 1,
                    MaxRecordBytes = (int)(2 * LargestRecord),
                };
                RunResult result = RunJob.Run(options, new RunProgress(), limit.Token);
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

    private static long Bytes(string work) => new DirectoryInfo(work).EnumerateFiles("targets.tsv")
        .Concat(new DirectoryInfo(Path.Combine(work, "input")).EnumerateFiles()).Sum(f => f.Length);

    private static void Fresh(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    private static string Report(List<Line> lines, Fixed empty, TimeSpan all)
    {
        StringBuilder text = JobReport.Head("Time against size");
        text.AppendLine("    dotnet run -c Release --project benchmarks/TweetArchive.Benchmarks -- shapes --save").AppendLine();
        text.AppendLine("Processor time of the whole job, in process, one thread, the shortest of some runs, for inputs of which one thing "
            + $"grows: n and an eighth of n. n is grown until the job takes {Enough:0} s more than an empty one, or the input is as large "
            + $"as may be: {LargestRecord >> 20} MiB for what is one record, {LargestInput >> 20} for others.")
            .AppendLine();
        text.AppendLine("Exponent: of the growth of what is more than an empty job (one tweet, everything loaded and compiled); 1 is a "
            + "line, 2 a square. None is given where the largest input takes less than an empty job more than that: it says that "
            + "megabytes of this kind are milliseconds.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"An empty job takes {empty.Seconds:0.000} s at least and "
            + $"{empty.Seconds + empty.Spread:0.000} s in the middle of {EmptyJobs}. The whole table took {all.TotalMinutes:0.0} minutes.")
            .AppendLine();
        text.AppendLine("| input | n | MiB | s for n / 8 | s for n | exponent |").AppendLine("|---|---|---|---|---|---|");
        foreach (Line line in lines)
            text.AppendLine(Row(line));
        Line[] told = [.. lines.Where(l => !double.IsNaN(l.Exponent))];
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Largest exponent: {told.Max(l => l.Exponent):0.00}; "
            + $"{told.Count(l => l.Exponent > MostExponent)} of {told.Length} above {MostExponent}; {lines.Count - told.Length} kinds take "
            + $"too little to tell.");
        return text.ToString();
    }

    private static string Row(Line line) => string.Create(CultureInfo.InvariantCulture,
        $"| {line.Name} | {line.Size:N0} | {line.Bytes / 1048576.0:0.0} | {line.Smaller:0.00} | {line.Larger:0.00} | "
            + $"{(double.IsNaN(line.Exponent) ? "–" : line.Exponent.ToString("0.00", CultureInfo.InvariantCulture))}"
            + $"{(line.Note is null ? "" : " " + line.Note)} |");
}
