using System.Globalization;
using System.Text.Json;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;

namespace TweetArchive.Report.Content;

/// <summary>
/// The first rows of a table that `analyze` adds to a dataset, as it is there. A table that is not there is left out, and so is a
/// column: the report does not depend on what an analysis writes today.
/// </summary>
/// <param name="OrderBy">Rows with the most of it come first; in file order if the table has no such column.</param>
/// <param name="SumBy">A column of texts: the sums of <paramref name="OrderBy"/> for each, over all rows, are written too.</param>
internal sealed record AnalysisTable(string Name, string Title, string Says, string OrderBy, string SumBy = "")
{
    public const int Limit = 60;

    /// <summary>Longest text of a cell.</summary>
    private const int MaxCell = 240;

    private const int MaxItems = 6;

    /// <summary>Of a list's cell, for the number of items that are left out.</summary>
    private const int Room = 24;

    private static readonly string[] Hidden = ["dataset"];

    private sealed record Row(double Order, long Number, string Dataset, object?[] Cells);

    /// <summary>Writes an object, or nothing if the dataset has no such table.</summary>
    public void Write(Utf8JsonWriter json, ReportScope scope)
    {
        if (DatasetTable.Find(scope.Folder, Name) is not { } table)
            return;
        List<string> columns = [];
        var top = new PriorityQueue<Row, (double, long)>();
        var sums = new SortedDictionary<(string Dataset, string Target, string Of), double>();
        long seen = 0;
        foreach (TableRows rows in table.RowGroups())
        {
            if (columns.Count == 0)
                columns.AddRange(rows.Columns.Where(c => scope.Datasets.Count > 1 || !Hidden.Contains(c)));
            object?[][] cells = [.. columns.Select(rows.Cells)];
            string?[]? dataset = rows.Has("dataset") ? rows.Texts("dataset") : null;
            double?[]? order = rows.Has(OrderBy) ? rows.Numbers(OrderBy) : null;
            string?[]? target = rows.Has("target_id") ? rows.Texts("target_id") : null;
            string?[]? summed = rows.Has(SumBy) ? rows.Texts(SumBy) : null;
            for (int i = 0; i < rows.Count; i++)
            {
                if (dataset is not null && !scope.Covers(dataset[i]))
                    continue;
                var row = new Row(order?[i] ?? double.MinValue, -seen++, dataset?[i] ?? "", [.. cells.Select(c => c[i])]);
                if (summed is not null)
                {
                    (string, string, string) key = (row.Dataset, target?[i] ?? "", summed[i] ?? "");
                    sums[key] = sums.GetValueOrDefault(key) + (order?[i] ?? 0);
                }

                top.Enqueue(row, (row.Order, row.Number));
                if (top.Count > Limit)
                    top.Dequeue();
            }
        }

        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("title", Title);
        json.WriteString("says", Says);
        json.WriteNumber("all", seen);
        JsonColumns.Texts(json, "columns", columns);
        json.WriteStartArray("rows");
        Row[] ordered = [.. top.UnorderedItems.Select(i => i.Element).OrderByDescending(r => r.Order).ThenByDescending(r => r.Number)];
        foreach (Row row in ordered)
        {
            json.WriteStartArray();
            foreach (object? cell in row.Cells)
                WriteCell(json, cell);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        JsonColumns.Texts(json, "releases", ordered.Select(r => r.Dataset));
        json.WriteStartArray("sums");
        foreach (((string release, string of, string value), double sum) in sums)
        {
            json.WriteStartArray();
            json.WriteStringValue(release);
            json.WriteStringValue(of);
            json.WriteStringValue(value);
            json.WriteNumberValue(sum);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case long number:
                // Ids are beyond what a page's numbers hold exactly.
                if (Math.Abs(number) < 1L << 53)
                    json.WriteNumberValue(number);
                else
                    json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                JsonColumns.NumberOrNull(json, number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateTime time:
                json.WriteStringValue(
                    time.TimeOfDay == TimeSpan.Zero ? ReportCalendar.Date(ReportCalendar.Day(time)) : ReportCalendar.Minute(time));
                break;
            case List<string> list:
                WriteCell(json, Join(list));
                break;
            case string text:
                string shown = TweetText.Defang(text);
                json.WriteStringValue(
                    shown.Length <= MaxCell ? shown : shown[..(char.IsHighSurrogate(shown[MaxCell - 1]) ? MaxCell - 1 : MaxCell)] + " […]");
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>As many whole items as there is room for, at least one: half an id would look like an id.</summary>
    private static string Join(List<string> list)
    {
        int items = 0, length = 0;
        while (items < Math.Min(list.Count, MaxItems) && (items == 0 || length + list[items].Length <= MaxCell - Room))
            length += list[items++].Length + 3;
        return string.Join(" · ", list.Take(items)) + (items < list.Count ? $" · and {list.Count - items} more" : "");
    }
}
