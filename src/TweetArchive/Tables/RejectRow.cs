using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TweetArchive.Csv;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables;

/// <summary>
/// A row of rejects.parquet on its way there: record number, line, byte offset, byte length (8 bytes each), reason (1),
/// length of the detail (4), detail, raw bytes.
/// </summary>
internal static class RejectRow
{
    /// <summary>The most raw bytes that are kept of a reject; its length and offset say where the rest is.</summary>
    public const int MostRaw = 64 * 1024;

    private const int Fixed = 37;

    public static void Write(RowBuffer rows, long record, long line, long offset, long length, RejectReason reason, string detail, ReadOnlySpan<byte> raw)
    {
        raw = raw[..Math.Min(raw.Length, MostRaw)];
        int detailLength = Encoding.UTF8.GetByteCount(detail);
        Span<byte> row = rows.Append(Fixed + detailLength + raw.Length);
        BinaryPrimitives.WriteInt64LittleEndian(row, record);
        BinaryPrimitives.WriteInt64LittleEndian(row[8..], line);
        BinaryPrimitives.WriteInt64LittleEndian(row[16..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(row[24..], length);
        row[32] = (byte)reason;
        BinaryPrimitives.WriteInt32LittleEndian(row[33..], detailLength);
        Encoding.UTF8.GetBytes(detail, row[Fixed..]);
        raw.CopyTo(row[(Fixed + detailLength)..]);
    }

    /// <summary>From numbers within the block to numbers within the piece.</summary>
    public static void Shift(Span<byte> row, long records, long lines)
    {
        BinaryPrimitives.WriteInt64LittleEndian(row, BinaryPrimitives.ReadInt64LittleEndian(row) + records);
        BinaryPrimitives.WriteInt64LittleEndian(row[8..], BinaryPrimitives.ReadInt64LittleEndian(row[8..]) + lines);
    }

    /// <summary>Where and why, for messages.</summary>
    /// <param name="recordsBefore">Records before the piece.</param>
    /// <param name="linesBefore">Lines before the piece.</param>
    public static string Describe(ReadOnlySpan<byte> row, long recordsBefore, long linesBefore)
    {
        int detailLength = BinaryPrimitives.ReadInt32LittleEndian(row[33..]);
        return string.Create(CultureInfo.InvariantCulture,
            $"record {recordsBefore + BinaryPrimitives.ReadInt64LittleEndian(row)}, line {linesBefore + BinaryPrimitives.ReadInt64LittleEndian(row[8..])}, byte {BinaryPrimitives.ReadInt64LittleEndian(row[16..])}: {RejectReasons.Name((RejectReason)row[32])}: {Encoding.UTF8.GetString(row.Slice(Fixed, detailLength))}");
    }

    /// <summary>Appends the row to the output columns.</summary>
    /// <param name="recordsBefore">Records before the piece.</param>
    /// <param name="linesBefore">Lines before the piece.</param>
    public static void Read(ReadOnlySpan<byte> row, ReadOnlySpan<byte> sourceFile, long recordsBefore, long linesBefore, ParquetTableWriter to)
    {
        int detailLength = BinaryPrimitives.ReadInt32LittleEndian(row[33..]);
        to[0].Append(sourceFile);
        to[1].Append(recordsBefore + BinaryPrimitives.ReadInt64LittleEndian(row));
        to[2].Append(linesBefore + BinaryPrimitives.ReadInt64LittleEndian(row[8..]));
        to[3].Append(BinaryPrimitives.ReadInt64LittleEndian(row[16..]));
        to[4].Append(BinaryPrimitives.ReadInt64LittleEndian(row[24..]));
        to[5].Append(Encoding.UTF8.GetBytes(RejectReasons.Name((RejectReason)row[32])));
        to[6].Append(row.Slice(Fixed, detailLength));
        to[7].Append(row[(Fixed + detailLength)..]);
        to.EndRow();
    }
}
