namespace TweetArchive.Releases;

/// <summary>Which of several datasets is the latest release.</summary>
public static class ReleaseOrder
{
    /// <summary>
    /// The datasets with the latest last: by the month of release; those that the registry does not know, or that are copies
    /// of others, before all that it knows; names decide between equals.
    /// </summary>
    public static IReadOnlyList<string> Sort(IEnumerable<string> datasets) =>
        [.. datasets.Distinct(StringComparer.Ordinal).OrderBy(Month, StringComparer.Ordinal).ThenBy(d => d, StringComparer.Ordinal)];

    private static string Month(string dataset) =>
        ReleaseRegistry.Shipped.Find(dataset) is { Folder.Length: > 0 } release ? release.Released : "";
}
