using System.Buffers.Binary;

namespace TweetArchive.Archives.Containers;

/// <summary>
/// A zip whose end says another number of entries than its list has, as some programs write it. The list itself is whole, so that number is
/// put in the place of the wrong one while the zip is read.
/// </summary>
internal sealed class MendedZip : ForwardStream
{
    private const int EndBytes = 22;
    private const int MostComment = ushort.MaxValue;
    private const int EntryBytes = 46;
    private const int MostList = 64 << 20;

    private readonly Stream packed;
    private readonly long place;
    private readonly byte[] counts = new byte[4];

    private MendedZip(Stream packed, long place, int entries)
    {
        this.packed = packed;
        this.place = place;
        BinaryPrimitives.WriteUInt16LittleEndian(counts, (ushort)entries);
        BinaryPrimitives.WriteUInt16LittleEndian(counts.AsSpan(2), (ushort)entries);
    }

    public override bool CanSeek => true;

    public override long Length => packed.Length;

    public override long Position { get => packed.Position; set => packed.Position = value; }

    /// <summary>The zip with the right number; null if that is not what is wrong with it.</summary>
    public static MendedZip? Of(Stream packed)
    {
        byte[] tail = new byte[Math.Min(packed.Length, EndBytes + MostComment)];
        packed.Position = packed.Length - tail.Length;
        packed.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndBytes > tail.Length)
            return null;
        ReadOnlySpan<byte> record = tail.AsSpan(end);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (size > MostList || offset == uint.MaxValue || (long)offset + size > packed.Length)
            return null;
        byte[] list = new byte[size];
        packed.Position = offset;
        packed.ReadExactly(list);
        int entries = 0;
        int at = 0;
        while (at + EntryBytes <= list.Length && list.AsSpan(at).StartsWith("PK\u0001\u0002"u8))
        {
            ReadOnlySpan<byte> entry = list.AsSpan(at);
            at += EntryBytes + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            entries++;
        }

        if (at != list.Length || entries == 0 || entries >= ushort.MaxValue)
            return null;
        packed.Position = 0;
        return new MendedZip(packed, packed.Length - tail.Length + end + 8, entries);
    }

    public override int Read(Span<byte> buffer)
    {
        long from = packed.Position;
        int read = packed.Read(buffer);
        for (int i = 0; i < counts.Length; i++)
        {
            long at = place + i - from;
            if (at >= 0 && at < read)
                buffer[(int)at] = counts[i];
        }

        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => packed.Seek(offset, origin);
}
