using System.IO.Hashing;

namespace TweetArchive.Archives.Inflate;

/// <summary>
/// The unpacked bytes of a gzip file, or of a bare deflate stream. Members follow each other; each is held against its checksum
/// and length.
/// </summary>
internal sealed class InflateStream : ForwardStream
{
    /// <summary>Packed bytes read at a time.</summary>
    public const int UsualChunk = 128 * 1024;

    private const int SlabBytes = 256 * 1024;

    private enum At : byte { Start, Member, Trailer, Next, End }

    private readonly bool gzip;
    private readonly PackedCursor cursor;
    private readonly Inflater inflater = new();
    private readonly Slab slab;
    private readonly Crc32 crc = new();
    private At at = At.Start;
    private int history;
    private uint memberBytes;
    private int taken;
    private long position;
    private InvalidDataException? damage;

    /// <param name="chunkBytes">At least 32; small ones make boundaries fall everywhere, for tests.</param>
    public InflateStream(Stream packed, bool gzip, int chunkBytes = UsualChunk, int slabBytes = SlabBytes)
    {
        this.gzip = gzip;
        cursor = new PackedCursor(packed, chunkBytes);
        slab = new Slab(slabBytes);
    }

    protected override long Given => position;

    public static InflateStream Gzip(Stream packed) => new(packed, gzip: true);

    /// <summary>A bare stream, whose checksum is somebody else's business.</summary>
    public static InflateStream Deflate(Stream packed) => new(packed, gzip: false);

    /// <exception cref="InvalidDataException">The packed bytes are damaged or end too early, or their checksum is wrong; all that came before was read.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (taken == slab.Count)
        {
            if (damage is { } told)
            {
                damage = null;
                throw told;
            }

            if (at == At.End)
                return 0;
            Fill();
        }

        int count = Math.Min(buffer.Length, slab.Count - taken);
        slab.Bytes.Slice(taken, count).CopyTo(buffer);
        taken += count;
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            cursor.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        slab.Continue();
        taken = 0;
        try
        {
            while (at != At.End && slab.Count < slab.Capacity)
                Step();
        }
        catch (InvalidDataException e)
        {
            // What came before it is given out first.
            damage = e;
            at = At.End;
        }
    }

    private void Step()
    {
        switch (at)
        {
            case At.Member:
                Unpack();
                break;
            case At.Trailer:
                (uint wanted, uint bytes) = GzipFraming.ReadTrailer(cursor);
                if (crc.GetCurrentHashAsUInt32() != wanted || memberBytes != bytes)
                    throw new InvalidDataException("the checksum does not match: some of its bytes are damaged.");
                at = At.Next;
                break;
            default:
                at = !gzip || GzipFraming.TryReadHeader(cursor, first: at == At.Start) ? At.Member : At.End;
                history = 0;
                memberBytes = 0;
                crc.Reset();
                inflater.Restart();
                break;
        }
    }

    private void Unpack()
    {
        int before = slab.Count;
        InflateStatus status = inflater.Run(cursor, slab, history - before);
        ReadOnlySpan<byte> added = slab.Bytes[before..];
        history = Math.Min(Slab.Window, history + added.Length);
        memberBytes += (uint)added.Length;
        if (gzip)
            crc.Append(added);
        switch (status)
        {
            case InflateStatus.Full or InflateStatus.BlockEnd:
                break;
            case InflateStatus.StreamEnd:
                at = gzip ? At.Trailer : At.End;
                break;
            case InflateStatus.Truncated:
                throw GzipFraming.Truncated(cursor);
            default:
                throw new InvalidDataException("its packed bytes are damaged.");
        }
    }
}
