using System.Buffers.Binary;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>
/// A row of tweets.parquet on its way there: record number (8 bytes), byte offset (8), flags (1), number of targets (2) and
/// the targets (2 each), then the 31 cells, each with its length (4) before it.
/// </summary>
internal static class TweetRow
{
    private const byte Truncated = 2;
    private const int RoundedShift = 2; // three bits, a reference column each
    private const int Fixed = 19;

    /// <summary>Appends a row; its record number is that within the block until <see cref="ShiftRecord"/>.</summary>
    /// <param name="cells">Unescaped cells by <see cref="TweetColumn"/>, one after the other, each with its length before it.</param>
    /// <param name="rounded">Mask of the references that were rounded (<see cref="ReferenceIds.Columns"/>).</param>
    public static void Write(RowBuffer rows, long record, long offset, int rounded, bool truncated, ReadOnlySpan<int> targets, ReadOnlySpan<byte> cells)
    {
        Span<byte> row = rows.Append(Fixed + (2 * targets.Length) + cells.Length);
        BinaryPrimitives.WriteInt64LittleEndian(row, record);
        BinaryPrimitives.WriteInt64LittleEndian(row[8..], offset);
        row[16] = (byte)((rounded << RoundedShift) | (truncated ? Truncated : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(row[17..], (ushort)targets.Length);
        for (int i = 0; i < targets.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(row[(Fixed + (2 * i))..], (ushort)targets[i]);
        cells.CopyTo(row[(Fixed + (2 * targets.Length))..]);
    }

    public static void ShiftRecord(Span<byte> row, long by) =>
        BinaryPrimitives.WriteInt64LittleEndian(row, BinaryPrimitives.ReadInt64LittleEndian(row) + by);

    /// <summary>Mask of the references that were rounded.</summary>
    public static int RoundedReferences(ReadOnlySpan<byte> row) => row[16] >> RoundedShift;

    /// <summary>One cell of a row, unescaped.</summary>
    public static ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> row, TweetColumn column)
    {
        ReadOnlySpan<byte> cells = row[(Fixed + (2 * BinaryPrimitives.ReadUInt16LittleEndian(row[17..])))..];
        for (int i = 0; i < (int)column; i++)
            cells = cells[(4 + BinaryPrimitives.ReadInt32LittleEndian(cells))..];
        return cells.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(cells));
    }

    /// <summary>Appends the row to the output columns; cells that cannot be read become null and are counted.</summary>
    /// <param name="recordsBefore">Records before the piece.</param>
    /// <param name="neighbours">For rounded references; null where the file has none.</param>
    /// <param name="unreadable">By <see cref="TweetColumn"/>.</param>
    /// <param name="repairs">By <see cref="ReferenceRepair.Outcomes"/>.</param>
    public static void Read(ReadOnlySpan<byte> row, ReadOnlySpan<byte> dataset, ReadOnlySpan<byte> sourceFile, long recordsBefore, TargetNames targets, NeighbourIds? neighbours, ParquetTableWriter to, long[] unreadable, long[] repairs)
    {
        int targetCount = BinaryPrimitives.ReadUInt16LittleEndian(row[17..]);
        ReadOnlySpan<byte> cells = row[(Fixed + (2 * targetCount))..];
        to[0].Append(dataset);
        for (int i = 0; i < TweetColumns.Count; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(cells);
            ReadOnlySpan<byte> cell = cells.Slice(4, length);
            cells = cells[(4 + length)..];
            if (!AppendCell((TweetColumn)i, to[i + 1], cell))
                unreadable[i]++;
        }

        const int AfterCells = 1 + TweetColumns.Count;
        to[AfterCells].BeginList();
        for (int i = 0; i < targetCount; i++)
            to[AfterCells].AppendItem(targets[BinaryPrimitives.ReadUInt16LittleEndian(row[(Fixed + (2 * i))..])]);
        to[AfterCells].EndList();
        to[AfterCells + 1].Append(sourceFile);
        to[AfterCells + 2].Append(recordsBefore + BinaryPrimitives.ReadInt64LittleEndian(row));
        to[AfterCells + 3].Append(BinaryPrimitives.ReadInt64LittleEndian(row[8..]));
        to[AfterCells + 4].Append(RoundedReferences(row) != 0);
        to[AfterCells + 5].Append((row[16] & Truncated) != 0);
        ReferenceRepair.Append(row, neighbours, to, AfterCells + 6, repairs);
        to.EndRow();
    }

    private static bool AppendCell(TweetColumn column, ColumnBuffer to, ReadOnlySpan<byte> cell)
    {
        switch (column)
        {
            case TweetColumn.TweetId or TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId or TweetColumn.RetweetTweetId:
                return TypedCells.AppendId(to, cell);
            case TweetColumn.InReplyToUserId or TweetColumn.RetweetUserId:
                to.AppendOrNull(Cells.UserId(cell));
                return true;
            case TweetColumn.IsRetweet:
                bool read = Cells.TryParseFlag(cell, out bool flag);
                to.Append(flag && read);
                return read;
            case TweetColumn.PollChoices when !cell.IsEmpty && cell[0] is not ((byte)'[' or ListCell.Separator):
                to.BeginList();
                foreach (Range choice in cell.Split((byte)'|'))
                    to.AppendItem(cell[choice].Trim((byte)' '));
                to.EndList();
                return true;
            default:
                return TypedCells.Append(to, cell);
        }
    }
}
