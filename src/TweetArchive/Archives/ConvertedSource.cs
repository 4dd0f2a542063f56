namespace TweetArchive.Archives;

/// <summary>Text that is given out otherwise than it is stored. Places in it are those of what is given out.</summary>
/// <param name="inner">What follows <paramref name="ahead"/>; disposed with this source.</param>
/// <param name="textBytes">What a chunk becomes at most.</param>
internal abstract class ConvertedSource(ByteSource inner, byte[] ahead, int textBytes) : ByteSource
{
    protected const int ChunkBytes = 64 * 1024;

    private readonly byte[] chunk = new byte[ChunkBytes];
    private readonly byte[] text = new byte[textBytes];
    private int aheadAt;
    private int filled;
    private int start;
    private int end;
    private bool ended;

    public override long Done => inner.Done;

    public override int Read(Span<byte> to)
    {
        while (start == end && (!ended || filled > 0))
            Fill();
        int length = Math.Min(to.Length, end - start);
        text.AsSpan(start, length).CopyTo(to);
        start += length;
        return length;
    }

    /// <summary>Converts the beginning of what is stored; at its end all of it.</summary>
    /// <param name="used">Bytes of <paramref name="stored"/> that are done with; the others come again, with more.</param>
    /// <returns>Bytes written to <paramref name="to"/>.</returns>
    protected abstract int Convert(ReadOnlySpan<byte> stored, bool last, Span<byte> to, out int used);

    protected override void Dispose(bool disposing) => inner.Dispose();

    private void Fill()
    {
        int length = Math.Min(ChunkBytes - filled, ahead.Length - aheadAt);
        if (length > 0)
            ahead.AsSpan(aheadAt, length).CopyTo(chunk.AsSpan(filled));
        else
            length = inner.Read(chunk.AsSpan(filled));
        aheadAt += length;
        filled += length;
        ended = length == 0;
        start = 0;
        end = Convert(chunk.AsSpan(0, filled), ended, text, out int used);
        chunk.AsSpan(used, filled - used).CopyTo(chunk);
        filled -= used;
    }
}
