using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Archives;

/// <summary>The bytes of one entry, unpacked, in order.</summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>Fills as much of <paramref name="to"/> as there is; 0 at the end.</summary>
    /// <exception cref="ArchiveException">The bytes are damaged from here on.</exception>
    public abstract int Read(Span<byte> to);

    /// <summary>SHA-256 of all bytes of the file on disk, known once a plain file was read to its end; null otherwise.</summary>
    public virtual string? Sha256 => null;

    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public static ByteSource Open(ArchiveEntry entry)
    {
        try
        {
            return entry.Kind == ContainerKind.Zip ? new ZipSource(entry) : new FileSource(entry);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ArchiveException($"{entry.SourceName}: cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>SHA-256 (hex) of a file on disk.</summary>
    public static string HashFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private sealed class FileSource(ArchiveEntry entry) : ByteSource
    {
        private readonly SafeFileHandle file = File.OpenHandle(entry.Path, options: FileOptions.SequentialScan);
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long position;
        private string? sha256;

        public override string? Sha256 => sha256;

        public override int Read(Span<byte> to)
        {
            int read;
            try
            {
                read = RandomAccess.Read(file, to, position);
            }
            catch (IOException e)
            {
                throw new ArchiveException($"{entry.SourceName}: reading failed at byte {position}: {e.Message}", e);
            }

            position += read;
            if (read > 0)
                hash.AppendData(to[..read]);
            else if (!to.IsEmpty)
                sha256 ??= Convert.ToHexStringLower(hash.GetHashAndReset());
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            hash.Dispose();
        }
    }

    private sealed class ZipSource : ByteSource
    {
        private readonly ArchiveEntry entry;
        private readonly ZipArchive zip;
        private readonly Stream stream;
        private readonly Crc32 crc = new();
        private long position;

        public ZipSource(ArchiveEntry entry)
        {
            this.entry = entry;
            // Entries of one ZipArchive share its stream, so each source has its own.
            zip = ZipFile.OpenRead(entry.Path);
            try
            {
                stream = zip.Entries[entry.EntryIndex].Open();
            }
            catch
            {
                zip.Dispose();
                throw;
            }
        }

        public override int Read(Span<byte> to)
        {
            int read;
            try
            {
                read = stream.Read(to);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                throw new ArchiveException($"{entry.SourceName}: the entry is damaged or cut short at byte {position} of {entry.Bytes}: {e.Message} Download the archive again.", e);
            }

            if (read > 0)
            {
                position += read;
                crc.Append(to[..read]);
            }
            else if (!to.IsEmpty)
            {
                if (position != entry.Bytes)
                    throw new ArchiveException($"{entry.SourceName}: the entry ends at byte {position}, the archive promised {entry.Bytes}. Download the archive again.");
                if (crc.GetCurrentHashAsUInt32() != entry.Crc32)
                    throw new ArchiveException($"{entry.SourceName}: the entry's checksum does not match: some of its bytes are damaged. Download the archive again.");
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            zip.Dispose();
        }
    }
}
