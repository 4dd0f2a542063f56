using System.Globalization;
using System.Text;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Targets;

namespace TweetArchive.Benchmarks.Job;

/// <summary>
/// <c>allocation</c>: bytes allocated for each further tweet, in process and warmed up: on N tweets and on 2 N, so that what a run
/// allocates once falls out. A shard that is the whole job reads, tags, counts and leaves sorted runs, but merges nothing and writes no
/// table: what a whole run allocates beyond it is merging and writing.
/// </summary>
internal static class AllocationCommand
{
    public static int Run(JobOptions options)
    {
        long few = options.Tweets, many = 2 * options.Tweets;
        string[] files = [SyntheticFile.Get(options.Data, few), SyntheticFile.Get(options.Data, many)];
        Shard?[] kinds = [new Shard(1, 1), null];
        double[][] medians = [new double[2], new double[2]];
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            List<double>[] runs = [[], []];
            // The first round compiles and fills the pools, and is not counted.
            for (int round = 0; round <= options.Runs; round++)
            {
                for (int size = 0; size < files.Length; size++)
                {
                    double bytes = Allocated(options, files[size], kinds[kind]);
                    if (round > 0)
                        runs[size].Add(bytes);
                }
            }

            for (int size = 0; size < files.Length; size++)
                medians[kind][size] = JobReport.Median(runs[size]);
        }

        string report = Report(options, medians[0], medians[1]);
        Console.Write(report);
        Repository.Keep(options.Results, "allocation.md", report);
        Repository.Keep(options.Results, "allocation.csv", string.Create(CultureInfo.InvariantCulture,
            $"part,tweets,bytes\nshard,{few},{medians[0][0]:0}\nshard,{many},{medians[0][1]:0}\nwhole,{few},{medians[1][0]:0}\nwhole,"
                + $"{many},{medians[1][1]:0}\n"));
        return 0;
    }

    private static double Allocated(JobOptions options, string file, Shard? shard)
    {
        string to = Path.Combine(options.Data, "out-tweetarchive");
        JobComparison.Remove(to);
        var run = new RunOptions
        {
            Inputs = [file],
            Out = to,
            Lexicon = Lexicon.LoadShipped(),
            Threads = options.Threads,
            Memory = RunOptions.DefaultMemory(options.Threads),
            Tweets = options.AllTweets ? TweetsMode.All : TweetsMode.Tagged,
            Shard = shard,
        };
        long before = GC.GetTotalAllocatedBytes(precise: true);
        RunJob.Run(run, new RunProgress(), CancellationToken.None);
        long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        JobComparison.Remove(to);
        return bytes;
    }

    private static string Report(JobOptions options, double[] shard, double[] whole)
    {
        long n = options.Tweets;
        StringBuilder text = JobReport.Head("Allocation");
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            In one process after a warm-up, {options.Threads} threads, {(options.AllTweets ? "all" : "tagged")} tweets written, medians of {options.Runs} runs by turns on {n:N0} tweets and on {2 * n:N0}: bytes from
            GC.GetTotalAllocatedBytes. "For each further tweet" is the difference by {n:N0}; "once" is what is left at no tweet. The first row is a run as the only shard, which
            merges nothing and writes no table; it holds the hot path, and with it whatever grows with new keys, not with records: maps, sorted runs, the tweets' rows.
            """).AppendLine();
        text.AppendLine(
            "| part | bytes for each further tweet | once, KB | MB in all, " + n.ToString("N0", CultureInfo.InvariantCulture) + " tweets |")
            .AppendLine("|---|---|---|---|");
        Row("blocks: read, tag, count, sort runs", shard);
        Row("merging and writing tables (the rest)", [whole[0] - shard[0], whole[1] - shard[1]]);
        Row("a whole run", whole);
        return text.ToString();

        void Row(string name, double[] bytes)
        {
            double slope = (bytes[1] - bytes[0]) / n;
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {slope:0.0} | {(bytes[0] - (slope * n)) / 1e3:N0} | {bytes[0] / 1e6:N1} |");
        }
    }
}
