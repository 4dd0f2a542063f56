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

    /// <summary>On the Thai release of 2020-09 with the Iranian samples of 2019; MethodsPageTests has what the page says of each.</summary>
    [SampleFact("thailand_2020_09")]
    public void Of_real_tweets_nothing_is_claimed_that_chance_makes()
    {
        using var folder = new TempDatasets();
        FinishedRun run = folder.Run(new[] { "iran_2019", "thailand_2020_09" }.Select(n => Path.Combine(Repository.Samples, n)));
        PlantedDataset.Analyze(run.Out, o => o with { Only = ["spikes", "narratives", "coordination", "personas"] });
        using var duck = new DuckDb();
        string One(string sql, string table, string rest = "") => duck.Lines($"SELECT {sql} FROM {run.Table(table)} {rest}").Single();
        string text = string.Join(' ', Doc("methods.md").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string wanted = One("format('(`co_link` {} of {}, where shuffled times make {} and drawn accounts {})', edges_above_chance, edges, "
            + "round(repeated_by_chance_times)::INT, round(repeated_by_chance_sharing)::INT)", "coordination_methods",
            "WHERE dataset LIKE 'thai%' AND method = 'co_link'");
        Assert.Contains(wanted, text, StringComparison.Ordinal);
        Assert.Equal("0", One("count(*)", "lookalikes"));
        Assert.Equal("0", One("count(*)", "account_habits", "WHERE clients = 1 AND client_entropy <> 0"));
    }
}
