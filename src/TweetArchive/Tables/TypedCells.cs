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

        switch (column)
        {
            case TextBuffer texts:
                texts.Append(cell);
                return true;
            case LongBuffer counts when Cells.TryParseCount(cell, out long count):
                counts.Append(count);
                return true;
            case DateBuffer dates when Cells.TryParseAccountDate(cell, out int day):
                dates.Append(day);
                return true;
            case TimestampBuffer times when Cells.TryParseTime(cell, out long time):
                times.Append(time);
                return true;
            case FlagBuffer flags when Cells.TryParseFlag(cell, out bool flag):
                flags.Append(flag);
                return true;
            case NumberBuffer numbers when Cells.TryParseCoordinate(cell, out double degrees):
                numbers.Append(degrees);
                return true;
            case TextListBuffer lists:
                lists.BeginList();
                foreach (ReadOnlySpan<byte> item in new ListCell(cell))
                    lists.AppendItem(item);
                lists.EndList();
                return true;
            default:
                column.AppendNull();
                return column is NumberBuffer && Cells.IsNoCoordinate(cell);
        }
    }

    /// <summary>A reference to a tweet: digits, or the approximation that a float column left.</summary>
    public static bool AppendId(LongBuffer column, ReadOnlySpan<byte> cell)
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
