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
        Assert.Contains(damaged.VerifyAnalyses(),
            c => c.Status == CheckStatus.Different && c.Name.Contains(check, StringComparison.Ordinal));
    }

    [Fact]
    public void Pairs_that_are_missing_are_seen()
    {
        using var damaged = new DamagedDataset(planted.FinishedRun.Out);
        damaged.Rewrite("coordination_edges.parquet",
            "SELECT * FROM original WHERE method NOT IN ('co_tweet', 'hashtag_sequence', 'retweet_vectors')");
        CheckResult[] different = [.. damaged.VerifyAnalyses().Where(c => c.Status == CheckStatus.Different)];
        foreach (string check in new[] { "of co_tweet", "of hashtag_sequence", "cosines" })
            Assert.Contains(different, c => c.Name.Contains(check, StringComparison.Ordinal));
    }

    /// <summary>A figure of a table's last row that is changed, and the check that has to see it.</summary>
    public sealed record Change(string Table, string Column, string To, string Check);

    /// <summary>No two of a group are seen by the same check, nor does one table's change show in another's.</summary>
    private static readonly Change[][] Groups =
    [
        [
            new("coordination_edges", "n_coincidences", "n_coincidences + 1", "coincidences, pairs of messages"),
            new("account_bursts", "accounts", "accounts + 1", "account_bursts"),
            new("spikes", "dataset_tweets", "dataset_tweets + 1", "all tweets of the period"),
        ],
        [
            new("coordination_edges", "counted_coincidences", "counted_coincidences - 1", "reach every threshold"),
            new("account_bursts", "userids", "userids[2:]", "account_bursts"),
            new("spikes", "q_value", "NULL", "only rows that originals carry"),
        ],
        [
            new("coordination_edges", "above_chance", "NOT above_chance", "reach every threshold"),
            new("posting_hours", "tweets", "tweets + 1", "posting_hours"),
        ],
        [
            new("coordination_edges", "share_by_chance", "share_by_chance + 0.1", "shares by chance"),
            new("client_fingerprints", "tweets", "tweets + 1", "client_fingerprints"),
        ],
        [
            new("coordination_edges", "share_by_chance_hours", "share_by_chance_hours + 0.1", "shares by chance"),
            new("client_fingerprints", "share", "share / 2", "client_fingerprints"),
        ],
        [
            new("coordination_methods", "objects_shared", "objects_shared + 1", "objects and pairs of"),
            new("account_habits", "clients", "clients + 1", "clients, languages and busiest"),
        ],
        [
            new("coordination_methods", "objects_dropped", "objects_dropped + 1", "objects and pairs of"),
            new("account_habits", "office_share_tehran", "office_share_tehran + 0.01", "clients, languages and busiest"),
        ],
        [
            new("coordination_methods", "pairs", "pairs + 1", "objects and pairs of"),
            new("account_habits", "hour_entropy", "hour_entropy + 0.01", "entropies"),
        ],
        [
            new("coordination_methods", "pairs_repeated", "pairs_repeated + 1", "how many chance makes"),
            new("account_habits", "language_switch_rate", "coalesce(language_switch_rate, 0) + 0.01", "entropies"),
        ],
        [
            new("coordination_methods", "repeated_by_chance_hours", "repeated_by_chance_hours + 1", "how many chance makes"),
            new("account_habits", "client_distance_to_set", "coalesce(client_distance_to_set, 0) + 0.01", "entropies"),
        ],
        [
            new("coordination_methods", "threshold", "threshold + 1", "thresholds follow"),
            new("label_used", "tweets", "tweets + 1", "label_used"),
        ],
        [
            new("coordination_methods", "threshold_hours", "threshold_hours + 1", "thresholds follow"),
            new("label_used", "accounts", "accounts + 1", "label_used"),
        ],
        [
            new("coordination_chance", "pairs", "0", "fewer pairs with every weight"),
            new("spikes", "retweets", "retweets + 1", "retweets = sums of daily_mentions"),
        ],
        [
            new("coordination_chance", "pairs_by_chance_sharing", "pairs_by_chance_sharing + 1", "how many chance makes"),
            new("spikes", "original_accounts", "original_accounts + 1", "accounts with originals"),
        ],
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Groups.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_figure_that_is_another_is_seen(int group)
    {
        using var damaged = new DamagedDataset(planted.FinishedRun.Out);
        foreach (Change change in Groups[group])
        {
            damaged.Rewrite(change.Table + ".parquet", $"SELECT * REPLACE (CASE WHEN row_number() OVER () = (SELECT count(*) FROM "
                + $"original) THEN {change.To} ELSE {change.Column} END AS {change.Column}) FROM original");
        }

        CheckResult[] different = [.. damaged.VerifyAnalyses().Where(c => c.Status == CheckStatus.Different)];
        Assert.All(Groups[group], change =>
            Assert.Contains(different, c => c.Name.Contains(change.Check, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_table_without_its_metadata_is_a_difference_and_no_end()
    {
        using var damaged = new DamagedDataset(planted.FinishedRun.Out);
        damaged.Rewrite("coordination_edges.parquet", "SELECT * FROM original", keepMetadata: false);
        CheckResult different = Assert.Single(damaged.Verify(),
            c => c.Status == CheckStatus.Different && c.Name.Contains("how it was made", StringComparison.Ordinal));
        Assert.Equal("nothing, nothing, nothing", different.Found);
    }
}
