using System.Buffers.Binary;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Pipeline;

/// <summary>All cells of one record in the order of <see cref="TweetColumn"/>, as a row of tweets.parquet travels.</summary>
internal sealed class CellPack
{
    private byte[] bytes = new byte[8192];
    private int used;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, used);

    public void Fill(scoped in Record record, TweetSchema schema, FieldText text)
    {
        int most = record.Bytes.Length + (4 * TweetColumns.Count);
        if (bytes.Length < most)
            bytes = new byte[2 * most];
        used = 0;
        for (int i = 0; i < TweetColumns.Count; i++)
        {
            int place = schema[(TweetColumn)i];
            ReadOnlySpan<byte> cell = place < 0 ? default : text.Read(record, place);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(used), cell.Length);
            cell.CopyTo(bytes.AsSpan(used + 4));
            used += 4 + cell.Length;
        }
    }
}
