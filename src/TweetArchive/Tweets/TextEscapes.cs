using System.Buffers.Text;
using System.Text;

namespace TweetArchive.Tweets;

/// <summary>
/// Characters written as escapes: of JSON and Python (<c>\u0645</c>, <c>\xad</c>, <c>\n</c>), of R (<c>&lt;U+0645&gt;</c>), and by their
/// numbers as web pages have them (<c>&amp;#1605;</c>, <c>&amp;#x645;</c>).
/// </summary>
internal static class TextEscapes
{
    /// <summary>Undoes the escapes of JSON and Python; returns the length, never more than that of <paramref name="escaped"/>.</summary>
    public static int Undo(ReadOnlySpan<byte> escaped, Span<byte> to)
    {
        int length = 0;
        while (true)
        {
            int slash = escaped.IndexOf((byte)'\\');
            if (slash < 0 || slash + 1 >= escaped.Length)
            {
                escaped.CopyTo(to[length..]);
                return length + escaped.Length;
            }

            escaped[..slash].CopyTo(to[length..]);
            length += slash;
            escaped = escaped[slash..];
            int digits = escaped[1] switch { (byte)'u' => 4, (byte)'U' => 8, (byte)'x' => 2, _ => 0 };
            if (digits > 0 && TryHex(escaped[2..], digits, out int value))
            {
                escaped = escaped[(2 + digits)..];
                if (value is >= 0xD800 and < 0xDC00 && escaped.StartsWith("\\u"u8) && TryHex(escaped[2..], 4, out int low)
                    && low is >= 0xDC00 and < 0xE000)
                {
                    value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
                    escaped = escaped[6..];
                }

                length += (Rune.TryCreate(value, out Rune rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(to[length..]);
                continue;
            }

            switch (escaped[1])
            {
                case (byte)'n': to[length++] = (byte)'\n'; break;
                case (byte)'r': to[length++] = (byte)'\r'; break;
                case (byte)'t': to[length++] = (byte)'\t'; break;
                case (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'/': to[length++] = escaped[1]; break;
                default:
                    to[length++] = (byte)'\\';
                    to[length++] = escaped[1];
                    break;
            }

            escaped = escaped[2..];
        }
    }

    /// <summary>Undoes <c>&lt;U+0645&gt;</c>; returns the length.</summary>
    public static int UndoR(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int length = 0;
        while (true)
        {
            int at = text.IndexOf("<U+"u8);
            if (at < 0)
            {
                text.CopyTo(to[length..]);
                return length + text.Length;
            }

            text[..at].CopyTo(to[length..]);
            length += at;
            text = text[at..];
            int digits = text.Length > 7 && text[7] == '>' ? 4 : text.Length > 11 && text[11] == '>' ? 8 : 0;
            if (digits > 0 && TryHex(text[3..], digits, out int value) && Rune.TryCreate(value, out Rune rune))
            {
                length += rune.EncodeToUtf8(to[length..]);
                text = text[(digits + 4)..];
            }
            else
            {
                text[..3].CopyTo(to[length..]);
                length += 3;
                text = text[3..];
            }
        }
    }

    /// <summary>Undoes <c>\u0645</c> alone; returns the length.</summary>
    public static int UndoUnicode(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int length = 0;
        while (true)
        {
            int at = text.IndexOf("\\u"u8);
            if (at < 0)
            {
                text.CopyTo(to[length..]);
                return length + text.Length;
            }

            int end = at;
            while (text[end..].StartsWith("\\u"u8) && TryHex(text[(end + 2)..], 4, out _))
                end += 6;
            text[..at].CopyTo(to[length..]);
            length += at;
            // What follows each other may be a pair.
            if (end > at)
            {
                length += Undo(text[at..end], to[length..]);
            }
            else
            {
                end = at + 2;
                text[at..end].CopyTo(to[length..]);
                length += 2;
            }

            text = text[end..];
        }
    }

    /// <summary>
    /// Undoes <c>&amp;#1605;</c>, <c>&amp;#x645;</c> and <c>&amp;quot;</c>, not the three names that Twitter itself writes for
    /// <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c>; returns the length.
    /// </summary>
    public static int UndoReferences(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int length = 0;
        while (true)
        {
            int at = text.IndexOf((byte)'&');
            ReadOnlySpan<byte> before = at < 0 ? text : text[..at];
            before.CopyTo(to[length..]);
            length += before.Length;
            if (at < 0)
                return length;
            text = text[at..];
            if (TryReference(text, out Rune rune, out int used))
            {
                length += rune.EncodeToUtf8(to[length..]);
                text = text[used..];
                continue;
            }

            to[length++] = (byte)'&';
            text = text[1..];
        }
    }

    /// <summary>How many references the text has to letters beyond ASCII.</summary>
    public static int CountReferences(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (int at = text.IndexOf("&#"u8); at >= 0; at = text.IndexOf("&#"u8))
        {
            text = text[at..];
            count += TryReference(text, out Rune rune, out _) && !rune.IsAscii ? 1 : 0;
            text = text[2..];
        }

        return count;
    }

    private static bool TryReference(ReadOnlySpan<byte> text, out Rune rune, out int used)
    {
        const int Longest = 10; // &#x10FFFF;
        rune = default;
        int end = text[..Math.Min(text.Length, Longest)].IndexOf((byte)';');
        used = end + 1;
        if (end < 3)
            return false;
        if (text[1] != '#')
        {
            ReadOnlySpan<byte> name = text[1..end];
            rune = name.SequenceEqual("quot"u8) ? new Rune('"') : name.SequenceEqual("apos"u8) ? new Rune('\'')
                : name.SequenceEqual("nbsp"u8) ? new Rune('\u00A0') : default;
            return rune != default;
        }

        bool hex = text[2] is (byte)'x' or (byte)'X';
        return Utf8Parser.TryParse(text[(hex ? 3 : 2)..end], out uint value, out int digits, hex ? 'x' : 'D')
            && digits == end - (hex ? 3 : 2) && Rune.TryCreate(value, out rune);
    }

    /// <summary>How many escapes of four digits the text has.</summary>
    public static int CountUnicode(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (int at = text.IndexOf("\\u"u8); at >= 0; at = text.IndexOf("\\u"u8))
        {
            text = text[(at + 2)..];
            count += TryHex(text, 4, out _) ? 1 : 0;
        }

        return count;
    }

    public static int CountR(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (int at = text.IndexOf("<U+"u8); at >= 0; at = text.IndexOf("<U+"u8))
        {
            text = text[(at + 3)..];
            count += TryHex(text, 4, out _) ? 1 : 0;
        }

        return count;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int digits, out int value)
    {
        value = 0;
        if (text.Length < digits)
            return false;
        foreach (byte b in text[..digits])
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
            value = (value << 4) | (b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10);
        }

        return true;
    }
}
