namespace TweetArchive.Analysis;

/// <summary>
/// What each table of an analysis claims, for its metadata. A claim has a measured error; what has none counts and claims nothing.
/// docs/methods.md has the same words.
/// </summary>
internal static class Claims
{
    /// <summary>Tables that only count.</summary>
    public const string None = "none: descriptive, without a chance level";

    private const string OfPairs = "of the pairs above_chance at most 5 of 100 (retweet_vectors: 1) are what the nulls make "
        + "(docs/nulls.md); of other pairs none";

    /// <exception cref="ArgumentException">Nobody has decided what this table claims.</exception>
    public static string Of(string table) => table switch
    {
        "spikes" => "of the rows with a q_value at most 5 of 100 are ordinary variation (docs/nulls.md); of other rows none",
        "coordination_edges" or "coordination_components" or "coordination_accounts" => OfPairs,
        "coordination_methods" or "coordination_chance" => "how many pairs the nulls make (docs/nulls.md)",
        "account_bursts" => "of the rows at most 5 of 100 are what chance makes of accounts created each by itself (docs/nulls.md)",
        "lookalikes" => "letters near to those of a name on the list (docs/nulls.md); nothing of what a name is for",
        "tweet_languages" => "a guess; its agreement with the platform's is in the metadata (docs/evaluation.md)",
        "reference_neighbours" => "an inference without a chance level: likely, not proven",
        "label_used" or "narrative_copies" or "narrative_clusters" or "narrative_themes" or "coordination_objects" or "posting_hours"
            or "account_habits" or "client_fingerprints" or "client_pairs" => None,
        _ => throw new ArgumentException($"what does {table} claim?", nameof(table)),
    };
}
