namespace TweetArchive.Tables;

/// <summary>
/// Rows of bytes, appended once and read in the same order. Chunks stay in memory while <see cref="Scratch"/> allows it and
/// go to its file after that. A row never spans two chunks.
/// </summary>
internal sealed class RowStore : IDisposable
{
    // Small stores are many (one for each table, worker and entry): they start small.
    private const int FirstChunk = 4 * 1024;

    private readonly Scratch scratch;
    private readonly List<Chunk> chunks = [];
    private byte[] current = [];
    private int used;
    private long kept;

    public RowStore(Scratch scratch) => this.scratch = scratch;

    public long Rows { get; private set; }

    /// <summary>Room for one row of exactly <paramref name="length"/> bytes, to be filled by the caller at once.</summary>
    public Span<byte> Append(int length)
    {
        if (used + length > current.Length)
        {
            Put();
            current = Rows == 0 && length <= FirstChunk ? new byte[FirstChunk] : scratch.Rent(length);
        }

        Span<byte> row = current.AsSpan(used, length);
        used += length;
        Rows++;
        return row;
    }

    /// <summary>No more rows come.</summary>
    public void Seal() => Put();

    /// <summary>Reads from the beginning; more than one reader at a time is fine.</summary>
    public ChunkReader Read() => new(this);

    public void Dispose()
    {
        scratch.Release(kept);
        kept = 0;
        foreach (Chunk chunk in chunks)
        {
            if (chunk.Memory is { } memory)
                scratch.Return(memory);
        }

        chunks.Clear();
    }

    private void Put()
    {
        if (used > 0)
        {
            if (scratch.TryKeep(current.Length))
            {
                kept += current.Length;
                chunks.Add(new Chunk(current, 0, used));
            }
            else
            {
                chunks.Add(new Chunk(null, scratch.Write(current.AsSpan(0, used)), used));
                scratch.Return(current);
            }
        }

        current = [];
        used = 0;
    }

    private readonly record struct Chunk(byte[]? Memory, long Offset, int Length);

    /// <summary>Reads a sealed store, a chunk at a time.</summary>
    internal sealed class ChunkReader(RowStore store)
    {
        private int next;
        private byte[]? buffer;

        /// <summary>The next chunk of whole rows, or an empty segment at the end; valid until the next call.</summary>
        public ArraySegment<byte> Next()
        {
            if (next == store.chunks.Count)
            {
                if (buffer is not null)
                    store.scratch.Return(buffer);
                buffer = null;
                return ArraySegment<byte>.Empty;
            }

            Chunk chunk = store.chunks[next++];
            if (chunk.Memory is { } memory)
                return new ArraySegment<byte>(memory, 0, chunk.Length);
            if (buffer is null || buffer.Length < chunk.Length)
                buffer = store.scratch.Rent(chunk.Length);
            store.scratch.Read(buffer.AsSpan(0, chunk.Length), chunk.Offset);
            return new ArraySegment<byte>(buffer, 0, chunk.Length);
        }
    }
}
