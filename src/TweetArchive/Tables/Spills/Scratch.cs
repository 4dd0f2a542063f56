using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Tables.Spills;

/// <summary>What all stores share: how many bytes of rows may stay in memory, and spare buffers.</summary>
internal sealed class ScratchMemory(long limit)
{
    /// <summary>Bytes of a chunk, the unit of reading and writing.</summary>
    public const int ChunkSize = 64 * 1024;

    private readonly Stack<byte[]> spare = new();
    private long inMemory;

    /// <summary>True if the bytes may stay in memory.</summary>
    public bool TryKeep(int bytes)
    {
        if (Interlocked.Add(ref inMemory, bytes) <= limit)
            return true;
        Interlocked.Add(ref inMemory, -bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref inMemory, -bytes);

    /// <summary>A buffer of at least <paramref name="length"/> bytes, usually <see cref="ChunkSize"/>.</summary>
    public byte[] Rent(int length)
    {
        if (length <= ChunkSize)
        {
            lock (spare)
            {
                if (spare.TryPop(out byte[]? buffer))
                    return buffer;
            }
        }

        return GC.AllocateUninitializedArray<byte>(Math.Max(length, ChunkSize));
    }

    public void Return(byte[] buffer)
    {
        if (buffer.Length != ChunkSize)
            return;
        lock (spare)
            spare.Push(buffer);
    }
}

/// <summary>
/// A file that many stores append to: one file, because runs can be thousands and a process may hold only a limited number open.
/// It is made when the first bytes come and goes with this object, unless it is kept.
/// </summary>
internal sealed class Scratch(string path, ScratchMemory memory) : IDisposable
{
    private readonly Lock opening = new();
    private string path = path;
    private SafeFileHandle? file;
    private long length;
    private bool kept;

    public ScratchMemory Memory => memory;

    /// <summary>For messages.</summary>
    public string Path => path;

    /// <summary>Bytes written so far.</summary>
    public long Length => Interlocked.Read(ref length);

    /// <summary>A file that an earlier process kept.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static Scratch OpenKept(string path, ScratchMemory memory)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new Scratch(path, memory) { file = file, kept = true, length = RandomAccess.GetLength(file) };
    }

    /// <summary>Appends to the file; returns where. Safe to call from several threads.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public long Write(ReadOnlySpan<byte> bytes)
    {
        SafeFileHandle handle = Open();
        long at = Interlocked.Add(ref length, bytes.Length) - bytes.Length;
        RandomAccess.Write(handle, bytes, at);
        return at;
    }

    public void Read(Span<byte> to, long at)
    {
        while (!to.IsEmpty)
        {
            int read = RandomAccess.Read(file!, to, at);
            if (read == 0)
                throw new EndOfStreamException($"{path} was cut short by another program.");
            to = to[read..];
            at += read;
        }
    }

    /// <summary>Makes sure that the bytes survive a loss of power, and only then gives the file its lasting name.</summary>
    public void Keep(string lastingPath)
    {
        Dataset.Durable.Sync(Open(), path);
        File.Move(path, lastingPath, overwrite: true);
        path = lastingPath;
        kept = true;
    }

    public void Dispose()
    {
        if (file is null)
            return;
        file.Dispose();
        if (kept)
            return;
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What it held is in the tables by now, or no longer wanted. It is in .work, which is cleared at the end and by the next
            // program.
        }
    }

    private SafeFileHandle Open()
    {
        if (Volatile.Read(ref file) is { } open)
            return open;
        lock (opening)
            return file ??= File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }
}
