using Xunit;

namespace TweetArchive.Tests.Docs;

/// <summary>What docs/methods.md says that the analyses find in two real samples is what they find.</summary>
public sealed class MethodsPageTests : IDisposable
{
    private const string Thai = "thailand_2020_09", Iran = "iran_2019";

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-methods").FullName;

    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "methods.md")).Replace('\n', ' ');

    public void Dispose() => Directory.Delete(folder, true);

    [SampleFact(Thai)]
    public void Thai_figures_are_those_of_the_analyses()
    {
        Analyze(Thai);
        Assert.Equal(0, Ask("SELECT count(*) FROM spikes"));
        Says("The Thai release of 2020 has no row;");
        long above = Ask("SELECT sum(edges_above_chance) FROM coordination_methods WHERE method <> 'retweet_vectors'");
        Says($"{above} of {Ask("SELECT sum(edges) FROM coordination_methods WHERE method <> 'retweet_vectors'")} edges of the windowed");
        Says($"`co_link` {Ask("SELECT edges_above_chance FROM coordination_methods WHERE method = 'co_link'")} of "
            + $"{Ask("SELECT edges FROM coordination_methods WHERE method = 'co_link'")}, where");
        Says($"{Ask("SELECT edges_above_chance FROM coordination_methods WHERE method = 'retweet_vectors'")} of "
            + $"{Ask("SELECT edges FROM coordination_methods WHERE method = 'retweet_vectors'")} Thai edges");
        Says($"of the Thai release's {Ask("SELECT count(*) FROM narrative_clusters"):N0} clusters, "
            + $"{Ask("SELECT count(*) FROM narrative_clusters WHERE original_accounts >= 2"):N0} have originals by two accounts or more.");
    }

    [SampleFact(Iran)]
    public void Iranian_figures_are_those_of_the_analyses()
    {
        Analyze(Iran);
        Assert.Equal(2, Ask("SELECT count(*) FROM spikes WHERE carried_by = 'retweets'"));
        Assert.Equal(2, Ask("SELECT count(*) FROM spikes"));
        Says("both rows of the Iranian samples of 2019 are of this kind.");
        Assert.Equal(0, Ask("SELECT sum(edges_above_chance) FROM coordination_methods"));
        Says($"on the Iranian samples none of {Ask("SELECT sum(edges) FROM coordination_methods WHERE method <> 'retweet_vectors'")}.");
        Says($"and none of {Ask("SELECT sum(edges) FROM coordination_methods WHERE method = 'retweet_vectors'")} Iranian");
    }

    private void Analyze(string sample) =>
        CommandLine.Run("run", Path.Combine(Repository.Samples, sample), "--out", folder, "--tweets", "all", "--analyze", "--no-report")
            .AssertSaid(0);

    private long Ask(string sql)
    {
        CommandResult answer = CommandLine.Run("query", folder, sql, "--format", "csv");
        answer.AssertSaid(0);
        return long.Parse(answer.Output.Trim().Split('\n')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Says(string sentence) => Assert.Contains(sentence, Page, StringComparison.Ordinal);
}
