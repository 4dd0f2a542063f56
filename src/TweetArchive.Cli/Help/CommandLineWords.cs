using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace TweetArchive.Cli.Help;

/// <summary>Command lines as people type them: what the parser does not know by itself, and what to say of mistakes.</summary>
internal static class CommandLineWords
{
    /// <summary><c>help run</c> is <c>run --help</c>, <c>version</c> is <c>--version</c>.</summary>
    public static string[] Known(string[] args) => args switch
    {
        ["version"] => ["--version"],
        ["help", .. string[] command] => [.. command, "--help"],
        _ => args,
    };

    /// <summary>Help by the names that it has on this system: <c>/?</c> is a path on all but Windows.</summary>
    public static void UseHelpPages(RootCommand root)
    {
        foreach (HelpOption old in root.Options.OfType<HelpOption>().ToArray())
            root.Options.Remove(old);
        root.Options.Add(new HelpOption("--help", OperatingSystem.IsWindows() ? ["-h", "-?", "/?"] : ["-h"])
        {
            Description = "What a command does, with its options and examples.",
            Action = new HelpPageAction(),
        });
        root.Options.OfType<VersionOption>().Single().Description = "The version of this program.";
    }

    /// <summary>Says what is wrong with the command line, and where to look.</summary>
    public static void Complain(ParseResult parsed, TextWriter to)
    {
        Command command = parsed.CommandResult.Command;
        string? first = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        if (first is not null && first.StartsWith('-'))
            to.WriteLine($"tweetarchive: {NearMiss.UnknownOption(first, command)}");
        else if (first is not null && command.Subcommands.Count > 0)
            to.WriteLine($"tweetarchive: unknown command '{first}'.{NearMiss.Suggest(first, Commands(command))}");
        else
        {
            foreach (ParseError error in parsed.Errors)
                to.WriteLine($"tweetarchive: {error.Message}");
        }

        to.WriteLine($"Try: {Path(parsed.CommandResult)} --help");
    }

    /// <summary>What can be written after a command's name, the words of <see cref="Known"/> among them.</summary>
    private static IEnumerable<string> Commands(Command command) =>
        command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).Concat(command is RootCommand ? ["help", "version"] : []);

    /// <summary>The words that lead to a command: "tweetarchive targets check".</summary>
    private static string Path(CommandResult command) =>
        command.Parent is CommandResult above ? $"{Path(above)} {command.Command.Name}" : "tweetarchive";
}
