using System.CommandLine;

namespace TweetArchive.Cli;

/// <summary>tweetarchive completion</summary>
internal static class CompletionCommand
{
    /// <summary>
    /// Shells, and their scripts in Completion/. Each asks the program itself, by the directive that its parser of arguments answers.
    /// </summary>
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = "tweetarchive.bash",
        ["zsh"] = "_tweetarchive",
        ["fish"] = "tweetarchive.fish",
        ["pwsh"] = "tweetarchive.ps1",
    };

    public static Command Create()
    {
        var shell = new Argument<string>(
            "SHELL")
        { Description = "bash, zsh, fish or pwsh (PowerShell)." }.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion",
            """
            Prints a script that lets the shell complete commands and options.

            Examples:
              eval "$(tweetarchive completion bash)"                                   in ~/.bashrc
              eval "$(tweetarchive completion zsh)"                                    in ~/.zshrc, after compinit
              tweetarchive completion fish > ~/.config/fish/completions/tweetarchive.fish
              tweetarchive completion pwsh | Out-String | Invoke-Expression            in $PROFILE
            """)
        {
            shell,
        };
        command.SetAction(parsed => ExitCodes.OfHelp(() =>
        {
            using Stream script =
                typeof(CompletionCommand).Assembly.GetManifestResourceStream("completion/" + Scripts[parsed.GetRequiredValue(shell)])!;
            using var text = new StreamReader(script);
            Console.Out.Write(text.ReadToEnd());
            return ExitCodes.Done;
        }));
        return command;
    }
}
