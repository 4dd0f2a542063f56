using System.Buffers.Binary;

namespace TweetArchive.Tables.Spills;

/// <summary>Rows of one block, each with its length before it; reused from block to block.</summary>
internal sealed class RowBuffer
{
    private byte[] bytes = new byte[16 * 1024];
    private int used;

    public void Clear()
    {
        used = 0;
        // One huge row must not keep its memory for the rest of the run.
        if (bytes.Length > 4 << 20)
            bytes = new byte[16 * 1024];
    }

    /// <summary>Room for one row, to be filled at once.</summary>
    public Span<byte> Append(int length)
    {
        int end = checked(used + 4 + length);
        if (end > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, end));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(used), length);
        Span<byte> row = bytes.AsSpan(used + 4, length);
        used = end;
        return row;
    }

    /// <summary>The rows in order, as <c>while (rows.Next(ref at, out row))</c> from 0.</summary>
    public bool Next(ref int at, out Span<byte> row)
    {
        if (at >= used)
        {
            row = default;
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        row = bytes.AsSpan(at + 4, length);
        at += 4 + length;
        return true;
    }
}
