using System.CommandLine;
using TweetArchive.Archives;
using TweetArchive.Jobs;
using TweetArchive.Media;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>tweetarchive media</summary>
internal static class MediaCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("DIR") { Description = "Output folder of a run that was given media archives." };
        var inputs = new Option<string[]>("--input")
        {
            Description = "The media archives, given in the same way as to run: files, folders or quoted globs. Other files there are "
                + "ignored.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "INPUT",
        };
        var threads = Options.Threads();
        var memory = Options.Memory();
        var progress = Options.Progress();
        var quiet = Options.Quiet();
        var json = Options.Json();
        var command = new Command("media",
            """
            Unpacks the media archives of a run: the SHA-256 of each file and a difference hash of each picture go into
            media.parquet, and files that are used again, or pictures that look alike, into media_reuse.parquet. Accounts are
            counted in tweets/, so run with --tweets all.

            Example:
              tweetarchive run ~/ira ~/ira-media --out ira --tweets all
              tweetarchive media ira --input ~/ira ~/ira-media

            Exit codes: 0 done; 2 wrong usage, no output of a run, or other archives than those of the run, nothing written; 3 some media
            could not be read; 6 its tables cannot be read, nothing written; 130 interrupted; 1 anything else, such as a full disk.
            """)
        {
            dataset, inputs, threads, memory, progress, quiet, json,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel => Run(
            new MediaOptions
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Inputs = parsed.GetRequiredValue(inputs),
                Threads = parsed.GetValue(threads),
                Memory = Options.MemoryFrom(parsed, memory, threads),
            },
            Options.ProgressFrom(parsed, progress, parsed.GetValue(quiet)), parsed.GetValue(quiet), parsed.GetValue(json), cancel)));
        return command;
    }

    private static int Run(MediaOptions options, ProgressMode show, bool quiet, bool json, CancellationToken cancel)
    {
        var progress = new RunProgress();
        MediaJobResult result;
        using (RunSummary.Show(progress, show))
            result = MediaJob.Run(options, progress, cancel);
        foreach (string note in result.Notes)
            Console.Error.WriteLine("note: " + note);
        foreach (InputProblem problem in result.Problems)
            Console.Error.WriteLine("not read: " + problem.Message);
        if (json)
            WriteJson(result);
        else if (!quiet)
            Console.Out.WriteLine(Describe(result.Media));
        return ExitCodes.Of(result.Outcome);
    }

    private static string Describe(MediaResult media) =>
        $"{Counted.Of(media.Files, "media file")} in {Counted.Of(media.Archives, "archive")}, "
        + $"{Sizes.Number(media.OfTweets)} of them of tweets that were read; "
        + $"{Counted.Of(media.ReuseGroups ?? 0, "group")} of files used again "
        + "(media_reuse.parquet)";

    private static void WriteJson(MediaJobResult result)
    {
        using Stream to = Console.OpenStandardOutput();
        CommandJson.Write(to, new MediaSummaryJson(
            ExitCodes.Of(result.Outcome), RunDescription.Media(result.Media)!, [.. result.Problems.Select(p => p.Message)]));
    }
}
