using System.Text.Json;

namespace TweetArchive.Report.Content;

/// <summary>Which tables of `analyze` the page shows, and what they say; a dataset may have none, some or all of them.</summary>
internal static class AnalysisTables
{
    private static readonly AnalysisTable[] All =
    [
        new("spikes", "spikes", "Spikes", "Days and weeks with more tweets on a target than the time around them would lead one to expect.", "tweets"),
        new("narratives", "themes", "Themes", "Groups of texts with words in common. A theme is a group of words, not a message.", "tweets"),
        new("narratives", "narratives", "Narratives", "Texts that were posted again and again, the same or nearly so.", "tweets"),
        new("narratives", "copy_clusters", "Copies", "Texts that were posted again and again, the same or nearly so.", "tweets"),
        new("coordination", "coordination_components", "Groups of accounts", "Accounts joined by doing the same within the same or the adjacent minute.", "accounts"),
        new("coordination", "coordination_edges", "Pairs of accounts", "Accounts that did the same within the same or the adjacent minute. The archive has no ordinary accounts to compare with: most alike within this set is all that can be said.", "n_objects"),
        new("coordination", "coordination", "Pairs of accounts", "Accounts that did the same within the same or the adjacent minute. The archive has no ordinary accounts to compare with: most alike within this set is all that can be said.", "n_objects"),
    ];

    public static void Write(Utf8JsonWriter json, ReportScope scope)
    {
        json.WriteStartArray("analysis");
        foreach (AnalysisTable table in All)
            table.Write(json, scope);
        json.WriteEndArray();
    }
}
