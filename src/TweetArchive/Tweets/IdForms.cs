namespace TweetArchive.Tweets;

/// <summary>Ids as spreadsheets and their users protect them, and as other formats write them around.</summary>
internal static class IdForms
{
    /// <summary>
    /// The id in <c>="970…"</c>, <c>'970…</c>, <c>"970…"</c>, <c>x970…</c> (rtweet), <c>970….0</c>,
    /// <c>tag:search.twitter.com,2005:970…</c>,
    /// <c>id:twitter.com:970…</c> or the address of a tweet; anything else as it is.
    /// </summary>
    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> cell)
    {
        cell = WithoutMarks(cell.Trim(" \t\r\n"u8));
        if (cell.Length < 2 || IsDigits(cell))
            return cell;
        ReadOnlySpan<byte> inner = cell[0] == '=' ? cell[1..] : cell;
        inner = inner.Trim("\"'`"u8);
        if (inner.StartsWith("\u2019"u8) || inner.StartsWith("\u2018"u8))
            inner = inner[3..];
        int colon = inner.LastIndexOf((byte)':');
        if (inner.StartsWith("tag:"u8) || inner.StartsWith("id:"u8) || inner.StartsWith("object:"u8))
            inner = inner[(colon + 1)..];
        else if (inner.StartsWith("http"u8) && ReferenceIds.TryGetStatusId(inner, out _))
            return StatusDigits(inner);
        if (inner.Length > 1 && inner[0] is (byte)'x' or (byte)'X' or (byte)'#' && IsDigits(inner[1..]))
            inner = inner[1..];
        if (inner.EndsWith(".0"u8) && IsDigits(inner[..^2]))
            inner = inner[..^2];
        else if (inner.EndsWith(".00"u8) && IsDigits(inner[..^3]))
            inner = inner[..^3];
        else if (inner.EndsWith("L"u8) && IsDigits(inner[..^1]))
            inner = inner[..^1];
        // What is not an id with its wrapping off was not a wrapped id.
        return IsDigits(inner) || inner.Length == cell.Length ? inner : IsIdLike(inner) ? inner : cell;
    }

    /// <summary>Without marks of direction and blanks that take no room, which come along from right-to-left pages and sheets.</summary>
    private static ReadOnlySpan<byte> WithoutMarks(ReadOnlySpan<byte> cell)
    {
        while (cell.Length > 3 && IsMark(cell))
            cell = cell[3..];
        while (cell.Length > 3 && IsMark(cell[^3..]))
            cell = cell[..^3];
        return cell;
    }

    /// <summary>U+200B to 200F, 202A to 202F, 2060 to 2069, FEFF.</summary>
    private static bool IsMark(ReadOnlySpan<byte> text) => text[0] switch
    {
        0xE2 when text[1] == 0x80 => text[2] is (>= 0x8B and <= 0x8F) or (>= 0xAA and <= 0xAF),
        0xE2 when text[1] == 0x81 => text[2] is >= 0xA0 and <= 0xA9,
        0xEF => text[1] == 0xBB && text[2] == 0xBF,
        _ => false,
    };

    public static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool IsIdLike(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b)
                && b is not ((byte)'=' or (byte)'+' or (byte)'/' or (byte)'_' or (byte)'-' or (byte)'.'))
                return false;
        }

        return !text.IsEmpty;
    }

    private static ReadOnlySpan<byte> StatusDigits(ReadOnlySpan<byte> url)
    {
        int from = url.IndexOf("/status"u8);
        ReadOnlySpan<byte> rest = url[from..];
        rest = rest[(rest[1..].IndexOf((byte)'/') + 2)..];
        int end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? rest : rest[..end];
    }
}
