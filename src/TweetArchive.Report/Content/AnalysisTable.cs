using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>
/// The first rows of a table that `analyze` adds to a dataset, as it is there. A table that is not there is left out, and so is a
/// column: the report does not depend on what an analysis writes today.
/// </summary>
/// <param name="OrderBy">Rows with the most of it come first; in file order if the table has no such column.</param>
/// <param name="SumBy">A column of texts: the sums of <paramref name="OrderBy"/> for each, over all rows, are written too.</param>
/// <param name="KeyBy">Columns that, with the dataset, tell a row whose tweets can be shown; none if they cannot.</param>
internal sealed record AnalysisTable(
    string Name, string Title, string Says, string OrderBy, string SumBy = "", params IReadOnlyList<string> KeyBy)
{
    public const int Limit = 60;

    private static readonly string[] Hidden = ["dataset"];

    /// <summary>Null if the dataset has no such table.</summary>
    public AnalysisRows? Read(ReportScope scope)
    {
        if (DatasetTable.Find(scope.Folder, Name) is not { } table)
            return null;
        List<string> columns = [];
        var top = new PriorityQueue<AnalysisRow, (double, long)>();
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
                var row = new AnalysisRow(order?[i] ?? double.MinValue, -seen++, dataset?[i] ?? "", [.. cells.Select(c => c[i])]);
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

        return new AnalysisRows(this, columns, seen, sums,
            [.. top.UnorderedItems.Select(i => i.Element).OrderByDescending(r => r.Order).ThenByDescending(r => r.Number)]);
    }
}
