using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TweetArchive.Analysis;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>tweetarchive analyze</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("DIR") { Description = "Folder of a dataset, as made by: tweetarchive run --out DIR" };
        var only = new Option<string?>("--only")
        {
            Description = $"Some of the analyses, comma-separated: {string.Join(", ", Analyses.Known.Select(a => a.Name))}.",
            HelpName = "NAMES",
        };
        var threads = Options.Threads();
        var memory = new Option<string>("--memory")
        {
            Description = "Memory for sorting; larger data take several passes.",
            DefaultValueFactory = _ => "512M",
            HelpName = "SIZE",
        };
        var window = new Option<int>("--window")
        {
            Description = "Coordination: two messages are near if their minutes differ by at most this; the archives have no seconds.",
            DefaultValueFactory = _ => 1,
            HelpName = "MINUTES",
        }.Within(0, 60);
        var most = new Option<int>("--most-accounts")
        {
            Description = "Coordination: objects that more accounts share are dropped (and counted).",
            DefaultValueFactory = _ => 1000,
            HelpName = "K",
        }.Within(2, 100_000);
        var fewest = new Option<int>("--fewest-objects")
        {
            Description = "Coordination: a pair of accounts needs this many objects in common.",
            DefaultValueFactory = _ => 2,
            HelpName = "N",
        }.Within(1, int.MaxValue);
        var normalise = new Option<bool>("--normalise-links")
        {
            Description = "Coordination: compare links without scheme, www., fragment and campaign parameters. By default they are "
                + "compared byte by byte."
        };
        var lookalikes = new Option<string?>("--lookalikes")
        {
            Description = "Your own names to look for: a TSV with the columns kind (name, handle or domain), name, role, and imitates for "
                + "known look-alikes. By default the shipped outlets and handles.",
            HelpName = "FILE",
        };
        var quiet = Options.Quiet();
        var progress = Options.Progress();
        var json = Options.Json();
        var command = new Command("analyze",
            $"""
            Reads the output of a run and adds tables to it. Most analyses look at all tweets, so run with
            --tweets all; the metadata of each table say what it is based on. docs/methods.md explains how each works
            and what it cannot show.

            {string.Join(Environment.NewLine, Analyses.Known.Select(a => $"  {a.Name,-14}{a.Summary}"))}

            Examples:
              tweetarchive run ~/Downloads/iran --out iran --tweets all
              tweetarchive analyze iran
              tweetarchive analyze iran --only coordination --window 0

            Exit codes: 0 done; 2 wrong usage or no output of a run, nothing written; 6 its tables cannot be read, nothing written;
            130 interrupted; 1 anything else.
            """)
        {
            dataset, only, threads, memory, window, most, fewest, normalise, lookalikes, progress, quiet, json,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel => Run(new AnalyzeOptions
        {
            Dataset = parsed.GetRequiredValue(dataset),
            Only = Names(parsed.GetValue(only)),
            Threads = parsed.GetValue(threads),
            Memory = Sizes.ParseMemory(parsed.GetRequiredValue(memory)),
            WindowMinutes = parsed.GetValue(window),
            MostAccounts = parsed.GetValue(most),
            FewestObjects = parsed.GetValue(fewest),
            NormaliseLinks = parsed.GetValue(normalise),
            Lookalikes = parsed.GetValue(lookalikes),
        }, Options.ProgressFrom(parsed, progress, parsed.GetValue(quiet)), parsed.GetValue(quiet), parsed.GetValue(json), cancel)));
        return command;
    }

    /// <summary>Runs the analyses: progress on stderr, the summary on stdout.</summary>
    public static int Run(AnalyzeOptions options, ProgressMode show, bool quiet, bool json, CancellationToken cancel)
    {
        var progress = new AnalyzeProgress();
        var watch = Stopwatch.StartNew();
        AnalyzeResult result;
        using (new ProgressLine(() => ProgressLine.Of(progress), show))
            result = AnalyzeJob.Run(options, progress, cancel);
        if (json)
            WriteJson(result);
        else if (!quiet)
            WriteText(result, options.Dataset, watch.Elapsed);
        return ExitCodes.Done;
    }

    private static string[] Names(string? only) =>
        only?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static void WriteText(AnalyzeResult result, string dataset, TimeSpan elapsed)
    {
        Console.WriteLine(result.Scope switch
        {
            "all" => "All tweets were looked at.",
            "tagged" => "Only tweets that mention a target were kept: analyses of tweets saw no others. For all: tweetarchive "
                + "run --tweets all",
            _ => "No tweets were kept: analyses that need them were left out. For all: tweetarchive run --tweets all",
        });
        foreach (AnalysisDone done in result.Done)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done.Name} ({done.Elapsed.TotalSeconds:0.0} s)"));
            foreach (string note in done.Notes)
                Console.WriteLine("  " + note);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Counted.Of(result.Files.Count, "file was", "files were")} added to {dataset} in "
                + $"{elapsed.TotalSeconds:0.0} s:"));
        foreach (var file in result.Files)
            Console.WriteLine(
                $"{(file.Name.EndsWith(".parquet", StringComparison.Ordinal) ? Sizes.Number(file.Rows) + " rows" : Sizes.Number(
                file.Bytes) + " bytes"),18}  {file.Name}");
    }

    private static void WriteJson(AnalyzeResult result)
    {
        using Stream to = Console.OpenStandardOutput();
        CommandJson.Write(to, new AnalyzeSummaryJson(
            ExitCodes.Done,
            result.Scope,
            [.. result.Done.Select(d => new AnalysisSummaryJson(d.Name, d.Elapsed.TotalSeconds, d.Notes))],
            [.. result.Files.Select(f => new FileSummaryJson(f.Name, f.Rows, f.Bytes))]));
    }
}
