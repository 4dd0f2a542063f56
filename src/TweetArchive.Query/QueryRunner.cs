using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using TweetArchive.Dataset;
using TweetArchive.Query.Datasets;
using TweetArchive.Query.Results;

namespace TweetArchive.Query;

/// <summary>Asks a dataset with SQL, and writes the answer.</summary>
public static class QueryRunner
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="output">Standard output, for what goes to no file.</param>
    /// <exception cref="UsageException">No dataset, no query, not a query, or DuckDB refuses it.</exception>
    /// <exception cref="IOException">Output that cannot be written, or a file of the dataset that cannot be read.</exception>
    public static void Run(QueryOptions options, Stream output, TextWriter notes, CancellationToken cancel)
    {
        DatasetFolder dataset = DatasetFolder.Open(options.Dataset);
        string? target = options.Out is null ? null : CheckedOut(options, dataset);
        using var database = new DatasetDatabase(dataset, options.Limits, cancel);
        foreach (string name in dataset.Missing)
            notes.WriteLine($"note: {dataset.FileOf(name)} is missing, though {DatasetNames.Manifest} names it: its rows are not here");
        foreach ((string view, string problem) in database.Broken)
            notes.WriteLine($"note: {view} cannot be read and is not a view here: {problem}");
        if (options.Sql is null)
        {
            WriteTo(target, output, stream => ViewList.Write(database, options, stream));
            return;
        }

        string sql = options.Sql.Trim().TrimEnd(';');
        string aside = target is null ? "" : WholeFile.NameAside(target);
        try
        {
            database.Lock(options.AllowFiles, target is null ? [] : [aside]);
            SelectGuard.Check(database, sql);
            if (options.Format == QueryFormat.Parquet)
                WriteParquet(database, sql, target!, aside);
            else
                WriteTo(target, output, stream => Rows(database, sql, Writer(options, stream)));
        }
        catch (DuckDBException e)
        {
            throw Translate(e, options);
        }
    }

    internal static IResultWriter Writer(QueryOptions options, Stream stream) => options.Format switch
    {
        QueryFormat.Csv => new CsvResult(
            new StreamWriter(stream, options.ForSpreadsheet ? Encoding.UTF8 : Utf8, 1 << 16, leaveOpen: true), options.ForSpreadsheet),
        QueryFormat.Xlsx => new XlsxResult(stream),
        QueryFormat.Json => new JsonResult(new BufferedStream(stream, 1 << 16)),
        _ => new TableResult(new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true), options.Width, options.MaxRows),
    };

    internal static void Rows(DatasetDatabase database, string sql, IResultWriter writer)
    {
        sql = DictionariesAsJson(database, sql, out bool[] json);
        database.Read(sql, reader =>
        {
            writer.Begin([.. Enumerable.Range(0, reader.FieldCount)
                .Select(i => new ResultColumn(reader.GetName(i), IsNumeric(reader.GetFieldType(i))))]);
            object?[] row = new object?[reader.FieldCount];
            while (reader.Read())
            {
                database.Cancel.ThrowIfCancellationRequested();
                for (int i = 0; i < row.Length; i++)
                    row[i] = reader.IsDBNull(i)
                        ? null
                        : i < json.Length && json[i] ? new JsonText(reader.GetString(i)) : reader.GetValue(i);
                if (!writer.Row(row))
                    break;
            }

            writer.End();
        });
    }

    /// <summary>
    /// The query with columns that hold a MAP or STRUCT cast to JSON. DuckDB.NET would make dictionaries by reflection, of types that
    /// depend on the query, for which a program compiled ahead has no code.
    /// </summary>
    /// <param name="json">Which columns are; empty where none is.</param>
    private static string DictionariesAsJson(DatasetDatabase database, string sql, out bool[] json)
    {
        json = [];
        List<object?[]> columns;
        try
        {
            columns = database.Rows($"DESCRIBE {sql}");
        }
        catch (DuckDBException)
        {
            // A statement that is itself a description, or one that fails: it says why when it is asked.
            return sql;
        }

        json = [.. columns.Select(c => ((string)c[1]!).Contains("MAP(", StringComparison.Ordinal)
            || ((string)c[1]!).Contains("STRUCT(", StringComparison.Ordinal))];
        if (!json.Contains(true))
            return sql;
        IEnumerable<string> wanted = columns.Zip(json, (c, cast) => (Name: Sql.Name((string)c[0]!), Cast: cast))
            .Select((c, i) => $"{(c.Cast ? $"CAST(#{i + 1} AS JSON)" : $"#{i + 1}")} AS {c.Name}");
        return $"SELECT {string.Join(", ", wanted)} FROM ({sql}\n)";
    }

    private static bool IsNumeric(Type type) =>
        Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal || type == typeof(System.Numerics.BigInteger);

    /// <summary>To the file, or else to the stream.</summary>
    private static void WriteTo(string? target, Stream output, Action<Stream> write)
    {
        if (target is null)
        {
            write(output);
            return;
        }

        WholeFile.Write(target, write);
    }

    private static void WriteParquet(DatasetDatabase database, string sql, string target, string aside)
    {
        try
        {
            // The line end closes a comment at the query's end.
            database.Execute($"COPY ({sql}\n) TO {Sql.Text(aside)} (FORMAT parquet, COMPRESSION zstd)");
            File.Move(aside, target, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static string CheckedOut(QueryOptions options, DatasetFolder dataset)
    {
        string target = Path.GetFullPath(options.Out!);
        if (target.StartsWith(dataset.Path.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new UsageException($"--out {options.Out}: this is in the dataset, which is not changed. Give a file elsewhere.");
        if (Directory.Exists(target))
            throw new UsageException($"--out {options.Out}: this is a folder. Give a file.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new UsageException($"--out {options.Out}: there is no folder {Path.GetDirectoryName(target)}.");
        if (File.Exists(target) && !options.Overwrite)
            throw new UsageException($"--out {options.Out}: the file exists. Give another name, or --overwrite.");
        return target;
    }

    /// <summary>DuckDB's message with what to do; a query's mistake is wrong usage, a failing disk is not.</summary>
    private static Exception Translate(DuckDBException e, QueryOptions options)
    {
        string message = e.Message.TrimEnd();
        // DuckDB.NET gives errors of planning no type; the message begins with it.
        string kind = message.Split(" Error:", 2)[0];
        return kind switch
        {
            "Out of Memory" => new UsageException(
                $"{message}\nGive the query more memory (--memory 8G), or let it keep less: fewer columns, a WHERE, an approximate count."),
            "IO" or "Internal" or "FATAL" =>
                new IOException($"{message} If a table is damaged, this says which: tweetarchive verify {options.Dataset}."),
            "Permission" => new UsageException(
                $"{message}\nA query reads the output of the run and nothing else. To let this one read other files: --allow-files"),
            "Catalog" or "Binder" =>
                new UsageException($"{message}\nWhich views there are, with their columns: tweetarchive query {options.Dataset}"),
            _ => new UsageException(message),
        };
    }

    /// <summary>A count as people read it.</summary>
    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
