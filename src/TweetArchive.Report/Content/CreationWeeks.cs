using System.Text.Json;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>Accounts of each release by the week in which they were created.</summary>
internal sealed class CreationWeeks
{
    private readonly SortedDictionary<string, SortedDictionary<int, long>> byRelease = new(StringComparer.Ordinal);

    /// <summary>The release and week with the most; null if no account has a date of creation.</summary>
    public (string Dataset, int Week, long Accounts, long Dated)? Largest => byRelease
        .SelectMany(r => r.Value.Select(w => ((string, int, long, long)?)(r.Key, w.Key, w.Value, Dated(r.Key))))
        .OrderByDescending(w => w!.Value.Item3).ThenBy(w => w!.Value.Item1, StringComparer.Ordinal).ThenBy(w => w!.Value.Item2)
        .FirstOrDefault();

    /// <summary>Accounts of a release with a date of creation.</summary>
    public long Dated(string dataset) => byRelease.GetValueOrDefault(dataset)?.Values.Sum() ?? 0;

    /// <summary>The median of the weeks with a creation within half a year of one, itself left out; 0 without any.</summary>
    public double MedianAround(string dataset, int week)
    {
        const int HalfYear = 26;
        long[] around = [.. Enumerable.Range(week - HalfYear, (2 * HalfYear) + 1).Where(w => w != week)
            .Select(w => byRelease[dataset].GetValueOrDefault(w)).Order()];
        return around[around.Length / 2];
    }

    public void Add(Account account)
    {
        if (account.Created is not { } day)
            return;
        if (!byRelease.TryGetValue(account.Dataset, out SortedDictionary<int, long>? weeks))
            byRelease.Add(account.Dataset, weeks = []);
        int week = ReportCalendar.Week(day);
        weeks[week] = weeks.GetValueOrDefault(week) + 1;
    }

    /// <summary>creation: for each release in order { weeks: first days, accounts: how many }.</summary>
    public void Write(Utf8JsonWriter json, ReportScope scope)
    {
        json.WriteStartArray("creation");
        foreach (string dataset in scope.Datasets.Select(d => d.Dataset))
        {
            SortedDictionary<int, long> weeks = byRelease.GetValueOrDefault(dataset) ?? [];
            json.WriteStartObject();
            JsonColumns.Texts(json, "weeks", weeks.Keys.Select(w => ReportCalendar.Date(ReportCalendar.WeekStart(w))));
            JsonColumns.Numbers(json, "accounts", weeks.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
