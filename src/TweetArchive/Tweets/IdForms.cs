namespace TweetArchive.Tweets;

/// <summary>Ids as spreadsheets and their users protect them, and as other formats write them around.</summary>
internal static class IdForms
{
    private const int LongestBlank = 3;

    /// <summary>
    /// The id in <c>="970…"</c>, <c>'970…</c>, <c>"970…"</c>, <c>x970…</c> (rtweet), <c>970….0</c>,
    /// <c>tag:search.twitter.com,2005:970…</c>,
    /// <c>id:twitter.com:970…</c> or the address of a tweet; anything else as it is.
    /// </summary>
    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> cell)
    {
        cell = WithoutBlanks(cell);
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

    /// <summary>
    /// Without blanks of any width and marks of direction, which come along from pages, word processors and right-to-left sheets.
    /// </summary>
    private static ReadOnlySpan<byte> WithoutBlanks(ReadOnlySpan<byte> cell)
    {
        while (!cell.IsEmpty && BlankLength(cell) is > 0 and int length)
            cell = cell[length..];
        for (int length = 1; length <= Math.Min(LongestBlank, cell.Length); length++)
        {
            if (BlankLength(cell[^length..]) != length)
                continue;
            cell = cell[..^length];
            length = 0;
        }

        return cell;
    }

    /// <summary>Bytes of the blank or mark at the start of a text: all that Unicode calls white space or default ignorable there.</summary>
    private static int BlankLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)' ' or (>= (byte)'\t' and <= (byte)'\r'), ..] => 1,
        // U+00A0.
        [0xC2, 0xA0, ..] => 2,
        // U+2000 to 200F, 2028 to 202F.
        [0xE2, 0x80, (>= 0x80 and <= 0x8F) or (>= 0xA8 and <= 0xAF), ..] => 3,
        // U+205F to 2069.
        [0xE2, 0x81, >= 0x9F and <= 0xA9, ..] => 3,
        // U+1680, 3000, FEFF.
        [0xE1, 0x9A, 0x80, ..] or [0xE3, 0x80, 0x80, ..] or [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
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
