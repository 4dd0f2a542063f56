using System.Text.Json;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>
/// Spikes of each target for the chart of weeks, from spikes.parquet of `analyze`; none if the dataset has no such table.
/// </summary>
internal sealed class SpikeMarks
{
    /// <summary>For each target, the strongest.</summary>
    public const int Limit = 60;

    /// <summary>A table without all of these is shown as a table alone.</summary>
    private static readonly string[] Columns =
        ["dataset", "target_id", "period", "period_start", "tweets", "retweets", "accounts", "expected_accounts", "accounts_z", "share",
            "share_around", "events"];

    private readonly record struct Row(
        string Dataset, string Period, int Start, long Tweets, long Retweets, long Accounts, double? ExpectedAccounts, double? AccountsZ,
        double? QValue,
        double? Share, double? ShareAround, List<string> Events);

    private readonly SortedDictionary<string, TopRows<Row>> byTarget = new(StringComparer.Ordinal);

    private SpikeMarks()
    {
    }

    public static SpikeMarks Read(ReportScope scope)
    {
        var marks = new SpikeMarks();
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "spikes")?.RowGroups() ?? [])
        {
            if (!Columns.All(rows.Columns.Contains))
                return marks;
            (string?[] dataset, string?[] target, string?[] period, int?[] start) = (rows.Texts("dataset"), rows.Texts("target_id"),
                rows.Texts("period"), rows.Days("period_start"));
            (long[] tweets, long[] retweets, long[] accounts) = (rows.Longs("tweets"), rows.Longs("retweets"), rows.Longs("accounts"));
            (double?[] expected, double?[] z, double?[] q) = (rows.Numbers("expected_accounts"), rows.Numbers("accounts_z"),
                rows.Has("q_value") ? rows.Numbers("q_value") : new double?[rows.Count]);
            (double?[] share, double?[] around, object?[] events) = (rows.Numbers("share"), rows.Numbers("share_around"),
                rows.Cells("events"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                if (!marks.byTarget.TryGetValue(target[i]!, out TopRows<Row>? top))
                    marks.byTarget.Add(target[i]!,
                        top = new TopRows<Row>(Limit, Strength, r => $"{ReportCalendar.Date(r.Start)} {r.Period} {r.Dataset}"));
                top.Offer(
                    new Row(dataset[i]!, period[i] ?? "", start[i] ?? 0, tweets[i], retweets[i], accounts[i], expected[i], z[i], q[i],
                        share[i], around[i], events[i] as List<string> ?? []));
            }
        }

        return marks;
    }

    /// <summary>
    /// spikes: target → { n: spikes it has, rows in order of time: [period, first day, tweets, retweets, accounts, accounts expected,
    /// accounts_z, q, share, share around, events as numbers in spike_events, dataset] }.
    /// </summary>
    public void Write(Utf8JsonWriter json)
    {
        var events = new Dictionary<string, int>(StringComparer.Ordinal);
        json.WriteStartObject("spikes");
        foreach ((string target, TopRows<Row> rows) in byTarget)
        {
            json.WriteStartObject(target);
            json.WriteNumber("n", rows.Seen);
            json.WriteStartArray("rows");
            foreach (Row row in rows.Rows().OrderBy(r => r.Start).ThenBy(r => r.Period, StringComparer.Ordinal)
                .ThenBy(r => r.Dataset, StringComparer.Ordinal))
            {
                json.WriteStartArray();
                json.WriteStringValue(row.Period);
                json.WriteStringValue(ReportCalendar.Date(row.Start));
                json.WriteNumberValue(row.Tweets);
                json.WriteNumberValue(row.Retweets);
                json.WriteNumberValue(row.Accounts);
                foreach (double? value in (double?[])[row.ExpectedAccounts, row.AccountsZ, row.QValue, row.Share, row.ShareAround])
                    JsonColumns.NumberOrNull(json, value);
                json.WriteStartArray();
                foreach (string line in row.Events)
                {
                    events.TryAdd(line, events.Count);
                    json.WriteNumberValue(events[line]);
                }

                json.WriteEndArray();
                json.WriteStringValue(row.Dataset);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        JsonColumns.Texts(json, "spike_events", events.OrderBy(e => e.Value).Select(e => e.Key));
    }

    /// <summary>Thousandths of accounts_z.</summary>
    private static long Strength(Row row) => row.AccountsZ is { } z && double.IsFinite(z) ? (long)Math.Min(z * 1000, long.MaxValue / 2) : 0;
}
