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

    // Windows-1252 for the bytes 0x80 to 0x9F; 0 where it has no letter.
    private const string High =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013"
        + "\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>All letters above ASCII of these first bytes are such.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        int letters = 0;
        int others = 0;
        Span<byte> run = stackalloc byte[4];
        while (!head.IsEmpty)
        {
            int ascii = head.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                break;
            head = head[ascii..];
            if (TryLetter(head, run, out int used))
                letters++;
            else
                others++;
            head = head[used..];
        }

        return letters >= FewestLetters && letters > others * MostOthers;
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
        byte? first = ByteOf(text, out used);
        if (first is not { } lead)
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

        if (Rune.DecodeFromUtf8(bytes[..length], out _, out int whole) != System.Buffers.OperationStatus.Done || whole != length)
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
