using System.CommandLine;
using TweetArchive.Cli;
using TweetArchive.Cli.Help;

PlainWriter.Install();
var root = new RootCommand(
    """
    Counts who is mentioned in the archives of state-linked information operations that Twitter released: which
    organisations and people, when, by whom, in which language, with which hashtags and links, and the tweets behind
    every number.

    Start with:  tweetarchive run FOLDER-OF-ZIPS --out my-dataset
    """)
{
    RunCommand.Create(),
    MergeCommand.Create(),
    SlurmCommand.Create(),
    ReportCommand.Create(),
    MediaCommand.Create(),
    SampleCommand.Create(),
    InspectCommand.Create(),
    SynthCommand.Create(),
    TargetsCommand.Create(),
    AnalyzeCommand.Create(),
    EvaluateCommand.Create(),
    QueryCommand.Create(),
    VerifyCommand.Create(),
    CompletionCommand.Create(),
};

CommandLineWords.UseHelpPages(root);
if (args.Length == 0)
{
    root.Parse("--help").Invoke();
    return ExitCodes.Usage;
}

ParseResult parsed = root.Parse(CommandLineWords.Known(args));
if (parsed.Errors.Count > 0)
{
    CommandLineWords.Complain(parsed, Console.Error);
    return ExitCodes.Usage;
}

return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
