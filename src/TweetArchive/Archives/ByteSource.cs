using System.IO.Compression;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Archives;

/// <summary>The bytes of one entry, unpacked, in order.</summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>Fills as much of <paramref name="to"/> as there is; 0 at the end.</summary>
    /// <exception cref="ArchiveException">The bytes are damaged from here on.</exception>
    public abstract int Read(Span<byte> to);

    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public static ByteSource Open(ArchiveEntry entry) => Open(entry, 0, long.MaxValue);

    /// <summary>The bytes of a plain file from <paramref name="from"/> up to <paramref name="to"/>; other entries are read whole.</summary>
    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public static ByteSource Open(ArchiveEntry entry, long from, long to)
    {
        try
        {
            return entry.Kind == ContainerKind.Zip ? new ZipSource(entry) : new FileSource(entry, from, to);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ArchiveException($"{entry.SourceName}: cannot be opened: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private sealed class FileSource(ArchiveEntry entry, long from, long end) : ByteSource
    {
        private readonly SafeFileHandle file = File.OpenHandle(entry.Path, options: FileOptions.SequentialScan);
        private long position = from;

        public override int Read(Span<byte> to)
        {
            int read;
            try
            {
                read = RandomAccess.Read(file, to[..(int)Math.Min(to.Length, end - position)], position);
            }
            catch (IOException e)
            {
                throw new ArchiveException($"{entry.SourceName}: reading failed at byte {position}: {e.Message}", e);
            }

            // A range has an end, and a file that ends before it was cut while it was being read.
            if (read == 0 && position < end && end != long.MaxValue && !to.IsEmpty)
                throw new ArchiveException($"{entry.SourceName}: the file ends at byte {position}; it was longer when the run began. Run again when nothing writes to it.");
            position += read;
            return read;
        }

        protected override void Dispose(bool disposing) => file.Dispose();
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
