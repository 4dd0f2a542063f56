using System.CommandLine;
using TweetArchive.Archives;
using TweetArchive.Cli;
using TweetArchive.Cli.Help;

StandardHandles.Open();
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
var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
if (args.Length == 0)
{
    ExitCodes.OfHelp(() => root.Parse("--help").Invoke(invocation));
    return ExitCodes.Usage;
}

// A tweet may begin with a handle, so @name is a word as any other and not a file of further words.
ParseResult parsed = root.Parse(CommandLineWords.Known(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    return ExitCodes.OfHelp(() =>
    {
        CommandLineWords.Complain(parsed, Console.Error);
        return ExitCodes.Usage;
    });
}

// What prints a page of help, or the version, can fail as any command can: on a full disk, for one.
return parsed.Action is HelpPageAction || parsed.CommandResult.Command == root
    ? ExitCodes.OfHelp(() => parsed.Invoke(invocation))
    : parsed.Invoke(invocation);
