using System.Text;

namespace TweetArchive.Archives;

/// <summary>Text of another encoding, given out as UTF-8.</summary>
/// <param name="inner">What follows <paramref name="ahead"/>; disposed with this source.</param>
internal sealed class TranscodedSource(ByteSource inner, byte[] ahead, Encoding encoding)
    : ConvertedSource(inner, ahead, (ChunkBytes + Rest) * 3)
{
    // Letters that a decoder may hold back from the chunk before.
    private const int Rest = 16;

    private readonly Decoder decoder = encoding.GetDecoder();
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private readonly char[] letters = new char[ChunkBytes + Rest];

    protected override int Convert(ReadOnlySpan<byte> stored, bool last, Span<byte> to, out int used)
    {
        used = stored.Length;
        int chars = decoder.GetChars(stored, letters, flush: last);
        return encoder.GetBytes(letters.AsSpan(0, chars), to, flush: last);
    }
}
