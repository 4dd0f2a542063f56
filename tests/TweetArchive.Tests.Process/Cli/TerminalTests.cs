using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>What texts and names hold for terminals stays out of every command's output.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private const string Hostile = "\u001b]0;title\u0007\u001b[2J\u009b31m\r\u007f";
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_text_that_is_explained() => AssertHarmless(CommandLine.Run("targets", "explain", $"Maryam Rajavi {Hostile}"));

    [Fact]
    public void A_wrong_argument() => AssertHarmless(CommandLine.Run("report", folder.File("no" + Hostile)));

    [Theory]
    [InlineData("run")]
    [InlineData("inspect")]
    public void A_name_of_a_file(string command)
    {
        string file = folder.File(Hostile + "_tweets_csv_hashed.csv");
        File.WriteAllText(file, CommandFolder.Header + CommandFolder.Row(1) + "not a record\n");
        AssertHarmless(command == "run" ? folder.Run(file) : CommandLine.Run(command, file));
    }

    [Fact]
    public void JSON_keeps_every_character()
    {
        CommandResult result = CommandLine.Run("targets", "explain", "--json", $"Maryam Rajavi {Hostile}");
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        Assert.Contains(Hostile, json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static void AssertHarmless(CommandResult result)
    {
        Assert.DoesNotMatch(Command(), result.Output + result.Error);
        Assert.Contains("\\x1B", result.Output + result.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("[\u0000-\u0008\u000b-\u001f\u007f-\u009f]")]
    private static partial Regex Command();
}
