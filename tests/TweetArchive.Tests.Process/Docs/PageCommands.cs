using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Docs;

/// <summary>
/// The commands of a page, run from its first to its last in one folder. What they print must have the lines of the next block of text.
/// </summary>
/// <param name="page">Markdown with blocks of sh, text and csv; a block of csv is saved as targets.csv.</param>
/// <param name="folder">Where the commands run.</param>
internal sealed partial class PageCommands(string page, string folder)
{
    private readonly HashSet<string> commands = [];

    /// <summary>Puts the archives of a sample where the page says that its reader has them.</summary>
    /// <returns>Their paths.</returns>
    public string[] CopyArchives(string sample)
    {
        string archives = Directory.CreateDirectory(Path.Combine(folder, "archives")).FullName;
        return [.. Directory.GetFiles(Path.Combine(Repository.Samples, sample)).Select(archive =>
        {
            string copy = Path.Combine(archives, Path.GetFileName(archive));
            File.Copy(archive, copy);
            return copy;
        })];
    }

    /// <param name="ran">Called after each line.</param>
    /// <returns>The commands that were run, by their first word after the program's.</returns>
    public HashSet<string> Run(Action<string> ran)
    {
        string printed = "";
        foreach (Match block in Block().Matches(page))
        {
            string text = block.Groups[2].Value;
            if (block.Groups[1].Value == "csv")
                File.WriteAllText(Path.Combine(folder, "targets.csv"), text);
            else if (block.Groups[1].Value == "text")
                AssertShown(text, printed);
            else
                printed = string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => RunLine(line, ran)));
        }

        return commands;
    }

    private string RunLine(string line, Action<string> ran)
    {
        // How developers run the tests; they run this one, too.
        if (line.StartsWith("dotnet test ", StringComparison.Ordinal))
            return "";
        Assert.StartsWith("tweetarchive ", line, StringComparison.Ordinal);
        commands.Add(line.Split(' ')[1]);
        CommandResult result = CommandLine.RunProgram("sh",
            ["-c", $"cd '{folder}' && tweetarchive() {{ {CommandLine.InShell} \"$@\"; }}\n{line}"]);
        result.AssertSaid(0);
        ran(line);
        return result.Output + result.Error;
    }

    /// <summary>What is shown was printed. A table that is shown with its header is shown whole.</summary>
    private static void AssertShown(string text, string printed)
    {
        // Cells from right to left are printed between marks that nobody sees.
        string[] output = [.. Spaces().Replace(Isolates().Replace(printed, ""), " ").Split('\n').Select(l => l.Trim())];
        string[] shown = [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Spaces().Replace(l.Trim(), " "))];
        foreach (string line in shown)
            Assert.Contains(line, string.Join('\n', output), StringComparison.Ordinal);
        for (int i = 0; i + 1 < output.Length; i++)
        {
            if (output[i + 1].StartsWith("──", StringComparison.Ordinal) && shown.Contains(output[i]))
                Assert.Superset(output.Skip(i + 2).TakeWhile(l => l is not ("" or ['(', ..])).ToHashSet(), shown.ToHashSet());
        }
    }

    [GeneratedRegex("^```(sh|text|csv)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex("[\u2066-\u2069]")]
    private static partial Regex Isolates();
}
