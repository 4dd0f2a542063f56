using System.Text;
using System.Text.Unicode;

namespace TweetArchive.Archives;

/// <summary>In which encoding a text is, by its mark, its zero bytes, or which bytes above 127 it has.</summary>
internal static class TextEncoding
{
    private const int FewestLetters = 2;

    /// <exception cref="ArchiveException">There is no such encoding.</exception>
    public static Encoding Named(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return int.TryParse(name, out int number) ? Encoding.GetEncoding(number) : Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArchiveException(
                $"--encoding {name}: this encoding is not known. Give a name such as windows-1256, iso-8859-1, utf-16 or koi8-r.", e);
        }
    }

    /// <summary>As people write it.</summary>
    public static string Shown(string name) => name.Replace("windows", "Windows", StringComparison.Ordinal)
        .Replace("macintosh", "Mac Roman (macintosh)", StringComparison.Ordinal);

    /// <summary>UTF-16 or UTF-32, by the mark at its beginning or by every second byte being zero; null for others.</summary>
    /// <param name="mark">Bytes of the mark.</param>
    public static Encoding? Wide(ReadOnlySpan<byte> head, out int mark)
    {
        mark = 0;
        if (head.Length >= 4 && head[0] == 0xFF && head[1] == 0xFE && head[2] == 0 && head[3] == 0)
        {
            mark = 4;
            return Encoding.UTF32;
        }

        if (head.Length >= 2 && (head[0], head[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
        {
            mark = 2;
            return head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }

        ReadOnlySpan<byte> first = head[..Math.Min(64, head.Length & ~1)];
        if (first.Length < 8)
            return null;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < first.Length; i += 2)
        {
            even += first[i] == 0 ? 1 : 0;
            odd += first[i + 1] == 0 ? 1 : 0;
        }

        return odd == first.Length / 2 && even == 0 ? Encoding.Unicode : even == first.Length / 2 && odd == 0 ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>The code page that a text which is not UTF-8 looks like; null for UTF-8, and for UTF-8 with damage in it.</summary>
    public static string? Guess(ReadOnlySpan<byte> head)
    {
        // The head may end within a letter.
        int end = head.Length;
        while (end > 0 && head.Length - end < 4 && head[end - 1] >= 0x80)
            end--;
        ReadOnlySpan<byte> text = head[..end];
        if (Utf8.IsValid(text))
            return null;
        (int valid, int high, _) = Letters(text);
        // Letters of UTF-8 next to the damage: somebody cut or mixed it, and another code page would spoil what is right.
        return valid > high ? null : GuessOfLines(text);
    }

    /// <summary>The same of lines that are known not to be UTF-8.</summary>
    public static string? GuessOfLines(ReadOnlySpan<byte> lines)
    {
        (_, int high, int pairs) = Letters(lines);
        // Bytes that no text has often are damage, whatever page they would be letters of.
        if (high < FewestLetters || lines.Count((byte)0xFF) * 3 > high)
            return null;
        return CodePageGuess.Of(lines, high, pairs);
    }

    /// <summary>Letters of UTF-8 that are not ASCII, bytes that are none, and of these how many are followed by another byte above
    /// 127.</summary>
    public static (int Valid, int High, int Pairs) Letters(ReadOnlySpan<byte> text)
    {
        int high = 0;
        int pairs = 0;
        int valid = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            if (Rune.DecodeFromUtf8(text[i..], out _, out int length) == System.Buffers.OperationStatus.Done)
            {
                valid++;
                i += length - 1;
                continue;
            }

            high++;
            pairs += i + 1 < text.Length && text[i + 1] >= 0x80 ? 1 : 0;
        }

        return (valid, high, pairs);
    }
}
