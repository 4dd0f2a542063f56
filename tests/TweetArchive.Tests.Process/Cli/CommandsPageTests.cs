using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>docs/commands.md is what the commands' own help says. TWEETARCHIVE_UPDATE_DOCS=1 writes it.</summary>
public sealed partial class CommandsPageTests
{
    private static readonly string PagePath = Path.Combine(Repository.Root, "docs", "commands.md");

    [ProgramFact(false, "bash")]
    public void Bash_completes_commands_and_options()
    {
        string folder = Directory.CreateTempSubdirectory("tweetarchive-completion").FullName;
        try
        {
            string program = Path.Combine(folder, "tweetarchive");
            File.WriteAllText(program, $"#!/bin/sh\nexec {CommandLine.InShell} \"$@\"\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string script =
                $"PATH={folder}:$PATH; eval \"$(tweetarchive completion bash)\"; COMP_WORDS=(tweetarchive run --thr); COMP_CWORD=2; "
                    + "_tweetarchive; echo \"${COMPREPLY[@]}\"; COMP_WORDS=(tweetarchive ins); COMP_CWORD=1; _tweetarchive; echo "
                    + "\"${COMPREPLY[@]}\"";
            Assert.Equal("--threads\ninspect\n", CommandLine.RunProgram("bash", ["-c", script]).Output);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void The_page_is_what_help_says()
    {
        var page = new StringBuilder(
            "# Commands\n\nWhat `tweetarchive COMMAND --help` says, put together by the tests (`TWEETARCHIVE_UPDATE_DOCS=1 dotnet test "
                + "--filter CommandsPage`).\n");
        string all = Help();
        page.Append(Block(all));
        foreach (Match command in CommandNames().Matches(all[all.IndexOf("Commands:", StringComparison.Ordinal)..]))
        {
            string name = command.Groups[1].Value;
            string text = Help(name);
            page.Append("\n## ").Append(name).Append('\n').Append(Block(text));
            int inner = text.IndexOf("Commands:", StringComparison.Ordinal);
            if (inner < 0)
                continue;
            foreach (Match sub in CommandNames().Matches(text[inner..]))
                page.Append("\n### ").Append(name).Append(' ').Append(sub.Groups[1].Value).Append('\n')
                    .Append(Block(Help(name, sub.Groups[1].Value)));
        }

        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_UPDATE_DOCS") == "1")
            File.WriteAllText(PagePath, page.ToString());
        Assert.Equal(File.ReadAllText(PagePath), page.ToString());
    }

    // The number of processors is part of a default.
    private static string Help(params string[] command) =>
        Processors()
            .Replace(CommandLine.Run([.. command, "--help"]).Output.ReplaceLineEndings("\n"), "[default: the processors of the machine]");

    private static string Block(string help) =>
        $"\n```text\n{string.Join('\n', help.TrimEnd().Split('\n').Select(l => l.TrimEnd()))}\n```\n";

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex CommandNames();

    [GeneratedRegex(@"(?<=any number\. )\[default: \d+\]")]
    private static partial Regex Processors();
}
