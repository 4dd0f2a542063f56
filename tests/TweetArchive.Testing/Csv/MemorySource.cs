using TweetArchive.Archives;

namespace TweetArchive.Testing;

/// <summary>Bytes in memory, handed out in pieces of uneven size, as pipes and inflaters do.</summary>
internal sealed class MemorySource(byte[] bytes, int position) : ByteSource
{
    private int at = position;
    private int turn;

    public override long Done => at;

    public override int Read(Span<byte> to)
    {
        int most = ++turn % 3 == 0 ? 1 + (turn % 61) : int.MaxValue;
        int length = Math.Min(Math.Min(to.Length, most), bytes.Length - at);
        bytes.AsSpan(at, length).CopyTo(to);
        at += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
    }
}
