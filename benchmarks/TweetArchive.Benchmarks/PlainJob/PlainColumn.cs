using Parquet;
using Parquet.Schema;

namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>A column of a Parquet file: its field, and how to write it for some rows.</summary>
/// <param name="Repeats">Few values, many rows: worth a dictionary.</param>
internal sealed record PlainColumn<TRow>(Field Field, bool Repeats, Func<ParquetRowGroupWriter, IReadOnlyList<TRow>, Task> Write)
{
    public static PlainColumn<TRow> Text(string name, Func<TRow, string?> cell, bool repeats = false)
    {
        var field = new DataField<string>(name);
        return new(field, repeats, (group, rows) => group.WriteAsync(field, Cells(rows, cell)!));
    }

    public static PlainColumn<TRow> Long(string name, Func<TRow, long> cell) => Value(new DataField<long>(name), cell);

    public static PlainColumn<TRow> LongOrNull(string name, Func<TRow, long?> cell) => ValueOrNull(new DataField<long?>(name), cell);

    public static PlainColumn<TRow> NumberOrNull(string name, Func<TRow, double?> cell) => ValueOrNull(new DataField<double?>(name), cell);

    public static PlainColumn<TRow> Flag(string name, Func<TRow, bool> cell) => Value(new DataField<bool>(name), cell);

    public static PlainColumn<TRow> Date(string name, Func<TRow, DateOnly> cell) => Value(new DataField<DateOnly>(name), cell);

    public static PlainColumn<TRow> DateOrNull(string name, Func<TRow, DateOnly?> cell) =>
        ValueOrNull(new DataField<DateOnly?>(name), cell);

    /// <summary>UTC, as milliseconds: Parquet.Net's microseconds have wrong statistics.</summary>
    public static PlainColumn<TRow> Time(string name, Func<TRow, DateTime> cell) =>
        Value(new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis), cell);

    public static PlainColumn<TRow> Texts(string name, Func<TRow, string[]> cell)
    {
        var item = new DataField("element", typeof(string), isNullable: true);
        var list = new ListField(name, item);
        return new(list, false, (group, rows) =>
        {
            var texts = new List<ReadOnlyMemory<char>>();
            var definitions = new List<int>();
            var repetitions = new List<int>();
            foreach (TRow row in rows)
            {
                string[] items = cell(row);
                for (int i = 0; i < items.Length; i++)
                {
                    texts.Add(items[i].AsMemory());
                    definitions.Add(3);
                    repetitions.Add(i == 0 ? 0 : 1);
                }

                if (items.Length == 0)
                {
                    definitions.Add(1);
                    repetitions.Add(0);
                }
            }

            return group.WriteAllPartsAsync<ReadOnlyMemory<char>>(item, texts.ToArray(), definitions.ToArray(), repetitions.ToArray(),
                CancellationToken.None);
        });
    }

    private static PlainColumn<TRow> Value<T>(DataField field, Func<TRow, T> cell)
        where T : struct =>
        new(field, false, (group, rows) => group.WriteAsync<T>(field, Cells(rows, cell)));

    private static PlainColumn<TRow> ValueOrNull<T>(DataField field, Func<TRow, T?> cell)
        where T : struct =>
        new(field, false, (group, rows) => group.WriteAsync<T>(field, Cells(rows, cell)));

    private static T[] Cells<T>(IReadOnlyList<TRow> rows, Func<TRow, T> cell)
    {
        var cells = new T[rows.Count];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = cell(rows[i]);
        return cells;
    }
}
