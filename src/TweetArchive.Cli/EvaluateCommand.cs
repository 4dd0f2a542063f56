using System.CommandLine;
using TweetArchive.Analysis;
using TweetArchive.Analysis.Evaluation;
using TweetArchive.Analysis.Nulls;
using TweetArchive.Dataset;

namespace TweetArchive.Cli;

/// <summary>tweetarchive evaluate</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string?>("DIR") { Description = "Folder of a dataset made with --tweets all.", Arity = ArgumentArity.ZeroOrOne };
        var nulls = new Option<bool>("--null") { Description = "Measure instead what the analyses find where nothing happens: in data drawn at random, and in DIR, if given, with its tweets rearranged." };
        var labels = new Option<string?>("--labels") { Description = "Tweets that people have read: a TSV with the columns tweetid and is_mention (yes, no or unclear).", HelpName = "FILE" };
        var group = new Option<string>("--labels-group") { Description = "The group of targets that the labels are about.", DefaultValueFactory = _ => "mek_family", HelpName = "GROUP" };
        var outFile = new Option<string?>("--out") { Description = "Write the page to this file, not to the screen.", HelpName = "FILE" };
        var targets = Options.Targets();
        targets.Description = "The lexicon that the dataset was made with, if it was your own.";
        var threads = Options.Threads();
        var quiet = new Option<bool>("--quiet") { Description = "No progress." };
        var command = new Command("evaluate",
            """
            Measures what the two models of analyze, language and ambiguity, are worth on your dataset: on rows that they have not
            learned from, divided by account and by time, without near copies, beside simpler rules and beside the commonest
            label, with intervals and calibration. The result is a page of Markdown; the dataset does not change.

            With --null it measures what the other analyses are worth: how often each claims something in data in which nothing
            happens, with all seeds. docs/nulls.md is that page.

            Examples:
              tweetarchive evaluate iran
              tweetarchive evaluate --null
              tweetarchive evaluate iran --labels read-by-two.tsv --out iran-evaluation.md

            The labels of both models are inferred, so the figures are agreement with them, not accuracy: docs/evaluation.md is such
            a page. To know how good the models are on your question, read two hundred tweets and give them with --labels.

            Exit codes: 0 done; 2 wrong usage or no dataset; 3 the dataset cannot be read; 130 interrupted; 1 anything else.
            """)
        {
            dataset, nulls, labels, group, outFile, targets, threads, quiet,
        };
        command.SetAction(parsed => ExitCodes.Guard(cancel =>
        {
            string? of = parsed.GetValue(dataset);
            bool wantsNulls = parsed.GetValue(nulls);
            if (of is null && !wantsNulls)
                throw new UsageException("evaluate: name the folder of a dataset, or give --null for data drawn at random.");
            if (wantsNulls && parsed.GetValue(labels) is not null)
                throw new UsageException("--labels are for the models, --null is for the other analyses. Give one of them.");
            Targets.Lexicon lexicon = Options.LoadLexicon(parsed.GetValue(targets));
            string? file = parsed.GetValue(outFile);
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
                throw new UsageException($"--out {file}: there is no folder {folder}. Make it first.");
            var progress = new AnalyzeProgress();
            string page;
            try
            {
                using (new AnalyzeProgressLine(progress, parsed.GetValue(quiet)))
                {
                    page = wantsNulls
                        ? NullJob.Run(new NullOptions { Dataset = of, Threads = parsed.GetValue(threads), Lexicon = lexicon }, progress, cancel)
                        : EvaluateJob.Run(new EvaluateOptions
                        {
                            Dataset = of!,
                            Labels = parsed.GetValue(labels),
                            LabelsGroup = parsed.GetRequiredValue(group),
                            Threads = parsed.GetValue(threads),
                            Lexicon = lexicon,
                        }, progress, cancel);
                }
            }
            catch (DatasetException e)
            {
                Console.Error.WriteLine($"tweetarchive: {e.Message}");
                return ExitCodes.SomeInputUnread;
            }

            if (file is null)
                Console.Out.Write(page);
            else
                File.WriteAllText(file, page);
            return ExitCodes.Done;
        }));
        return command;
    }
}
