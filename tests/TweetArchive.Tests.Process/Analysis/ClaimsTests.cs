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

    /// <summary>What the page of methods says of the Thai release of 2020-09 and the Iranian samples of 2019.</summary>
    [SampleFact("thailand_2020_09")]
    public void The_figures_of_real_tweets_on_the_page_of_methods_are_those_of_the_tables()
    {
        using var folder = new TempDatasets();
        FinishedRun run = folder.Run(new[] { "iran_2019", "thailand_2020_09" }.Select(n => Path.Combine(Repository.Samples, n)));
        PlantedDataset.Analyze(run.Out, o => o with { Only = ["spikes", "narratives", "coordination", "personas"] });
        using var duck = new DuckDb();
        string One(string sql, string table, string rest = "") => duck.Lines($"SELECT {sql} FROM {run.Table(table)} {rest}").Single();
        const string Thai = "dataset LIKE 'thai%'", Iranian = "dataset LIKE 'iran%'", Windowed = "method <> 'retweet_vectors'";
        string text = string.Join(' ', Doc("methods.md").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string[] wanted =
        [
            One("format('All {} rows of the Thai release of 2020 and the Iranian samples of 2019 are of this kind', count(*))", "spikes",
                "HAVING bool_and(carried_by = 'retweets')"),
            One("format('of the Thai release''s {:,} clusters {} have originals by two accounts', count(*), count(*) FILTER (WHERE "
                + "several_authors))", "narrative_clusters", "WHERE " + Thai),
            One("format('On the Thai release of 2020-09 {} of {} pairs of the windowed methods are above chance', sum(edges_above_chance)"
                + "::INT, sum(edges)::INT)", "coordination_methods", $"WHERE {Thai} AND {Windowed}"),
            One("format('(`co_link` {} of {}, where shuffled times make {} and drawn accounts {})', edges_above_chance, edges, "
                + "round(repeated_by_chance_times)::INT, round(repeated_by_chance_sharing)::INT)", "coordination_methods",
                $"WHERE {Thai} AND method = 'co_link'"),
            One("format('on the Iranian samples none of {}', sum(edges)::INT)", "coordination_methods",
                $"WHERE {Iranian} AND {Windowed} HAVING sum(edges_above_chance) = 0"),
            One("format('{} of {} Thai pairs', sum(edges_above_chance)::INT, sum(edges)::INT)", "coordination_methods",
                $"WHERE {Thai} AND NOT ({Windowed})"),
        ];
        Assert.All(wanted, sentence => Assert.Contains(sentence, text, StringComparison.Ordinal));
        Assert.Equal("0", One("count(*)", "lookalikes"));
        Assert.Equal("0", One("count(*)", "account_habits", "WHERE clients = 1 AND client_entropy <> 0"));
    }
}
