using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Archives;

/// <summary>A plain file, or the bytes of it from one place up to another.</summary>
/// <param name="end">The byte after the last; <see cref="long.MaxValue"/> for the end of the file.</param>
internal sealed class FileSource(ArchiveEntry entry, long from, long end) : ByteSource
{
    private readonly SafeFileHandle file = InputFile.Open(entry);
    private readonly long start = from;
    private readonly RunningChecksum hash = new();
    private long position = from;
    private bool ended;

    public override long Done => position - start;

    /// <summary>Of all bytes that it gave out; null before the last.</summary>
    public RangeChecksum? Checksum => ended || position == end ? hash.Result : null;

    public override int Read(Span<byte> to)
    {
        int read;
        try
        {
            read = RandomAccess.Read(file, to[..(int)Math.Min(to.Length, end - position)], position);
        }
        catch (IOException e) when (!InputFile.IsOfMachine(e))
        {
            throw new ArchiveException($"{entry.SourceName}: reading failed at byte {position}: {e.Message}", e);
        }

        // A range has an end, and a file that ends before it was cut while it was being read.
        if (read == 0 && position < end && end != long.MaxValue && !to.IsEmpty)
            throw new ArchiveException(
                $"{entry.SourceName}: the file ends at byte {position}; it was longer when the run began. Run again when nothing writes "
                    + "to it.");
        hash.Append(to[..read]);
        position += read;
        ended |= read == 0 && !to.IsEmpty;
        return read;
    }

    protected override void Dispose(bool disposing) => file.Dispose();
}
