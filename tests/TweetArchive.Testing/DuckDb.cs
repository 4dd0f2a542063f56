using System.Globalization;
using DuckDB.NET.Data;

namespace TweetArchive.Testing;

/// <summary>An in-memory DuckDB: the independent reader of what the program writes.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    public DuckDb()
    {
        connection.Open();
        Execute("SET TimeZone = 'UTC'"); // timestamps print as the instant they are, whatever machine runs the tests
    }

    /// <summary>A path or any text as an SQL literal.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A file as a table expression.</summary>
    public static string Table(string parquetPath) => $"read_parquet({Quote(parquetPath)})";

    public void Execute(string sql) => Rows(sql);

    /// <summary>The first column of the first row; a database null is null.</summary>
    public object? Scalar(string sql) => Rows(sql)[0][0];

    public long Long(string sql) => Convert.ToInt64(Scalar(sql), CultureInfo.InvariantCulture);

    public List<object?[]> Rows(string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (int i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Each row as its values joined by <c>|</c>, null as <c>∅</c>: for short comparisons.</summary>
    public List<string> Lines(string sql) =>
        [.. Rows(sql)
            .Select(row =>
                string.Join('|', row.Select(value => value is null ? "∅" : Convert.ToString(value, CultureInfo.InvariantCulture))))];

    public void Dispose() => connection.Dispose();
}
