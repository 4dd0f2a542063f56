using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Dataset;

/// <summary>
/// A row being filled. Its fields are the columns, declared in file order: give each a value, then <see cref="End"/>.
/// </summary>
/// <param name="columns">Where the fields come from.</param>
internal abstract class TableRow(ColumnSet columns)
{
    public void End() => columns.Writer!.EndRow();
}

/// <summary>A table: its name, its key and its columns, which are the fields of its row.</summary>
/// <typeparam name="TRow">Fills it.</typeparam>
internal sealed class Table<TRow>
    where TRow : TableRow
{
    private readonly Func<ColumnSet, TRow> newRow;

    /// <param name="keyColumns">Rows are sorted by this many of the first columns.</param>
    public Table(string name, int keyColumns, Func<ColumnSet, TRow> newRow)
    {
        this.newRow = newRow;
        var columns = new ColumnSet();
        newRow(columns);
        Spec = new TableSpec(name, keyColumns, columns);
    }

    public TableSpec Spec { get; }

    /// <summary>Creates the table's file, replacing what is there.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="metadata">See
    /// <see cref="ParquetTableWriter.Create(string, TableSpec, IReadOnlyDictionary{string, string}, long)"/>.</param>
    /// <param name="row">Fills it.</param>
    public ParquetTableWriter Create(string path, IReadOnlyDictionary<string, string> metadata, out TRow row)
    {
        var columns = new ColumnSet();
        row = newRow(columns);
        return ParquetTableWriter.Create(path, Spec, columns, metadata);
    }
}
