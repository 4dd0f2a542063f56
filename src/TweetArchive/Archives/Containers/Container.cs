using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace TweetArchive.Archives.Containers;

/// <summary>What a stream is by its first bytes, and how a layer of packing is taken off.</summary>
internal static class Container
{
    /// <summary>The magic of a tar follows the fields of its first header.</summary>
    public const int HeadBytes = 512;

    /// <summary>More than most blocks of bzip2 become; one that is all repetition can become more.</summary>
    private const int Bzip2Block = 1 << 20;

    /// <param name="head">The first bytes, <see cref="HeadBytes"/> if there are as many.</param>
    public static ContainerKind KindOf(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) => ContainerKind.Zip,
        [0x1F, 0x8B, ..] => ContainerKind.Gzip,
        // 'BZh', the block size, and the magic of a block or of the end.
        [0x42, 0x5A, 0x68, >= (byte)'1' and <= (byte)'9', 0x31 or 0x17, ..] => ContainerKind.Bzip2,
        // A frame, or one to be skipped.
        [0x28, 0xB5, 0x2F, 0xFD, ..] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => ContainerKind.Zstd,
        [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, ..] => ContainerKind.Xz,
        _ when TarContainer.IsTar(head) => ContainerKind.Tar,
        _ => ContainerKind.Plain,
    };

    /// <summary>The stream under one layer; disposing it disposes <paramref name="packed"/>.</summary>
    /// <exception cref="InvalidDataException">The container is damaged.</exception>
    public static Stream Open(Stream packed, Layer layer) => layer.Kind switch
    {
        ContainerKind.Zip => ZipContainer.OpenOne(packed, layer),
        ContainerKind.Tar => new RangeStream(packed, layer.Offset, layer.Bytes, leaveOpen: false),
        ContainerKind.Gzip => GzipContainer.Open(packed),
        ContainerKind.Bzip2 => new HeldBackStream(Bzip2Container.Open(packed), Bzip2Block),
        ContainerKind.Zstd => new DecompressionStream(packed, leaveOpen: false),
        ContainerKind.Xz => new XZStream(packed),
        _ => throw new ArgumentOutOfRangeException(nameof(layer)),
    };

    /// <summary>How people call it.</summary>
    public static string NameOf(ContainerKind kind) => kind switch
    {
        ContainerKind.Zip => "zip",
        ContainerKind.Tar => "tar",
        ContainerKind.Gzip => "gzip",
        ContainerKind.Bzip2 => "bzip2",
        ContainerKind.Zstd => "zstd",
        ContainerKind.Xz => "xz",
        _ => "plain",
    };

    /// <summary>The container that a name promises, by its last extension.</summary>
    public static ContainerKind PromisedBy(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".zip" => ContainerKind.Zip,
        ".tar" => ContainerKind.Tar,
        ".gz" or ".tgz" or ".gzip" => ContainerKind.Gzip,
        ".bz2" or ".tbz2" or ".tbz" => ContainerKind.Bzip2,
        ".xz" or ".txz" => ContainerKind.Xz,
        ".zst" or ".tzst" or ".zstd" => ContainerKind.Zstd,
        _ => ContainerKind.Plain,
    };
}
