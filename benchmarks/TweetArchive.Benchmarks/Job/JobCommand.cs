using System.Globalization;

namespace TweetArchive.Benchmarks.Job;

/// <summary><c>job</c> and <c>scale</c>.</summary>
internal static class JobCommand
{
    public static int Run(JobOptions options)
    {
        var comparisons = new List<JobComparison> { JobComparison.Run(options, options.Tweets) };
        if (options.Times > 1)
            comparisons.Add(JobComparison.Run(options, options.Tweets * options.Times));
        string report = JobReport.Write(options, comparisons);
        Console.Write(report);
        if (options.Save)
        {
            string path = Path.Combine(Repository.ResultsFolder(), string.Create(CultureInfo.InvariantCulture, $"job-{DateTime.UtcNow:yyyy-MM-dd}.md"));
            File.WriteAllText(path, report);
            Console.Error.WriteLine($"written: {path}");
        }

        if (comparisons.All(c => c.Agreed))
            return 0;
        Console.Error.WriteLine("the two sides do not agree; see the table of figures");
        return 1;
    }
}
