using System.Text;

namespace TweetArchive.Tweets;

/// <summary>
/// Some releases wrote their lists as Python prints them, so that characters without a separate form are as <c>\u200c</c> (the joiner
/// of Persian words), <c>\xad</c> or <c>\U000e0062</c> (Python's repr of str). The text of the tweet has the character itself, so a hashtag
/// of both would count twice.
/// </summary>
internal static class ListEscapes
{
    [ThreadStatic]
    private static byte[]? scratch;

    /// <summary>
    /// The cell with the characters themselves; the cell as it is where it has none. Good until the thread's next call for another cell.
    /// </summary>
    public static ReadOnlySpan<byte> Undo(ReadOnlySpan<byte> cell)
    {
        int at = cell.IndexOf((byte)'\\');
        if (at < 0 || cell.Length < 2 || cell[0] != '[' || cell[1] is not ((byte)'\'' or (byte)'"'))
            return cell;
        // An escape is longer than its character.
        byte[] to = scratch is { } known && known.Length >= cell.Length ? known : scratch = new byte[2 * cell.Length];
        int length = 0;
        while (at >= 0)
        {
            cell[..at].CopyTo(to.AsSpan(length));
            length += at;
            if (TryRead(cell[at..], out Rune character, out int size))
            {
                length += character.EncodeToUtf8(to.AsSpan(length));
            }
            else
            {
                // A backslash that was escaped itself begins nothing.
                size = at + 1 < cell.Length ? 2 : 1;
                cell.Slice(at, size).CopyTo(to.AsSpan(length));
                length += size;
            }

            cell = cell[(at + size)..];
            at = cell.IndexOf((byte)'\\');
        }

        cell.CopyTo(to.AsSpan(length));
        return to.AsSpan(0, length + cell.Length);
    }

    private static bool TryRead(ReadOnlySpan<byte> escape, out Rune character, out int size)
    {
        int digits = escape.Length < 2 ? 0 : escape[1] switch { (byte)'x' => 2, (byte)'u' => 4, (byte)'U' => 8, _ => 0 };
        (character, size) = (default, 2 + digits);
        if (digits == 0 || escape.Length < size)
            return false;
        int value = 0;
        foreach (byte b in escape.Slice(2, digits))
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
            value = (value << 4) | (b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10);
        }

        return Rune.TryCreate(value, out character);
    }
}
