using System.Globalization;
using System.Text.Json;
using TweetArchive.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>What the releases are called, from the registry.</summary>
internal static class ReleaseNames
{
    /// <summary>"Iran, January 2019, 2,320 accounts"; its id if the registry does not know it.</summary>
    public static string Name(ManifestDataset dataset)
    {
        if (dataset.Published is not { Released.Length: > 0 } published)
            return dataset.Dataset;
        string campaign = published.Campaign.Length > 0 ? published.Campaign : published.StatedOrigin;
        string month = DateOnly.TryParseExact(
            published.Released, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date.ToString("MMMM yyyy", CultureInfo.InvariantCulture)
            : published.Released;
        return published.Accounts is { } accounts
            ? string.Create(CultureInfo.InvariantCulture, $"{campaign}, {month}, {accounts:N0} accounts")
            : $"{campaign}, {month}";
    }

    /// <summary>release_names and release_origins, in the order of datasets.</summary>
    public static void Write(Utf8JsonWriter json, ReportScope scope)
    {
        JsonColumns.Texts(json, "release_names", scope.Datasets.Select(Name));
        JsonColumns.Texts(json, "release_origins", scope.Datasets.Select(d => d.Published?.StatedOrigin ?? ""));
    }
}
