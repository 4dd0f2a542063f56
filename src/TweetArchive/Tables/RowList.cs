using TweetArchive.Dataset.Reading;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>A list of a row of tweets/ as a cell that <see cref="ListCell"/> reads. Not for two threads.</summary>
public sealed class RowList
{
    private byte[] cell = new byte[256];

    public ReadOnlySpan<byte> Of(ListColumn list, int row)
    {
        int length = 0;
        for (int item = list.Start(row); item < list.End(row); item++)
        {
            ReadOnlySpan<byte> text = list.ItemAt(item);
            if (length + text.Length + 1 > cell.Length)
                Array.Resize(ref cell, 2 * (length + text.Length + 1));
            cell[length++] = ListCell.Separator;
            text.CopyTo(cell.AsSpan(length));
            length += text.Length;
        }

        return cell.AsSpan(0, length);
    }
}
