using System.Text;
using TweetArchive.Analysis;
using TweetArchive.Report.Content;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>Each table of an analysis has a claim with a measured error, or says that it claims nothing, wherever it is shown.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class ClaimsTests(PlantedDataset planted)
{
    private static readonly string[] Tables = [.. Analyses.All.SelectMany(a => a.Tables).Select(t => t.Name)];

    private static string Doc(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));

    [Fact]
    public void Every_table_says_what_it_claims_and_the_page_of_methods_says_the_same()
    {
        using var duck = new DuckDb();
        string methods = Doc("methods.md");
        foreach (string table in Tables)
        {
            string file = DuckDb.Quote(Path.Combine(planted.FinishedRun.Out, table + ".parquet"));
            string claim = (string)duck.Scalar(
                $"SELECT decode(value) FROM parquet_kv_metadata({file}) WHERE decode(key) = 'tweetarchive.claim'")!;
            Assert.Equal(Claims.Of(table), claim);
            Assert.Contains(methods.Split('\n'), line => line.StartsWith("| ", StringComparison.Ordinal)
                && line.Contains($"`{table}`", StringComparison.Ordinal) && line.EndsWith($"| {claim} |", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_is_claimed_has_its_error_on_a_page_that_a_command_makes()
    {
        string nulls = Doc("nulls.md");
        foreach (string head in new[] { "### Spikes\nClaimed: ", "### Coordination\nClaimed: ", "### Creation bursts\nClaimed: ",
            "### Look-alikes\nClaimed: " })
            Assert.Contains(head, nulls, StringComparison.Ordinal);
        Assert.Equal(4, nulls.Split("Claimed: ").Length - 1);
        Assert.All(Tables.Where(t => Claims.Of(t).Contains("of 100", StringComparison.Ordinal)),
            t => Assert.Contains("(docs/nulls.md)", Claims.Of(t), StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_and_the_summary_say_where_nothing_is_claimed()
    {
        foreach (AnalysisTable table in AnalysisTables.All)
            Assert.Equal(Claims.Of(table.Name) == Claims.None, table.Says.EndsWith(AnalysisTables.Descriptive, StringComparison.Ordinal));
        string Notes(string analysis) => string.Join('\n', planted.Result.Done.Single(d => d.Name == analysis).Notes);
        Assert.Contains("of which nothing is claimed", Notes("narratives"), StringComparison.Ordinal);
        Assert.Contains("nothing is claimed of them", Notes("personas"), StringComparison.Ordinal);
    }
}
