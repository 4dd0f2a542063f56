namespace TweetArchive.Archives.Containers;

/// <summary>
/// Counts what is read from another stream and refuses more than a limit: what expands beyond reason is no archive of tweets.
/// </summary>
internal sealed class MeteredStream(Stream inner, long most) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes read so far; may be asked by another thread.</summary>
    public override long Position
    {
        get => Interlocked.Read(ref position);
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The limit is passed.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        if (Interlocked.Add(ref position, read) > most)
            throw new InvalidDataException(ArchiveLimits.Bomb);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
