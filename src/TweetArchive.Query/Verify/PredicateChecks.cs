

namespace TweetArchive.Query.Verify;

/// <summary>
/// A filter must find what a reading of every row finds. Filters use the bounds of row groups and dictionaries, a count with its own
/// condition does not; probes are the smallest value of each column, the largest, and one from between.
/// </summary>
internal static class PredicateChecks
{
    public static void Run(CheckContext context)
    {
        foreach ((ContractTable table, string[] files) in TableFiles.Of(context))
            context.Guard("predicates", $"filters on {table.Name} find what a full reading finds", [table.Name],
                () => Check(context, table, files));
    }

    private static void Check(CheckContext context, ContractTable table, string[] files)
    {
        string check = $"filters on {table.Name} find what a full reading finds";
        string source = Sql.Parquet(files);
        ContractColumn[] columns = [.. table.Columns.Where(c => c.IsOrdered)];
        object?[] values = context.Database.Rows(
            "SELECT "
            + $"{string.Join(", ", columns.Select(c => Sql.Name(c.Name)).Select(
            c => $"CAST(min({c}) AS VARCHAR), CAST(max({c}) AS VARCHAR), CAST(arg_min({c}, hash({c})) AS VARCHAR)"))} FROM {source}")[0];
        var probes = new List<(string Column, string Condition)>();
        for (int i = 0; i < columns.Length; i++)
        {
            string column = Sql.Name(columns[i].Name);
            if (columns[i].Nullable)
                probes.Add((columns[i].Name, column + " IS NULL"));
            if (values[3 * i] is null)
                continue;
            string[] literals = [.. Enumerable.Range(3 * i, 3).Select(n => $"CAST({Sql.Text((string)values[n]!)} AS {columns[i].Type})")];
            probes.AddRange(literals.Distinct().Select(l => (columns[i].Name, $"{column} = {l}")));
            probes.Add((columns[i].Name, $"{column} > {literals[2]}"));
        }

        if (probes.Count == 0)
            return;
        object?[] scanned = context.Database.Rows(
            $"SELECT {string.Join(", ", probes.Select(p => $"count(*) FILTER (WHERE {p.Condition})"))} FROM {source}")[0];
        long wrong = 0;
        string where = "", expected = "", found = "";
        for (int i = 0; i < probes.Count; i++)
        {
            long filtered = context.Database.Long($"SELECT count(*) FROM {source} WHERE {probes[i].Condition}");
            if (filtered == (long)scanned[i]! || wrong++ > 0)
                continue;
            (where, expected, found) =
                ($"{table.Name}, WHERE {probes[i].Condition}", CheckContext.Rows((long)scanned[i]!), CheckContext.Rows(filtered));
        }

        if (wrong == 0)
            context.Ok("predicates", check, $"{probes.Count} filters on {columns.Length} columns");
        else
            context.Different("predicates", check, where, expected, found,
                "filters on this table lose rows; make the output again, and if the difference remains, report it as a defect", wrong);
    }
}
