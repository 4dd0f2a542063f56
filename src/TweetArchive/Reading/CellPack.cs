using System.Buffers.Binary;
using TweetArchive.Tweets;

namespace TweetArchive.Reading;

/// <summary>All cells of one record in the order of <see cref="TweetColumn"/>, as a row of tweets.parquet travels.</summary>
internal sealed class CellPack
{
    private byte[] bytes = new byte[8192];
    private int used;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, used);

    public void Fill<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        used = 0;
        for (int i = 0; i < TweetColumns.Count; i++)
        {
            ReadOnlySpan<byte> cell = row[(TweetColumn)i];
            if (used + 4 + cell.Length > bytes.Length)
                Array.Resize(ref bytes, 2 * (used + 4 + cell.Length));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(used), cell.Length);
            cell.CopyTo(bytes.AsSpan(used + 4));
            used += 4 + cell.Length;
        }
    }
}
