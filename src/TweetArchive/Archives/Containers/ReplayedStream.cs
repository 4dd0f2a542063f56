namespace TweetArchive.Archives.Containers;

/// <summary>A stream of which the first bytes were looked at, from its start again. It does not own the stream.</summary>
internal sealed class ReplayedStream(byte[] head, Stream rest) : ForwardStream
{
    private long position;

    protected override long Given => position;

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
}
