using System.CommandLine;
using System.CommandLine.Invocation;

namespace TweetArchive.Cli.Help;

/// <summary>Shows the help page of the command that was requested.</summary>
internal sealed class HelpPageAction : SynchronousCommandLineAction
{
    /// <summary>Columns where there is no terminal to ask, as in docs/commands.md.</summary>
    private const int UsualWidth = 120;

    /// <summary>Help is given whatever else is missing from the command line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        // A page of another command than was meant would not help.
        if (parseResult.UnmatchedTokens.Count > 0)
        {
            CommandLineWords.Complain(parseResult, Console.Error);
            return ExitCodes.Usage;
        }

        int width = StandardOutput.Width;
        var page = new HelpPage(width == 0 ? UsualWidth : Math.Clamp(width, 40, UsualWidth));
        Console.Out.Write(page.Of(parseResult.CommandResult.Command, [.. Above(parseResult.CommandResult)]));
        return ExitCodes.Done;
    }

    /// <summary>From the program to the command's parent.</summary>
    private static IEnumerable<Command> Above(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? [.. Above(parent), parent.Command] : [];
}
