using System.Text.RegularExpressions;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>What leads a person to own targets: a lexicon that hardly fits, and what `suggest` lists and leaves out.</summary>
public sealed partial class OwnTargetsCommandTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1000, false)]
    [InlineData(1, 1001, true)]
    [InlineData(0, 1, true)]
    public void Run_says_when_the_lexicon_hardly_fits_and_names_the_groups_that_it_has(int tagged, int tweets, bool says)
    {
        string csv = folder.Csv([.. Enumerable.Range(1, tweets).Select(i => CommandFolder.Row(i, i <= tagged ? "Maryam Rajavi" : "cats"))]);
        CommandResult result = folder.RunAboutAll(csv, "--no-report");
        Assert.Equal(0, result.ExitCode);
        Match sentence = HardlyFits().Match(result.Output);
        Assert.Equal(says, sentence.Success);
        if (!says)
            return;
        string[] groups = sentence.Groups["groups"].Value.Split(", ");
        Assert.All(["iran", "russia", "china", "thailand"], g => Assert.Contains(g, groups));
        Assert.DoesNotContain(groups, g => g.Contains('_', StringComparison.Ordinal));
        // Each is one that can be asked for, and has targets.
        Lexicon lexicon = Lexicon.LoadShipped();
        Assert.All(groups, g => Assert.InRange(TargetChoice.Parse(lexicon, g).Of("x").NotAsked, 1, lexicon.Targets.Count - 1));
        Assert.EndsWith($"targets suggest {folder.Out}", sentence.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggest_says_what_it_left_out()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "Maryam Rajavi and John Smith"), CommandFolder.Row(2, "John Smith"));
        Assert.Equal(0, CommandLine.Run("run", csv, "--out", folder.Out, "--tweets", "tagged", "--no-report").ExitCode);
        CommandResult suggested = CommandLine.Run("targets", "suggest", folder.Out);
        Assert.Equal(0, suggested.ExitCode);
        Assert.Contains("name\tJohn Smith\t", suggested.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("name\tMaryam Rajavi", suggested.Output, StringComparison.Ordinal);
        Assert.Contains("names: 1 of 2 listed. 1 of the 2 most frequent belongs to a target already and is left out: Maryam Rajavi\n",
            suggested.Error, StringComparison.Ordinal);
        Assert.Contains("handles: 0 of 0 listed. None of the 0 most frequent belong to a target already\n", suggested.Error,
            StringComparison.Ordinal);
        // Of the second tweet the dataset has no text.
        Assert.Contains("name\tJohn Smith\t1\t1\t", suggested.Output, StringComparison.Ordinal);
        Assert.Contains("note: the dataset was made with --tweets tagged, so names and examples are of tweets with a mention only",
            suggested.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("The lexicon hardly fits these tweets. The shipped one has targets of these groups of campaigns: "
        + "(?<groups>[^.]*)\\. .*")]
    private static partial Regex HardlyFits();
}
