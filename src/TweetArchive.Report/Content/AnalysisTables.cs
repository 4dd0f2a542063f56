using System.Text.Json;

namespace TweetArchive.Report.Content;

/// <summary>Which tables of `analyze` the page shows, and what they say; a dataset may have none, some or all of them.</summary>
internal static class AnalysisTables
{
    internal const string Descriptive = "Counted, without a chance level: nothing is claimed.";

    internal static readonly AnalysisTable[] All =
    [
        new("spikes", "Spikes",
            "Days and weeks on which more accounts mentioned a target than around them. It says when, not why: events listed are near in "
                + "time, that is all.", "accounts_z"),
        new("narrative_themes", "Themes", "Groups of copied texts with words in common. A theme is a group of words, not a "
            + "message; any texts can be parted into such groups. " + Descriptive, "tweets", KeyBy: ["theme_id"]),
        new("narrative_clusters", "Copies",
            "Texts that were written more than once, the same or nearly so. Quoting, software and campaigns all make copies; the table "
                + "does not say which. Retweets of one tweet are one author's. " + Descriptive, "original_accounts",
            KeyBy: ["cluster_id"]),
        new("coordination_methods", "Methods of comparing accounts",
            "What was compared, and how much was left out. Times are stamped to the minute, so “within 60 seconds” means the same or the "
                + "adjacent minute.", ""),
        new("coordination_components", "Groups of accounts",
            "Accounts joined by doing the same. The archive has no ordinary accounts to compare with: “most alike within this set” is all "
                + "that can be said.", "accounts", KeyBy: ["method", "component_id"]),
        new("coordination_edges", "Pairs of accounts", "The pairs with the most objects in common. Most alike within this set, no more.",
            "n_objects", KeyBy: ["method", "account_a", "account_b"]),
        new("account_bursts", "Creation of accounts", "Days and weeks on which more accounts of a release were created than around them.",
            "accounts"),
        new(AnalysisTweets.LookAlikes, "Look-alikes",
            "Names and domains that are close to those of a supplied list. Close is a matter of letters.", "tweets", KeyBy: ["userid"]),
        new("label_used", "Names used", "Which kind of name a target was called by: a fact of the lexicon, not a stance. "
            + Descriptive, "tweets",
            SumBy: "polarity", KeyBy: ["target_id", "polarity", "tweet_language", "is_retweet"]),
    ];

    /// <summary>Those that the dataset has.</summary>
    public static IReadOnlyList<AnalysisRows> Read(ReportScope scope) => [.. All.Select(t => t.Read(scope)).OfType<AnalysisRows>()];

    public static void Write(Utf8JsonWriter json, IEnumerable<AnalysisRows> tables, FigureTweets figures)
    {
        json.WriteStartArray("analysis");
        foreach (AnalysisRows table in tables)
            table.Write(json, figures);
        json.WriteEndArray();
    }
}
