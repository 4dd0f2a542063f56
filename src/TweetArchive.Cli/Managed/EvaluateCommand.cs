using System.CommandLine;
using TweetArchive.Analysis;
using TweetArchive.Analysis.Evaluation;
using TweetArchive.Dataset;

namespace TweetArchive.Cli;

/// <summary>tweetarchive evaluate</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("DIR") { Description = "Folder of a dataset made with --tweets all." };
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

            Examples:
              tweetarchive evaluate iran
              tweetarchive evaluate iran --labels read-by-two.tsv --out iran-evaluation.md

            The labels of both models are inferred, so the figures are agreement with them, not accuracy: docs/evaluation.md is such
            a page. To know how good the models are on your question, read two hundred tweets and give them with --labels.

            Exit codes: 0 done; 2 wrong usage or no dataset; 3 the dataset cannot be read; 130 interrupted; 1 anything else.
            """)
        {
            dataset, labels, group, outFile, targets, threads, quiet,
        };
        command.SetAction(parsed => ExitCodes.Guard(cancel =>
        {
            var options = new EvaluateOptions
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Labels = parsed.GetValue(labels),
                LabelsGroup = parsed.GetRequiredValue(group),
                Threads = parsed.GetValue(threads),
                Lexicon = Options.LoadLexicon(parsed.GetValue(targets)),
            };
            string? file = parsed.GetValue(outFile);
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
                throw new UsageException($"--out {file}: there is no folder {folder}. Make it first.");
            var progress = new AnalyzeProgress();
            string page;
            try
            {
                using (new AnalyzeProgressLine(progress, parsed.GetValue(quiet)))
                    page = EvaluateJob.Run(options, progress, cancel);
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
