using System.Buffers.Binary;

namespace TweetArchive.Archives.Containers;

/// <summary>
/// Where the packed bytes of an entry stand in a zip (APPNOTE 4.3): the library's ZipArchive lists entries but does not tell. What
/// looks odd is left to the library.
/// </summary>
internal static class ZipDirectory
{
    private const int EndBytes = 22;
    private const int LongestComment = 0xFFFF;
    private const int EntryBytes = 46;
    private const int LocalBytes = 30;
    private const int Deflate = 8;
    private const uint In64 = 0xFFFFFFFF;

    /// <summary>The first packed byte of an entry, if it is packed by deflate and is what the library says it is.</summary>
    /// <param name="index">In the order of the list.</param>
    public static long? TryFindDeflated(Stream zip, int index, long packedBytes, uint crc32)
    {
        if (!zip.CanSeek || DirectoryStart(zip) is not { } at)
            return null;
        Span<byte> entry = stackalloc byte[EntryBytes];
        for (int i = 0; ; i++)
        {
            if (!Read(zip, at, entry) || !entry.StartsWith("PK\u0001\u0002"u8))
                return null;
            if (i == index)
                break;
            at += EntryBytes + Short(entry, 28) + Short(entry, 30) + Short(entry, 32);
        }

        if (Short(entry, 10) != Deflate || Int(entry, 16) != crc32)
            return null;
        long packed = Int(entry, 20);
        long local = Int(entry, 42);
        if (packed == In64 || local == In64 || Int(entry, 24) == In64)
        {
            byte[] extra = new byte[Short(entry, 30)];
            if (!Read(zip, at + EntryBytes + Short(entry, 28), extra) || !ReadZip64(extra, Int(entry, 24) == In64, ref packed, ref local))
                return null;
        }

        Span<byte> header = stackalloc byte[LocalBytes];
        if (packed != packedBytes || !Read(zip, local, header) || !header.StartsWith("PK\u0003\u0004"u8) || Short(header, 8) != Deflate)
            return null;
        long start = local + LocalBytes + Short(header, 26) + Short(header, 28);
        return start + packed <= zip.Length ? start : null;
    }

    /// <summary>Where the list of entries begins, by the record behind it.</summary>
    private static long? DirectoryStart(Stream zip)
    {
        byte[] tail = new byte[(int)Math.Min(zip.Length, EndBytes + LongestComment)];
        if (!Read(zip, zip.Length - tail.Length, tail))
            return null;
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndBytes > tail.Length)
            return null;
        uint start = Int(tail, end + 16);
        if (start != In64)
            return start;
        byte[] record = new byte[56];
        return end >= 20 && Int(tail, end - 20) == 0x07064B50 && Read(zip, Long(tail, end - 12), record) && record.AsSpan().StartsWith("PK\u0006\u0006"u8)
            ? Long(record, 48)
            : null;
    }

    /// <summary>The values that do not fit into 32 bits, in this order: unpacked, packed, place.</summary>
    private static bool ReadZip64(ReadOnlySpan<byte> extra, bool unpackedToo, ref long packed, ref long local)
    {
        while (extra.Length >= 4)
        {
            int length = Short(extra, 2);
            if (4 + length > extra.Length)
                return false;
            if (Short(extra, 0) == 1)
            {
                ReadOnlySpan<byte> values = extra.Slice(4, length);
                return (!unpackedToo || Take(ref values, out _)) && TakeIf64(ref values, ref packed) && TakeIf64(ref values, ref local);
            }

            extra = extra[(4 + length)..];
        }

        return false;
    }

    private static bool TakeIf64(ref ReadOnlySpan<byte> values, ref long value) => value != In64 || Take(ref values, out value);

    private static bool Take(ref ReadOnlySpan<byte> values, out long value)
    {
        value = 0;
        if (values.Length < 8)
            return false;
        value = Long(values, 0);
        values = values[8..];
        return true;
    }

    private static bool Read(Stream zip, long at, Span<byte> to)
    {
        if (at < 0 || at > zip.Length - to.Length)
            return false;
        zip.Position = at;
        return zip.ReadAtLeast(to, to.Length, throwOnEndOfStream: false) == to.Length;
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
