using System.IO.Hashing;

namespace TweetArchive.Archives.Containers;

/// <summary>Checks what is read by the length and the CRC-32 that an archive states for it.</summary>
/// <param name="owner">Disposed with this stream; may be nothing.</param>
internal sealed class CheckedStream(Stream inner, IDisposable? owner, long bytes, uint checksum) : ForwardStream
{
    private readonly Crc32 crc = new();
    private long position;

    public override long Length => bytes;

    protected override long Given => position;

    /// <exception cref="InvalidDataException">At the end: length or checksum differ.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            // The library says that the method of packing is unknown, whatever is wrong.
            throw new InvalidDataException("its packed bytes are damaged.", e);
        }

        position += read;
        crc.Append(buffer[..read]);
        if ((read == 0 && !buffer.IsEmpty && position != bytes) || position > bytes)
            throw new InvalidDataException(
                $"it holds {(position > bytes ? "more than" : "only")} {Math.Min(position, bytes)} bytes, the archive states {bytes}.");
        if (read == 0 && !buffer.IsEmpty && crc.GetCurrentHashAsUInt32() != checksum)
            throw new InvalidDataException("the checksum does not match: some of its bytes are damaged.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner?.Dispose();
        }

        base.Dispose(disposing);
    }
}
