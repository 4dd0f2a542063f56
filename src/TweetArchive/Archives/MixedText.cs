using System.Text;
using System.Text.Unicode;

namespace TweetArchive.Archives;

/// <summary>
/// Text of which some lines are UTF-8 and others of a code page, as where files of several people were put together. Each line is told by
/// itself, and given out as UTF-8. Places in it are those of the UTF-8.
/// </summary>
/// <param name="inner">What follows <paramref name="ahead"/>; disposed with this source.</param>
/// <param name="page">The encoding of the lines that are not UTF-8.</param>
internal sealed class MixedText(ByteSource inner, byte[] ahead, Encoding page) : ByteSource
{
    private const int ChunkBytes = 64 * 1024;

    // A line longer than this is told by its parts.
    private const int LongestLine = 1 << 20;

    // This many letters of UTF-8 are not in a line of another encoding by chance.
    private const int FewestLetters = 3;

    // One line among more of UTF-8 is a damaged one.
    private const int FewestOthers = 10;

    private byte[] lines = ahead;
    private int at;
    private int filled = ahead.Length;
    private byte[] text = [];
    private int start;
    private bool ended;

    public override long Done => inner.Done;

    /// <summary>Some lines have letters that are all UTF-8, and others, at least one for ten of these, hardly any.</summary>
    public static bool IsMixed(ReadOnlySpan<byte> text)
    {
        int own = 0;
        int other = 0;
        foreach (Range place in text.Split((byte)'\n'))
        {
            (int valid, int high, _) = TextEncoding.Letters(text[place]);
            own += high == 0 && valid >= FewestLetters ? 1 : 0;
            other += high > 1 && valid <= high ? 1 : 0;
        }

        return own > 0 && other > 0 && other * FewestOthers >= own;
    }

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
        int newline = rest.IndexOf((byte)'\n');
        if (newline < 0 && !ended && rest.Length < LongestLine)
        {
            Fill();
            return;
        }

        ReadOnlySpan<byte> line = newline < 0 ? rest : rest[..(newline + 1)];
        at += line.Length;
        (int valid, int high, _) = Utf8.IsValid(line) ? default : TextEncoding.Letters(line);
        // A line of UTF-8 with damage in it stays as it is.
        text = high == 0 || valid > high ? line.ToArray() : Encoding.UTF8.GetBytes(page.GetString(line));
        start = 0;
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
