namespace TweetArchive.Archives;

/// <summary>What bytes are by their beginning.</summary>
public enum ContainerKind : byte { Plain, Zip, Tar, Gzip, Bzip2, Zstd, Xz }

/// <summary>
/// One step from a file towards the records in it: the stream that one of its entries is, or the stream that it unpacks to.
/// Names play no part in it.
/// </summary>
/// <param name="Index">Of a zip: which of its entries; names may repeat.</param>
/// <param name="Offset">Of a tar: where the entry's bytes start.</param>
/// <param name="Bytes">Of a zip or tar: the entry's unpacked size.</param>
/// <param name="Crc32">Of a zip: the checksum that it states for the entry.</param>
public sealed record Layer(ContainerKind Kind, int Index = 0, long Offset = 0, long Bytes = 0, uint Crc32 = 0)
{
    /// <summary>One stream packed, without entries and, as a rule, without a size.</summary>
    public bool IsCompression => Kind is ContainerKind.Gzip or ContainerKind.Bzip2 or ContainerKind.Zstd or ContainerKind.Xz;
}
