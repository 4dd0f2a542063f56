namespace TweetArchive.Media;

/// <summary>
/// The bytes of a picture for a decoder that keeps asking at the end: it is refused there after a while, so that a damaged
/// picture cannot keep it busy for ever.
/// </summary>
internal sealed class PictureStream(byte[] file) : MemoryStream(file, writable: false)
{
    // A decoder may look some bytes ahead.
    private const int MostReadsAtEnd = 256;

    private int readsAtEnd;

    public override int ReadByte() => Checked(base.ReadByte(), atEnd: -1);

    public override int Read(byte[] buffer, int offset, int count) => count == 0 ? 0 : Checked(base.Read(buffer, offset, count), atEnd: 0);

    public override int Read(Span<byte> buffer) => buffer.IsEmpty ? 0 : Checked(base.Read(buffer), atEnd: 0);

    private int Checked(int read, int atEnd)
    {
        if (read == atEnd && ++readsAtEnd > MostReadsAtEnd)
            throw new EndOfStreamException("the file ends before the picture does");
        return read;
    }
}
