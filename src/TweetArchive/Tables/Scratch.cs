using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Tables;

/// <summary>
/// Where partials wait for the merge: in memory up to a limit that all stores share, then in one file that all stores
/// append to. One file, because runs can be thousands and a process may hold only so many open.
/// </summary>
internal sealed class Scratch(string folder, long memoryLimit) : IDisposable
{
    /// <summary>Bytes of a chunk, the unit of reading and writing.</summary>
    public const int ChunkSize = 64 * 1024;

    private readonly Stack<byte[]> spare = new();
    private readonly Lock opening = new();
    private SafeFileHandle? file;
    private long inMemory;
    private long fileLength;

    /// <summary>True if the bytes may stay in memory.</summary>
    public bool TryKeep(int bytes)
    {
        if (Interlocked.Add(ref inMemory, bytes) <= memoryLimit)
            return true;
        Interlocked.Add(ref inMemory, -bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref inMemory, -bytes);

    /// <summary>Appends to the file; returns where. Safe to call from several threads.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public long Write(ReadOnlySpan<byte> bytes)
    {
        SafeFileHandle handle = Open();
        long at = Interlocked.Add(ref fileLength, bytes.Length) - bytes.Length;
        RandomAccess.Write(handle, bytes, at);
        return at;
    }

    public void Read(Span<byte> to, long at)
    {
        while (!to.IsEmpty)
        {
            int read = RandomAccess.Read(file!, to, at);
            if (read == 0)
                throw new EndOfStreamException("the scratch file was cut short while the program ran");
            to = to[read..];
            at += read;
        }
    }

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

    public void Dispose() => file?.Dispose();

    private SafeFileHandle Open()
    {
        if (Volatile.Read(ref file) is { } open)
            return open;
        lock (opening)
        {
            return file ??= File.OpenHandle(Path.Combine(folder, "rows.tmp"), FileMode.Create, FileAccess.ReadWrite, FileShare.None,
                FileOptions.DeleteOnClose);
        }
    }
}
