using System.Globalization;
using TweetArchive.Analysis;
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
        Assert.True(checks.Count(c => c.Group == "analyses" && c.Status == CheckStatus.Ok) >= 50);
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

    /// <summary>Columns of a table, and the check that has to see that a row's is another.</summary>
    /// <param name="Of">Condition on the rows of which one is changed.</param>
    public sealed record Recounted(string Table, string Columns, string Check, string Of = "true")
    {
        public IEnumerable<(string Table, string Column)> All => Columns.Split(' ').Select(c => (Table, c));
    }

    private const string Windowed = "method = 'co_retweet'";

    private const string LeastRepeated = Windowed + " AND counted = 'all' AND weight = (SELECT min(weight) FROM original WHERE "
        + Windowed + " AND counted = 'all' AND weight >= 2)";

    private static readonly Recounted[] Tables =
    [
        new("spikes", "dataset target_id period period_start tweets originals", "recount of mentions with ids"),
        new("spikes", "accounts original_accounts", "accounts with originals"),
        new("spikes", "retweets", "= sums of daily_mentions"),
        new("spikes", "dataset_tweets", "all tweets of the period"),
        new("spikes", "share share_around", "shares of all tweets"),
        new("spikes", "carried_by", "only rows that originals carry"),
        new("label_used", "dataset target_id polarity tweet_language is_retweet tweets accounts first_seen last_seen", "label_used"),
        new("narrative_copies", "dataset cluster_id is_retweet", "narrative_clusters = "),
        new("narrative_copies", "tweet_time tweetid userid tweet_language", "every member is a tweet"),
        new("narrative_copies", "first_tweet_time", "the first tweet's time"),
        new("narrative_copies", "exact", "one text where all copies are exact", "exact"),
        new("narrative_clusters", "dataset cluster_id tweets originals retweets accounts original_accounts several_authors languages "
            + "first_seen last_seen example_tweetid", "narrative_clusters = "),
        new("narrative_clusters", "distinct_texts", "one text where all copies are exact"),
        new("narrative_clusters", "theme_id", "narrative_themes"),
        new("narrative_themes", "dataset theme_id clusters tweets accounts languages first_seen last_seen example_clusters",
            "narrative_themes"),
        new("coordination_edges", "dataset method account_a account_b n_objects n_coincidences n_events min_dt_min quantile",
            "minutes and ranks of co_retweet", Windowed),
        new("coordination_edges", "median_dt_min shared_objects speed_share messages_a messages_b symmetry",
            "medians and shared objects of co_retweet", Windowed),
        new("coordination_edges", "similarity", "cosines"),
        new("coordination_edges", "counted_coincidences above_chance", "reach every threshold", Windowed),
        new("coordination_edges", "share_by_chance share_by_chance_hours share_by_chance_times", "shares by chance"),
        new("coordination_edges", "component_id", "coordination_components"),
        new("coordination_objects", "method", "every edge has an object"),
        new("coordination_objects", "dataset account_a account_b object tweetid_a tweetid_b minutes", "both tweets are of",
            Windowed),
        new("coordination_accounts", "shared_objects messages", "objects and messages of co_retweet", Windowed),
        new("coordination_accounts", "dataset method userid edges edges_above_chance largest_weight component_id",
            "coordination_accounts = "),
        new("coordination_components", "dataset method component_id accounts edges n_objects userids", "coordination_components"),
        new("coordination_chance", "dataset method counted pairs pairs_by_chance_times pairs_by_chance_hours "
            + "pairs_by_chance_sharing", "how many chance makes", LeastRepeated),
        new("coordination_chance", "weight", "fewer pairs with every weight"),
        new("coordination_methods", "dataset method objects_shared objects_dropped pairs", "objects and pairs of co_retweet", Windowed),
        new("coordination_methods", "edges edges_above_chance accounts components", "coordination_methods = ", Windowed),
        new("coordination_methods", "pairs_repeated repeated_by_chance_times repeated_by_chance_hours repeated_by_chance_sharing",
            "how many chance makes", Windowed),
        new("coordination_methods", "threshold threshold_hours threshold_times", "thresholds follow"),
        new("account_bursts", "accounts tweets userids", "accounts and their tweets"),
        new("account_bursts", "dataset period period_start expected p_value q_value", "days and weeks, expected"),
        new("posting_hours", "dataset userid zone weekday hour tweets", "posting_hours"),
        new("account_habits", "dataset userid tweets office_share_tehran busiest_hour_utc clients top_client languages top_language",
            "clients, languages and busiest"),
        new("account_habits", "hour_entropy client_entropy client_distance_to_set language_entropy language_switch_rate", "entropies"),
        new("client_fingerprints", "dataset userid tweet_client_name tweets share", "client_fingerprints"),
        new("client_pairs", "dataset account_a account_b js_distance shared_clients", "client_pairs"),
        new("lookalikes", "dataset kind found userid tweets", "lookalikes"),
        new("tweet_languages", "dataset tweetid tweet_language", "tweet_languages"),
        new("reference_neighbours", "dataset tweetid reference rounded_tweetid neighbour_tweetid", "reference_neighbours"),
    ];

    public static TheoryData<string> Names => [.. Tables.Select(t => t.Table).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_that_is_another_is_seen(string table)
    {
        using var temp = new TempDatasets();
        using var damaged = new DamagedTables(table == "reference_neighbours" ? Neighbours(temp) : planted.FinishedRun.Out);
        string[] unseen =
        [
            .. from recounted in Tables
               where recounted.Table == table
               from column in recounted.All
               where !damaged.IsSeen(table, damaged.OneOther(table, column.Column, recounted.Of), recounted.Check)
               select $"{table}.{column.Column}: {recounted.Check}",
        ];
        Assert.Empty(unseen);
    }

    /// <summary>The planted tweets have no rounded ids.</summary>
    private static string Neighbours(TempDatasets temp)
    {
        string dataset = temp.Run([ReferenceArchive.Write(temp.File("a_tweets.csv"))]).Out;
        PlantedDataset.Analyze(dataset, o => o with { Only = ["references"] });
        return dataset;
    }

    [Fact]
    public void Every_column_is_recounted_or_the_page_says_that_it_is_not()
    {
        string[] page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "definitions.md"));
        string[] rows =
        [
            .. page.SkipWhile(l => l != "| table | not recounted | why |").Skip(2).TakeWhile(l => l.StartsWith('|')),
        ];
        IEnumerable<(string, string)> not = rows.Select(r => r.Split('|', StringSplitOptions.TrimEntries)).SelectMany(
            r => r[2].Split(',', StringSplitOptions.TrimEntries).Select(c => (r[1].Trim('`'), c.Trim('`'))));
        IEnumerable<(string, string)> written = Analyses.All.SelectMany(a => a.Tables).SelectMany(
            t => t.Columns.Select(c => (t.Name, c.Name)));
        Assert.Equal(written.Order(), Tables.SelectMany(t => t.All).Concat(not).Order());
    }

    [Theory]
    [InlineData("client_pairs", "WHERE false", "client_pairs")]
    [InlineData("account_bursts", "WHERE false", "days and weeks, expected")]
    [InlineData("tweet_languages", "QUALIFY row_number() OVER () > 1", "tweet_languages")]
    [InlineData("narrative_copies", "WHERE cluster_id % 2 = 0", "all tweets with one text")]
    [InlineData("narrative_copies", "WHERE exact", "near texts are in one cluster")]
    [InlineData("coordination_accounts", "WHERE false", "coordination_accounts = ")]
    public void Rows_that_are_missing_are_seen(string table, string kept, string check)
    {
        using var damaged = new DamagedTables(planted.FinishedRun.Out);
        Assert.True(damaged.IsSeen(table, "SELECT * FROM original " + kept, check));
    }

    [Fact]
    public void A_cluster_that_is_cut_in_two_is_seen()
    {
        using var damaged = new DamagedTables(planted.FinishedRun.Out);
        Assert.True(damaged.IsSeen("narrative_copies", "SELECT * REPLACE (cluster_id + CASE WHEN exact THEN 0 ELSE 100000 END AS "
            + "cluster_id) FROM original", "near texts are in one cluster"));
        Assert.True(damaged.IsSeen("narrative_copies", "SELECT * REPLACE (CASE WHEN row_number() OVER (PARTITION BY dataset, "
            + "cluster_id) > 1 "
            + "THEN cluster_id + 100000 ELSE cluster_id END AS cluster_id) FROM original", "all tweets with one text"));
    }

    [Fact]
    public void Sessions_of_thirty_hours_are_recounted()
    {
        using var folder = new CommandFolder();
        var random = new Random(7);
        string Text() => string.Join(' ', Enumerable.Range(0, 9).Select(_ =>
            string.Concat(Enumerable.Range(0, 7).Select(_ => (char)('a' + random.Next(26))))));
        var start = new DateTime(2018, 1, 2, 0, 0, 0, DateTimeKind.Utc);
        string[] rows = [.. Enumerable.Range(0, 90).Select(_ => Text()).SelectMany((text, i) => Enumerable.Range(1, 2).Select(u =>
            CommandFolder.Row(900 + (2 * i) + u, text, $"user{u}",
                start.AddMinutes(20 * i).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))))];
        folder.Run(folder.Csv(rows), "--no-report").AssertSaid(0);
        CommandLine.Run("analyze", folder.Out, "--only", "narratives,coordination", "--quiet").AssertSaid(0);
        // Six hours are eighteen texts, so the sixth session begins with the ninety-first.
        Assert.Equal(["90|5"], folder.Query("n_objects, n_coincidences", "coordination_edges", "WHERE method = 'similar_text'"));
        using var damaged = new DamagedTables(folder.Out);
        const string Check = "minutes and ranks of similar_text";
        Assert.False(damaged.IsSeen("coordination_edges", "SELECT * FROM original", Check));
        Assert.True(damaged.IsSeen("coordination_edges", damaged.OneOther("coordination_edges", "n_coincidences", "true"), Check));
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
