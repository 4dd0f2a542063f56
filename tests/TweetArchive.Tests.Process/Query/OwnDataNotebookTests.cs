using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>The notebook that begins with a person's own CSV: its command is run, its questions are asked of what that makes.</summary>
public sealed partial class OwnDataNotebookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-notebook").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Outputs_are_what_its_command_makes()
    {
        string notebooks = Path.Combine(Repository.Root, "notebooks"), dataset = Path.Combine(folder, "own");
        NotebookCells cells = NotebookCells.Read("own_data");
        (string command, string printed) = Assert.Single(cells.Commands());
        string[] words = [
            .. command.Split(' ').Skip(1)
                .Select(w => w.StartsWith("own/", StringComparison.Ordinal)
                    ? Path.Combine(notebooks, w)
                    : w == "../out/own" ? dataset : w)];
        Assert.StartsWith("tweetarchive run ", command, StringComparison.Ordinal);
        CommandResult made = CommandLine.Run(words);
        made.AssertSaid(0);
        Assert.Equal(WithoutTime(printed), WithoutTime(made.Output.Replace(dataset, "../out/own", StringComparison.Ordinal)));
        cells.AssertTables(sql => CommandLine.Run("query", dataset, sql, "--format", "table").Output);
        cells.AssertOneChart();
    }

    private static string WithoutTime(string said) => Seconds().Replace(said, "");

    [GeneratedRegex(@", in [\d.,]+ m?s$", RegexOptions.Multiline)]
    private static partial Regex Seconds();
}
