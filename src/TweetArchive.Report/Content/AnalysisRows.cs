using System.Globalization;
using System.Text.Json;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;

namespace TweetArchive.Report.Content;

/// <param name="Number">Negative, the later the smaller.</param>
internal sealed record AnalysisRow(double Order, long Number, string Dataset, object?[] Cells);

/// <summary>The rows of an analysis that the page shows, the first in its order first.</summary>
/// <param name="all">Rows of the table, shown or not.</param>
internal sealed class AnalysisRows(
    AnalysisTable table, List<string> columns, long all, SortedDictionary<(string Dataset, string Target, string Of), double> sums,
    IReadOnlyList<AnalysisRow> rows)
{
    /// <summary>Longest text of a cell.</summary>
    private const int MaxCell = 240;

    private const int MaxItems = 6;

    /// <summary>Of a list's cell, for the number of items that are left out.</summary>
    private const int Room = 24;

    /// <summary>Of each row, in their order; none if its tweets cannot be shown.</summary>
    public IEnumerable<Figure> Figures()
    {
        int[] key = [.. table.KeyBy.Select(c => columns.IndexOf(c))];
        return key.Length == 0 || key.Contains(-1)
            ? []
            : rows.Select(r => new Figure(table.Name, r.Dataset, Key(key.Select(k => r.Cells[k]))));
    }

    /// <summary>Values of the columns that tell a row, as one text.</summary>
    public static string Key(IEnumerable<object?> values) =>
        string.Join(' ', values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));

    public void Write(Utf8JsonWriter json, FigureTweets figures)
    {
        json.WriteStartObject();
        json.WriteString("name", table.Name);
        json.WriteString("title", table.Title);
        json.WriteString("says", table.Says);
        json.WriteNumber("all", all);
        JsonColumns.Texts(json, "columns", columns);
        json.WriteStartArray("rows");
        foreach (AnalysisRow row in rows)
        {
            json.WriteStartArray();
            foreach (object? cell in row.Cells)
                WriteCell(json, cell);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        JsonColumns.Texts(json, "releases", rows.Select(r => r.Dataset));
        JsonColumns.Numbers(json, "figures", Figures().Select(f => (long)figures[f]));
        JsonColumns.Texts(json, "keys", Figures().Select(f => f.Key));
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
