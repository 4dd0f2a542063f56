using System.Globalization;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using TweetArchive.Archives;
using TweetArchive.Dataset;

namespace TweetArchive.Query.Datasets;

/// <summary>How much of the machine a database may use.</summary>
/// <param name="Threads">Workers.</param>
/// <param name="Memory">Bytes before it goes to disk; null is DuckDB's own limit, most of the machine.</param>
public sealed record DatabaseLimits(int Threads, long? Memory = null);

/// <summary>
/// DuckDB over one dataset, in memory: every table a view, with helper views and side tables. It loads no extension, so it has no
/// network, and once <see cref="Lock"/> was called it reads no other file than the dataset's.
/// </summary>
public sealed class DatasetDatabase : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly TempFolder temporary = new("query");

    /// <exception cref="UsageException">A file of the dataset cannot be read.</exception>
    public DatasetDatabase(DatasetFolder dataset, DatabaseLimits limits, CancellationToken cancel = default)
    {
        Dataset = dataset;
        Cancel = cancel;
        connection.Open();
        Execute("SET autoinstall_known_extensions = false");
        Execute("SET autoload_known_extensions = false");
        Execute("SET TimeZone = 'UTC'");
        // Otherwise that of the user's locale: where it is Persian's or Thai's, a time has no date.
        Execute("SET Calendar = 'gregorian'");
        Execute($"SET temp_directory = {Sql.Text(Scratch)}");
        Execute($"SET threads = {limits.Threads}");
        if (limits.Memory is { } memory)
            Execute($"SET memory_limit = '{Sql.Number(Math.Max(memory >> 20, 64))}MiB'");
        SideTables.Create(connection, dataset);
        CreateViews();
    }

    public DatasetFolder Dataset { get; }

    public CancellationToken Cancel { get; }

    /// <summary>A folder for what does not fit in memory; it is made when needed and removed at the end.</summary>
    internal string Scratch => Path.Combine(temporary.Location, "spill");

    /// <summary>Views of tables that a damaged file kept from being made, and why.</summary>
    public Dictionary<string, string> Broken { get; } = [];

    /// <summary>From now on no other files are read or written than the dataset's and those named.</summary>
    internal void Lock(bool allowFiles, params string[] alsoFiles)
    {
        if (!allowFiles)
        {
            Execute($"SET allowed_directories = {Sql.List([Dataset.Path + Path.DirectorySeparatorChar])}");
            Execute($"SET allowed_paths = {Sql.List(alsoFiles)}");
            Execute("SET enable_external_access = false");
        }

        Execute("SET lock_configuration = true");
    }

    public void Execute(string sql)
    {
        using DuckDBCommand command = Command(sql);
        using CancellationTokenRegistration registration = Cancel.Register(command.Cancel);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException e) when (e.ErrorType == DuckDBErrorType.Interrupt || Cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, Cancel);
        }
    }

    /// <summary>All rows; a database null is null.</summary>
    public List<object?[]> Rows(string sql)
    {
        var rows = new List<object?[]>();
        Read(sql, reader =>
        {
            while (reader.Read())
            {
                object?[] row = new object?[reader.FieldCount];
                for (int i = 0; i < row.Length; i++)
                    row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                rows.Add(row);
            }
        });
        return rows;
    }

    /// <summary>The first column of the first row as a number; null as 0.</summary>
    public long Long(string sql) => Convert.ToInt64(Rows(sql)[0][0] ?? 0L, CultureInfo.InvariantCulture);

    /// <summary>Runs a query as a stream: rows are made as they are read.</summary>
    internal void Read(string sql, Action<DuckDBDataReader> read)
    {
        using DuckDBCommand command = Command(sql);
        command.UseStreamingMode = true;
        using CancellationTokenRegistration registration = Cancel.Register(command.Cancel);
        try
        {
            using DuckDBDataReader reader = command.ExecuteReader();
            read(reader);
        }
        catch (DuckDBException e) when (e.ErrorType == DuckDBErrorType.Interrupt || Cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, Cancel);
        }
    }

    /// <summary>What the parser has against a text; it runs nothing. Null: nothing.</summary>
    internal string? ParserError(string sql)
    {
        int statements = NativeMethods.ExtractStatements.DuckDBExtractStatements(
            connection.NativeConnection, sql, out DuckDBExtractedStatements extracted);
        using (extracted)
            return statements > 0 ? null : NativeMethods.ExtractStatements.DuckDBExtractStatementsError(extracted);
    }

    public void Dispose()
    {
        connection.Dispose();
        temporary.Dispose();
    }

    private DuckDBCommand Command(string sql)
    {
        Cancel.ThrowIfCancellationRequested();
        DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private void CreateViews()
    {
        Execute(HelperViews.UrlHostMacro);
        foreach ((string name, string[] files) in Dataset.Tables)
            CreateView(name, $"SELECT * FROM {Sql.Parquet(files)}");
        if (!Dataset.Tables.ContainsKey("tweets") || Broken.ContainsKey("tweets"))
            return;
        foreach ((string name, string sql) in HelperViews.All)
            CreateView(name, sql);
    }

    private void CreateView(string name, string sql)
    {
        try
        {
            Execute($"CREATE VIEW {Sql.Name(name)} AS {sql}");
        }
        catch (DuckDBException e)
        {
            Broken[name] = e.Message.Split('\n')[0];
        }
    }
}
