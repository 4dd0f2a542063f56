using TweetArchive.Archives.Containers;

namespace TweetArchive.Archives;

/// <summary>An entry under layers of packing.</summary>
/// <param name="unpacked">Its bytes; disposed with this source.</param>
/// <param name="meter">What is read from it says how far reading is, where the unpacked size is an estimate.</param>
internal sealed class PackedSource(ArchiveEntry entry, Stream unpacked, MeteredStream? meter) : ByteSource
{
    private long position;

    /// <summary>Bytes given out.</summary>
    public long Position => position;

    /// <summary>Disposed with this source, after it.</summary>
    public IDisposable? Owner { get; set; }

    public override long Done => meter is null ? position : Math.Min(entry.Bytes, meter.Position * ArchiveEntry.UsualRatio);

    public override int Read(Span<byte> to)
    {
        try
        {
            int read = unpacked.Read(to);
            position += read;
            return read;
        }
        // Whatever a decompressor makes of damaged bytes, to us it is the same.
        catch (Exception e) when (e is not (ArchiveException or OperationCanceledException) && !InputFile.IsOfMachine(e))
        {
            string what = entry.Layers is [{ IsCompression: true }] ? "the file" : "the entry";
            throw new ArchiveException(
                $"{entry.SourceName}: {what} is damaged or cut short at "
                    + $"byte {position}{(entry.Estimated ? "" : $" of {entry.Bytes}")} of its unpacked bytes: {e.Message} Download the "
                    + "archive again.", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        unpacked.Dispose();
        Owner?.Dispose();
    }
}
