namespace TweetArchive.Json;

/// <summary>
/// <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which Python writes where a number is missing and which are not JSON.
/// </summary>
internal static class NoNumbers
{
    /// <summary>Copies a text with empty strings in their place, of the same length, so that places stay; false if it has none.</summary>
    public static bool TryBlank(ReadOnlySpan<byte> json, ref byte[] to)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0)
            return false;
        if (to.Length < json.Length)
            to = new byte[json.Length];
        json.CopyTo(to);
        Span<byte> text = to.AsSpan(0, json.Length);
        bool any = false;
        for (int at = 0; at < text.Length;)
        {
            int found = text[at..].IndexOfAny((byte)'"', (byte)'N', (byte)'I');
            if (found < 0)
                break;
            at += found;
            if (text[at] == '"')
            {
                at = EndOfString(text, at);
                continue;
            }

            int length = text[at..].StartsWith("NaN"u8) ? 3 : text[at..].StartsWith("Infinity"u8) ? 8 : 0;
            if (length == 0)
            {
                at++;
                continue;
            }

            int from = at > 0 && text[at - 1] == '-' ? at - 1 : at;
            at += length;
            text[from..at].Fill((byte)' ');
            "\"\""u8.CopyTo(text[from..]);
            any = true;
        }

        return any;
    }

    /// <summary>The byte after the string that begins with the quote at this place.</summary>
    public static int EndOfString(ReadOnlySpan<byte> text, int at)
    {
        at++;
        while (at < text.Length && text[at] != '"')
            at += text[at] == '\\' ? 2 : 1;
        return Math.Min(text.Length, at + 1);
    }
}
