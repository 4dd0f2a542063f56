using System.Buffers.Text;
using System.Text;

namespace TweetArchive.Json;

/// <summary>Strings of JSON as text (RFC 8259, section 7).</summary>
internal static class JsonText
{
    /// <summary>
    /// Copies with escapes undone; returns the length, never more than that of <paramref name="escaped"/>. Half a surrogate pair, which
    /// collections do hold where a text was cut, becomes U+FFFD. Not by the framework, which throws there.
    /// </summary>
    /// <param name="escaped">What is between the quotes of a string that a JSON reader accepted.</param>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to)
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
            byte kind = escaped[slash + 1];
            escaped = escaped[(slash + 2)..];
            if (kind == 'u')
            {
                length += TakeRune(ref escaped).EncodeToUtf8(to[length..]);
                continue;
            }

            to[length++] = kind switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => kind,
            };
        }
    }

    /// <summary>Four digits, and where they are the first half of a pair, the second half after them.</summary>
    private static Rune TakeRune(ref ReadOnlySpan<byte> rest)
    {
        if (!TryTakeUnit(rest, out char unit))
            return Rune.ReplacementChar;
        rest = rest[4..];
        if (Rune.TryCreate(unit, out Rune rune))
            return rune;
        if (rest.StartsWith("\\u"u8) && TryTakeUnit(rest[2..], out char second) && Rune.TryCreate(unit, second, out rune))
        {
            rest = rest[6..];
            return rune;
        }

        return Rune.ReplacementChar;
    }

    private static bool TryTakeUnit(ReadOnlySpan<byte> rest, out char unit)
    {
        bool read = Utf8Parser.TryParse(rest[..Math.Min(4, rest.Length)], out ushort value, out int used, 'x') && used == 4;
        unit = (char)value;
        return read;
    }
}
