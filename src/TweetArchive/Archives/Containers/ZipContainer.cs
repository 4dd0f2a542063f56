using System.IO.Compression;
using TweetArchive.Archives.Inflate;

namespace TweetArchive.Archives.Containers;

/// <summary>Zip, also Zip64: its list of entries stands at its end.</summary>
internal static class ZipContainer
{
    /// <exception cref="InvalidDataException">The list or the entry is damaged.</exception>
    public static Stream Open(Stream packed, Layer layer)
    {
        // Entries of one ZipArchive share its stream, so each source has its own.
        var zip = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            ZipArchiveEntry entry = zip.Entries[layer.Index];
            Stream unpacked = ZipDirectory.TryFindDeflated(packed, layer.Index, entry.CompressedLength, entry.Crc32) is { } offset
                ? InflateStream.Deflate(new RangeStream(packed, offset, entry.CompressedLength, leaveOpen: true))
                : entry.Open();
            return new CheckedStream(unpacked, new Owned(zip, packed), layer.Bytes, layer.Crc32);
        }
        catch
        {
            zip.Dispose();
            packed.Dispose();
            throw;
        }
    }

    private sealed class Owned(ZipArchive zip, Stream packed) : IDisposable
    {
        public void Dispose()
        {
            zip.Dispose();
            packed.Dispose();
        }
    }
}
