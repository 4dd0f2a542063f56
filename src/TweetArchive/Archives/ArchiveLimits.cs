namespace TweetArchive.Archives;

/// <summary>What no real archive comes near: beyond it a file is taken for one that was made to harm.</summary>
internal static class ArchiveLimits
{
    /// <summary>Layers of packing around the records: a gzip in a tar in a gzip in a zip.</summary>
    public const int Layers = 4;

    /// <summary>Entries of one file. A month of a stream, a file a minute, is 43,200.</summary>
    public const int Entries = 100_000;

    /// <summary>Unpacked bytes for one byte of the file. Tables of tweets come to 4 to 12.</summary>
    public const int Ratio = 250;

    public const string Bomb =
        "it unpacks to more than 250 times its size, which no table does. If you trust it, unpack it by hand and give the unpacked file.";

    // A small file of one line many times over is a test, not a bomb.
    private const long AlwaysAllowed = 256L << 20;

    /// <summary>Bytes that a file of this size may unpack to.</summary>
    public static long Unpacked(long fileBytes) =>
        Math.Max(AlwaysAllowed, fileBytes > long.MaxValue / Ratio ? long.MaxValue : fileBytes * Ratio);
}
