namespace TweetArchive.Archives.Inflate;

/// <summary>A place in a packed stream, moved on by whoever reads there.</summary>
internal sealed class PackedCursor(PackedInput input) : IDisposable
{
    private PackedChunk? chunk;

    /// <summary>The chunk that the place is in.</summary>
    public PackedChunk Chunk => chunk!;

    /// <summary>The place, in bits of the chunk.</summary>
    public long Bit { get; set; }

    /// <summary>The place, in bits of the stream.</summary>
    public long Position => ((long)Chunk.Index * input.ChunkBytes * 8) + Bit;

    /// <summary>Why the stream ends where it ends, if it should not.</summary>
    public Exception? Broken => input.Broken;

    /// <summary>False where the stream ends before the chunk.</summary>
    public bool MoveTo(int index, long bit)
    {
        PackedChunk? to = input.Get(index);
        if (to is null)
            return false;
        Dispose();
        chunk = to;
        Bit = bit;
        return true;
    }

    /// <summary>Goes over to the chunk that the place is in; false where the stream ends before.</summary>
    public bool Settle()
    {
        while (Bit >= Chunk.Length * 8L)
        {
            if (Chunk.Last)
                return false;
            MoveTo(Chunk.Index + 1, Bit - (Chunk.Length * 8L));
        }

        return true;
    }

    /// <summary>The next whole byte, or -1 at the end.</summary>
    public int ReadByte()
    {
        Bit = (Bit + 7) & ~7L;
        if (!Settle())
            return -1;
        int read = Chunk.Buffer[Bit >> 3];
        Bit += 8;
        return read;
    }

    public void Dispose()
    {
        if (chunk is not null)
            input.Release(chunk);
        chunk = null;
    }
}
