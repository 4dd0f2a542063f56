using System.Diagnostics;
using System.Globalization;
using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>
/// <c>reading</c>: all rungs alternating, round after round, in one process. What the machine does besides falls on all of them, so
/// that ratios hold where times do not.
/// </summary>
internal static class ReadingCommand
{
    /// <summary>Rounds that are not counted: until everything is compiled and every buffer is there.</summary>
    private const int WarmUps = 4;

    public static int Run(ReadingOptions options)
    {
        var figures = new List<ReadingFigure>();
        foreach (string name in options.Shape is { } one ? [one] : ReadingShape.Names.Keys)
        {
            ReadingShape shape = ReadingShape.Load(name, options);
            List<ReadingRung> rungs = ReadingRung.All(shape);
            double[][] seconds = Measure(rungs, options.Runs, out long[] sums, out long[] allocated);
            if (Disagreement(rungs, sums) is { } difference)
            {
                Console.Error.WriteLine($"{name}: {difference}");
                return 1;
            }

            long records = sums[rungs.FindIndex(r => r.Does == ReadingRung.Records)];
            figures.AddRange(rungs.Select((r, i) => Figure(shape, rungs, seconds, i, records, allocated[i])));
        }

        string report = ReadingReport.Write(figures, options);
        Console.Write(report);
        if (options.Results is { } results)
        {
            string folder = Repository.ResultsFolder(results);
            ReadingFigure.Save(Path.Combine(folder, "reading.csv"), figures);
            File.WriteAllText(Path.Combine(folder, "reading.md"), report);
            Console.Error.WriteLine($"written: {folder}: reading.csv, reading.md. 'readme' takes them into docs/performance.md.");
        }

        return 0;
    }

    /// <summary>Seconds by rung and round.</summary>
    private static double[][] Measure(List<ReadingRung> rungs, int runs, out long[] sums, out long[] allocated)
    {
        double[][] seconds = [.. rungs.Select(_ => new double[runs])];
        sums = new long[rungs.Count];
        allocated = new long[rungs.Count];
        for (int run = -WarmUps; run < runs; run++)
        {
            for (int i = 0; i < rungs.Count; i++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                long start = Stopwatch.GetTimestamp();
                sums[i] = rungs[i].Run();
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                allocated[i] = GC.GetTotalAllocatedBytes(precise: true) - before;
                if (run >= 0)
                    seconds[i][run] = elapsed.TotalSeconds;
            }
        }

        return seconds;
    }

    /// <summary>Readers that do the same must find the same.</summary>
    private static string? Disagreement(List<ReadingRung> rungs, long[] sums)
    {
        foreach (IGrouping<string, (ReadingRung Rung, long Sum)> group in rungs.Select((r, i) => (Rung: r, Sum: sums[i]))
            .GroupBy(r => r.Rung.Does))
        {
            (ReadingRung first, long wanted) = group.First();
            foreach ((ReadingRung rung, long sum) in group)
            {
                if (sum != wanted)
                    return string.Create(CultureInfo.InvariantCulture, $"'{rung}' found {sum}, '{first}' found {wanted}");
            }
        }

        return null;
    }

    private static ReadingFigure Figure(ReadingShape shape, List<ReadingRung> rungs, double[][] seconds, int i, long records,
        long allocated)
    {
        ReadingRung rung = rungs[i];
        int peer = rungs.FindIndex(
            r => r.Reader.StartsWith("CsvHelper", StringComparison.Ordinal) && r.Does == rung.Does && r.From == rung.From
                && r.Threads == rung.Threads);
        double median = JobReport.Median(seconds[i]);
        return new ReadingFigure(shape.Name, rung.Reader, rung.Does, rung.From, rung.Threads, shape.File.Length / median / 1e6,
            median * 1e9 / records, allocated,
            peer < 0 ? null : JobReport.Median(seconds[peer].Zip(seconds[i], (theirs, ours) => theirs / ours)));
    }
}
