using System.Text;

namespace TweetArchive.Archives;

/// <summary>Text of another encoding, given out as UTF-8. Places in it are those of the UTF-8.</summary>
/// <param name="inner">What follows <paramref name="ahead"/>; disposed with this source.</param>
internal sealed class TranscodedSource(ByteSource inner, byte[] ahead, Encoding encoding) : ByteSource
{
    private const int ChunkBytes = 64 * 1024;

    private readonly Decoder decoder = encoding.GetDecoder();
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] chunk = new byte[ChunkBytes];
    private readonly char[] letters = new char[ChunkBytes + 16];
    private readonly byte[] text = new byte[(ChunkBytes + 16) * 3];
    private int aheadAt;
    private int start;
    private int end;
    private bool ended;

    public override long Done => inner.Done;

    public override int Read(Span<byte> to)
    {
        while (start == end && !ended)
            Fill();
        int length = Math.Min(to.Length, end - start);
        text.AsSpan(start, length).CopyTo(to);
        start += length;
        return length;
    }

    protected override void Dispose(bool disposing) => inner.Dispose();

    private void Fill()
    {
        int length = Math.Min(ChunkBytes, ahead.Length - aheadAt);
        if (length > 0)
            ahead.AsSpan(aheadAt, length).CopyTo(chunk);
        else
            length = inner.Read(chunk);
        aheadAt += length;
        ended = length == 0;
        int chars = decoder.GetChars(chunk, 0, length, letters, 0, flush: ended);
        start = 0;
        end = encoder.GetBytes(letters, 0, chars, text, 0, flush: ended);
    }
}
