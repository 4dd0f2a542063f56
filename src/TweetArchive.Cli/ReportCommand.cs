using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TweetArchive.Dataset;
using TweetArchive.Report;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>tweetarchive report</summary>
internal static class ReportCommand
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var dataset = new Argument<string>("DIR") { Description = "Output folder of a run." };
        var outFile = new Option<string?>("--out") { Description = "The file to write; DIR/report.html if not given.", HelpName = "FILE" };
        var only = new Option<string?>("--dataset") { Description = "Report on one dataset of several in the folder.", HelpName = "NAME" };
        var all = new Option<bool>("--all-tweets")
        {
            Description = "Put every tweet in which a target was found into the page, compressed and searchable: about 13 MB for 100,000.",
        };
        var progress = Options.Progress();
        var quiet = Options.Quiet();
        var command = new Command("report",
            """
            Makes report.html from the output of a run: one file that needs no network, with mentions by week with their share of
            all tweets, languages, hours, hashtags, domains, clients, accounts, networks, and tweets behind the
            figures. `run` and `merge` make it at their end; after `analyze`, make it again.

            Examples:
              tweetarchive report iran-2018
              tweetarchive report everything --dataset ira_201810 --out ira.html
              tweetarchive report iran-2018 --all-tweets --out iran-with-tweets.html

            Exit codes: 0 done; 2 no output of a run there; 6 its tables cannot be read; 130 interrupted; 1 anything else.
            """)
        {
            dataset, outFile, only, all, progress, quiet,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            var options = new ReportOptions
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Out = parsed.GetValue(outFile),
                Only = parsed.GetValue(only),
                AllTweets = parsed.GetValue(all),
            };
            ReportResult result;
            using (Progress(Options.ProgressFrom(parsed, progress, parsed.GetValue(quiet))))
                result = ReportJob.Write(options, cancel);
            if (!parsed.GetValue(quiet))
                Console.Out.WriteLine(Describe(result));
            return ExitCodes.Done;
        }));
        return command;
    }

    public static Option<bool> NoReport() => new("--no-report") { Description = "Do not write report.html." };

    /// <summary>At the end of `run` and `merge`: the tables are done, so a report that fails takes nothing back.</summary>
    /// <param name="say">Whether to say where it is.</param>
    /// <returns>The exit code of the run, or 1 if it was fine and the report failed.</returns>
    public static int After(int exitCode, string dataset, ProgressMode show, bool say, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(dataset, "manifest.json")))
            return exitCode;
        try
        {
            ReportResult result;
            using (Progress(show))
                result = WriteWhenFree(new ReportOptions { Dataset = dataset }, cancel);
            if (say)
                Console.Out.WriteLine($"To look at it, open {result.Path} in a browser.");
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(
                $"tweetarchive: interrupted. The tables are written, the report is not. Make it with: tweetarchive report {dataset}");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is DatasetException or UsageException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"tweetarchive: the tables are written, the report is not: {e.Message} Try again with: tweetarchive report {dataset}");
            return exitCode == ExitCodes.Done ? ExitCodes.Defect : exitCode;
        }
    }

    /// <summary>
    /// The run has let go of the folder, so the same command, given a second time, may be in it for a moment: it finds the dataset done and
    /// makes the same report.
    /// </summary>
    private static ReportResult WriteWhenFree(ReportOptions options, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return ReportJob.Write(options, cancel);
            }
            catch (FolderInUseException) when (watch.Elapsed < LongestWait)
            {
                cancel.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private static ProgressLine Progress(ProgressMode show) => new(() => new ProgressState("report", null), show);

    private static string Describe(ReportResult result) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{result.Path}: {result.Bytes / 1e6:0.0} MB, with {Counted.Of(result.Tweets, "tweet")} behind the figures")
        + (result.Found > result.Tweets ? $", of {Sizes.Number(result.Found)}{string.Concat(Lacking(result))}; all are in the tables" : "");

    /// <summary>Why a page that should have all tweets lacks some.</summary>
    private static IEnumerable<string> Lacking(ReportResult result)
    {
        if (result.Found > ReportResult.MostTweets)
            yield return $"; more than {Sizes.Number(ReportResult.MostTweets)} would be too much for a browser";
        long texts = Math.Min(result.Found, ReportResult.MostTweets) - result.Tweets;
        if (texts > 0)
            yield return $"; the dataset has no text of {Sizes.Number(texts)}, such as those with only a possible mention: "
                + "tweetarchive run --tweets all keeps all";
    }
}
