using Parquet;

namespace TweetArchive.Dataset.Reading;

/// <summary>
/// Some columns of one Parquet file of a dataset, or of one after the other, a row group at a time: memory is that of one group. Pages are
/// decoded by Parquet.Net into numbers and bytes, without its own types for times and texts: it cannot read times that are stored as
/// differences, and texts would become UTF-16.
/// </summary>
public sealed class TableReader : IDisposable
{
    private readonly ColumnReader[] columns;
    private ParquetReader reader;
    private int next;
    private int end;

    /// <param name="path">The file.</param>
    /// <param name="spec">Its table.</param>
    /// <param name="from">First row group to read.</param>
    /// <param name="groups">How many; −1 for all that follow.</param>
    /// <param name="names">Columns, in the order in which they are asked for.</param>
    /// <exception cref="DatasetException">The file is missing or damaged, or lacks a column.</exception>
    public TableReader(string path, TableSpec spec, int from, int groups, params ReadOnlySpan<string> names)
    {
        Path = path;
        columns = new ColumnReader[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            columns[i] = ColumnReader.Create(Array.Find(spec.Columns, c => c.Name == name)
                ?? throw new ArgumentException($"Table {spec.Name} has no column {name}."));
        }

        reader = Open(path, columns);
        next = from;
        end = groups < 0 ? reader.RowGroupCount : Math.Min(reader.RowGroupCount, from + groups);
    }

    /// <summary>The numbers of rows of a file's row groups.</summary>
    /// <exception cref="DatasetException">The file is missing or damaged.</exception>
    public static int[] RowsOfGroups(string path)
    {
        ParquetReader opened = Open(path);
        int[] rows = [.. opened.Metadata!.RowGroups.Select(g => checked((int)g.NumRows))];
        Close(opened);
        return rows;
    }

    public string Path { get; private set; }

    /// <summary>Rows of the current group.</summary>
    public int Rows { get; private set; }

    /// <summary>Reads the next row group; false after the last.</summary>
    public bool NextGroup()
    {
        if (next >= end)
            return false;
        Read(next++);
        return true;
    }

    /// <summary>
    /// Reads a row group of this file, or of another one with the same table. To open a file costs as much as to read some thousand
    /// rows, and buffers are used again.
    /// </summary>
    /// <exception cref="DatasetException">The file is missing or damaged, or lacks a column.</exception>
    public void Read(string path, int group)
    {
        if (path != Path)
        {
            Dispose();
            reader = Open(path, columns);
            (Path, next, end) = (path, 0, 0);
        }

        Read(group);
    }

    private void Read(int place)
    {
        try
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(place);
            Rows = (int)group.RowCount;
            foreach (ColumnReader column in columns)
                column.Read(group, Rows);
        }
        catch (Exception e) when (IsOfDamage(e))
        {
            throw new DatasetException(
                $"{Path}: row group {place} cannot be read ({e.Message}). Compare the file with its sha256 in manifest.json, or make "
                    + "the output again.");
        }
    }

    public NumberColumn Numbers(int column) => (NumberColumn)columns[column];

    public TextColumn Texts(int column) => (TextColumn)columns[column];

    public FlagColumn Flags(int column) => (FlagColumn)columns[column];

    public ListColumn Lists(int column) => (ListColumn)columns[column];

    public void Dispose() => Close(reader);

    private static void Close(ParquetReader opened) => opened.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Damaged files fail in many ways inside the library, a missing reference among them.</summary>
    private static bool IsOfDamage(Exception e) => e is not (OutOfMemoryException or OperationCanceledException or DatasetException);

    private static ParquetReader Open(string path, params ReadOnlySpan<ColumnReader> columns)
    {
        try
        {
            ParquetReader opened = ParquetReader.CreateAsync(path).GetAwaiter().GetResult();
            foreach (ColumnReader column in columns)
            {
                if (!Array.Exists(opened.Schema.GetDataFields(),
                    f => f.Path.ToString() is var p && (p == column.Name || p.StartsWith(column.Name + "/", StringComparison.Ordinal))))
                    throw new DatasetException($"{path}: the column '{column.Name}' is missing. The output is of another version; make "
                        + "it again with: tweetarchive run");
            }

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
