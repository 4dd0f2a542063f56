using System.IO.Hashing;

namespace TweetArchive.Tables.Spills;

/// <summary>
/// Rows of bytes, appended once and read in the same order. Chunks stay in memory while <see cref="ScratchMemory"/> allows it
/// and go to the scratch file after that, each with a checksum. A row never spans two chunks.
/// </summary>
internal sealed class RowStore : IDisposable
{
    // Small stores are many (one for each table, worker and unit): they start small.
    private const int FirstChunk = 4 * 1024;

    private readonly Scratch scratch;
    private readonly List<Chunk> chunks = [];
    private byte[] current = [];
    private int used;
    private long kept;

    public RowStore(Scratch scratch) => this.scratch = scratch;

    public long Rows { get; private set; }

    public int Chunks => chunks.Count;

    /// <summary>A store that <see cref="Describe"/> described; its chunks are in the scratch file.</summary>
    public static RowStore Restore(BinaryReader index, Scratch scratch)
    {
        var store = new RowStore(scratch) { Rows = index.ReadInt64() };
        for (int left = index.ReadInt32(); left > 0; left--)
            store.chunks.Add(new Chunk(null, index.ReadInt64(), index.ReadInt32(), index.ReadUInt64()));
        return store;
    }

    /// <summary>Room for one row of exactly <paramref name="length"/> bytes, to be filled by the caller at once.</summary>
    public Span<byte> Append(int length)
    {
        if (used + length > current.Length)
        {
            Put();
            current = Rows == 0 && length <= FirstChunk ? new byte[FirstChunk] : scratch.Memory.Rent(length);
        }

        Span<byte> row = current.AsSpan(used, length);
        used += length;
        Rows++;
        return row;
    }

    /// <summary>No more rows come.</summary>
    public void Seal()
    {
        // Of many small stores only the rows stay.
        if (current.Length == FirstChunk && used < FirstChunk / 2)
            current = current[..used];
        Put();
    }

    public int ChunkBytes(int chunk) => chunks[chunk].Length;

    /// <summary>Copies a part of a sealed store's chunk, without a look at the rest of it.</summary>
    public void ReadPart(int chunk, int start, Span<byte> to)
    {
        Chunk from = chunks[chunk];
        if (from.Memory is { } memory)
            memory.AsSpan(start, to.Length).CopyTo(to);
        else
            scratch.Read(to, from.Offset + start);
    }

    /// <summary>Moves all of a sealed store's chunks into the scratch file.</summary>
    public void WriteOut()
    {
        for (int i = 0; i < chunks.Count; i++)
        {
            if (chunks[i].Memory is not { } memory)
                continue;
            chunks[i] = Write(memory.AsSpan(0, chunks[i].Length));
            scratch.Memory.Return(memory);
        }

        Release();
    }

    /// <summary>Where the chunks are; for <see cref="Restore"/>.</summary>
    public void Describe(BinaryWriter index)
    {
        index.Write(Rows);
        index.Write(chunks.Count);
        foreach (Chunk chunk in chunks)
        {
            index.Write(chunk.Offset);
            index.Write(chunk.Length);
            index.Write(chunk.Hash);
        }
    }

    /// <exception cref="DamagedScratchException">A chunk's bytes are not those that were written.</exception>
    public void Verify()
    {
        var reader = new ChunkReader(this, 0, Chunks);
        while (reader.Next().Count > 0)
        {
        }
    }

    public void Dispose()
    {
        Release();
        foreach (Chunk chunk in chunks)
        {
            if (chunk.Memory is { } memory)
                scratch.Memory.Return(memory);
        }

        chunks.Clear();
    }

    private void Put()
    {
        if (used > 0)
        {
            if (scratch.Memory.TryKeep(current.Length))
            {
                kept += current.Length;
                chunks.Add(new Chunk(current, 0, used, 0));
            }
            else
            {
                chunks.Add(Write(current.AsSpan(0, used)));
                scratch.Memory.Return(current);
            }
        }

        current = [];
        used = 0;
    }

    private Chunk Write(ReadOnlySpan<byte> bytes) => new(null, scratch.Write(bytes), bytes.Length, XxHash3.HashToUInt64(bytes));

    private void Release()
    {
        scratch.Memory.Release(kept);
        kept = 0;
    }

    private readonly record struct Chunk(byte[]? Memory, long Offset, int Length, ulong Hash);

    /// <summary>Reads chunks of a sealed store, one at a time; more than one reader at a time is fine.</summary>
    internal sealed class ChunkReader(RowStore store, int from, int to)
    {
        private int next = from;
        private byte[]? buffer;

        /// <summary>The next chunk of whole rows, or an empty segment at the end; valid until the next call.</summary>
        public ArraySegment<byte> Next()
        {
            if (next == to)
            {
                if (buffer is not null)
                    store.scratch.Memory.Return(buffer);
                buffer = null;
                return ArraySegment<byte>.Empty;
            }

            Chunk chunk = store.chunks[next++];
            if (chunk.Memory is { } memory)
                return new ArraySegment<byte>(memory, 0, chunk.Length);
            if (buffer is null || buffer.Length < chunk.Length)
                buffer = store.scratch.Memory.Rent(chunk.Length);
            Span<byte> bytes = buffer.AsSpan(0, chunk.Length);
            store.scratch.Read(bytes, chunk.Offset);
            if (XxHash3.HashToUInt64(bytes) != chunk.Hash)
                throw new DamagedScratchException(store.scratch.Path);
            return new ArraySegment<byte>(buffer, 0, chunk.Length);
        }
    }
}

/// <summary>A scratch file holds other bytes than were written to it.</summary>
internal sealed class DamagedScratchException(string path)
    : IOException($"{path} is damaged: it holds other bytes than were written. Delete it and run the same command again.");
