using System.IO.Compression;

namespace TweetArchive.Archives.Containers;

/// <summary>
/// Gzip (RFC 1952), any number of members one after the other, each with a checksum. The library unpacks; with the switch
/// <c>System.IO.Compression.UseStrictValidation</c>, which the programs set, it reports an end in the middle. What follows the last member
/// it does not look at, so that is looked at here.
/// </summary>
internal sealed class GzipContainer : ForwardStream
{
    private readonly TailStream packed;
    private readonly GZipStream unpacked;
    private long position;

    private GzipContainer(Stream packed)
    {
        this.packed = new TailStream(packed);
        unpacked = new GZipStream(this.packed, CompressionMode.Decompress);
    }

    protected override long Given => position;

    /// <summary>Disposing the stream disposes <paramref name="packed"/>.</summary>
    public static Stream Open(Stream packed) => new GzipContainer(packed);

    /// <exception cref="InvalidDataException">The packed bytes are damaged or end too early, or something else follows them; all that came
    /// before was read.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = unpacked.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw packed.Broken is { } below ? new InvalidDataException(below.Message, below)
                : packed.Ended ? new InvalidDataException("it ends in the middle of its packed bytes.", e)
                : new InvalidDataException("its packed bytes are damaged.", e);
        }

        position += read;
        if (read == 0 && !buffer.IsEmpty)
            CheckEnd();
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    private void CheckEnd()
    {
        if (packed.Broken is { } below)
            throw new InvalidDataException(below.Message, below);
        if (packed.Position == 0)
            throw new InvalidDataException("it ends in the middle of its packed bytes.");
        if (!packed.IsRestPadding())
            throw new InvalidDataException("after its end there are bytes that are not gzip: it may continue there, but damaged.");
    }
}
