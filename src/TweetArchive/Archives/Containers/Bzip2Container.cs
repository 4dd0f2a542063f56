using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace TweetArchive.Archives.Containers;

/// <summary>
/// Bzip2, any number of streams one after the other. The library unpacks one; for each it makes tables of megabytes, so that a file of
/// empty streams, of 14 bytes each, would take hours. Those are skipped here.
/// </summary>
internal sealed class Bzip2Container : ForwardStream
{
    private readonly PackedStreams packed;
    private BZip2Stream? one;

    private Bzip2Container(Stream packed)
    {
        this.packed = new PackedStreams(packed);
        one = this.packed.Next(isFirst: true);
    }

    /// <summary>Disposing the stream disposes <paramref name="packed"/>.</summary>
    public static Stream Open(Stream packed) => new Bzip2Container(packed);

    public override int Read(Span<byte> buffer)
    {
        while (one is not null && !buffer.IsEmpty)
        {
            int read = one.Read(buffer);
            if (read > 0)
                return read;
            one = packed.Next(isFirst: false);
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (one is not null && count > 0)
        {
            int read = one.Read(buffer, offset, count);
            if (read > 0)
                return read;
            one = packed.Next(isFirst: false);
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            packed.End();
        base.Dispose(disposing);
    }

    /// <summary>The packed bytes. The library takes them one by one, and of a stream none beyond its end.</summary>
    private sealed class PackedStreams(Stream inner) : ForwardStream
    {
        private const int EmptyBytes = 14;

        private readonly byte[] buffer = new byte[64 * 1024];
        private int start;
        private int end;

        /// <summary>After the magic and a digit: the mark of a stream's end, and the checksum of nothing.</summary>
        private static ReadOnlySpan<byte> EndOfNothing => [0x17, 0x72, 0x45, 0x38, 0x50, 0x90, 0, 0, 0, 0];

        /// <summary>The next stream that is not empty; null at the end.</summary>
        /// <param name="isFirst">Without one there is no bzip2.</param>
        public BZip2Stream? Next(bool isFirst)
        {
            bool passed = false;
            while (Ahead(EmptyBytes) is var ahead && ahead.StartsWith("BZh"u8) && ahead[4..].StartsWith(EndOfNothing))
            {
                start += EmptyBytes;
                passed = true;
            }

            bool nothing = Ahead(1).IsEmpty && (passed || !isFirst);
            return nothing ? null : BZip2Stream.Create(this, CompressionMode.Decompress, decompressConcatenated: false);
        }

        public override int Read(Span<byte> to)
        {
            ReadOnlySpan<byte> ahead = Ahead(1);
            int count = Math.Min(to.Length, ahead.Length);
            ahead[..count].CopyTo(to);
            start += count;
            return count;
        }

        public override int ReadByte() => Ahead(1).IsEmpty ? -1 : buffer[start++];

        /// <summary>Disposing this stream, as the library does at the end of each, leaves the packed bytes open.</summary>
        public void End() => inner.Dispose();

        /// <summary>What was read and not taken: as much as is wanted, or all that is left.</summary>
        private ReadOnlySpan<byte> Ahead(int wanted)
        {
            if (end - start < wanted)
            {
                buffer.AsSpan(start..end).CopyTo(buffer);
                (start, end) = (0, end - start);
                while (end < wanted && inner.Read(buffer.AsSpan(end)) is > 0 and int read)
                    end += read;
            }

            return buffer.AsSpan(start..end);
        }
    }
}
