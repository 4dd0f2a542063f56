using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TweetArchive.Csv;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables;

/// <summary>
/// rejects: what could not be read, with its bytes. A row on its way there has: record number, line, byte offset, byte length (8 bytes
/// each), reason (1), length of the detail (4), detail, raw bytes.
/// </summary>
internal static class RejectsTable
{
    public static readonly Table<Row> Table = new("rejects", 0, columns => new Row(columns));

    /// <summary>The most raw bytes that are kept of a reject; its length and offset say where the rest is.</summary>
    public const int MostRaw = 64 * 1024;

    private const int Fixed = 37;

    // In the byte of the reason, until the row is shifted.
    private const byte LineOfInput = 0x80;

    /// <param name="ofInput">The line is that of the input, not of the block.</param>
    public static void Write(RowBuffer rows, long record, long line, long offset, long length, RejectReason reason, string detail,
        ReadOnlySpan<byte> raw, bool ofInput)
    {
        raw = raw[..Math.Min(raw.Length, MostRaw)];
        int detailLength = Encoding.UTF8.GetByteCount(detail);
        Span<byte> row = rows.Append(Fixed + detailLength + raw.Length);
        BinaryPrimitives.WriteInt64LittleEndian(row, record);
        BinaryPrimitives.WriteInt64LittleEndian(row[8..], line);
        BinaryPrimitives.WriteInt64LittleEndian(row[16..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(row[24..], length);
        row[32] = (byte)((byte)reason | (ofInput ? LineOfInput : 0));
        BinaryPrimitives.WriteInt32LittleEndian(row[33..], detailLength);
        Encoding.UTF8.GetBytes(detail, row[Fixed..]);
        raw.CopyTo(row[(Fixed + detailLength)..]);
    }

    /// <summary>From numbers within the block to numbers within the piece.</summary>
    public static void Shift(Span<byte> row, long records, long lines)
    {
        BinaryPrimitives.WriteInt64LittleEndian(row, BinaryPrimitives.ReadInt64LittleEndian(row) + records);
        if ((row[32] & LineOfInput) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(row[8..], BinaryPrimitives.ReadInt64LittleEndian(row[8..]) + lines);
        row[32] &= 0x7F;
    }

    /// <summary>Where and why, for messages.</summary>
    /// <param name="recordsBefore">Records before the piece.</param>
    /// <param name="linesBefore">Lines before the piece.</param>
    public static string Describe(ReadOnlySpan<byte> row, long recordsBefore, long linesBefore)
    {
        int detailLength = BinaryPrimitives.ReadInt32LittleEndian(row[33..]);
        return string.Create(CultureInfo.InvariantCulture,
            $"record {recordsBefore + BinaryPrimitives.ReadInt64LittleEndian(row)}, line "
                + $"{linesBefore + BinaryPrimitives.ReadInt64LittleEndian(row[8..])}, byte "
                + $"{BinaryPrimitives.ReadInt64LittleEndian(row[16..])}: {RejectReasons.Name((RejectReason)row[32])}: "
                + $"{Encoding.UTF8.GetString(row.Slice(Fixed, detailLength))}");
    }

    /// <summary>Appends a row to the file.</summary>
    /// <param name="from">What <see cref="Write"/> wrote.</param>
    /// <param name="recordsBefore">Records before the piece.</param>
    /// <param name="linesBefore">Lines before the piece.</param>
    public static void Read(ReadOnlySpan<byte> from, ReadOnlySpan<byte> sourceFile, long recordsBefore, long linesBefore, Row row)
    {
        int detailLength = BinaryPrimitives.ReadInt32LittleEndian(from[33..]);
        row.SourceFile.Append(sourceFile);
        row.Record.Append(recordsBefore + BinaryPrimitives.ReadInt64LittleEndian(from));
        row.Line.Append(linesBefore + BinaryPrimitives.ReadInt64LittleEndian(from[8..]));
        row.ByteOffset.Append(BinaryPrimitives.ReadInt64LittleEndian(from[16..]));
        row.ByteLength.Append(BinaryPrimitives.ReadInt64LittleEndian(from[24..]));
        row.Reason.Append(Encoding.UTF8.GetBytes(RejectReasons.Name((RejectReason)from[32])));
        row.Detail.Append(from.Slice(Fixed, detailLength));
        row.Raw.Append(from[(Fixed + detailLength)..]);
        row.End();
    }

    internal sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer SourceFile = columns.DictionaryText("source_file");
        public readonly LongBuffer Record = columns.Long("record");
        public readonly LongBuffer Line = columns.Long("line");
        public readonly LongBuffer ByteOffset = columns.Long("byte_offset");
        public readonly LongBuffer ByteLength = columns.Long("byte_length");
        public readonly TextBuffer Reason = columns.DictionaryText("reason");
        public readonly TextBuffer Detail = columns.Text("detail");
        public readonly TextBuffer Raw = columns.Binary("raw");
    }
}
