namespace TweetArchive.Tweets;

/// <summary>
/// Texts whose bytes of UTF-8 are written one by one: as Python prints bytes (<c>b'\xd9\x85'</c>), as C and databases escape them
/// (<c>\331\205</c>), and as addresses have them (<c>%D9%85</c>).
/// </summary>
internal static class ByteEscapes
{
    /// <summary>The text is in quotes after a <c>b</c>, all of it.</summary>
    public static bool IsPython(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] != 'b' || text[1] is not ((byte)'\'' or (byte)'"') || text[^1] != text[1])
            return false;
        for (int i = 2; i < text.Length - 1; i++)
        {
            // Python writes no letter beyond ASCII there, and no quote of the same kind.
            if (text[i] == text[1] || text[i] >= 0x80 || text[i] < ' ')
                return false;
            i += text[i] == '\\' ? 1 : 0;
        }

        return true;
    }

    /// <summary>How many bytes above 127 are written by three digits of eight.</summary>
    public static int CountOctal(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (int at = text.IndexOf((byte)'\\'); at >= 0; at = text.IndexOf((byte)'\\'))
        {
            text = text[(at + 1)..];
            count += TryOctal(text, out byte value) && value >= 0x80 ? 1 : 0;
            text = text.IsEmpty ? text : text[1..];
        }

        return count;
    }

    /// <summary>
    /// How many bytes are written by a percent sign; −1 for a text that is not as addresses are: with blanks, with letters beyond ASCII,
    /// or with a percent sign before something else.
    /// </summary>
    public static int CountPercent(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is <= (byte)' ' or >= 0x7F)
                return -1;
            if (text[i] != '%')
                continue;
            if (!TryHex(text[(i + 1)..], out _))
                return -1;
            count++;
            i += 2;
        }

        return count;
    }

    /// <summary>Undoes <c>b'…'</c> and its escapes; what is not so stays. Returns the length.</summary>
    public static int UndoPython(ReadOnlySpan<byte> text, Span<byte> to) => IsPython(text) ? Undo(text[2..^1], to) : Copy(text, to);

    /// <summary>Undoes <c>\331</c>, <c>\xd9</c>, <c>\n</c> and the like; returns the length.</summary>
    public static int Undo(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int length = 0;
        while (true)
        {
            int slash = text.IndexOf((byte)'\\');
            if (slash < 0 || slash + 1 >= text.Length)
                return length + Copy(text, to[length..]);
            length += Copy(text[..slash], to[length..]);
            text = text[(slash + 1)..];
            if (text[0] == 'x' && TryHex(text[1..], out byte value))
            {
                to[length++] = value;
                text = text[3..];
            }
            else if (TryOctal(text, out value))
            {
                to[length++] = value;
                text = text[3..];
            }
            else
            {
                byte plain = text[0] switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    (byte)'\\' or (byte)'\'' or (byte)'"' => text[0],
                    _ => 0,
                };
                if (plain == 0)
                    to[length++] = (byte)'\\';
                to[length++] = plain == 0 ? text[0] : plain;
                text = text[1..];
            }
        }
    }

    /// <summary>Undoes <c>%D9</c>; returns the length.</summary>
    public static int UndoPercent(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int length = 0;
        while (true)
        {
            int sign = text.IndexOf((byte)'%');
            if (sign < 0)
                return length + Copy(text, to[length..]);
            length += Copy(text[..sign], to[length..]);
            text = text[(sign + 1)..];
            bool escape = TryHex(text, out byte value);
            to[length++] = escape ? value : (byte)'%';
            text = escape ? text[2..] : text;
        }
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> to)
    {
        text.CopyTo(to);
        return text.Length;
    }

    private static bool TryOctal(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < 3 || text[0] is < (byte)'0' or > (byte)'3' || text[1] is < (byte)'0' or > (byte)'7'
            || text[2] is < (byte)'0' or > (byte)'7')
            return false;
        value = (byte)(((text[0] - '0') << 6) | ((text[1] - '0') << 3) | (text[2] - '0'));
        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < 2 || !char.IsAsciiHexDigit((char)text[0]) || !char.IsAsciiHexDigit((char)text[1]))
            return false;
        value = (byte)((Digit(text[0]) << 4) | Digit(text[1]));
        return true;
    }

    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
