using TweetArchive.Archives.Inflate;

namespace TweetArchive.Archives.Containers;

/// <summary>Gzip (RFC 1952), any number of members behind each other, each with a checksum.</summary>
internal static class GzipContainer
{
    public static Stream Open(Stream packed) => InflateStream.Gzip(packed);
}
