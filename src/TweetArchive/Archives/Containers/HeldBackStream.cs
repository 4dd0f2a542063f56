namespace TweetArchive.Archives.Containers;

/// <summary>
/// Gives bytes out only once more have followed them, or the stream has ended well. Bzip2 has a checksum for each block of 900,000
/// bytes and its reader gives a block out before it comes to the checksum; so what a damaged block became is never given out.
/// </summary>
/// <param name="inner">Closed with this stream.</param>
/// <param name="held">Bytes held back.</param>
internal sealed class HeldBackStream(Stream inner, int held) : ForwardStream
{
    private readonly byte[] buffer = new byte[2 * held];
    private int start;
    private int end;
    private bool ended;

    public override int Read(Span<byte> to)
    {
        while (!ended && end - start <= held && !to.IsEmpty)
        {
            if (end == buffer.Length)
            {
                buffer.AsSpan(start..end).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            int read = inner.Read(buffer, end, buffer.Length - end);
            ended = read == 0;
            end += read;
        }

        int count = Math.Min(to.Length, end - start - (ended ? 0 : held));
        buffer.AsSpan(start, count).CopyTo(to);
        start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
