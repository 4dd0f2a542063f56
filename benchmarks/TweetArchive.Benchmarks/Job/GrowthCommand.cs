using System.Globalization;
using System.Text;

namespace TweetArchive.Benchmarks.Job;

/// <summary><c>growth</c>: our job on ever more tweets; whether its time grows in a line and its memory not at all.</summary>
internal static class GrowthCommand
{
    private static readonly int[] Steps = [1, 2, 5, 10, 20, 50];

    private sealed record Step(long Tweets, long Bytes, Measurement Median);

    public static int Run(JobOptions options)
    {
        var steps = new List<Step>();
        foreach (int times in Steps.Where(t => t < options.Times).Append(options.Times))
        {
            string file = SyntheticFile.Get(options.Data, options.Tweets * times);
            string to = Path.Combine(options.Data, "out-tweetarchive");
            var runs = new List<Measurement>();
            for (int run = 0; run < options.Runs; run++)
            {
                JobComparison.Remove(to);
                runs.Add(Measure.InProcessOfItsOwn(OurBuild.Run(options, file, to), options.Threads));
                Console.Error.WriteLine(FormattableString.Invariant(
                    $"{times} times, run {run + 1} of {options.Runs}: {runs[^1].Wall:0.00} s, {runs[^1].PeakBytes >> 20} MiB"));
            }

            JobComparison.Remove(to);
            steps.Add(new Step(options.Tweets * times, new FileInfo(file).Length, runs.OrderBy(r => r.Wall).ElementAt(runs.Count / 2)));
        }

        string report = Report(options, steps);
        Console.Write(report);
        Repository.Keep(options.Results, "growth.md", report);
        return 0;
    }

    private static string Report(JobOptions options, List<Step> steps)
    {
        var text = new StringBuilder();
        text.Append("# Growth\n\n").Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Describe()}. "
            + $"tweetarchive alone, {OurBuild.Describe(options)}, {options.Threads} threads, plain CSV, the median of {options.Runs} "
            + $"runs by wall time\n\n");
        text.Append("| tweets | MB | wall s | CPU s | MB/s | peak MiB |\n|---|---|---|---|---|---|\n");
        foreach (Step step in steps)
            text.Append(CultureInfo.InvariantCulture, $"| {step.Tweets:N0} | {step.Bytes / 1e6:N0} | {step.Median.Wall:0.00} | "
                + $"{step.Median.Cpu:0.00} | {step.Bytes / 1e6 / step.Median.Wall:N0} | {step.Median.PeakBytes / 1048576.0:N0} |\n");
        if (steps.Count < 2)
            return text.ToString();

        (double slope, double start, double fit) = Line([.. steps.Select(s => s.Bytes / 1e9)], [.. steps.Select(s => s.Median.Wall)]);
        (double cpuSlope, double cpuStart, _) = Line([.. steps.Select(s => s.Bytes / 1e9)], [.. steps.Select(s => s.Median.Cpu)]);
        text.Append(CultureInfo.InvariantCulture, $"\nLeast squares: wall = {start:0.00} s + {slope:0.00} s a GB (R² {fit:0.0000}); "
            + $"CPU = {cpuStart:0.00} s + {cpuSlope:0.00} s a GB.\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Peak memory, the largest over the smallest input: {(double)steps[^1].Median.PeakBytes / steps[0].Median.PeakBytes:0.00}.\n");
        return text.ToString();
    }

    /// <summary>The line through points with the least squared error, and how much of the variance it explains.</summary>
    private static (double Slope, double Start, double Fit) Line(double[] x, double[] y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        double xy = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        double xx = x.Sum(a => (a - meanX) * (a - meanX));
        double slope = xy / xx;
        double start = meanY - (slope * meanX);
        double left = x.Zip(y, (a, b) => Math.Pow(b - start - (slope * a), 2)).Sum();
        double all = y.Sum(b => (b - meanY) * (b - meanY));
        return (slope, start, all == 0 ? 1 : 1 - (left / all));
    }
}
