using System.CommandLine;
using TweetArchive.Jobs;
using TweetArchive.Requests;

namespace TweetArchive.Cli;

/// <summary>tweetarchive merge</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var shards = new Argument<string[]>("DIR")
        {
            Description = "Folders of shards, or one folder that holds them all.",
            Arity = ArgumentArity.OneOrMore,
        };
        var outDir = Options.OutDir();
        var threads = Options.Threads();
        var memory = Options.Memory();
        var targets = Options.Targets();
        var dedupe = Options.Dedupe();
        var overwrite = Options.Overwrite();
        var noReport = ReportCommand.NoReport();
        var progress = Options.Progress();
        var quiet = Options.Quiet();
        var json = Options.Json();
        var command = new Command("merge",
            """
            Merges the results of shards into the output that one run would have written, byte for byte. If a shard is
            missing, present twice, or of another job, merge names it and writes nothing.

            Example:
              tweetarchive run ~/archives --shard 1/2 --out shards/1
              tweetarchive run ~/archives --shard 2/2 --out shards/2
              tweetarchive merge shards --out everything

            Exit codes: 0 done; 2 wrong usage, nothing written; 3 done, but some input could not be read; 4 more rejects than
            allowed; 6 no input could be read, nothing written; 7 an input changed during the run, nothing written; 130
            interrupted; 1 anything else, such as a full disk.
            """)
        {
            shards, outDir, threads, memory, targets, dedupe, overwrite, noReport, progress, quiet, json,
        };
        command.SetAction(parsed =>
        {
            var summary = new RunSummary(parsed.GetRequiredValue(outDir), Options.ProgressFrom(parsed, progress, parsed.GetValue(quiet)),
                parsed.GetValue(quiet), parsed.GetValue(json));
            return ExitCodes.OfRunning(cancel =>
            {
                var options = new MergeOptions
                {
                    Shards = parsed.GetRequiredValue(shards),
                    Out = parsed.GetRequiredValue(outDir),
                    Threads = parsed.GetValue(threads),
                    Memory = Options.MemoryFrom(parsed, memory, threads),
                    Lexicon = Options.LoadLexicon(parsed.GetValue(targets)),
                    Dedupe = parsed.GetValue(dedupe),
                    Overwrite = parsed.GetValue(overwrite),
                    ReportFollows = !parsed.GetValue(noReport),
                };
                return summary.Follow(shown => MergeJob.Run(options, shown, cancel), options.Lexicon, AfterDataset);

                int AfterDataset(int code) =>
                    parsed.GetValue(noReport) ? code : ReportCommand.After(code, options.Out, summary.Progress, summary.Says, cancel);
            }, summary.Failed);
        });
        return command;
    }
}
