using System.Globalization;
using DuckDB.NET.Data;
using TweetArchive.Dataset;
using TweetArchive.Text;

namespace TweetArchive.Query.Datasets;

/// <summary>What the tables of a dataset are read with: the timeline, outlets, and the inputs of the manifest.</summary>
internal static class SideTables
{
    private static readonly string[] TimelineNumbers =
        ["n_accounts", "n_pages", "n_groups", "n_instagram", "n_channels", "n_sites", "n_tweets"];

    public static void Create(DuckDBConnection connection, DatasetFolder dataset)
    {
        (string[] header, List<string[]> rows) = Shipped("outlets.tsv");
        Load(connection, "outlets", header, rows);
        (header, rows) = Shipped("timeline.tsv");
        Load(connection, "timeline", header, rows, column =>
            column is "date_start" or "date_end"
                ? "DATE"
                : TimelineNumbers.Contains(column) ? "BIGINT" : column == "mek_related" ? "BOOLEAN" : "VARCHAR");
        string[] numbers = ["bytes", "records", "tweets", "rejected", "duplicates", "users"];
        Load(connection, "inputs", ["source_file", "dataset", "kind", "variant", "sha256", .. numbers],
            dataset.Manifest.Inputs.Select(Input), column => numbers.Contains(column) ? "BIGINT" : "VARCHAR");
    }

    /// <summary>A table that ships with the program: its header and its rows, of equal length.</summary>
    public static (string[] Header, List<string[]> Rows) Shipped(string name)
    {
        (string Name, byte[] Bytes) table = ShippedFiles.Table("targets/" + name);
        string[] columns = Tsv.Header(table.Bytes);
        return (columns, [.. Tsv.Rows(table, columns).Select(r => r.Fields)]);
    }

    private static string[] Input(ManifestInput input)
    {
        Accounting counts = input.Accounting;
        long[] numbers = [input.Bytes, counts.Records, counts.Tweets, counts.Rejected, counts.Duplicates, counts.Users];
        return [input.SourceFile, input.Dataset, input.Kind ?? "", input.Variant ?? "", input.Sha256 ?? "",
            .. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Empty is null; so is what cannot be read as the column's type.</summary>
    private static void Load(
        DuckDBConnection connection, string name, string[] columns, IEnumerable<string[]> rows, Func<string, string>? type = null)
    {
        string[] names = [.. columns.Select(Sql.Name)];
        string staged = Sql.Name("staged_" + name);
        Execute(connection, $"CREATE TABLE {staged} ({string.Join(", ", names.Select(c => c + " VARCHAR"))})");
        using (DuckDBAppender appender = connection.CreateAppender("staged_" + name))
        {
            foreach (string[] row in rows)
            {
                IDuckDBAppenderRow appended = appender.CreateRow();
                foreach (string cell in row)
                    appended.AppendValue(cell.Length == 0 ? null : cell);
                appended.EndRow();
            }
        }

        Execute(connection,
            $"CREATE TABLE {Sql.Name(name)} AS SELECT "
            + $"{string.Join(", ", columns.Select(
            c => $"TRY_CAST({Sql.Name(c)} AS {type?.Invoke(c) ?? "VARCHAR"}) AS {Sql.Name(c)}"))} FROM {staged}");
        Execute(connection, $"DROP TABLE {staged}");
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
