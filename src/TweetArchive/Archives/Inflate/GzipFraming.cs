namespace TweetArchive.Archives.Inflate;

/// <summary>What stands around the deflate streams of a gzip file (RFC 1952).</summary>
internal static class GzipFraming
{
    /// <summary>Reads the header of the next member.</summary>
    /// <returns>False at the end of the file; zeros up to there are padding.</returns>
    /// <exception cref="InvalidDataException">Neither a member nor the end.</exception>
    public static bool TryReadHeader(PackedCursor cursor, bool first)
    {
        int magic = cursor.ReadByte();
        if (!first && magic == 0)
        {
            while (magic == 0)
                magic = cursor.ReadByte();
            return magic < 0 ? false : throw Garbage();
        }

        if (magic < 0)
            return first ? throw Truncated(cursor) : false;
        if (magic != 0x1F || cursor.ReadByte() != 0x8B)
            throw first ? new InvalidDataException("it does not start like a gzip file.") : Garbage();
        int method = Byte(cursor);
        int flags = Byte(cursor);
        if (method != 8 || (flags & 0xE0) != 0)
            throw new InvalidDataException("it is packed in a way that no gzip in use writes.");
        // Time, extra flags, system: of no use here.
        Skip(cursor, 6);
        if ((flags & 4) != 0)
            Skip(cursor, Byte(cursor) | (Byte(cursor) << 8));
        for (int texts = (flags >> 3) & 3; texts > 0; texts &= texts - 1)
        {
            while (Byte(cursor) != 0)
            {
                // The name it had, and a comment.
            }
        }

        if ((flags & 2) != 0)
            Skip(cursor, 2);
        return true;
    }

    /// <summary>The checksum of a member's unpacked bytes, and their number modulo 2³².</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public static (uint Crc32, uint Bytes) ReadTrailer(PackedCursor cursor) => (UInt32(cursor), UInt32(cursor));

    /// <summary>The input ends in the middle; says why if it was not the file's own end.</summary>
    public static InvalidDataException Truncated(PackedCursor cursor) => cursor.Broken is { } broken
        ? new InvalidDataException(broken.Message, broken)
        : new InvalidDataException("it ends in the middle of its packed bytes.");

    private static InvalidDataException Garbage() => new("behind its end stand bytes that are no gzip: it may go on there, but damaged.");

    private static uint UInt32(PackedCursor cursor) =>
        (uint)(Byte(cursor) | (Byte(cursor) << 8) | (Byte(cursor) << 16)) | ((uint)Byte(cursor) << 24);

    private static int Byte(PackedCursor cursor) => cursor.ReadByte() is >= 0 and int read ? read : throw Truncated(cursor);

    private static void Skip(PackedCursor cursor, int bytes)
    {
        for (; bytes > 0; bytes--)
            Byte(cursor);
    }
}
