namespace TweetArchive.Archives.Containers;

/// <summary>A stream of which the first bytes were looked at, from its start again. It does not own the stream.</summary>
internal sealed class ReplayedStream(byte[] head, Stream rest) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (position < head.Length)
        {
            read = (int)Math.Min(buffer.Length, head.Length - position);
            head.AsSpan((int)position, read).CopyTo(buffer);
        }
        else
        {
            read = rest.Read(buffer);
        }

        position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
