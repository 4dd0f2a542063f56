namespace TweetArchive.Archives.Inflate;

/// <summary>
/// A packed stream in chunks of one size. Each has the first bytes of the next behind its own, so that whatever begins in a
/// chunk can be read without looking where it ends: a symbol, or the header of a block.
/// </summary>
internal sealed class PackedInput(Stream stream, int chunkBytes) : IDisposable
{
    private readonly Lock reading = new();
    private readonly Dictionary<int, PackedChunk> held = [];
    private readonly Stack<PackedChunk> spare = new();
    private PackedChunk? newest;
    private int keptFrom = int.MaxValue;

    /// <summary>What broke the stream off, if anything did.</summary>
    public Exception? Broken { get; private set; }

    public int ChunkBytes => chunkBytes;

    /// <summary>Whether the stream comes to this chunk.</summary>
    public bool Has(int index)
    {
        lock (reading)
        {
            while (newest is null || (newest.Index < index && !newest.Last))
                ReadNext();
            return index <= newest.Index;
        }
    }

    /// <summary>Keeps chunks from this one on, also while nobody has them; those before go when they are released.</summary>
    public void KeepFrom(int index)
    {
        lock (reading)
        {
            if (index == keptFrom)
                return;
            keptFrom = index;
            foreach (PackedChunk chunk in held.Values.Where(IsFree).ToArray())
                Drop(chunk);
        }
    }

    /// <summary>A chunk, kept until it is released as often as it was asked for; null behind the last, and before those kept.</summary>
    public PackedChunk? Get(int index)
    {
        lock (reading)
        {
            PackedChunk? chunk;
            while (!held.TryGetValue(index, out chunk))
            {
                if (newest is not null && (newest.Last || newest.Index >= index))
                    return null;
                ReadNext();
            }

            chunk.Holders++;
            return chunk;
        }
    }

    public void Release(PackedChunk chunk)
    {
        lock (reading)
        {
            chunk.Holders--;
            if (IsFree(chunk))
                Drop(chunk);
        }
    }

    public void Dispose() => stream.Dispose();

    private void ReadNext()
    {
        PackedChunk? before = newest;
        PackedChunk chunk = spare.TryPop(out PackedChunk? old) ? old : new PackedChunk(chunkBytes);
        chunk.Index = before is null ? 0 : before.Index + 1;
        chunk.Holders = 0;
        int filled = 0;
        if (before is not null)
        {
            before.Buffer.AsSpan(chunkBytes, PackedChunk.Tail).CopyTo(chunk.Buffer);
            filled = PackedChunk.Tail;
        }

        int wanted = chunkBytes + PackedChunk.Tail;
        try
        {
            while (filled < wanted && stream.Read(chunk.Buffer.AsSpan(filled, wanted - filled)) is > 0 and int read)
                filled += read;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What came before the damage is unpacked first; then whoever unpacks it asks for this.
            Broken = e;
        }

        chunk.Buffer.AsSpan(filled).Clear();
        chunk.Last = filled < wanted;
        chunk.Length = chunk.Last ? filled : chunkBytes;
        held.Add(chunk.Index, chunk);
        newest = chunk;
        if (before is not null && IsFree(before))
            Drop(before);
    }

    private bool IsFree(PackedChunk chunk) => chunk.Holders == 0 && chunk != newest && chunk.Index < keptFrom;

    private void Drop(PackedChunk chunk)
    {
        held.Remove(chunk.Index);
        spare.Push(chunk);
    }
}

/// <summary>Packed bytes, with zeros behind the last of the stream.</summary>
internal sealed unsafe class PackedChunk
{
    /// <summary>Bytes that can be read behind a chunk: more than the longest block header, which has 570.</summary>
    public const int Tail = 1024;

    public PackedChunk(int bytes)
    {
        Buffer = GC.AllocateUninitializedArray<byte>(bytes + (2 * Tail), pinned: true);
        fixed (byte* start = Buffer)
            Start = start;
    }

    public byte[] Buffer { get; }

    public byte* Start { get; }

    public int Index { get; set; }

    /// <summary>Bytes that are this chunk's; what stands behind them is the next one's, or nothing.</summary>
    public int Length { get; set; }

    /// <summary>The stream ends with it.</summary>
    public bool Last { get; set; }

    public int Holders { get; set; }
}
