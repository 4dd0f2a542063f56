using System.Text;

namespace TweetArchive.Archives;

/// <summary>
/// UTF-8 whose bytes somebody took for letters of Windows-1252 or ISO 8859-1 and wrote as UTF-8 once more: <c>Ù…Ø¬Ø§Ù‡Ø¯ÛŒÙ†</c> for
/// <c>مجاهدین</c>.
/// </summary>
internal static class TwiceEncoded
{
    // Of real text, a pair of letters that would make a letter is rare; this many of them, and nothing else, is not chance.
    private const int FewestLetters = 6;
    private const int MostOthers = 50;

    // Of one line. Programs have no letter for five bytes, and write something else there.
    private const int FewestOfLine = 3;
    private const int MostOthersOfLine = 4;

    // Of À to ÿ in UTF-8.
    private const byte FirstOfLead = 0xC3;

    // Windows-1252 for the bytes 0x80 to 0x9F; 0 where it has no letter.
    private const string High =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013"
        + "\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>As good as all letters above ASCII of a text are such.</summary>
    /// <param name="seen">What <see cref="Count(ReadOnlySpan{byte})"/> says of it.</param>
    public static bool Is((int Letters, int Others) seen) => seen.Letters >= FewestLetters && seen.Letters > seen.Others * MostOthers;

    /// <summary>
    /// A line is such, in a file of which that is known of others: nearly all its letters are, or its few ones, which then become letters
    /// of Latin, marks or pictures and do not follow a capital, as the Ã of <c>AMANHÃ…</c> does.
    /// </summary>
    public static bool IsLine(ReadOnlySpan<byte> line)
    {
        (int letters, int others) = Count(line, out bool likely);
        return letters >= FewestOfLine ? letters > others * MostOthersOfLine : letters > 0 && others == 0 && likely;
    }

    /// <summary>Letters that two to four others would become, and others above ASCII.</summary>
    public static (int Letters, int Others) Count(ReadOnlySpan<byte> text) => Count(text, out _);

    private static (int Letters, int Others) Count(ReadOnlySpan<byte> text, out bool likely)
    {
        int letters = 0;
        int others = 0;
        likely = true;
        Span<byte> letter = stackalloc byte[4];
        byte before = 0;
        while (text.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and int ascii)
        {
            before = ascii > 0 ? text[ascii - 1] : before;
            text = text[ascii..];
            if (TryLetter(text, letter, out int used))
            {
                letters++;
                Rune.DecodeFromUtf8(letter, out Rune rune, out _);
                likely &= rune.Value is < 0x250 or >= 0x2000 && !char.IsAsciiLetterUpper((char)before);
            }
            else
            {
                others++;
            }

            before = 0;
            text = text[used..];
        }

        return (letters, others);
    }

    /// <summary>Decodes a whole text.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        byte[] decoded = new byte[text.Length];
        return decoded[..Decode(text, last: true, decoded, out _)];
    }

    /// <summary>Decodes what can be decoded; returns the length. The rest stays as it is.</summary>
    /// <param name="read">How much of <paramref name="text"/>; the end of it may be half a letter unless it is the last.</param>
    public static int Decode(ReadOnlySpan<byte> text, bool last, Span<byte> to, out int read)
    {
        int length = 0;
        read = 0;
        // A letter takes at most four letters of three bytes.
        const int Window = 12;
        while (read < text.Length && (last || text.Length - read >= Window))
        {
            ReadOnlySpan<byte> rest = text[read..];
            int used = 1;
            if (rest[0] < 0x80)
            {
                int ascii = rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                used = ascii < 0 ? rest.Length : ascii;
                rest[..used].CopyTo(to[length..]);
                length += used;
            }
            else if (TryLetter(rest, to[length..], out used))
            {
                length += LengthOf(to[length]);
            }
            else
            {
                rest[..used].CopyTo(to[length..]);
                length += used;
            }

            read += used;
        }

        return length;
    }

    /// <summary>One letter from the two to four that its bytes became.</summary>
    /// <param name="used">Also where there is none: then the letter that is there.</param>
    private static bool TryLetter(ReadOnlySpan<byte> text, Span<byte> to, out int used)
    {
        // Bytes with which a letter may begin became letters that all begin with this one: the first bytes of each file are looked at so.
        if (text[0] != FirstOfLead)
        {
            Rune.DecodeFromUtf8(text, out _, out used);
            return false;
        }

        if (ByteOf(text, out used) is not { } lead)
            return false;
        int length = LengthOf(lead);
        if (length == 0)
            return false;
        Span<byte> bytes = [lead, 0, 0, 0];
        int at = used;
        for (int i = 1; i < length; i++)
        {
            if (ByteOf(text[at..], out int next) is not { } following)
                return false;
            bytes[i] = following;
            at += next;
        }

        if (Rune.DecodeFromUtf8(bytes[..length], out Rune made, out int whole) != System.Buffers.OperationStatus.Done || whole != length)
            return false;
        // German and French texts have what would make the letters of N'Ko, Samaritan and Mandaic, which hardly any tweets have: ß…, là ».
        if (made.Value is >= 0x7C0 and < 0x860)
            return false;
        bytes[..length].CopyTo(to);
        used = at;
        return true;
    }

    private static int LengthOf(byte lead) =>
        lead switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };

    /// <summary>The byte that a letter was made of; null for none.</summary>
    private static byte? ByteOf(ReadOnlySpan<byte> text, out int used)
    {
        used = 1;
        if (text.IsEmpty || Rune.DecodeFromUtf8(text, out Rune rune, out used) != System.Buffers.OperationStatus.Done || rune.IsAscii)
            return null;
        if (rune.Value <= 0xFF)
            return (byte)rune.Value;
        int high = rune.IsBmp ? High.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        return high < 0 ? null : (byte)(0x80 + high);
    }
}

/// <summary>Gives out text that is <see cref="TwiceEncoded"/> as it was meant.</summary>
/// <param name="inner">What follows <paramref name="ahead"/>; disposed with this source.</param>
internal sealed class TwiceEncodedSource(ByteSource inner, byte[] ahead) : ConvertedSource(inner, ahead, ChunkBytes)
{
    protected override int Convert(ReadOnlySpan<byte> stored, bool last, Span<byte> to, out int used) =>
        TwiceEncoded.Decode(stored, last, to, out used);
}
