using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>A Parquet file being written, row group by row group.</summary>
internal sealed class PlainFile<TRow> : IAsyncDisposable
{
    private readonly FileStream stream;
    private readonly ParquetWriter writer;
    private readonly PlainColumn<TRow>[] columns;

    private PlainFile(FileStream stream, ParquetWriter writer, PlainColumn<TRow>[] columns)
    {
        this.stream = stream;
        this.writer = writer;
        this.columns = columns;
    }

    public static async Task<PlainFile<TRow>> Create(string path, PlainColumn<TRow>[] columns)
    {
        var schema = new ParquetSchema(columns.Select(c => c.Field));
        // Optimal is zstd's level 3; the default takes thirty times as long.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Optimal };
        foreach (PlainColumn<TRow> column in columns.Where(c => c.Repeats))
            options.ColumnEncodingHints[column.Field.Path.ToString()] = EncodingHint.Dictionary;
        var stream = new FileStream(path, FileMode.Create);
        return new PlainFile<TRow>(stream, await ParquetWriter.CreateAsync(schema, stream, options).ConfigureAwait(false), columns);
    }

    /// <summary>Writes a row group.</summary>
    public async Task Write(IReadOnlyList<TRow> rows)
    {
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        foreach (PlainColumn<TRow> column in columns)
            await column.Write(group, rows).ConfigureAwait(false);
        group.CompleteValidate();
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }
}
