namespace TweetArchive.Releases;

/// <summary>Which of several datasets is the latest release.</summary>
public static class ReleaseOrder
{
    /// <summary>
    /// The datasets with the latest last: by the month of release; those that the registry does not know, or that are copies
    /// of others, before all that it knows; names decide between equals. A name without its part's number is known by the
    /// first part: <c>iran_201906</c> is as late as <c>iran_201906_1</c>.
    /// </summary>
    public static IReadOnlyList<string> Sort(IEnumerable<string> datasets) =>
        [.. datasets.Distinct(StringComparer.Ordinal).OrderBy(Month, StringComparer.Ordinal).ThenBy(d => d, StringComparer.Ordinal)];

    private static string Month(string dataset) =>
        (ReleaseRegistry.Shipped.Find(dataset) ?? ReleaseRegistry.Shipped.Find(dataset + "_1")) is { Folder.Length: > 0 } release
            ? release.Released : "";
}
