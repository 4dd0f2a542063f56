using System.Globalization;
using TweetArchive.Text;

namespace TweetArchive.Releases;

/// <summary>What is known of the releases; ships inside the program.</summary>
public sealed class ReleaseRegistry
{
    private const string FileName = "releases.tsv";

    private static readonly Lazy<ReleaseRegistry> Loaded = new(() => new ReleaseRegistry(ShippedFiles.Read("releases/" + FileName)));

    private readonly Dictionary<string, Release> byName = new(StringComparer.OrdinalIgnoreCase);

    internal ReleaseRegistry(byte[] table)
    {
        var all = new List<Release>();
        foreach (TsvRow row in Tsv.Rows((FileName, table), "dataset", "also_named", "campaign", "folder", "released", "origin",
            "targets_group?", "tweets", "accounts", "tweets_source", "accounts_source", "note"))
        {
            var release = new Release(row[0], Split(row[1], ';'), row[2], row[3], row[4], row[5], Split(row[6], ','),
                Figure(row, 7), Figure(row, 8), row[9], row[10], row[11]);
            if (!DateOnly.TryParseExact(release.Released, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                throw row.Error($"'{release.Released}' is not a month; write 2020-10");
            foreach (string name in release.AlsoNamed.Prepend(release.Dataset))
            {
                if (!byName.TryAdd(name, release))
                    throw row.Error($"the name '{name}' occurs twice");
            }

            all.Add(release);
        }

        Releases = all;
    }

    /// <summary>The table that ships with the program.</summary>
    public static ReleaseRegistry Shipped => Loaded.Value;

    /// <summary>In the order of the table.</summary>
    public IReadOnlyList<Release> Releases { get; }

    /// <summary>The release of a dataset, or of another name under which its files travel; null if it is not known.</summary>
    public Release? Find(string name) => byName.GetValueOrDefault(name);

    private static string[] Split(string cell, char separator) =>
        cell.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static long? Figure(TsvRow row, int column)
    {
        if (row[column].Length == 0)
            return null;
        return long.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out long figure)
            ? figure
            : throw row.Error($"'{row[column]}' is not a number");
    }
}
