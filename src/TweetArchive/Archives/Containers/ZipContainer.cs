using System.IO.Compression;

namespace TweetArchive.Archives.Containers;

/// <summary>Zip, also Zip64: its list of entries stands at its end.</summary>
internal static class ZipContainer
{
    /// <exception cref="InvalidDataException">The list or the entry is damaged.</exception>
    public static Stream Open(Stream packed, Layer layer, int threads)
    {
        // Entries of one ZipArchive share its stream, so each source has its own.
        var zip = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: false);
        try
        {
            return new CheckedStream(zip.Entries[layer.Index].Open(), zip, layer.Bytes, layer.Crc32);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }
}
