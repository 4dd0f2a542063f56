using TweetArchive.Archives.Containers;

namespace TweetArchive.Archives;

/// <summary>
/// Opens entries one after the other. A packed tar can only be unpacked from its start, so it stays open after an entry of it: asking
/// for its entries in their order unpacks it once. The list of a zip is read once for all of its entries that are asked for in a row.
/// </summary>
internal sealed class SourceOpener : IDisposable
{
    private (string Path, Layer[] Layers, Stream Tar)? open;
    private (string Path, ZipContainer Zip)? openZip;

    /// <summary>Opens an entry by itself; nothing stays open after it.</summary>
    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public static ByteSource OpenOne(ArchiveEntry entry, long from, long to)
    {
        var opener = new SourceOpener();
        try
        {
            ByteSource source = opener.Open(entry, from, to);
            if (source is PackedSource packed)
                packed.Owner = opener;
            return source;
        }
        catch
        {
            opener.Dispose();
            throw;
        }
    }

    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public ByteSource Open(ArchiveEntry entry) => Open(entry, 0, long.MaxValue);

    /// <summary>The bytes of a plain file from <paramref name="from"/> up to <paramref name="to"/>; other entries are read whole.</summary>
    /// <exception cref="ArchiveException">The entry cannot be opened.</exception>
    public ByteSource Open(ArchiveEntry entry, long from, long to)
    {
        try
        {
            return entry.IsPlain ? new FileSource(entry, from, to) : OpenPacked(entry);
        }
        catch (Exception e)
            when (e is not (ArchiveException or InputChangedException or OperationCanceledException) && !InputFile.IsOfMachine(e))
        {
            throw new ArchiveException($"{entry.SourceName}: cannot be opened: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        open?.Tar.Dispose();
        open = null;
        openZip?.Zip.Dispose();
        openZip = null;
    }

    /// <summary>The zip that a file is, open from the entry before if that was of the same file.</summary>
    private ZipContainer ZipOf(ArchiveEntry entry)
    {
        if (openZip is { } kept && kept.Path == entry.Path)
            return kept.Zip;
        openZip?.Zip.Dispose();
        openZip = null;
        var zip = new ZipContainer(FileOf(entry));
        openZip = (entry.Path, zip);
        return zip;
    }

    private PackedSource OpenPacked(ArchiveEntry entry)
    {
        int first = FirstOfPackedTar(entry.Layers);
        bool ofZip = first == 0 && entry.Layers[0].Kind == ContainerKind.Zip;
        Stream stream = first > 0 ? PackedTar(entry, [.. entry.Layers.Take(first)], entry.Layers[first].Offset)
            : ofZip ? ZipOf(entry).Open(entry.Layers[0])
            : FileOf(entry);
        Stream outermost = stream;
        MeteredStream? meter = null;
        try
        {
            for (int i = ofZip ? 1 : first; i < entry.Layers.Count; i++)
            {
                Layer layer = entry.Layers[i];
                if (first > 0 && i == first)
                {
                    stream = new RangeStream(stream, layer.Offset, layer.Bytes, leaveOpen: true);
                    continue;
                }

                if (layer.IsCompression && meter is null && entry.Estimated)
                    stream = meter = new MeteredStream(stream, long.MaxValue);
                stream = Container.Open(stream, layer);
                if (layer.IsCompression)
                    stream = Limited(stream, entry);
            }

            return new PackedSource(entry, stream, meter);
        }
        catch (Exception e)
        {
            if (stream != outermost || first == 0)
                stream.Dispose();
            if (e is InvalidDataException)
                throw new ArchiveException($"{entry.SourceName}: {e.Message} Download it again.", e);
            throw;
        }
    }

    /// <summary>The tar that stays open if it is before the wanted entry, or a new one.</summary>
    private Stream PackedTar(ArchiveEntry entry, Layer[] layers, long offset)
    {
        if (open is { } kept && kept.Path == entry.Path && kept.Layers.SequenceEqual(layers) && kept.Tar.Position <= offset)
            return kept.Tar;
        Dispose();
        Stream stream = FileOf(entry);
        try
        {
            foreach (Layer layer in layers)
            {
                stream = Container.Open(stream, layer);
                if (layer.IsCompression)
                    stream = Limited(stream, entry);
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        open = (entry.Path, layers, stream);
        return stream;
    }

    /// <summary>The place of the tar layer under which nothing can be found without unpacking what is before it; 0 for none.</summary>
    internal static int FirstOfPackedTar(IReadOnlyList<Layer> layers)
    {
        for (int i = layers.Count - 1; i > 0; i--)
        {
            if (layers[i].Kind == ContainerKind.Tar && layers.Take(i).Any(l => l.Kind != ContainerKind.Tar))
                return i;
        }

        return 0;
    }

    private static MeteredStream Limited(Stream stream, ArchiveEntry entry) =>
        new(stream, ArchiveLimits.Unpacked(entry.File?.Bytes ?? new FileInfo(entry.Path).Length));

    private static FileStream FileOf(ArchiveEntry entry) =>
        new(InputFile.Open(entry), FileAccess.Read, 64 * 1024);
}
