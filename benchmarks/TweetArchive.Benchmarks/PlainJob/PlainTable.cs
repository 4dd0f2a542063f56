namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>Rows and the columns to be made of them, said one after the other.</summary>
internal sealed class PlainTable<TRow>(IEnumerable<TRow> rows)
{
    private const int RowsInGroup = 122_880; // as DuckDB does
    private readonly List<PlainColumn<TRow>> columns = [];

    /// <summary>Names and the like: few values, many rows.</summary>
    public PlainTable<TRow> Name(string name, Func<TRow, string> cell) => Add(PlainColumn<TRow>.Text(name, cell, repeats: true));

    public PlainTable<TRow> Text(string name, Func<TRow, string> cell) => Add(PlainColumn<TRow>.Text(name, cell));

    public PlainTable<TRow> Long(string name, Func<TRow, long> cell) => Add(PlainColumn<TRow>.Long(name, cell));

    public PlainTable<TRow> LongOrNull(string name, Func<TRow, long?> cell) => Add(PlainColumn<TRow>.LongOrNull(name, cell));

    public PlainTable<TRow> Flag(string name, Func<TRow, bool> cell) => Add(PlainColumn<TRow>.Flag(name, cell));

    public PlainTable<TRow> Date(string name, Func<TRow, DateOnly> cell) => Add(PlainColumn<TRow>.Date(name, cell));

    public PlainTable<TRow> DateOrNull(string name, Func<TRow, DateOnly?> cell) => Add(PlainColumn<TRow>.DateOrNull(name, cell));

    public PlainTable<TRow> Time(string name, Func<TRow, DateTime> cell) => Add(PlainColumn<TRow>.Time(name, cell));

    public PlainTable<TRow> Seen(Func<TRow, PlainCounter> counter) =>
        Time("first_seen", r => counter(r).First).Time("last_seen", r => counter(r).Last);

    /// <summary>Writes the table to DIR/NAME.parquet.</summary>
    public async Task WriteTo(string folder, string name)
    {
        await using PlainFile<TRow> file = await PlainFile<TRow>.Create(Path.Combine(folder, name + ".parquet"), [.. columns])
            .ConfigureAwait(false);
        foreach (TRow[] group in rows.Chunk(RowsInGroup))
            await file.Write(group).ConfigureAwait(false);
    }

    private PlainTable<TRow> Add(PlainColumn<TRow> column)
    {
        columns.Add(column);
        return this;
    }
}
