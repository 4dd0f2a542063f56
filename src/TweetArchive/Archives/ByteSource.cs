namespace TweetArchive.Archives;

/// <summary>The bytes of one entry, unpacked, in order.</summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>
    /// How far reading is, in the measure of <see cref="ArchiveEntry.Bytes"/>: bytes given out, or where these are an
    /// estimate, its share that goes with the packed bytes taken in.
    /// </summary>
    public abstract long Done { get; }

    /// <summary>Fills as much of <paramref name="to"/> as there is; 0 at the end.</summary>
    /// <exception cref="ArchiveException">The bytes are damaged from here on.</exception>
    public abstract int Read(Span<byte> to);

    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public static ByteSource Open(ArchiveEntry entry) => SourceOpener.OpenOne(entry, 0, long.MaxValue);

    /// <summary>The bytes of a plain file from <paramref name="from"/> up to <paramref name="to"/>; other entries are read whole.</summary>
    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public static ByteSource Open(ArchiveEntry entry, long from, long to) => SourceOpener.OpenOne(entry, from, to);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
