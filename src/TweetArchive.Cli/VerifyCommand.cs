using System.CommandLine;
using TweetArchive.Query.Datasets;
using TweetArchive.Query.Verify;

namespace TweetArchive.Cli;

/// <summary>tweetarchive verify</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("DIR") { Description = "Output folder of run or merge." };
        var inputs = new Option<string[]>(
            "--input")
        {
            Description = "The archives that it was made from, files or folders; DuckDB's own CSV reader reads them again.",
            HelpName = "FILES",
            AllowMultipleArgumentsPerToken = true
        };
        var reference = new Option<bool>(
            "--reference")
        {
            Description =
                    "Compare with published figures too, and print them as a table. A difference is a finding, unless the figure is exact "
                        + "and counted as here."
        };
        var figures = new Option<string?>(
            "--figures")
        {
            Description = "Your own figures for --reference: a TSV in the form of data/targets/reference_figures.tsv.",
            HelpName = "FILE"
        };
        var threads = Options.Threads();
        var memory = new Option<string>("--memory")
        {
            Description = "Memory before DuckDB uses the disk.",
            DefaultValueFactory = _ => "1G",
            HelpName = "SIZE"
        };
        var quiet = new Option<bool>("--quiet") { Description = "Print only differences and the last line." };
        var json = new Option<bool>("--json") { Description = "One line of JSON for each check." };
        var command = new Command("verify",
            """
            Recounts the output of a run with a second reader that shares no code with the program (DuckDB): checksums; where every
            record went; the minima and maxima that files state, which readers skip by; filters; the order of rows and the
            uniqueness of keys; sums between tables; every count of a target from its mentions, and every total from the
            tweets if all of them were kept. With --input it also recounts from the original CSV. Nothing is
            changed.

            Examples:
              tweetarchive verify iran-2018
              tweetarchive verify iran-2018 --input ~/Downloads/iranian_tweets_csv_hashed.zip
              tweetarchive verify iran-2018 --reference
              tweetarchive verify iran-2018 --json | jq -c 'select(.status == "different")'

            Each check prints a line: ok; DIFFERENT, with the place, what was expected and found, and what to do; or
            "not compared", with the reason.

            Exit codes: 0 all agrees; 5 a difference; 3 all agrees, but an input of --input could not be read; 2 wrong usage;
            130 interrupted; 1 anything else.
            """)
        {
            dataset, inputs, reference, figures, threads, memory, quiet, json,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            var options = new VerifyOptions
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Inputs = parsed.GetValue(inputs) ?? [],
                Reference = parsed.GetValue(reference) || parsed.GetValue(figures) is not null,
                Figures = parsed.GetValue(figures),
                Limits = new DatabaseLimits(parsed.GetValue(threads), Sizes.ParseMemory(parsed.GetRequiredValue(memory))),
            };
            VerifyResult? result = null;
            StandardOutput.Write(stream =>
            {
                var lines = new CheckLines(stream, parsed.GetValue(json), parsed.GetValue(quiet));
                result = VerifyRun.Run(options, lines.Write, cancel);
                lines.End(result, options.Dataset);
            });
            foreach (string unread in result?.Unread ?? [])
                Console.Error.WriteLine("not read: " + unread);
            return result switch
            {
                { Differences: > 0 } => ExitCodes.Different,
                { Unread.Count: > 0 } => ExitCodes.SomeInputUnread,
                _ => ExitCodes.Done,
            };
        }));
        return command;
    }
}
