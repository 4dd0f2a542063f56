namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// The columns of a table in file order. A <see cref="TableRow"/> asks for each by its name and keeps it as a field: what declares
/// a column is what fills it. A dictionary is for texts with few distinct values.
/// </summary>
internal sealed class ColumnSet
{
    private readonly List<ColumnBuffer> columns = [];

    public IReadOnlyList<ColumnBuffer> Columns => columns;

    /// <summary>The file that the row goes to; null where the columns are only looked at.</summary>
    public ParquetTableWriter? Writer { get; set; }

    public TextBuffer Text(string name, bool nullable = false) => Add(new BytesBuffer(new ColumnSpec(name, ColumnType.Text, nullable)));

    public TextBuffer DictionaryText(string name, bool nullable = false) =>
        Add(new DictionaryTextBuffer(new ColumnSpec(name, ColumnType.Text, nullable, Dictionary: true)));

    public TextBuffer Binary(string name, bool nullable = false) => Add(new BytesBuffer(new ColumnSpec(name, ColumnType.Binary, nullable)));

    public TextListBuffer TextList(string name, bool nullable = false) =>
        Add(new TextListBuffer(new ColumnSpec(name, ColumnType.TextList, nullable)));

    public LongListBuffer LongList(string name, bool nullable = false) =>
        Add(new LongListBuffer(new ColumnSpec(name, ColumnType.LongList, nullable)));

    public LongBuffer Long(string name, bool nullable = false) => Add(new LongBuffer(new ColumnSpec(name, ColumnType.Long, nullable)));

    public IntegerBuffer Integer(string name, bool nullable = false) =>
        Add(new IntegerBuffer(new ColumnSpec(name, ColumnType.Integer, nullable)));

    public NumberBuffer Number(string name, bool nullable = false) =>
        Add(new NumberBuffer(new ColumnSpec(name, ColumnType.Number, nullable)));

    public FlagBuffer Flag(string name, bool nullable = false) => Add(new FlagBuffer(new ColumnSpec(name, ColumnType.Flag, nullable)));

    public TimestampBuffer Timestamp(string name, bool nullable = false) =>
        Add(new TimestampBuffer(new ColumnSpec(name, ColumnType.Timestamp, nullable)));

    public DateBuffer Date(string name, bool nullable = false) => Add(new DateBuffer(new ColumnSpec(name, ColumnType.Date, nullable)));

    /// <summary>A column of a kind that is known only at run time.</summary>
    public T Add<T>(T column)
        where T : ColumnBuffer
    {
        columns.Add(column);
        return column;
    }
}
