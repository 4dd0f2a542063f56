namespace TweetArchive.Archives.Inflate;

/// <summary>
/// A place in a packed stream, moved on by whoever reads there. The stream is read in chunks of one size; each has the first bytes
/// of the next behind its own, so that whatever begins in a chunk can be read without looking where it ends: a symbol, or
/// the header of a block. Behind the last byte of the stream stand zeros.
/// </summary>
internal sealed unsafe class PackedCursor : IDisposable
{
    /// <summary>Bytes that can be read behind a chunk: more than the longest block header, which has 570.</summary>
    public const int Tail = 1024;

    private readonly Stream stream;
    private readonly byte[] buffer;
    private readonly int chunkBytes;

    public PackedCursor(Stream stream, int chunkBytes)
    {
        this.stream = stream;
        this.chunkBytes = chunkBytes;
        buffer = GC.AllocateUninitializedArray<byte>(chunkBytes + (2 * Tail), pinned: true);
        fixed (byte* start = buffer)
            Start = start;
        Fill(0);
    }

    /// <summary>The chunk's first byte.</summary>
    public byte* Start { get; }

    /// <summary>Bytes that are this chunk's.</summary>
    public int Length { get; private set; }

    /// <summary>The stream ends with it.</summary>
    public bool Last { get; private set; }

    /// <summary>The place, in bits of the chunk.</summary>
    public long Bit { get; set; }

    /// <summary>Why the stream ends where it ends, if it should not.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Goes over to the chunk that the place is in; false where the stream ends before.</summary>
    public bool Settle()
    {
        while (Bit >= Length * 8L)
        {
            if (Last)
                return false;
            Bit -= Length * 8L;
            buffer.AsSpan(Length, Tail).CopyTo(buffer);
            Fill(Tail);
        }

        return true;
    }

    /// <summary>The next whole byte, or -1 at the end.</summary>
    public int ReadByte()
    {
        Bit = (Bit + 7) & ~7L;
        if (!Settle())
            return -1;
        int read = buffer[Bit >> 3];
        Bit += 8;
        return read;
    }

    public void Dispose() => stream.Dispose();

    private void Fill(int filled)
    {
        int wanted = chunkBytes + Tail;
        try
        {
            while (filled < wanted && stream.Read(buffer.AsSpan(filled, wanted - filled)) is > 0 and int read)
                filled += read;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What came before the damage is unpacked first; then whoever unpacks it asks for this.
            Broken = e;
        }

        buffer.AsSpan(filled).Clear();
        Last = filled < wanted;
        Length = Last ? filled : chunkBytes;
    }
}
