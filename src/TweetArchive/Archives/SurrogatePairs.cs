using System.Text.Unicode;

namespace TweetArchive.Archives;

/// <summary>
/// UTF-8 in which letters above U+FFFF, such as pictures, are written as two halves of three bytes each: CESU-8, as Oracle, MySQL and
/// Java write it (Unicode Technical Report 26).
/// </summary>
internal static class SurrogatePairs
{
    private const int Length = 6;

    /// <summary>There are such letters, and nothing else that is not UTF-8.</summary>
    public static bool Are(ReadOnlySpan<byte> head)
    {
        bool any = false;
        while (!head.IsEmpty)
        {
            int at = Find(head);
            ReadOnlySpan<byte> before = at < 0 ? head : head[..at];
            if (at < 0)
            {
                // The head may end within a letter.
                while (!before.IsEmpty && head.Length - before.Length < Length && before[^1] >= 0x80)
                    before = before[..^1];
            }

            if (!Utf8.IsValid(before))
                return false;
            if (at < 0)
                break;
            any = true;
            head = head[(at + Length)..];
        }

        return any;
    }

    /// <summary>Writes the pairs as the letters they are; returns the length.</summary>
    /// <param name="read">How much of <paramref name="text"/>; the end of it may be half a pair unless it is the last.</param>
    public static int Join(ReadOnlySpan<byte> text, bool last, Span<byte> to, out int read)
    {
        int length = 0;
        read = 0;
        while (Find(text[read..]) is >= 0 and int at)
        {
            text.Slice(read, at).CopyTo(to[length..]);
            length += at;
            read += at;
            ReadOnlySpan<byte> pair = text.Slice(read, Length);
            int high = ((pair[1] & 0x0F) << 6) | (pair[2] & 0x3F);
            int low = ((pair[4] & 0x0F) << 6) | (pair[5] & 0x3F);
            length += new System.Text.Rune(0x10000 + (high << 10) + low).EncodeToUtf8(to[length..]);
            read += Length;
        }

        int rest = text.Length - read;
        int held = last ? 0 : Math.Min(rest, Length - 1);
        text.Slice(read, rest - held).CopyTo(to[length..]);
        read += rest - held;
        return length + rest - held;
    }

    private static int Find(ReadOnlySpan<byte> text)
    {
        int from = 0;
        while (text[from..].IndexOf((byte)0xED) is >= 0 and int found)
        {
            from += found;
            if (from + Length > text.Length)
                return -1;
            ReadOnlySpan<byte> pair = text.Slice(from, Length);
            if (pair[1] is >= 0xA0 and <= 0xAF && pair[2] is >= 0x80 and <= 0xBF && pair[3] == 0xED && pair[4] is >= 0xB0 and <= 0xBF
                && pair[5] is >= 0x80 and <= 0xBF)
                return from;
            from++;
        }

        return -1;
    }
}

/// <summary>Gives out text with <see cref="SurrogatePairs"/> as UTF-8.</summary>
/// <param name="inner">What follows <paramref name="ahead"/>; disposed with this source.</param>
internal sealed class SurrogatePairsSource(ByteSource inner, byte[] ahead) : ConvertedSource(inner, ahead, ChunkBytes)
{
    protected override int Convert(ReadOnlySpan<byte> stored, bool last, Span<byte> to, out int used) =>
        SurrogatePairs.Join(stored, last, to, out used);
}
