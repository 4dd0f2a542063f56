using System.Text.Json;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>Tweets by hour of the week for each target, 168 cells from Monday 00:00 UTC. The page shifts them to a local time.</summary>
internal sealed class Hours
{
    private readonly SortedDictionary<string, long[]> byTarget = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, long[]>> byRelease = new(StringComparer.Ordinal);
    private readonly string[] releases;

    private Hours(string[] releases) => this.releases = releases;

    public IReadOnlyDictionary<string, long[]> ByTarget => byTarget;

    public static Hours Read(ReportScope scope)
    {
        var hours = new Hours([.. scope.Datasets.Select(d => d.Dataset)]);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "hours")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] target) = (rows.Texts("dataset"), rows.Texts("target_id"));
            (long[] weekday, long[] hour, long[] tweets) = (rows.Longs("weekday"), rows.Longs("hour"), rows.Longs("tweets"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                int cell = (int)(((weekday[i] - 1) * 24) + hour[i]);
                Cells(hours.byTarget, target[i]!)[cell] += tweets[i];
                if (!hours.byRelease.TryGetValue(dataset[i]!, out SortedDictionary<string, long[]>? own))
                    hours.byRelease.Add(dataset[i]!, own = new SortedDictionary<string, long[]>(StringComparer.Ordinal));
                Cells(own, target[i]!)[cell] += tweets[i];
            }
        }

        return hours;
    }

    /// <summary>hours: target → cells, of all releases; hours_by_release: the same for each of several.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName("hours");
        Write(json, byTarget);
        json.WriteStartArray("hours_by_release");
        foreach (string release in releases.Length > 1 ? releases : [])
            Write(json, byRelease.GetValueOrDefault(release) ?? []);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, SortedDictionary<string, long[]> targets)
    {
        json.WriteStartObject();
        foreach ((string target, long[] cells) in targets)
            JsonColumns.Numbers(json, target, cells);
        json.WriteEndObject();
    }

    private static long[] Cells(SortedDictionary<string, long[]> targets, string target)
    {
        if (!targets.TryGetValue(target, out long[]? cells))
            targets.Add(target, cells = new long[168]);
        return cells;
    }
}
