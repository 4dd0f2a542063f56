namespace TweetArchive.Archives.Containers;

/// <summary>
/// Counts what is read from another stream and refuses more than a limit: what expands beyond reason is not an archive of tweets.
/// </summary>
internal sealed class MeteredStream(Stream inner, long most) : ForwardStream
{
    private long position;

    /// <summary>Bytes read so far; may be asked by another thread.</summary>
    protected override long Given => Interlocked.Read(ref position);

    /// <exception cref="InvalidDataException">The limit is passed.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        if (Interlocked.Add(ref position, read) > most)
            throw new InvalidDataException(ArchiveLimits.Bomb);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
