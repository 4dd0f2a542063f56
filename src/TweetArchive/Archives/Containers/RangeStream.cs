namespace TweetArchive.Archives.Containers;

/// <summary>
/// A part of another stream, from its current position if it cannot seek. Where the other stream can seek this one can, too.
/// </summary>
internal sealed class RangeStream : ForwardStream
{
    private readonly Stream whole;
    private readonly long from;
    private readonly long length;
    private readonly bool leaveOpen;
    private long at;

    /// <param name="from">Byte of <paramref name="whole"/>; not before its current position if it cannot seek.</param>
    /// <exception cref="InvalidDataException">It ends before <paramref name="from"/>.</exception>
    public RangeStream(Stream whole, long from, long length, bool leaveOpen)
    {
        (this.whole, this.from, this.length, this.leaveOpen) = (whole, from, length, leaveOpen);
        if (!whole.CanSeek)
            Skip(from - whole.Position);
    }

    public override bool CanSeek => whole.CanSeek;

    public override long Length => length;

    public override long Position
    {
        get => at;
        set => at = CanSeek ? value : throw new NotSupportedException(Refusal);
    }

    /// <exception cref="InvalidDataException">The other stream ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        int most = (int)Math.Min(buffer.Length, Math.Max(0, length - at));
        if (whole.CanSeek)
            whole.Position = from + at;
        int read = whole.Read(buffer[..most]);
        if (read == 0 && most > 0)
            throw new InvalidDataException($"the archive ends before it, {length} bytes were stated.");
        at += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => at,
        SeekOrigin.End => length,
        _ => 0,
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
            whole.Dispose();
        base.Dispose(disposing);
    }

    private void Skip(long bytes)
    {
        byte[] skipped = new byte[64 * 1024];
        while (bytes > 0)
        {
            int read = whole.Read(skipped, 0, (int)Math.Min(bytes, skipped.Length));
            if (read == 0)
                throw new InvalidDataException("the archive ends before this entry.");
            bytes -= read;
        }
    }
}
