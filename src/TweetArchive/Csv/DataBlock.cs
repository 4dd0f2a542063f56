namespace TweetArchive.Csv;

/// <summary>
/// A run of whole records in a pooled buffer, with <see cref="Tokeniser.Padding"/> bytes after it. Who takes it from the
/// channel owns it and returns its buffer to the pool once.
/// </summary>
public sealed class DataBlock
{
    public required byte[] Buffer { get; init; }

    public required int Length { get; init; }

    /// <summary>Offset of the first byte in the entry, unpacked.</summary>
    public required long Offset { get; init; }

    /// <summary>What reading is further by with this block, in the measure of <see cref="Archives.ArchiveEntry.Bytes"/>.</summary>
    public long Done { get; init; }

    /// <summary>0, 1, 2 … in the order of the entry.</summary>
    public required int Sequence { get; init; }

    /// <summary>The input broke off or turned out damaged after this block.</summary>
    public bool CutShort { get; init; }

    /// <summary>Set instead of records: bytes longer than a record may be; <see cref="Buffer"/> holds their beginning.</summary>
    public OversizeRecord? Oversize { get; init; }
}

/// <summary>Bytes without a record end for longer than the limit.</summary>
/// <param name="Length">All of them, up to where a record starts again.</param>
/// <param name="Newlines">Newlines among them, to keep line numbers right.</param>
public sealed record OversizeRecord(long Length, long Newlines);

/// <summary>A fixed number of block buffers: what bounds memory, and holds the readers back when the workers are slower.</summary>
public sealed class BlockPool(int buffers, int blockSize) : IDisposable
{
    private readonly SemaphoreSlim free = new(buffers);
    private readonly Stack<byte[]> stack = new();

    public int BlockSize => blockSize;

    /// <summary>A buffer of at least <see cref="BlockSize"/> + <see cref="Tokeniser.Padding"/> bytes; waits for one to come back.</summary>
    public byte[] Rent(CancellationToken cancel)
    {
        free.Wait(cancel);
        lock (stack)
        {
            if (stack.TryPop(out byte[]? buffer))
                return buffer;
        }

        return GC.AllocateUninitializedArray<byte>(blockSize + Tokeniser.Padding);
    }

    public void Return(byte[] buffer)
    {
        // A buffer that grew for a long record is left to the garbage collector.
        if (buffer.Length == blockSize + Tokeniser.Padding)
        {
            lock (stack)
                stack.Push(buffer);
        }

        free.Release();
    }

    public void Dispose() => free.Dispose();
}
