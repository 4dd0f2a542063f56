using System.Text;
using Parquet;
using Parquet.Schema;

namespace TweetArchive.Report.Dataset;

/// <summary>One row group; columns are read when asked for, by their names.</summary>
internal sealed class TableRows(string table, string file, ParquetRowGroupReader reader, ParquetSchema schema)
{
    public int Count { get; } = checked((int)reader.RowCount);

    /// <summary>The columns in file order, lists among them.</summary>
    public IEnumerable<string> Columns => schema.Fields.Select(f => f.Name);

    public bool Has(string column) => Find(column) is not null;

    /// <summary>Text; null where the table has none.</summary>
    public string?[] Texts(string column) => Read(column, field =>
    {
        string?[] values = new string?[Count];
        reader.ReadAsync(field, values.AsMemory()!).AsTask().GetAwaiter().GetResult();
        return values;
    });

    public long[] Longs(string column) => Array.ConvertAll(LongsOrNull(column), v => v ?? 0);

    public long?[] LongsOrNull(string column) => Read(column, field => field.ClrType == typeof(int)
        ? Array.ConvertAll(Values<int>(field), v => (long?)v)
        : Values<long>(field));

    public double?[] Numbers(string column) => Read(column, field => field.ClrType == typeof(double)
        ? Values<double>(field)
        : Array.ConvertAll(LongsOrNull(column), v => (double?)v));

    public bool[] Flags(string column) => Read(column, field => Array.ConvertAll(Values<bool>(field), v => v ?? false));

    /// <summary>Days since 1970 of a date or a time; null where there is none.</summary>
    public int?[] Days(string column) => Array.ConvertAll(Times(column), v => v is { } time ? ReportCalendar.Day(time) : (int?)null);

    /// <summary>UTC times, or dates at midnight. Read as the numbers that they are stored as: Parquet.Net 6.1 refuses times that are stored as differences.</summary>
    public DateTime?[] Times(string column) => Read(column, field => reader.GetMetadata(field)?.MetaData?.Type == global::Parquet.Meta.Type.INT32
        ? Array.ConvertAll(Values<int>(Stored(field, typeof(int))), v => v is { } days ? DateTime.UnixEpoch.AddDays(days) : (DateTime?)null)
        : Array.ConvertAll(Values<long>(Stored(field, typeof(long))), v => v is { } milliseconds ? DateTime.UnixEpoch.AddMilliseconds(milliseconds) : (DateTime?)null));

    private static DataField Stored(DataField field, Type type) =>
        new ParquetSchema(new DataField(field.Name, type, field.IsNullable, isArray: false)).GetDataFields()[0];

    /// <summary>A column of any type: string, long, double, bool, DateTime, list of strings, or null.</summary>
    public object?[] Cells(string column) => Find(column)?.ClrType switch
    {
        null => IsTextList(column) ? Lists(column) : new object?[Count],
        Type t when t == typeof(string) || t == typeof(ReadOnlyMemory<char>) => Texts(column),
        Type t when t == typeof(double) => Box(Numbers(column)),
        Type t when t == typeof(bool) => Box(Read(column, Values<bool>)),
        Type t when t == typeof(DateTime) || t == typeof(DateOnly) => Box(Times(column)),
        Type t when t == typeof(int) || t == typeof(long) => Box(LongsOrNull(column)),
        _ => new object?[Count],
    };

    private bool IsTextList(string column) =>
        Array.Find([.. schema.Fields], f => f.Name == column) is ListField { Item: DataField item } && (item.ClrType == typeof(string) || item.ClrType == typeof(ReadOnlyMemory<char>));

    /// <summary>Lists of texts; an item that is null is left out.</summary>
    private List<string>[] Lists(string column)
    {
        const int Item = 3;
        DataField field = new ParquetSchema(new ListField(column, new DataField("element", typeof(byte[]), isNullable: true, isArray: false))).GetDataFields()[0];
        return DatasetTable.Guard(file, () =>
        {
            int levels = checked((int)reader.GetMetadata(field)!.MetaData!.NumValues);
            (var items, int[] definition, int[] repetition) = (new ReadOnlyMemory<byte>[levels], new int[levels], new int[levels]);
            if (levels > 0)
                reader.ReadRawAsync<ReadOnlyMemory<byte>>(field, items, definition, repetition, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            List<string>[] lists = [.. Enumerable.Range(0, Count).Select(_ => new List<string>())];
            int row = -1, item = 0;
            for (int i = 0; i < levels; i++)
            {
                row += repetition[i] == 0 ? 1 : 0;
                if (definition[i] == Item)
                    lists[row].Add(Encoding.UTF8.GetString(items[item++].Span));
            }

            return lists;
        });
    }

    private static object?[] Box<T>(T?[] values)
        where T : struct => Array.ConvertAll(values, v => (object?)v);

    private T?[] Values<T>(DataField field)
        where T : struct
    {
        T?[] values = new T?[Count];
        if (field.IsNullable)
        {
            reader.ReadAsync<T>(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
            return values;
        }

        T[] all = new T[Count];
        reader.ReadAsync<T>(field, all.AsMemory()).AsTask().GetAwaiter().GetResult();
        return Array.ConvertAll(all, v => (T?)v);
    }

    private T Read<T>(string column, Func<DataField, T> read)
    {
        DataField field = Find(column)
            ?? throw new ReportException($"{file}: the table {table} has no column '{column}'. Write the dataset again with this version.");
        return DatasetTable.Guard(file, () => read(field));
    }

    private DataField? Find(string column) => Array.Find(schema.DataFields, f => f.Path.ToString() == column);
}
