using System.Text;

namespace TweetArchive.Text;

/// <summary>Reads released tweet text code point by code point: invalid UTF-8 gives U+FFFD, HTML entities are decoded on demand.</summary>
internal static class CodePoints
{
    /// <summary>Decodes one code point at <paramref name="at"/>; never throws, always advances by at least one byte.</summary>
    public static int Decode(ReadOnlySpan<byte> text, int at, out int length)
    {
        byte b = text[at];
        if (b < 0x80)
        {
            length = 1;
            return b;
        }

        if (b is >= 0xC2 and < 0xE0 && at + 1 < text.Length && (text[at + 1] & 0xC0) == 0x80)
        {
            length = 2;
            return ((b & 0x1F) << 6) | (text[at + 1] & 0x3F);
        }

        if ((b & 0xF0) == 0xE0 && at + 2 < text.Length && (text[at + 1] & 0xC0) == 0x80 && (text[at + 2] & 0xC0) == 0x80)
        {
            int c = ((b & 0xF) << 12) | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F);
            if (c >= 0x800 && c is not (>= 0xD800 and <= 0xDFFF))
            {
                length = 3;
                return c;
            }
        }

        // An invalid sequence decodes to U+FFFD with the length that the decoders of .NET, Java and browsers agree on.
        Rune.DecodeFromUtf8(text[at..], out Rune rune, out length);
        return rune.Value;
    }

    /// <summary>The code point that ends before <paramref name="at"/> (which must be over 0).</summary>
    public static int DecodeBefore(ReadOnlySpan<byte> text, int at)
    {
        if (text[at - 1] < 0x80)
            return text[at - 1];
        Rune.DecodeLastFromUtf8(text[..at], out Rune rune, out _);
        return rune.Value;
    }

    /// <summary>Number of code points, an invalid sequence counting as the one U+FFFD that readers put there.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i += DecodeLength(text, i))
            count++;
        return count;
    }

    private static int DecodeLength(ReadOnlySpan<byte> text, int at)
    {
        _ = Decode(text, at, out int length);
        return length;
    }

    /// <summary>
    /// Like <see cref="Decode"/>, with an HTML entity as the character it represents. Decoded once: <c>&amp;amp;lt;</c> is <c>&amp;lt;</c>.
    /// </summary>
    public static int DecodeHtml(ReadOnlySpan<byte> text, int at, out int length)
    {
        if (text[at] == '&' && TryEntity(text[at..], out int value, out length))
            return value;
        return Decode(text, at, out length);
    }

    /// <summary>Writes one code point as UTF-8; returns the number of bytes.</summary>
    public static int Encode(int codePoint, Span<byte> destination)
    {
        if (codePoint < 0x80)
        {
            destination[0] = (byte)codePoint;
            return 1;
        }

        return new Rune(codePoint).EncodeToUtf8(destination);
    }

    private static bool TryEntity(ReadOnlySpan<byte> s, out int value, out int length)
    {
        value = 0;
        length = 0;
        int end = s[..Math.Min(s.Length, 12)].IndexOf((byte)';');
        if (end < 2)
            return false;
        length = end + 1;
        ReadOnlySpan<byte> name = s[1..end];
        if (name[0] == '#')
            return TryNumber(name[1..], out value);
        value = name switch
        {
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ when name.SequenceEqual("apos"u8) => '\'',
            _ when name.SequenceEqual("nbsp"u8) => 0xA0,
            _ when name.SequenceEqual("zwnj"u8) => 0x200C,
            _ when name.SequenceEqual("zwj"u8) => 0x200D,
            _ when name.SequenceEqual("lrm"u8) => 0x200E,
            _ when name.SequenceEqual("rlm"u8) => 0x200F,
            _ when name.SequenceEqual("shy"u8) => 0xAD,
            _ => 0,
        };
        return value != 0;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        bool hex = digits.Length > 1 && (digits[0] | 0x20) == 'x';
        if (hex)
            digits = digits[1..];
        if (digits.IsEmpty)
            return false;
        foreach (byte b in digits)
        {
            int digit = b is >= (byte)'0' and <= (byte)'9' ? b - '0'
                : hex && (b | 0x20) is >= 'a' and <= 'f' ? (b | 0x20) - 'a' + 10 : -1;
            if (digit < 0)
                return false;
            value = Math.Min((value * (hex ? 16 : 10)) + digit, 0x110000);
        }

        return value != 0 && Rune.IsValid(value);
    }
}
