using System.Text.Json;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>Tweets by hour of the week for each target, 168 cells from Monday 00:00 UTC. The page shifts them to a local time.</summary>
internal sealed class Hours
{
    private readonly SortedDictionary<string, long[]> byTarget = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long[]> ByTarget => byTarget;

    public static Hours Read(ReportScope scope)
    {
        var hours = new Hours();
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "hours")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] target) = (rows.Texts("dataset"), rows.Texts("target_id"));
            (long[] weekday, long[] hour, long[] tweets) = (rows.Longs("weekday"), rows.Longs("hour"), rows.Longs("tweets"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                if (!hours.byTarget.TryGetValue(target[i]!, out long[]? cells))
                    hours.byTarget.Add(target[i]!, cells = new long[168]);
                cells[((weekday[i] - 1) * 24) + hour[i]] += tweets[i];
            }
        }

        return hours;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("hours");
        foreach ((string target, long[] cells) in byTarget)
            JsonColumns.Numbers(json, target, cells);
        json.WriteEndObject();
    }
}
