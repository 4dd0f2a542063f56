using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>Where a column chunk's pages are in the file, and how large they are with their headers.</summary>
internal readonly record struct ChunkPages(
    long? DictionaryOffset, long DataOffset, long Values, long CompressedBytes, long UncompressedBytes, int DataEncoding);

/// <summary>
/// What Parquet.Net writes one row group into. It lets the pages through and takes the statistics out of their headers,
/// which are ordered wrongly for text and hold whole values: a few long texts exceed the 16 MiB that Arrow allows a
/// header. The footer is never asked for.
/// </summary>
internal sealed class PageStream(Stream file, long fileOffset) : Stream
{
    private const string Refusal = "Pages can only be written, from the first to the last.";

    private readonly ThriftWriter rewritten = new();
    private GrowableArray<byte> headerBytes; // of the page that begins, until it is whole
    private int magicLeft;
    private int bodyLeft;
    private long position = fileOffset;
    private ChunkPages currentChunk;

    public override bool CanRead => false;

    public override bool CanSeek => true; // else Parquet.Net wraps the stream to count positions; it never seeks

    public override bool CanWrite => true;

    public override long Length => position;

    // Bytes only ever go through, in order. What Stream demands beyond that is refused as Stream prescribes; Parquet.Net does not ask for
    // it.
    public override long Position { get => position; set => throw new NotSupportedException(Refusal); }

    /// <summary>The pages since the last call, which are one column chunk's.</summary>
    public ChunkPages TakeChunk()
    {
        if (bodyLeft != 0 || headerBytes.Count != 0)
            throw new InvalidDataException("Parquet.Net left a page unfinished.");
        ChunkPages chunk = currentChunk;
        currentChunk = default;
        return chunk;
    }

    /// <summary>The four bytes that come next are the magic of a file of Parquet.Net's own, which this is not.</summary>
    public void SwallowMagic() => magicLeft = 4;

    /// <summary>A page that was made here.</summary>
    public void WritePage(in PageHeader header, ReadOnlySpan<byte> body)
    {
        BeginPage(header);
        Pass(body);
        bodyLeft = 0;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int magic = Math.Min(magicLeft, buffer.Length);
        magicLeft -= magic;
        buffer = buffer[magic..];
        while (!buffer.IsEmpty)
        {
            if (bodyLeft > 0)
            {
                int part = Math.Min(bodyLeft, buffer.Length);
                Pass(buffer[..part]);
                bodyLeft -= part;
                buffer = buffer[part..];
                continue;
            }

            headerBytes.AddRange(buffer);
            if (!PageHeader.TryRead(headerBytes.Span, out PageHeader header, out int length))
                return;
            buffer = buffer[^(headerBytes.Count - length)..];
            headerBytes.Clear();
            BeginPage(header);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    // Never really asynchronous: that is what lets ParquetTableWriter wait for Parquet.Net's tasks without blocking.
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Parquet.Net flushes before every page; the file below has a buffer for a reason.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException(Refusal);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(Refusal);

    public override void SetLength(long value) => throw new NotSupportedException(Refusal);

    private void BeginPage(PageHeader header)
    {
        rewritten.Clear();
        header.Write(rewritten);
        int headerLength = rewritten.Written.Length;
        currentChunk = header.Type == PageType.Dictionary
            ? currentChunk with { DictionaryOffset = position }
            : currentChunk with { DataOffset = position, Values = header.Values, DataEncoding = header.Encoding };
        currentChunk = currentChunk with
        {
            CompressedBytes = currentChunk.CompressedBytes + headerLength + header.CompressedSize,
            UncompressedBytes = currentChunk.UncompressedBytes + headerLength + header.UncompressedSize,
        };
        Pass(rewritten.Written);
        bodyLeft = header.CompressedSize;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        position += bytes.Length;
    }
}
