using System.Globalization;
using System.Text;
using Parquet;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Report.Dataset;

/// <summary>One row group; columns are read when asked for, by their names.</summary>
/// <param name="readers">Those of the row groups before, whose buffers are used again.</param>
internal sealed class TableRows(
    string table, string file, ParquetRowGroupReader group, IReadOnlyList<ColumnSpec> columns, Dictionary<ColumnSpec, ColumnReader> readers)
{
    public int Count { get; } = checked((int)group.RowCount);

    /// <summary>The columns in file order, lists among them.</summary>
    public IEnumerable<string> Columns => columns.Select(c => c.Name);

    public bool Has(string column) => Find(column) is not null;

    /// <summary>Text as it is stored, good until the next row group: for those who need few of many values.</summary>
    public TextColumn Text(string column) => Reader<TextColumn>(column);

    /// <inheritdoc cref="Text"/>
    public NumberColumn Number(string column) => Reader<NumberColumn>(column);

    /// <inheritdoc cref="Text"/>
    public FlagColumn Flag(string column) => Reader<FlagColumn>(column);

    /// <summary>Text; null where the table has none.</summary>
    public string?[] Texts(string column) =>
        Values<TextColumn, string?>(column, (texts, row) => texts.IsNull(row) ? null : Encoding.UTF8.GetString(texts[row]));

    public long[] Longs(string column) => Array.ConvertAll(LongsOrNull(column), v => v ?? 0);

    public long?[] LongsOrNull(string column) =>
        Values<NumberColumn, long?>(column, (numbers, row) => numbers.IsNull(row) ? null : numbers[row]);

    public double?[] Numbers(string column) => Find(column)?.Type == ColumnType.Number
        ? Values<DecimalColumn, double?>(column, (numbers, row) => numbers.IsNull(row) ? null : numbers[row])
        : Array.ConvertAll(LongsOrNull(column), v => (double?)v);

    public bool[] Flags(string column) => Values<FlagColumn, bool>(column, (flags, row) => flags[row]);

    /// <summary>Days since 1970 of a date or a time; null where there is none.</summary>
    public int?[] Days(string column) => Array.ConvertAll(Times(column), v => v is { } time ? ReportCalendar.Day(time) : (int?)null);

    /// <summary>UTC times, or dates at midnight.</summary>
    public DateTime?[] Times(string column)
    {
        bool days = Find(column)?.Type == ColumnType.Date;
        return Array.ConvertAll(LongsOrNull(column), v => v is not { } number ? (DateTime?)null
            : days ? DateTime.UnixEpoch.AddDays(number) : DateTime.UnixEpoch.AddMilliseconds(number));
    }

    /// <summary>A column of any type: string, long, double, bool, DateTime, list of strings, or null.</summary>
    public object?[] Cells(string column) => Find(column)?.Type switch
    {
        ColumnType.Text => Texts(column),
        ColumnType.TextList => Values<ListColumn, object?>(column, Items),
        ColumnType.LongList => Values<NumberListColumn, object?>(column, Items),
        ColumnType.Number => Box(Numbers(column)),
        ColumnType.Flag => Values<FlagColumn, object?>(column, (flags, row) => flags.IsNull(row) ? null : flags[row]),
        ColumnType.Timestamp or ColumnType.Date => Box(Times(column)),
        ColumnType.Long or ColumnType.Integer => Box(LongsOrNull(column)),
        _ => new object?[Count],
    };

    private static List<string> Items(ListColumn lists, int row)
    {
        List<string> items = [];
        for (int item = lists.Start(row); item < lists.End(row); item++)
            items.Add(Encoding.UTF8.GetString(lists.ItemAt(item)));
        return items;
    }

    private static List<string> Items(NumberListColumn lists, int row) =>
        [.. Enumerable.Range(lists.Start(row), lists.End(row) - lists.Start(row))
            .Select(item => lists.ItemAt(item).ToString(CultureInfo.InvariantCulture))];

    private static object?[] Box<T>(T?[] values)
        where T : struct => Array.ConvertAll(values, v => (object?)v);

    private TValue[] Values<TColumn, TValue>(string column, Func<TColumn, int, TValue> value)
        where TColumn : ColumnReader
    {
        ColumnSpec spec = Spec(column);
        return DatasetTable.ReadOrThrow(file, () =>
        {
            var reader = (TColumn)ColumnReader.Create(spec);
            reader.Read(group, Count);
            var values = new TValue[Count];
            for (int row = 0; row < values.Length; row++)
                values[row] = value(reader, row);
            return values;
        });
    }

    private TColumn Reader<TColumn>(string column)
        where TColumn : ColumnReader
    {
        ColumnSpec spec = Spec(column);
        return DatasetTable.ReadOrThrow(file, () =>
        {
            if (!readers.TryGetValue(spec, out ColumnReader? reader))
                readers.Add(spec, reader = ColumnReader.Create(spec));
            reader.Read(group, Count);
            return (TColumn)reader;
        });
    }

    private ColumnSpec Spec(string column) => Find(column)
        ?? throw new DatasetException($"{file}: the table {table} has no column '{column}'. Make the output again with this version.");

    private ColumnSpec? Find(string column) => columns.FirstOrDefault(c => c.Name == column);
}
