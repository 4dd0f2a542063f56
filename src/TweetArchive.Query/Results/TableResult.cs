using TweetArchive.Text;

namespace TweetArchive.Query.Results;

/// <summary>
/// A table for people. With a width, wide columns are narrowed first, the widest most; where even narrow ones do not fit, columns in the
/// middle are left out and counted.
/// </summary>
/// <param name="width">Columns of the terminal; 0: as wide as the values are.</param>
/// <param name="maxRows">How many rows are shown; 0: all.</param>
internal sealed class TableResult(TextWriter output, int width, int maxRows) : IResultWriter
{
    private const int Narrowest = 10;
    private const int WidestWithoutWidth = 10_000;
    private const string Gap = "  ";
    private readonly List<string[]> rows = [];
    private IReadOnlyList<ResultColumn> columns = [];
    private bool more;

    public void Begin(IReadOnlyList<ResultColumn> columns) => this.columns = columns;

    public bool Row(object?[] values)
    {
        if (maxRows > 0 && rows.Count == maxRows)
        {
            more = true;
            return false;
        }

        rows.Add([.. values.Select(v => DisplayText.OneLine(CellValue.Text(v)))]);
        return true;
    }

    public void End()
    {
        if (columns.Count == 2 && columns[1].Name == "explain_value")
        {
            // A plan is drawn, not tabled.
            output.Write(string.Concat(rows.Select(r => r[1].TrimEnd('⏎').Replace('⏎', '\n') + '\n')));
            output.Flush();
            return;
        }

        int[] natural = [
            .. columns.Select(
                (c, i) => Math.Max(1, Math.Max(DisplayText.Width(c.Name), rows.Count == 0 ? 0 : rows.Max(r => DisplayText.Width(r[i])))))];
        (int[] shown, int[] widths) = Fit(natural, width);
        int hidden = natural.Length - shown.Length;
        int middle = (shown.Length + 1) / 2;
        Line(i => columns[i].Name, shown, widths, hidden > 0 ? middle : -1);
        output.Write(string.Join(Gap, Inserted(shown.Select((_, n) => new string('─', widths[n])), hidden > 0 ? middle : -1, "─")) + "\n");
        foreach (string[] row in rows)
            Line(i => row[i], shown, widths, hidden > 0 ? middle : -1);
        string count = Counted.Of(rows.Count, "row");
        output.Write(
            $"({(more ? $"the first {count}; all of them: --max-rows 0, or --format csv" : count)}"
                + (hidden > 0 ? $"; {Counted.Of(hidden, "column is", "columns are")} left out here, --format csv has all" : "") + ")\n");
        output.Flush();
    }

    /// <summary>Which columns are shown, and how wide.</summary>
    internal static (int[] Shown, int[] Widths) Fit(int[] natural, int width)
    {
        int[] shown = [.. Enumerable.Range(0, natural.Length)];
        if (width <= 0)
            return (shown, [.. natural.Select(n => Math.Min(n, WidestWithoutWidth))]);
        while (shown.Length > 1 && Least(shown) > width)
        {
            int middle = shown.Length / 2;
            shown = [.. shown.Where((_, n) => n != middle)];
        }

        int gaps = Gap.Length * (shown.Length - 1) + (shown.Length < natural.Length ? 1 + Gap.Length : 0);
        return (shown, Share([.. shown.Select(i => natural[i])], Math.Max(shown.Length, width - gaps)));

        int Least(int[] of) =>
            of.Sum(i => Math.Min(natural[i], Narrowest)) + (Gap.Length * (of.Length - 1))
                + (of.Length < natural.Length ? 1 + Gap.Length : 0);
    }

    /// <summary>Columns that need less than an equal share get what they need; the others share the rest.</summary>
    private static int[] Share(int[] natural, int room)
    {
        int[] widths = new int[natural.Length];
        int left = natural.Length;
        foreach (int i in Enumerable.Range(0, natural.Length).OrderBy(i => natural[i]).ThenBy(i => i))
        {
            widths[i] = Math.Max(1, Math.Min(natural[i], room / left));
            room -= widths[i];
            left--;
        }

        return widths;
    }

    private void Line(Func<int, string> cell, int[] shown, int[] widths, int gapAt) =>
        output.Write(
            string.Join(Gap, Inserted(shown.Select((i, n) => DisplayText.Pad(cell(i), widths[n], columns[i].Numeric)), gapAt, "…"))
                .TrimEnd(' ') + "\n");

    private static IEnumerable<string> Inserted(IEnumerable<string> cells, int at, string what)
    {
        int n = 0;
        foreach (string cell in cells)
        {
            if (n++ == at)
                yield return what;
            yield return cell;
        }

        if (n == at)
            yield return what;
    }
}
