using System.Buffers.Binary;

namespace TweetArchive.Tables;

/// <summary>
/// Rows of bytes, appended once and read in the same order. Chunks stay in memory while <see cref="Scratch"/> allows it and
/// go to a file after that. A row never spans two chunks.
/// </summary>
internal sealed class RowStore(Scratch scratch) : IDisposable
{
    private const int ChunkSize = 64 * 1024;
    private readonly List<ArraySegment<byte>> kept = [];
    private byte[] current = [];
    private int used;
    private FileStream? file;
    private long keptBytes;

    public long Rows { get; private set; }

    /// <summary>Bytes appended.</summary>
    public long Bytes { get; private set; }

    /// <summary>Room for one row of exactly <paramref name="length"/> bytes, to be filled by the caller at once.</summary>
    public Span<byte> Append(int length)
    {
        if (used + length > current.Length)
            NextChunk(length);
        Span<byte> row = current.AsSpan(used, length);
        used += length;
        Rows++;
        Bytes += length;
        return row;
    }

    /// <summary>No more rows come.</summary>
    public void Seal()
    {
        Put();
        current = [];
    }

    public ChunkReader Read() => new(kept, file);

    public void Dispose()
    {
        file?.Dispose();
        scratch.Release(keptBytes);
        keptBytes = 0;
        kept.Clear();
    }

    private void NextChunk(int length)
    {
        Put();
        // Small stores are many (one for each table, worker and entry): they start small.
        int size = Rows == 0 ? 4 * 1024 : ChunkSize;
        if (current.Length < Math.Max(size, length) || file is null)
            current = GC.AllocateUninitializedArray<byte>(Math.Max(size, length));
        used = 0;
    }

    private void Put()
    {
        if (used == 0)
            return;
        if (file is null && scratch.TryKeep(current.Length))
        {
            keptBytes += current.Length;
            kept.Add(new ArraySegment<byte>(current, 0, used));
        }
        else
        {
            file ??= scratch.NewFile();
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, used);
            file.Write(length);
            file.Write(current.AsSpan(0, used));
        }

        used = 0;
    }

    /// <summary>Reads a sealed store from its beginning, a chunk at a time.</summary>
    internal sealed class ChunkReader(List<ArraySegment<byte>> kept, FileStream? file)
    {
        private int next;
        private long position;
        private byte[] buffer = [];

        /// <summary>The next chunk of whole rows, or an empty segment at the end; valid until the next call.</summary>
        public ArraySegment<byte> Next()
        {
            if (next < kept.Count)
                return kept[next++];
            if (file is null || position >= file.Length)
                return ArraySegment<byte>.Empty;
            Span<byte> prefix = stackalloc byte[4];
            ReadAt(prefix, position);
            int length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
            if (buffer.Length < length)
                buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, ChunkSize));
            ReadAt(buffer.AsSpan(0, length), position + 4);
            position += 4 + length;
            return new ArraySegment<byte>(buffer, 0, length);
        }

        private void ReadAt(Span<byte> to, long at)
        {
            while (!to.IsEmpty)
            {
                int read = RandomAccess.Read(file!.SafeFileHandle, to, at);
                if (read == 0)
                    throw new EndOfStreamException("a scratch file was cut short while the program ran");
                to = to[read..];
                at += read;
            }
        }
    }
}
