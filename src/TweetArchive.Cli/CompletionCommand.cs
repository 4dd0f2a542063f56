using System.CommandLine;

namespace TweetArchive.Cli;

/// <summary>tweetarchive completion</summary>
internal static class CompletionCommand
{
    // Each asks the program itself, by the directive that its parser of arguments answers, so the scripts need no change with it.
    private const string Bash = """
        _tweetarchive() {
            local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
            local line="${words[*]}"
            mapfile -t COMPREPLY < <(compgen -W "$(tweetarchive "[suggest:${#line}]" "$line" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _tweetarchive tweetarchive
        """;

    private const string Zsh = """
        _tweetarchive() {
            local line="${(j: :)words[2,$CURRENT]}"
            local -a found
            found=("${(@f)$(tweetarchive "[suggest:${#line}]" "$line" 2> /dev/null)}")
            compadd -- $found
            _files
        }
        compdef _tweetarchive tweetarchive
        """;

    private const string Fish = """
        function __tweetarchive
            set -l words (commandline -opc) (commandline -ct)
            set -l line (string join ' ' -- $words[2..-1])
            tweetarchive "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null
        end
        complete -c tweetarchive -a '(__tweetarchive)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." }.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion",
            """
            Prints a script with which the shell completes commands and options.

            Examples:
              eval "$(tweetarchive completion bash)"                                   in ~/.bashrc
              eval "$(tweetarchive completion zsh)"                                    in ~/.zshrc, behind compinit
              tweetarchive completion fish > ~/.config/fish/completions/tweetarchive.fish
            """)
        {
            shell,
        };
        command.SetAction(
            parsed => Console.Out.WriteLine(parsed.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish }));
        return command;
    }
}
