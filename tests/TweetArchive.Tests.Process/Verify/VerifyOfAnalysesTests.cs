using TweetArchive.Query.Verify;
using TweetArchive.Tests.Analysis;
using Xunit;

namespace TweetArchive.Tests.Verify;

/// <summary>verify over what analyze wrote: it agrees with the whole, and sees what is wrong.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class VerifyOfAnalysesTests(PlantedDataset planted)
{
    [Fact]
    public void A_dataset_with_all_analyses_agrees()
    {
        IReadOnlyList<CheckResult> checks = DamagedDataset.Verify(planted.FinishedRun.Out).Checks;
        Assert.DoesNotContain(checks, c => c.Status == CheckStatus.Different);
        Assert.True(checks.Count(c => c.Group == "analyses" && c.Status == CheckStatus.Ok) >= 14);
    }

    [Theory]
    [InlineData("retweet_vectors", "similarity", "+ 0.001", "cosines")]
    [InlineData("retweet_vectors", "n_objects", "+ 1", "cosines")]
    [InlineData("co_tweet", "n_objects", "- 1", "of co_tweet")]
    [InlineData("co_tweet", "n_events", "- 1", "of co_tweet")]
    [InlineData("hashtag_sequence", "n_objects", "- 1", "of hashtag_sequence")]
    [InlineData("similar_text", "n_events", "+ 1", "of similar_text")]
    public void A_pair_whose_figures_are_others_is_seen(string method, string column, string change, string check)
    {
        using var damaged = new DamagedDataset(planted.FinishedRun.Out);
        damaged.Rewrite("coordination_edges.parquet",
            $"SELECT * REPLACE (CASE WHEN method = '{method}' THEN {column} {change} ELSE {column} END AS {column}) FROM original");
        Assert.Contains(damaged.Verify(), c => c.Status == CheckStatus.Different && c.Name.Contains(check, StringComparison.Ordinal));
    }

    [Fact]
    public void Pairs_that_are_missing_are_seen()
    {
        using var damaged = new DamagedDataset(planted.FinishedRun.Out);
        damaged.Rewrite("coordination_edges.parquet",
            "SELECT * FROM original WHERE method NOT IN ('co_tweet', 'hashtag_sequence', 'retweet_vectors')");
        CheckResult[] different = [.. damaged.Verify().Where(c => c.Status == CheckStatus.Different)];
        foreach (string check in new[] { "of co_tweet", "of hashtag_sequence", "cosines" })
            Assert.Contains(different, c => c.Name.Contains(check, StringComparison.Ordinal));
    }
}
