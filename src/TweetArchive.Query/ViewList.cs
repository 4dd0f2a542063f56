using System.Text;
using TweetArchive.Query.Datasets;

namespace TweetArchive.Query;

/// <summary>What can be asked: every view with its rows and columns.</summary>
internal static class ViewList
{
    public static void Write(DatasetDatabase database, QueryOptions options, Stream stream)
    {
        List<object?[]> views = database.Rows(
            """
            SELECT table_name, list(column_name || ' ' || data_type ORDER BY column_index)
            FROM duckdb_columns() WHERE NOT internal AND database_name = current_database() GROUP BY table_name ORDER BY table_name
            """);
        string Kind(string name) => database.Dataset.Tables.ContainsKey(name) ? "table"
            : HelperViews.All.Any(h => h.Name == name) ? "one row for each item of a list" : "read with the tables";
        string sql = string.Join("\nUNION ALL\n", views
            .OrderBy(v => Kind((string)v[0]!) switch { "table" => 0, "read with the tables" => 2, _ => 1 })
            .Select(v =>
                $"SELECT {Sql.Text((string)v[0]!)} AS view, {Sql.Text(Kind((string)v[0]!))} AS kind, (SELECT count(*) "
                    + $"FROM {Sql.Name((string)v[0]!)}) AS rows, {Sql.List(((IEnumerable<string>)v[1]!).ToArray())} AS columns"));
        if (options.Format != QueryFormat.Table)
        {
            QueryRunner.Rows(database, sql, QueryRunner.Writer(options, stream));
            return;
        }

        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        string kind = "";
        foreach (object?[] row in database.Rows(sql))
        {
            if (kind != (string)row[1]!)
                text.WriteLine($"{(kind.Length == 0 ? "" : "\n")}{kind = (string)row[1]!}:");
            text.WriteLine($"  {row[0]}  {QueryRunner.Count((long)row[2]!)} rows");
            foreach (string line in Wrapped((IEnumerable<string>)row[3]!, (options.Width > 0 ? options.Width : 120) - 6))
                text.WriteLine("      " + line);
        }

        text.WriteLine(
            $"\nAsk:  tweetarchive query {options.Dataset} \"SELECT target_id, count(DISTINCT tweetid) AS tweets FROM mentions WHERE "
                + "decision = 'tag' GROUP BY ALL ORDER BY tweets DESC\"");
        text.WriteLine("Every column: docs/columns.md. Questions with their SQL: docs/cookbook.md");
    }

    private static IEnumerable<string> Wrapped(IEnumerable<string> items, int width)
    {
        string line = "";
        foreach (string item in items)
        {
            if (line.Length > 0 && line.Length + 2 + item.Length > width)
            {
                yield return line + ",";
                line = "";
            }

            line += (line.Length > 0 ? ", " : "") + item;
        }

        yield return line;
    }
}
