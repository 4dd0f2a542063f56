using System.Globalization;
using System.Text;

namespace TweetArchive.Query.Verify;

/// <summary>
/// The bounds that a file states for each row group and column against the values that are there. Wrong ones make readers skip rows in
/// silence: a query comes back with too few rows and no error.
/// </summary>
internal static class StatisticsChecks
{
    private const string Advice = "do not filter this file by that column; make the output again, and if the difference remains, "
        + "report it as a defect";

    public static void Run(CheckContext context)
    {
        foreach ((ContractTable table, string[] files) in TableFiles.Of(context))
        {
            foreach (string file in files)
            {
                string name = Path.GetRelativePath(context.Dataset.Path, file).Replace('\\', '/');
                string check = $"stated minima, maxima and nulls of {name}";
                context.Guard("statistics", check, [table.Name], () => Check(context, table, file, name, check));
            }
        }
    }

    private static void Check(CheckContext context, ContractTable table, string file, string name, string check)
    {
        string metadata = $"parquet_metadata({Sql.Text(Sql.PlainPath(file))})";
        long[] groupRows = [.. context.Database.Rows($"SELECT DISTINCT row_group_id, row_group_num_rows FROM {metadata} ORDER BY 1")
            .Select(r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture))];
        if (groupRows.Length == 0)
        {
            context.Ok("statistics", check, "no rows");
            return;
        }

        ContractColumn[] columns = [.. table.Columns.Where(c => c.IsOrdered)];
        List<object?[]> stated = Stated(context, metadata, columns);
        List<object?[]> real = context.Database.Rows(
            $"""
            SELECT {RowGroup(groupRows)} AS row_group, {string.Join(", ", columns.Select(c => $"CAST(min({Sql.Name(c.Name)}) AS VARCHAR), CAST(max({Sql.Name(c.Name)}) AS VARCHAR), count(*) - count({Sql.Name(c.Name)})"))}
            FROM {Sql.Parquet([file], ", file_row_number = true")} GROUP BY row_group ORDER BY row_group
            """);
        long bounds = 0, wrong = 0;
        string where = "", expected = "", found = "";
        foreach (object?[] row in stated)
        {
            int group = Convert.ToInt32(row[0], CultureInfo.InvariantCulture);
            int column = Array.FindIndex(columns, c => c.Name == (string)row[1]!);
            var truth = (Min: (string?)real[group][1 + (3 * column)], Max: (string?)real[group][2 + (3 * column)],
                Nulls: Convert.ToInt64(real[group][3 + (3 * column)], CultureInfo.InvariantCulture));
            bounds += row[2] is null ? 0 : 2;
            string? problem = Problem(columns[column].Type, (string?)row[2], (string?)row[3], row[4] as bool? ?? true,
                row[5] as bool? ?? true, row[6] is null ? null : Convert.ToInt64(row[6], CultureInfo.InvariantCulture), truth);
            if (problem is null)
                continue;
            if (wrong++ == 0)
                (where, expected, found) = ($"{name}, row group {group}, column {columns[column].Name}",
                    $"{Short(truth.Min)} to {Short(truth.Max)}, {truth.Nulls} nulls", problem);
        }

        if (wrong == 0)
            context.Ok("statistics", check,
                string.Create(CultureInfo.InvariantCulture, $"{bounds:N0} bounds in {groupRows.Length:N0} row groups"));
        else
            context.Different("statistics", check, where, expected, found, Advice, wrong);
    }

    /// <summary>row group, column, minimum, maximum, are they exact, nulls; bounds as the column's type prints them.</summary>
    private static List<object?[]> Stated(CheckContext context, string metadata, ContractColumn[] columns)
    {
        string Typed(string bound)
        {
            IEnumerable<string> cases = columns.Where(c => c.Type != "VARCHAR").Select(c =>
                $"WHEN {Sql.Text(c.Name)} THEN coalesce(CAST(TRY_CAST({bound} AS {c.Type}) AS VARCHAR), {bound})");
            return $"CASE path_in_schema {string.Join(' ', cases.DefaultIfEmpty("WHEN '' THEN ''"))} ELSE {bound} END";
        }

        return context.Database.Rows(
            $"""
            SELECT row_group_id, path_in_schema, {Typed("stats_min_value")}, {Typed("stats_max_value")}, min_is_exact, max_is_exact, stats_null_count
            FROM {metadata} WHERE path_in_schema IN ({string.Join(", ", columns.Select(c => Sql.Text(c.Name)))}) ORDER BY row_group_id, column_id
            """);
    }

    /// <summary>What is wrong with stated bounds, or null.</summary>
    /// <param name="type">As DuckDB calls it.</param>
    internal static string? Problem(
        string type, string? min, string? max, bool minExact, bool maxExact, long? nulls, (string? Min, string? Max, long Nulls) truth)
    {
        if (nulls is { } stated && stated != truth.Nulls)
            return $"{stated} nulls";
        if (min is not null && truth.Min is not null)
        {
            int order = Compare(type, min, truth.Min);
            if (order > 0 || (minExact && order != 0))
                return $"minimum {Short(min)}";
        }

        if (max is not null && truth.Max is not null)
        {
            int order = Compare(type, max, truth.Max);
            if (order < 0 || (maxExact && order != 0))
                return $"maximum {Short(max)}";
        }

        return truth.Min is null && (min ?? max) is { } invented ? $"a bound, {Short(invented)}, where there are only nulls" : null;
    }

    /// <summary>Text by its UTF-8 bytes, as Parquet orders it; numbers by value; times and dates, printed alike, as text.</summary>
    private static int Compare(string type, string a, string b) => type switch
    {
        "BIGINT" or "INTEGER" => long.Parse(a, CultureInfo.InvariantCulture).CompareTo(long.Parse(b, CultureInfo.InvariantCulture)),
        // -0.0 as a lower bound of 0.0 is how the format asks for it.
        "DOUBLE" => (double.Parse(a, CultureInfo.InvariantCulture) + 0.0).CompareTo(double.Parse(b, CultureInfo.InvariantCulture) + 0.0),
        _ => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
    };

    private static string Short(string? text) => text is null ? "nothing" : text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>The row group that a row is in, found by halving.</summary>
    private static string RowGroup(long[] rows)
    {
        long[] starts = new long[rows.Length];
        for (int i = 1; i < rows.Length; i++)
            starts[i] = starts[i - 1] + rows[i - 1];
        return Halve(0, rows.Length);

        string Halve(int from, int to)
        {
            if (to - from == 1)
                return Sql.Number(from);
            int middle = (from + to) / 2;
            return $"CASE WHEN file_row_number < {Sql.Number(starts[middle])} THEN {Halve(from, middle)} ELSE {Halve(middle, to)} END";
        }
    }
}
