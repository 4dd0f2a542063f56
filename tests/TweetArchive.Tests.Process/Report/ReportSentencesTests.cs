using System.Globalization;
using TweetArchive.Tests.Analysis;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>What the page says in sentences of a real `analyze` over planted tweets is what DuckDB reads in its tables.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class ReportSentencesTests(Chromium chromium, PlantedDataset planted) : IClassFixture<Chromium>, IDisposable
{
    private readonly DuckDb duck = new();

    private string Dataset => planted.FinishedRun.Out;

    public void Dispose() => duck.Dispose();

    [ChromiumFact]
    public async Task Methods_and_pairs_are_said_with_what_chance_makes_and_a_burst_with_what_was_expected()
    {
        await using OpenPage page = await chromium.Open(ReportFolder.Page(Dataset), 1280, address: "#target=*");
        string methods = await page.Text("#analysis-coordination_methods ul");
        foreach (object?[] row in duck.Rows("SELECT replace(method, '_', ' '), edges, repeated_by_chance_times, repeated_by_chance_hours, "
            + $"repeated_by_chance_sharing, edges_above_chance, pairs_repeated FROM {Table("coordination_methods")} LIMIT 3"))
        {
            string said = Assert.Single(methods.Split('\n'), l => l.StartsWith((string)row[0]! + " (", StringComparison.Ordinal));
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $": {row[1]:N0} pair"), said, StringComparison.Ordinal);
            double[] chance = [.. row[2..5].OfType<double>().Select(v => Math.Floor(v + 0.5)).Distinct().Order()];
            Assert.NotEmpty(chance);
            string makes = string.Join(" to ", chance.Select(v => v.ToString("N0", CultureInfo.InvariantCulture)));
            string repeated = row[3] is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{row[6]:N0} met repeatedly, ");
            Assert.Contains($"; {repeated}chance makes {makes}. ", said, StringComparison.Ordinal);
            Assert.Contains((long)row[5]! == 0 ? "None of them is above chance"
                : string.Create(CultureInfo.InvariantCulture, $"{row[5]:N0} of them "), said, StringComparison.Ordinal);
        }

        string[] pairs = [.. duck.Lines("SELECT CASE WHEN above_chance THEN 'above chance' ELSE 'no more than chance makes' END "
            + $"FROM (SELECT above_chance, row_number() OVER () AS r, n_objects FROM {Table("coordination_edges")}) "
            + "ORDER BY n_objects DESC, r LIMIT 3")];
        string[] saidOfPairs = (await page.Text("#analysis-coordination_edges ul")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The button that leads to its tweets is at the end of each.
        Assert.Equal(pairs.Select(p => p + ". tweets"), saidOfPairs.Select(l => l[(l.LastIndexOf(", ", StringComparison.Ordinal) + 2)..]));
        object?[] burst = Assert.Single(duck.Rows("SELECT accounts, expected FROM (SELECT *, row_number() OVER () AS r FROM "
            + $"{Table("account_bursts")}) ORDER BY accounts DESC, r LIMIT 1"));
        string finding = Assert.Single((await page.Text("#findings")).Split('\n'),
            l => l.Contains("were created", StringComparison.Ordinal));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{burst[0]:N0} of "), finding, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $", where {burst[1]:N1} were expected from the "), finding,
            StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Names_used_are_sums_over_all_rows_of_all_targets_and_of_one()
    {
        foreach (string where in new[] { "true", "target_id = 'mek'" })
        {
            await using OpenPage page = await chromium.Open(ReportFolder.Page(Dataset), 1280,
                address: where == "true" ? "#target=*" : "#target=mek");
            long[] wanted = [.. duck.Rows($"SELECT sum(tweets)::BIGINT FROM {Table("label_used")} WHERE {where} GROUP BY polarity "
                + "ORDER BY 1 DESC").Select(r => (long)r[0]!)];
            Assert.NotEmpty(wanted);
            string[] said = (await page.Text("#analysis-label_used ul")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(wanted.Select(n => n.ToString("N0", CultureInfo.InvariantCulture)), said.Select(l => l.Split(' ')[0]));
        }

        Assert.True(duck.Long($"SELECT count(*) FROM {Table("label_used")}") > 60, "so few rows that all of them are in the page");
    }

    [ChromiumFact]
    public async Task Copies_are_said_of_those_who_wrote_them_and_retweets_apart()
    {
        await using OpenPage page = await chromium.Open(ReportFolder.Page(Dataset), 1280, address: "#target=*");
        string[] said = (await page.Text("#analysis-narrative_clusters ul")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<object?[]> rows = duck.Rows("SELECT original_accounts, originals, tweets, accounts FROM (SELECT *, row_number() OVER () AS r "
            + $"FROM {Table("narrative_clusters")}) ORDER BY original_accounts DESC, r LIMIT 3");
        Assert.Equal(3, rows.Count);
        foreach (object?[] row in rows)
        {
            Assert.True((long)row[0]! > 1);
            string[] n = [.. row.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v:N0}"))];
            string sentence = $"{n[0]} accounts wrote this or nearly this, in {n[1]} tweets; "
                + $"with retweets {n[2]} tweets of {n[3]} accounts, ";
            Assert.Contains(said, l => l.StartsWith(sentence, StringComparison.Ordinal));
        }

        string finding = Assert.Single((await page.Text("#findings")).Split('\n'),
            l => l.Contains("the most authors", StringComparison.Ordinal));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"by {rows[0][0]:N0} accounts in {rows[0][1]:N0} tweets, from "),
            finding, StringComparison.Ordinal);
    }

    private string Table(string name) => DuckDb.Table(Path.Combine(Dataset, name + ".parquet"));
}
