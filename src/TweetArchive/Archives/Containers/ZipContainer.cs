using System.IO.Compression;
using SharpCompress.Archives;
using SharpCompress.Readers;

namespace TweetArchive.Archives.Containers;

/// <summary>Zip, also Zip64: its list of entries is at its end. One entry at a time: they share its stream.</summary>
internal sealed class ZipContainer : IDisposable
{
    private readonly Stream packed;
    private readonly ZipArchive zip;

    /// <param name="packed">Can seek; disposed with this object.</param>
    /// <exception cref="InvalidDataException">The list is damaged.</exception>
    public ZipContainer(Stream packed)
    {
        this.packed = packed;
        try
        {
            zip = ListOf(packed);
        }
        catch
        {
            packed.Dispose();
            throw;
        }
    }

    /// <summary>The list of a zip, even where its end says another number of entries.</summary>
    /// <exception cref="InvalidDataException">The list is damaged.</exception>
    public static ZipArchive ListOf(Stream packed)
    {
        var zip = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            _ = zip.Entries.Count;
            return zip;
        }
        catch (InvalidDataException)
        {
            zip.Dispose();
            if (MendedZip.Of(packed) is not { } mended)
                throw;
            return new ZipArchive(mended, ZipArchiveMode.Read, leaveOpen: true);
        }
    }

    /// <summary>bzip2, LZMA and other methods that the framework does not know are left to the other library.</summary>
    private static Stream OpenEntry(ZipArchiveEntry entry, Stream packed)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException)
        {
            packed.Position = 0;
            IArchiveEntry? other = SharpCompress.Archives.Zip.ZipArchive.OpenArchive(
                packed, new ReaderOptions { LeaveStreamOpen = true }).Entries.FirstOrDefault(e => e.Key == entry.FullName);
            return other is null ? throw new InvalidDataException($"the entry {entry.FullName} is packed by a method that is not read")
                : other.OpenEntryStream();
        }
    }

    /// <summary>The unpacked bytes of an entry; disposing the stream leaves the zip open.</summary>
    /// <exception cref="InvalidDataException">The list or the entry is damaged.</exception>
    public Stream Open(Layer layer) => new CheckedStream(OpenEntry(zip.Entries[layer.Index], packed), null, layer.Bytes, layer.Crc32);

    /// <summary>An entry of a zip that nobody else reads; disposing the stream disposes <paramref name="packed"/>.</summary>
    /// <exception cref="InvalidDataException">The list or the entry is damaged.</exception>
    public static Stream OpenOne(Stream packed, Layer layer)
    {
        var container = new ZipContainer(packed.CanSeek ? packed : SpooledStream.Of(packed));
        try
        {
            return new CheckedStream(OpenEntry(container.zip.Entries[layer.Index], packed), container, layer.Bytes, layer.Crc32);
        }
        catch
        {
            container.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        zip.Dispose();
        packed.Dispose();
    }
}
