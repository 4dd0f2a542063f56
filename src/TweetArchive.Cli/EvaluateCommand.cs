using System.CommandLine;
using System.Text;
using TweetArchive.Analysis;
using TweetArchive.Analysis.Coding;
using TweetArchive.Analysis.Evaluation;
using TweetArchive.Analysis.Nulls;
using TweetArchive.Dataset;

namespace TweetArchive.Cli;

/// <summary>tweetarchive evaluate</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string?>(
            "DIR")
        { Description = "Output folder of a run with --tweets all.", Arity = ArgumentArity.ZeroOrOne };
        var nulls = new Option<bool>("--null")
        {
            Description = "Measure what the analyses find where nothing happens: in data drawn at random and, if DIR is given, in its "
                + "tweets rearranged."
        };
        var labels = new Option<string[]>("--labels")
        {
            Description = "Tweets that people have read: the files that the page of tweetarchive sample saved, one for each coder.",
            HelpName = "FILE",
        };
        var simulate = new Option<int>("--simulate")
        { Description = "With labels of a sample: check the intervals with this many simulated samples.", HelpName = "N" }
            .Within(0, 1_000_000);
        var seed = new Option<int>("--seed") { Description = "The seed of the simulation.", HelpName = "N", DefaultValueFactory = _ => 1 }
            .Within(int.MinValue, int.MaxValue);
        var outFile = new Option<string?>("--out") { Description = "Write the page to this file, not to the screen.", HelpName = "FILE" };
        var threads = Options.Threads();
        var shown = Options.Progress();
        var quiet = new Option<bool>("--quiet") { Description = "No progress." };
        var command = new Command("evaluate",
            """
            Estimates the true counts from tweets that people have read. It does so with --labels, the files that the page
            of `tweetarchive sample` saved: agreement of the coders, precision by target, language and rule, recall, and
            the true counts with 95% intervals. It adds them to DIR as estimates.parquet, and the next report shows them.
            docs/coding.md explains the method.

            With neither --labels nor --null it measures how well analyze finds missing languages in your tweets: on rows
            that the model has not learned from, divided by account and by time, without near copies, compared with simpler
            rules, with intervals and calibration. The languages in the archives are the platform's own guesses, so the
            figures show agreement with the platform, not accuracy. docs/evaluation.md is such a page.

            With --null it measures how often each of the other analyses claims something in data in which nothing
            happens, with all seeds. docs/nulls.md is that page.

            The result is a page of Markdown, on the screen or in the file of --out.

            Examples:
              tweetarchive evaluate iran --labels labels-ann.tsv --labels labels-bob.tsv
              tweetarchive evaluate iran --labels labels-ann.tsv --simulate 1000 --out counts.md
              tweetarchive evaluate iran
              tweetarchive evaluate --null

            Exit codes: 0 done; 2 wrong usage or no output of a run; 6 its tables cannot be read; 130 interrupted; 1 anything
            else.
            """)
        {
            dataset, nulls, labels, simulate, seed, outFile, threads, shown, quiet,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            string? of = parsed.GetValue(dataset);
            bool wantsNulls = parsed.GetValue(nulls);
            if (of is null && !wantsNulls)
                throw new UsageException("evaluate: name the output folder of a run, or give --null for data drawn at random.");
            string? file = parsed.GetValue(outFile);
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
                throw new UsageException($"--out {file}: there is no folder {folder}. Make it first.");
            if (file is not null)
                WholeFile.RefuseForeign(file, "Made by `tweetarchive evaluate");
            string[] files = parsed.GetValue(labels) ?? [];
            if (wantsNulls && files.Length > 0)
                throw new UsageException("--labels are for counts, --null is for analyses. Give one of them.");
            if (files.Length > 0)
                return Coding(of!, files, parsed.GetValue(simulate), parsed.GetValue(seed), file, cancel);
            var progress = new AnalyzeProgress();
            string page;
            using (new ProgressLine(() => ProgressLine.Of(progress), Options.ProgressFrom(parsed, shown, parsed.GetValue(quiet))))
            {
                page = wantsNulls
                    ? NullJob.Run(new NullOptions { Dataset = of, Threads = parsed.GetValue(threads) }, progress, cancel)
                    : EvaluateJob.Run(new EvaluateOptions { Dataset = of!, Threads = parsed.GetValue(threads) }, progress, cancel);
            }

            Put(page, file);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static int Coding(string dataset, string[] labels, int simulate, int seed, string? outFile, CancellationToken cancel)
    {
        string page = CodingJob.Run(new CodingOptions { Dataset = dataset, Labels = labels, Simulate = simulate, Seed = seed }, cancel);
        Put(page, outFile);
        Console.Error.WriteLine(
            $"tweetarchive: {Path.Combine(dataset, "estimates.parquet")} was written; tweetarchive report {dataset} shows it.");
        return ExitCodes.Done;
    }

    private static void Put(string page, string? file)
    {
        if (file is null)
            Console.Out.Write(page);
        else
            WholeFile.Write(file, to => to.Write(Encoding.UTF8.GetBytes(page)));
    }
}
