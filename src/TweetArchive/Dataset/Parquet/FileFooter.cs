using System.Buffers.Binary;
using System.Reflection;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// The file's footer: schema, row groups, statistics, metadata. Row groups are kept encoded, about 4 KB each for the
/// widest table. Source of the field numbers: parquet-format, parquet.thrift, structs FileMetaData, SchemaElement,
/// RowGroup, ColumnChunk, ColumnMetaData, Statistics, LogicalType.
/// </summary>
internal sealed class FileFooter(TableSpec spec, IReadOnlyDictionary<string, string> metadata)
{
    // parquet.thrift's enums
    private const int Boolean = 0, Int32 = 1, Int64 = 2, Double = 5, ByteArray = 6;
    private const int Required = 0, Optional = 1, Repeated = 2;
    private const int ConvertedUtf8 = 0, ConvertedList = 3, ConvertedDate = 6, ConvertedTimestampMillis = 9;
    private const int PlainDictionary = 2, Rle = 3;
    private const int Zstd = 6;

    private readonly ThriftWriter rowGroups = new();
    private int rowGroupCount;
    private long totalRows;

    /// <summary>
    /// "NAME version X (build Y)" is the shape that parquet-mr (Spark) parses; it distrusts text bounds of a file whose
    /// writer it cannot parse.
    /// </summary>
    public static string CreatedBy { get; } =
        $"TweetArchive version {VersionOf(typeof(FileFooter).Assembly)} (build "
            + $"Parquet.Net-{VersionOf(typeof(global::Parquet.ParquetWriter).Assembly)})";

    public void AddRowGroup(int rows, ReadOnlySpan<ChunkPages> chunks, ReadOnlySpan<ColumnStatistics> statistics)
    {
        ThriftWriter writer = rowGroups;
        long compressed = 0, uncompressed = 0;
        writer.BeginElement();
        writer.BeginList(1, ThriftType.Struct, chunks.Length);
        for (int i = 0; i < chunks.Length; i++)
        {
            WriteChunk(writer, spec.Columns[i], chunks[i], statistics[i]);
            compressed += chunks[i].CompressedBytes;
            uncompressed += chunks[i].UncompressedBytes;
        }

        writer.I64(2, uncompressed);
        writer.I64(3, rows);
        writer.I64(5, chunks[0].DictionaryOffset ?? chunks[0].DataOffset);
        writer.I64(6, compressed);
        writer.EndStruct();
        rowGroupCount++;
        totalRows += rows;
    }

    /// <summary>Writes the footer, its length and the closing magic bytes.</summary>
    public void WriteTo(Stream file)
    {
        var writer = new ThriftWriter();
        writer.BeginElement();
        writer.I32(1, 1); // format version: data pages are V1
        WriteSchema(writer);
        writer.I64(3, totalRows);
        writer.BeginList(4, ThriftType.Struct, rowGroupCount);
        writer.Elements(rowGroups.Written);
        if (metadata.Count > 0)
        {
            writer.BeginList(5, ThriftType.Struct, metadata.Count);
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.BeginElement();
                writer.Text(1, key);
                writer.Text(2, value);
                writer.EndStruct();
            }
        }

        writer.Text(6, CreatedBy);

        // Without a declared order readers must not use min_value and max_value.
        writer.BeginList(7, ThriftType.Struct, spec.Columns.Length);
        for (int i = 0; i < spec.Columns.Length; i++)
        {
            writer.BeginElement();
            writer.EmptyStruct(1); // TYPE_ORDER: the order that the logical type defines
            writer.EndStruct();
        }

        writer.EndStruct();

        file.Write(writer.Written);
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tail, writer.Written.Length);
        ParquetTableWriter.Magic.CopyTo(tail[4..]);
        file.Write(tail);
    }

    private void WriteSchema(ThriftWriter writer)
    {
        int lists = spec.Columns.Count(column => ItemOf(column.Type) is not null);
        writer.BeginList(2, ThriftType.Struct, 1 + spec.Columns.Length + (2 * lists));
        writer.BeginElement();
        writer.Text(4, spec.Name);
        writer.I32(5, spec.Columns.Length);
        writer.EndStruct();
        foreach (ColumnSpec column in spec.Columns)
        {
            if (ItemOf(column.Type) is not { } item)
            {
                WriteLeaf(writer, column.Name, column.Type, column.Nullable ? Optional : Required);
                continue;
            }

            writer.BeginElement();
            writer.I32(3, Optional); // even where the spec allows no null list: the levels that ListBuffer writes count on it
            writer.Text(4, column.Name);
            writer.I32(5, 1);
            writer.I32(6, ConvertedList);
            writer.BeginStruct(10);
            writer.EmptyStruct(3);
            writer.EndStruct();
            writer.EndStruct();

            writer.BeginElement();
            writer.I32(3, Repeated);
            writer.Text(4, "list");
            writer.I32(5, 1);
            writer.EndStruct();
            WriteLeaf(writer, "element", item, Optional);
        }
    }

    private static void WriteLeaf(ThriftWriter writer, string name, ColumnType type, int repetition)
    {
        writer.BeginElement();
        writer.I32(1, PhysicalType(type));
        writer.I32(3, repetition);
        writer.Text(4, name);
        switch (type)
        {
            case ColumnType.Text:
                writer.I32(6, ConvertedUtf8);
                writer.BeginStruct(10);
                writer.EmptyStruct(1);
                writer.EndStruct();
                break;
            case ColumnType.Date:
                writer.I32(6, ConvertedDate);
                writer.BeginStruct(10);
                writer.EmptyStruct(6);
                writer.EndStruct();
                break;
            case ColumnType.Timestamp:
                writer.I32(6, ConvertedTimestampMillis);
                writer.BeginStruct(10);
                writer.BeginStruct(8);
                writer.Bool(1, true); // isAdjustedToUTC
                writer.BeginStruct(2);
                writer.EmptyStruct(1); // MILLIS
                writer.EndStruct();
                writer.EndStruct();
                writer.EndStruct();
                break;
        }

        writer.EndStruct();
    }

    private static void WriteChunk(ThriftWriter writer, ColumnSpec column, in ChunkPages pages, in ColumnStatistics statistics)
    {
        writer.BeginElement();
        writer.I64(2, 0); // file_offset: deprecated, 0 by the format's advice
        writer.BeginStruct(3);
        writer.I32(1, PhysicalType(column.Type));
        WriteEncodings(writer, pages);
        bool list = ItemOf(column.Type) is not null;
        writer.BeginList(3, ThriftType.Binary, list ? 3 : 1);
        writer.TextElement(column.Name);
        if (list)
        {
            writer.TextElement("list");
            writer.TextElement("element");
        }

        writer.I32(4, Zstd);
        writer.I64(5, pages.Values);
        writer.I64(6, pages.UncompressedBytes);
        writer.I64(7, pages.CompressedBytes);
        writer.I64(9, pages.DataOffset);
        if (pages.DictionaryOffset is { } offset)
            writer.I64(11, offset);
        WriteStatistics(writer, statistics);
        writer.EndStruct();
        writer.EndStruct();
    }

    private static void WriteEncodings(ThriftWriter writer, in ChunkPages pages)
    {
        // Levels are RLE. Parquet.Net gives a dictionary page and its data page the same old name.
        writer.BeginList(2, ThriftType.I32, 2);
        writer.I32Element(Rle);
        writer.I32Element(pages.DictionaryOffset is null ? pages.DataEncoding : PlainDictionary);
    }

    private static void WriteStatistics(ThriftWriter writer, in ColumnStatistics statistics)
    {
        if (statistics.NullCount is null && statistics.Min is null && statistics.Max is null)
            return;
        writer.BeginStruct(12); // 1 and 2 are the deprecated bounds of undefined order
        if (statistics.NullCount is { } nulls)
            writer.I64(3, nulls);
        if (statistics.Max is { } max)
            writer.Binary(5, max);
        if (statistics.Min is { } min)
            writer.Binary(6, min);
        if (statistics.Max is not null)
            writer.Bool(7, statistics.MaxExact);
        if (statistics.Min is not null)
            writer.Bool(8, statistics.MinExact);
        writer.EndStruct();
    }

    /// <summary>What a list has in it; null for any other column.</summary>
    private static ColumnType? ItemOf(ColumnType type) => type switch
    {
        ColumnType.TextList => ColumnType.Text,
        ColumnType.LongList => ColumnType.Long,
        _ => null,
    };

    private static int PhysicalType(ColumnType type) => type switch
    {
        ColumnType.Text or ColumnType.TextList or ColumnType.Binary => ByteArray,
        ColumnType.Long or ColumnType.LongList or ColumnType.Timestamp => Int64,
        ColumnType.Integer or ColumnType.Date => Int32,
        ColumnType.Number => Double,
        ColumnType.Flag => Boolean,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };

    private static string VersionOf(Assembly assembly) => assembly.GetName().Version?.ToString(3) ?? "0";
}
