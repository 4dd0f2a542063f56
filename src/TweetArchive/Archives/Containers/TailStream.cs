namespace TweetArchive.Archives.Containers;

/// <summary>
/// Hands out bytes in portions as they are asked for, but the last <see cref="TailBytes"/> one by one: a reader that stops after its own
/// end has then taken one byte too many at most, and what it left can be looked at.
/// </summary>
internal sealed class TailStream(Stream inner) : ForwardStream
{
    public const int TailBytes = 8 * 1024;

    private const int ChunkBytes = 128 * 1024;

    private readonly byte[] buffer = new byte[ChunkBytes + TailBytes];
    private int start;
    private int end;
    private bool innerEnded;
    private long given;
    private byte last;

    /// <summary>The reader asked beyond the last byte, so it looked at all of them.</summary>
    public bool Ended { get; private set; }

    /// <summary>What failed below, if reading failed for that.</summary>
    public Exception? Broken { get; private set; }

    protected override long Given => given;

    public override int Read(Span<byte> to)
    {
        if (to.IsEmpty)
            return 0;
        Fill();
        if (start == end)
        {
            Ended = true;
            return 0;
        }

        int count = end - start > TailBytes ? Math.Min(to.Length, end - start - TailBytes) : 1;
        buffer.AsSpan(start, count).CopyTo(to);
        start += count;
        given += count;
        last = buffer[start - 1];
        return count;
    }

    /// <summary>
    /// After a reader that stopped by itself: whether what it did not look at is nothing, or zeros, with which tapes are filled up.
    /// </summary>
    public bool IsRestPadding()
    {
        if (Ended)
            return true;
        bool zeros = last == 0;
        while (zeros && start < end)
        {
            zeros = !buffer.AsSpan(start, end - start).ContainsAnyExcept((byte)0);
            start = end;
            Fill();
        }

        return zeros;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>More than the tail, unless the end is near.</summary>
    private void Fill()
    {
        if (innerEnded || end - start > TailBytes)
            return;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        try
        {
            while (!innerEnded && end < buffer.Length)
            {
                int read = inner.Read(buffer.AsSpan(end));
                end += read;
                innerEnded = read == 0;
            }
        }
        // Decompressors below fail in many ways; what they gave before is read first.
        catch (Exception e) when (e is not (ArchiveException or OperationCanceledException or OutOfMemoryException))
        {
            Broken = e;
            innerEnded = true;
            if (start == end)
                throw;
        }
    }
}
