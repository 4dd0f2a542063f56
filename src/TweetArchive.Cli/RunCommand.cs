using System.CommandLine;
using TweetArchive.Jobs;
using TweetArchive.Requests;
using TweetArchive.Targets;

namespace TweetArchive.Cli;

/// <summary>tweetarchive run</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var inputs = Options.Inputs(
            "Files (.csv, .json, .jsonl, or packed: .zip, .gz, .bz2, .zst, .tar, .tar.gz …), folders, quoted globs, or - for standard "
                + "input; tweets files, users files and media archives together. The content decides what a file is.");
        var outDir = Options.OutDir();
        var threads = Options.Threads();
        var memory = Options.Memory();
        var checkpoint = new Option<string>("--checkpoint")
        {
            Description = "Save finished work each time this much input is done; an interrupted run resumes from there.",
            DefaultValueFactory = _ => "1G",
            HelpName = "SIZE",
        };
        var shard = ShardOptions.Shard();
        var shards = ShardOptions.Shards();
        var targets = Options.Targets();
        var targetsGroup = Options.TargetsGroup();
        var tweets =
            new Option<string>("--tweets")
            {
                Description = "Which tweets to write in full: tagged, all or none.",
                DefaultValueFactory = _ => "tagged"
            }.AcceptOnlyFromAmong("tagged", "all", "none");
        var dedupe = Options.Dedupe();
        // It was an option of run once. A user who gives it is told which command has it now.
        var mediaHash = new Option<bool>("--media-hash") { Hidden = true };
        var strict = new Option<bool>("--strict")
        { Description = "Stop at the first record that cannot be read (exit code 4, nothing written)." };
        var maxRejects = new Option<string?>("--max-rejects")
        {
            Description = "More rejects than this, or than this share of records, give exit code 4; the tables are still written.",
            HelpName = "N|P%",
        };
        var overwrite = Options.Overwrite();
        var analyze = new Option<bool>("--analyze")
        {
            Description = "Then analyse the dataset, as tweetarchive analyze DIR does. Most analyses need --tweets all.",
        };
        Option<string?> encoding = Options.Encoding(), columns = Options.Columns();
        var noReport = ReportCommand.NoReport();
        var progress = Options.Progress();
        var quiet = Options.Quiet();
        var json = Options.Json();

        var command = new Command("run",
            """
            Reads archives and writes a folder: the mentions of every target, by day, language, account, hashtag, link and
            client, as Parquet tables; the tagged tweets; and whatever could not be read, with the reason.

            Examples:
              tweetarchive run ~/Downloads/iranian_tweets_csv_hashed.zip --out iran-2018
              tweetarchive run ~/Downloads --out everything --tweets all
              tweetarchive run ~/Downloads --out union --dedupe
              tweetarchive run 'ira_*.zip' --out ira --targets my-targets.tsv
              tweetarchive run 'ira_*.zip' --out ira --targets-group all
              tweetarchive run collected.jsonl twitter-2022-11-01.zip --out mine      (API v1.1 and v2, personal archives: docs/formats.md)
              tweetarchive run ~/ira ~/ira-media --out ira --tweets all     (then: tweetarchive media ira --input ~/ira ~/ira-media)

            Releases overlap: the same tweet can be in two of them. Each release is one dataset, counted by itself, so add up tweets of
            several datasets only after a run with --dedupe; accounts cannot be added up at all, since their hashes differ.
            Either way, duplicates.parquet lists these tweets.

            A release is searched for the targets that are documented for its state's operations; the summary and manifest.json
            say which targets were left out and how many tweets mention them. --targets-group all searches for every target.

            To resume a run that was stopped or killed, repeat the same command. For clusters see: tweetarchive slurm --help
            and docs/scale.md.

            Exit codes: 0 done; 2 wrong usage, nothing written; 3 done, but some input could not be read; 4 more rejects than
            allowed; 6 no input could be read, nothing written; 7 an input changed during the run, nothing written; 130
            interrupted; 1 anything else, such as a full disk.
            """)
        {
            inputs, outDir, threads, memory, checkpoint, shard, shards, targets, targetsGroup, tweets, dedupe, mediaHash, strict,
                maxRejects,
            encoding, columns, overwrite, analyze, noReport, progress, quiet, json,
        };
        command.SetAction(parsed =>
        {
            var summary = new RunSummary(parsed.GetRequiredValue(outDir), Options.ProgressFrom(parsed, progress, parsed.GetValue(quiet)),
                parsed.GetValue(quiet), parsed.GetValue(json));
            return ExitCodes.OfRunning(cancel =>
            {
                if (parsed.GetValue(mediaHash))
                    throw new UsageException("--media-hash is a separate command. Run without it; then: tweetarchive media "
                        + $"{parsed.GetRequiredValue(outDir)} --input MEDIA-ARCHIVES");
                Lexicon lexicon = Options.LoadLexicon(parsed.GetValue(targets));
                var options = new RunOptions
                {
                    Inputs = parsed.GetRequiredValue(inputs),
                    ReadAs = Options.ReadAsFrom(parsed, encoding, columns),
                    Out = parsed.GetRequiredValue(outDir),
                    Threads = parsed.GetValue(threads),
                    Memory = Options.MemoryFrom(parsed, memory, threads),
                    CheckpointBytes = Sizes.Parse("--checkpoint", parsed.GetRequiredValue(checkpoint)),
                    Shard = ShardOptions.From(parsed, shard, shards, Environment.GetEnvironmentVariable, Console.Error),
                    Lexicon = lexicon,
                    Asked = TargetChoice.Parse(lexicon, parsed.GetValue(targetsGroup)),
                    Tweets = Enum.Parse<TweetsMode>(parsed.GetRequiredValue(tweets), ignoreCase: true),
                    Dedupe = parsed.GetValue(dedupe),
                    Strict = parsed.GetValue(strict),
                    MaxRejects = parsed.GetValue(maxRejects) is { } limit ? Sizes.ParseRejectLimit(limit) : RejectLimit.None,
                    Overwrite = parsed.GetValue(overwrite),
                    ReportFollows = !parsed.GetValue(noReport),
                };
                if (parsed.GetValue(analyze) && options.Shard is not null)
                    throw new UsageException(
                        "--analyze cannot be done for a shard. Merge the shards first, then: tweetarchive analyze DIR");
                return summary.Follow(shown => RunJob.Run(options, shown, cancel), options.Lexicon, AfterDataset);

                int AfterDataset(int code)
                {
                    if (parsed.GetValue(analyze))
                        code = Analyze(options, summary, code, cancel);
                    // After the analyses, which it shows.
                    return parsed.GetValue(noReport)
                        ? code
                        : ReportCommand.After(code, options.Out, summary.Progress, summary.Says, cancel);
                }
            }, summary.Failed);
        });
        return command;
    }

    /// <summary>The dataset is whole whatever comes of this; its own exit code stays unless the analysis fails.</summary>
    private static int Analyze(RunOptions options, RunSummary summary, int runCode, CancellationToken cancel)
    {
        int code = AnalyzeCommand.Run(
            new Analysis.AnalyzeOptions { Dataset = options.Out, Threads = options.Threads }, summary.Progress, quiet: !summary.Says,
            json: false, cancel);
        return code == ExitCodes.Done ? runCode : code;
    }
}
