using System.Collections.Frozen;
using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// Writes one table as one Parquet file: append one value to each column, then <see cref="EndRow"/>; <see cref="Complete"/>
/// at the end. Same rows, same bytes. Use each writer from one thread at a time; different writers may run side by side.
/// Pages are encoded and compressed by Parquet.Net, except for those with a dictionary; the footer and all statistics are ours
/// (see docs/parquet.md).
/// </summary>
public sealed class ParquetTableWriter : IDisposable
{
    /// <summary>Row group size: what a dozen open writers can afford to hold at once, and readers still find large enough.</summary>
    public const long DefaultRowGroupBytes = 16L << 20;

    /// <summary>
    /// The other bound of a row group, about DuckDB's own row group.
    /// </summary>
    public const int MostRowsInGroup = 128 * 1024;

    private readonly FileStream stream;
    private readonly FileFooter footer;
    private readonly DictionaryPages encoder = new();
    private ColumnBuffer[] columns;
    private readonly long groupBytes;
    private readonly int fixedBytesPerRow;
    private int pendingRows;
    private bool completed;

    private ParquetTableWriter(FileStream file, TableSpec spec, ColumnSet set, IReadOnlyDictionary<string, string> metadata,
        long rowGroupBytes)
    {
        stream = file;
        groupBytes = rowGroupBytes;
        footer = new FileFooter(spec, metadata);
        columns = [.. set.Columns];
        set.Writer = this;
        fixedBytesPerRow = columns.Sum(column => column.FixedBytes);
    }

    /// <summary>Rows ended so far.</summary>
    public long Rows { get; private set; }

    internal static ReadOnlySpan<byte> Magic => "PAR1"u8;

    public ColumnBuffer this[int column] => columns[column];

    /// <summary>Creates the file, replacing what is there.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="spec">The columns, in file order.</param>
    /// <param name="metadata">Key-value metadata, written in the order of its keys; the table's name and version are added.</param>
    /// <param name="rowGroupBytes">A row group ends with the row that brings its buffered values to this size.</param>
    public static ParquetTableWriter Create(
        string path, TableSpec spec, IReadOnlyDictionary<string, string> metadata, long rowGroupBytes = DefaultRowGroupBytes)
    {
        var columns = new ColumnSet();
        foreach (ColumnSpec column in spec.Columns)
            columns.Add(ColumnBuffer.Create(column));
        return Create(path, spec, columns, metadata, rowGroupBytes);
    }

    /// <param name="columns">Those of the row that fills the file.</param>
    internal static ParquetTableWriter Create(
        string path, TableSpec spec, ColumnSet columns, IReadOnlyDictionary<string, string> metadata,
        long rowGroupBytes = DefaultRowGroupBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowGroupBytes);
        var all = new Dictionary<string, string>
        {
            ["tweetarchive.table"] = spec.Name,
            ["tweetarchive.table_version"] = spec.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach ((string key, string value) in metadata)
            all[key] = value;

        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 64 << 10);
        file.Write(Magic);
        return new ParquetTableWriter(file, spec, columns, all.ToFrozenDictionary(), rowGroupBytes);
    }

    /// <summary>Ends the row. Where row groups end depends on the rows alone.</summary>
    public void EndRow()
    {
        ObjectDisposedException.ThrowIf(completed, this);
        int rows = ++pendingRows;
        long bytes = (long)rows * fixedBytesPerRow;
        foreach (ColumnBuffer column in columns)
        {
            if (column.Rows != rows)
                throw WrongCount(column, column.Rows - rows + 1);
            bytes += column.VariableBytes;
        }

        Rows++;
        if (bytes >= groupBytes || rows == MostRowsInGroup)
            WriteRowGroup();
    }

    /// <summary>Writes what is pending, and the footer, and closes the file. Without this call the file is not a Parquet file.</summary>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(completed, this);
        foreach (ColumnBuffer column in columns)
            if (column.Rows != pendingRows)
                throw WrongCount(column, column.Rows - pendingRows);
        if (pendingRows > 0)
            WriteRowGroup();
        footer.WriteTo(stream);
        Dispose();
    }

    /// <summary>Closes the file. Before <see cref="Complete"/>, what was written is of no use and is the caller's to delete.</summary>
    public void Dispose()
    {
        completed = true;
        columns = []; // a finished table's buffers are garbage even while the writer is still held
        encoder.Dispose();
        stream.Dispose();
    }

    private void WriteRowGroup()
    {
        var pages = new PageStream(stream, stream.Position);
        var chunks = new ChunkPages[columns.Length];
        var statistics = new ColumnStatistics[columns.Length];
        WriteOwnPages(pages, chunks);
        if (columns.Any(column => !column.HasOwnPages))
            WriteLibraryPages(pages, chunks);
        for (int i = 0; i < columns.Length; i++)
            statistics[i] = columns[i].ComputeStatistics();
        footer.AddRowGroup(pendingRows, chunks, statistics);
        foreach (ColumnBuffer column in columns)
            column.Clear();
        // A full group leaves tens of megabytes that nobody needs; left alone they are kept until the heap has grown by as much. In a
        // heap of few objects a collection takes milliseconds.
        if (pendingRows == MostRowsInGroup)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        pendingRows = 0;
    }

    private void WriteOwnPages(PageStream pages, ChunkPages[] chunks)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (!columns[i].HasOwnPages)
                continue;
            columns[i].WriteTo(encoder, pages);
            chunks[i] = pages.TakeChunk();
        }
    }

    private void WriteLibraryPages(PageStream pages, ChunkPages[] chunks)
    {
        // One Parquet.Net writer per row group: it would keep every row group's footer entry as objects, and its schema
        // changes with the decision which columns get a dictionary. It is not disposed of: that only writes a footer.
        pages.SwallowMagic();
        int[] places = [.. Enumerable.Range(0, columns.Length).Where(i => !columns[i].HasOwnPages)];
        var schema = new ParquetSchema(places.Select(i => columns[i].CreateField()));
        ParquetWriter writer = ParquetWriter.CreateAsync(schema, pages, OptionsFor(schema, places)).GetAwaiter().GetResult();
        DataField[] fields = schema.GetDataFields();
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        for (int f = 0; f < places.Length; f++)
        {
            columns[places[f]].WriteTo(group, fields[f]);
            chunks[places[f]] = pages.TakeChunk();
        }

        group.CompleteValidate();
    }

    private ParquetOptions OptionsFor(ParquetSchema schema, int[] places)
    {
        var options = new ParquetOptions
        {
            CompressionMethod = CompressionMethod.Zstd,
            CompressionLevel = CompressionLevel.Optimal, // level 3; Parquet.Net's default is 19 and takes thirty times as long

            // These set a static pool, shared by all writers of the process: enough for two pages in progress, little to keep.
            MaximumSmallPoolFreeBytes = 8 << 20,
            MaximumLargePoolFreeBytes = 16 << 20,
        };
        for (int f = 0; f < places.Length; f++)
            if (columns[places[f]].Hint is { } hint)
                options.ColumnEncodingHints[schema.Fields[f].Path.ToString()] = hint;
        return options;
    }

    private InvalidOperationException WrongCount(ColumnBuffer column, int values) =>
        new($"Row {Rows + 1}: column '{column.Spec.Name}' got {values} values; a row needs one in every column.");
}
