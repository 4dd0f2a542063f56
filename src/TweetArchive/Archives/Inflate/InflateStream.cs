using System.IO.Hashing;

namespace TweetArchive.Archives.Inflate;

/// <summary>
/// The unpacked bytes of a gzip file, or of a bare deflate stream, on one thread or more. Members follow each other; each is
/// held against its checksum and length.
/// </summary>
internal sealed class InflateStream : Stream
{
    /// <summary>Packed bytes that one thread takes at a time.</summary>
    public const int UsualChunk = 512 * 1024;

    private const int SlabBytes = 256 * 1024;

    private readonly IInflater inflater;
    private readonly Crc32? crc;
    private InflatedPiece current;
    private int taken;
    private long position;
    private uint memberBytes;
    private bool ended;

    /// <param name="chunkBytes">At least 32; small ones make boundaries fall everywhere, for tests.</param>
    public InflateStream(Stream packed, bool gzip, int threads, int chunkBytes = UsualChunk, int slabBytes = SlabBytes)
    {
        crc = gzip ? new Crc32() : null;
        inflater = threads > 1
            ? new ParallelInflater(packed, gzip, threads, chunkBytes, slabBytes)
            : new SequentialInflater(packed, gzip, Math.Min(chunkBytes, 128 * 1024), slabBytes);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public static InflateStream Gzip(Stream packed, int threads) => new(packed, gzip: true, threads);

    /// <summary>A bare stream, whose checksum is somebody else's business.</summary>
    public static InflateStream Deflate(Stream packed, int threads) => new(packed, gzip: false, threads);

    /// <exception cref="InvalidDataException">The packed bytes are damaged or end too early, or their checksum is wrong.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || ended)
            return 0;
        while (current.Slab is null || taken == current.Slab.Count)
        {
            if (!Advance())
            {
                ended = true;
                return 0;
            }
        }

        Slab slab = current.Slab;
        int count = Math.Min(buffer.Length, slab.Count - taken);
        Span<byte> given = buffer[..count];
        if (slab.Wide)
            current.Markers!.Resolve(slab.WideSymbols.Slice(taken, count), given);
        else
            slab.Bytes.Slice(taken, count).CopyTo(given);
        crc?.Append(given);
        taken += count;
        position += count;
        memberBytes += (uint)count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inflater.Dispose();
        base.Dispose(disposing);
    }

    private bool Advance()
    {
        if (current.Slab is { } done)
            inflater.Return(done);
        current = default;
        taken = 0;
        if (!inflater.Next(out current))
            return false;
        if (current.Damage is { } damage)
        {
            ended = true;
            throw damage;
        }

        if (current.MemberEnd is { } end && crc is not null)
        {
            if (crc.GetCurrentHashAsUInt32() != end.Crc32 || memberBytes != end.Bytes)
            {
                ended = true;
                throw new InvalidDataException("the checksum does not match: some of its bytes are damaged.");
            }

            crc.Reset();
            memberBytes = 0;
        }

        return true;
    }
}
