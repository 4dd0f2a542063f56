using Parquet;

namespace TweetArchive.Dataset.Reading;

/// <summary>
/// Some columns of one Parquet file of a dataset, a row group at a time: memory is that of one group. Pages are decoded by Parquet.Net
/// into numbers and bytes, without its own types for times and texts: it cannot read times that are stored as differences, and
/// texts would become UTF-16.
/// </summary>
public sealed class TableReader : IDisposable
{
    private readonly ParquetReader reader;
    private readonly ColumnReader[] columns;
    private int next;
    private readonly int end;

    /// <param name="path">The file.</param>
    /// <param name="spec">Its table.</param>
    /// <param name="from">First row group to read.</param>
    /// <param name="groups">How many; −1 for all that follow.</param>
    /// <param name="names">Columns, in the order in which they are asked for.</param>
    /// <exception cref="DatasetException">The file is missing or damaged, or lacks a column.</exception>
    public TableReader(string path, TableSpec spec, int from, int groups, params ReadOnlySpan<string> names)
    {
        Path = path;
        reader = Open(path);
        columns = new ColumnReader[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            ColumnSpec column = Array.Find(spec.Columns, c => c.Name == name)
                ?? throw new ArgumentException($"Table {spec.Name} has no column {name}.");
            if (!Array.Exists(reader.Schema.GetDataFields(),
                f => f.Path.ToString() is var p && (p == name || p.StartsWith(name + "/", StringComparison.Ordinal))))
                throw new DatasetException(
                    $"{path}: the column '{name}' is missing. The output is of another version; make it again with: tweetarchive run");
            columns[i] = ColumnReader.Create(column);
        }

        next = from;
        end = groups < 0 ? reader.RowGroupCount : Math.Min(reader.RowGroupCount, from + groups);
    }

    public string Path { get; }

    /// <summary>Rows of the current group.</summary>
    public int Rows { get; private set; }

    /// <summary>Row groups of the file.</summary>
    public int Groups => reader.RowGroupCount;

    public int RowsOf(int group)
    {
        using ParquetRowGroupReader opened = reader.OpenRowGroupReader(group);
        return (int)opened.RowCount;
    }

    /// <summary>Reads the next row group; false after the last.</summary>
    public bool NextGroup()
    {
        if (next >= end)
            return false;
        try
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(next++);
            Rows = (int)group.RowCount;
            foreach (ColumnReader column in columns)
                column.Read(group, Rows);
            return true;
        }
        catch (Exception e) when (IsOfDamage(e))
        {
            throw new DatasetException(
                $"{Path}: row group {next - 1} cannot be read ({e.Message}). Compare the file with its sha256 in manifest.json, or make "
                    + "the output again.");
        }
    }

    public NumberColumn Numbers(int column) => (NumberColumn)columns[column];

    public TextColumn Texts(int column) => (TextColumn)columns[column];

    public FlagColumn Flags(int column) => (FlagColumn)columns[column];

    public ListColumn Lists(int column) => (ListColumn)columns[column];

    public void Dispose() => reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Damaged files fail in many ways inside the library, a missing reference among them.</summary>
    private static bool IsOfDamage(Exception e) => e is not (OutOfMemoryException or OperationCanceledException or DatasetException);

    private static ParquetReader Open(string path)
    {
        try
        {
            ParquetReader opened = ParquetReader.CreateAsync(path).GetAwaiter().GetResult();
            // The schema is decoded when it is first asked for.
            _ = opened.Schema;
            return opened;
        }
        catch (FileNotFoundException)
        {
            throw new DatasetException($"{path} is missing. The output is not whole; make it again with: tweetarchive run");
        }
        catch (Exception e) when (IsOfDamage(e))
        {
            throw new DatasetException($"{path} cannot be read as Parquet ({e.Message}). Make the output again with: tweetarchive run");
        }
    }
}
