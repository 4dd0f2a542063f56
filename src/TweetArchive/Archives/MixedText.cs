using System.Text;
using System.Text.Unicode;

namespace TweetArchive.Archives;

/// <summary>
/// Text of which some lines are UTF-8 and others of another encoding, as where files of several people or programs were put together. Each
/// line is told by itself, and given out as UTF-8. Places in it are those of the UTF-8.
/// </summary>
/// <param name="inner">What follows <paramref name="ahead"/>; disposed with this source.</param>
/// <param name="page">The code page of lines that are not UTF-8; null where there are none.</param>
/// <param name="twice">Some lines are <see cref="TwiceEncoded"/>.</param>
internal sealed class MixedText(ByteSource inner, byte[] ahead, Encoding? page, bool twice) : ByteSource
{
    private const int ChunkBytes = 64 * 1024;

    // A line longer than this is told by its parts.
    private const int LongestLine = 1 << 20;

    private byte[] lines = ahead;
    private int at;
    private int filled = ahead.Length;
    private byte[] text = [];
    private int start;
    private bool ended;
    private LineEncoding before;

    public override long Done => inner.Done;

    public override int Read(Span<byte> to)
    {
        while (start == text.Length && !(ended && at == filled))
            NextLine();
        int length = Math.Min(to.Length, text.Length - start);
        text.AsSpan(start, length).CopyTo(to);
        start += length;
        return length;
    }

    protected override void Dispose(bool disposing) => inner.Dispose();

    private void NextLine()
    {
        ReadOnlySpan<byte> rest = lines.AsSpan(at, filled - at);
        var next = new EncodedLines(rest, before);
        // The byte after a newline belongs to it in UTF-16.
        if (!next.Next(last: ended || rest.Length >= LongestLine) || (next.At == rest.Length && !ended && rest.Length < LongestLine))
        {
            Fill();
            return;
        }

        at += next.At;
        before = next.Encoding;
        text = Decode(next.Line, next.Encoding);
        start = 0;
    }

    private byte[] Decode(ReadOnlySpan<byte> line, LineEncoding encoding)
    {
        if (encoding == LineEncoding.Wide)
            return Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(line is [0xFF, 0xFE, ..] ? line[2..] : line));
        if (Utf8.IsValid(line))
            return twice && TwiceEncoded.IsLine(line) ? TwiceEncoded.Decode(line) : line.ToArray();
        (int valid, int high, _) = TextEncoding.Letters(line);
        // A line of UTF-8 with damage in it stays as it is.
        return page is null || valid > high ? line.ToArray() : Encoding.UTF8.GetBytes(page.GetString(line));
    }

    private void Fill()
    {
        int rest = filled - at;
        byte[] larger = rest + ChunkBytes <= lines.Length ? lines : new byte[(2 * rest) + ChunkBytes];
        lines.AsSpan(at, rest).CopyTo(larger);
        (lines, at, filled) = (larger, 0, rest);
        int read = inner.Read(lines.AsSpan(filled));
        filled += read;
        ended = read == 0;
    }
}
