using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>Archive cells into typed columns: empty is null, and what cannot be read is null and reported.</summary>
internal static class TypedCells
{
    /// <summary>Appends one cell to a column of its type; false if it holds something that is not of that type.</summary>
    public static bool Append(ColumnBuffer column, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
        {
            column.AppendNull();
            return true;
        }

        switch (column.Spec.Type)
        {
            case ColumnType.Text:
                column.Append(cell);
                return true;
            case ColumnType.Long when Cells.TryParseCount(cell, out long count):
                column.Append(count);
                return true;
            case ColumnType.Date when Cells.TryParseAccountDate(cell, out int day):
                column.AppendDate(day);
                return true;
            case ColumnType.Timestamp when Cells.TryParseTime(cell, out long time):
                column.AppendTimestamp(time);
                return true;
            case ColumnType.Flag when Cells.TryParseFlag(cell, out bool flag):
                column.Append(flag);
                return true;
            case ColumnType.Number when Cells.TryParseCoordinate(cell, out double degrees):
                column.Append(degrees);
                return true;
            case ColumnType.TextList:
                column.BeginList();
                foreach (ReadOnlySpan<byte> item in new ListCell(cell))
                    column.AppendItem(item);
                column.EndList();
                return true;
            default:
                column.AppendNull();
                return column.Spec.Type == ColumnType.Number && Cells.IsNoCoordinate(cell);
        }
    }

    /// <summary>A reference to a tweet: digits, or the approximation that a float column left.</summary>
    public static bool AppendId(ColumnBuffer column, ReadOnlySpan<byte> cell)
    {
        if (Cells.TryParseId(cell, out long id, out _))
        {
            column.Append(id);
            return true;
        }

        column.AppendNull();
        return cell.IsEmpty;
    }
}
