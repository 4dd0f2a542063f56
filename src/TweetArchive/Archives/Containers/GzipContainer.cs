using TweetArchive.Archives.Inflate;

namespace TweetArchive.Archives.Containers;

/// <summary>Gzip (RFC 1952), any number of members behind each other, each with a checksum.</summary>
internal static class GzipContainer
{
    /// <param name="threads">That inflating may use.</param>
    public static Stream Open(Stream packed, int threads) => InflateStream.Gzip(packed, threads);
}
