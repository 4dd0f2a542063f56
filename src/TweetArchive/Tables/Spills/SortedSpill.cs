using System.Buffers.Binary;

namespace TweetArchive.Tables.Spills;

/// <summary>
/// A run: rows of one table and dataset in the order of their keys, as one worker left them. A row is key length and
/// payload length (4 bytes each), key, payload.
/// </summary>
internal static class SortedSpill
{
    private const int Prefix = 8;

    public static void Append(RowStore store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        Span<byte> row = store.Append(Prefix + key.Length + payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(row, key.Length);
        BinaryPrimitives.WriteInt32LittleEndian(row[4..], payload.Length);
        key.CopyTo(row[Prefix..]);
        payload.CopyTo(row[(Prefix + key.Length)..]);
    }

    /// <summary>A cursor over a run; before the first row until <see cref="MoveNext"/>.</summary>
    internal sealed class Reader(RowStore store, int fromChunk, int toChunk)
    {
        private readonly RowStore.ChunkReader chunks = new(store, fromChunk, toChunk);
        private ArraySegment<byte> chunk = ArraySegment<byte>.Empty;
        private int next;
        private int key;
        private int keyLength;
        private int payloadLength;

        public Reader(RowStore store)
            : this(store, 0, store.Chunks)
        {
        }

        public ReadOnlySpan<byte> Key => chunk.AsSpan(key, keyLength);

        public ReadOnlySpan<byte> Payload => chunk.AsSpan(key + keyLength, payloadLength);

        public bool MoveNext()
        {
            if (next >= chunk.Count)
            {
                chunk = chunks.Next();
                next = 0;
                if (chunk.Count == 0)
                    return false;
            }

            ReadOnlySpan<byte> row = chunk.AsSpan(next);
            keyLength = BinaryPrimitives.ReadInt32LittleEndian(row);
            payloadLength = BinaryPrimitives.ReadInt32LittleEndian(row[4..]);
            key = next + Prefix;
            next = key + keyLength + payloadLength;
            return true;
        }
    }
}

/// <summary>Rows that come in any order and leave as a <see cref="SortedSpill"/>.</summary>
internal sealed class SpillBuilder
{
    private byte[] bytes = new byte[4096];
    private (ulong Prefix, int Start, int KeyLength, int PayloadLength)[] rows = new (ulong, int, int, int)[64];
    private int used;

    public int Count { get; private set; }

    /// <summary>Memory held, in bytes.</summary>
    public long Bytes => bytes.Length + (24L * rows.Length);

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        int length = key.Length + payload.Length;
        if (used + length > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + length));
        if (Count == rows.Length)
            Array.Resize(ref rows, Count * 2);
        key.CopyTo(bytes.AsSpan(used));
        payload.CopyTo(bytes.AsSpan(used + key.Length));
        ulong prefix = key.Length >= 8 ? BinaryPrimitives.ReadUInt64BigEndian(key) : 0;
        rows[Count++] = (prefix, used, key.Length, payload.Length);
        used += length;
    }

    /// <summary>Writes the rows in key order and empties the builder. Keys are of at least 8 bytes and distinct.</summary>
    public void SealInto(RowStore store)
    {
        rows.AsSpan(0, Count).Sort((a, b) => a.Prefix != b.Prefix
            ? a.Prefix.CompareTo(b.Prefix)
            : bytes.AsSpan(a.Start, a.KeyLength).SequenceCompareTo(bytes.AsSpan(b.Start, b.KeyLength)));
        foreach (var row in rows.AsSpan(0, Count))
            SortedSpill.Append(store, bytes.AsSpan(row.Start, row.KeyLength), bytes.AsSpan(row.Start + row.KeyLength, row.PayloadLength));
        Count = used = 0;
    }

    /// <summary>The same as a separate spill, added to <paramref name="spills"/>; none where there are no rows.</summary>
    public void SealInto(List<RowStore> spills, Scratch scratch)
    {
        if (Count == 0)
            return;
        var store = new RowStore(scratch);
        SealInto(store);
        store.Seal();
        spills.Add(store);
    }
}
