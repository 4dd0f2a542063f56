namespace TweetArchive.Text;

/// <summary>URLs with and without a scheme, and e-mail addresses, in raw tweet text; see <see cref="TextEntities"/>.</summary>
internal static class TextUrls
{
    /// <summary>A URL around the colon at <paramref name="colon"/>; nothing before <paramref name="floor"/> belongs to it.</summary>
    public static bool TryScheme(ReadOnlySpan<byte> text, int colon, int floor, out TextEntity entity)
    {
        entity = default;
        if (!text[colon..].StartsWith("://"u8))
            return false;
        int start = colon;
        while (start > floor && char.IsAsciiLetter((char)text[start - 1]) && colon - start < 5)
            start--;
        ReadOnlySpan<byte> scheme = text[start..colon];
        if (!IsSame(scheme, "http"u8) && !IsSame(scheme, "https"u8))
            return false;
        if (start > 0 && (IsAsciiWord(text[start - 1]) || text[start - 1] is (byte)'@' or (byte)'#' or (byte)'$'))
            return false;
        int host = colon + 3;
        int end = host;
        while (end < text.Length && IsHostByte(text[end]))
            end++;
        if (end < text.Length && text[end] == '@')
        {
            // A user name: the host is what follows it.
            host = ++end;
            while (end < text.Length && IsHostByte(text[end]))
                end++;
        }

        // A host has a dot inside; "http://t" is what truncation leaves.
        if (text[host..end].Trim((byte)'.').IndexOf((byte)'.') <= 0)
            return false;
        end = text[host..end].EndsWith("."u8) ? end - 1 : end;
        end = IsSame(text[host..end], "t.co"u8) ? ShortLinkEnd(text, end) : PathEnd(text, end);
        entity = new TextEntity { Kind = EntityKind.Url, Start = start, Length = end - start };
        return true;
    }

    /// <summary>A domain without a scheme around the dot at <paramref name="dot"/>: <c>mek-iran.com/news</c>.</summary>
    public static bool TryBareDomain(ReadOnlySpan<byte> text, int dot, int floor, out TextEntity entity)
    {
        entity = default;
        int start = dot;
        while (start > floor && IsLabelByte(text[start - 1]))
            start--;
        if (start == dot || text[start] == '-')
            return false;
        if (start > 0 && text[start - 1] is (byte)'@' or (byte)'#' or (byte)'$' or (byte)'/' or (byte)'.' or (byte)'_' or (byte)'&')
            return false;
        int end = dot;
        int lastDot = dot;
        while (end < text.Length && (IsLabelByte(text[end]) || (text[end] == '.' && end + 1 < text.Length && IsLabelByte(text[end + 1]))))
        {
            if (text[end] == '.')
                lastDot = end;
            end++;
        }

        if (end - lastDot < 3)
            return false;
        bool path = end < text.Length && text[end] == '/';
        if (end < text.Length && text[end] is (byte)'@' or (byte)'_')
            return false;
        bool www = IsSame(text[start..dot], "www"u8);
        if (!IsTopLevelDomain(text[(lastDot + 1)..end], path || www))
            return false;
        end = path ? PathEnd(text, end) : end;
        entity = new TextEntity { Kind = EntityKind.Url, Start = start, Length = end - start };
        return true;
    }

    /// <summary>An e-mail address around the <c>@</c> at <paramref name="at"/>.</summary>
    public static bool TryEmail(ReadOnlySpan<byte> text, int at, int floor, out TextEntity entity)
    {
        entity = default;
        int start = at;
        while (start > floor
            && (char.IsAsciiLetterOrDigit((char)text[start - 1])
                || text[start - 1] is (byte)'.' or (byte)'_' or (byte)'%' or (byte)'+' or (byte)'-'))
            start--;
        int end = at + 1;
        while (end < text.Length && IsHostByte(text[end]))
            end++;
        while (end > at + 1 && text[end - 1] is (byte)'.' or (byte)'-')
            end--;
        int lastDot = text[(at + 1)..end].LastIndexOf((byte)'.');
        if (start == at || lastDot <= 0 || end - (at + 1) - lastDot < 3)
            return false;
        entity = new TextEntity { Kind = EntityKind.Email, Start = start, Length = end - start };
        return true;
    }

    /// <summary>Whether a lower-case host is Twitter's.</summary>
    public static bool IsTwitter(ReadOnlySpan<byte> host)
    {
        if (host.StartsWith("www."u8))
            host = host[4..];
        else if (host.StartsWith("mobile."u8))
            host = host[7..];
        else if (host.StartsWith("m."u8))
            host = host[2..];
        return host.SequenceEqual("twitter.com"u8) || host.SequenceEqual("x.com"u8);
    }

    /// <summary>ASCII case-insensitive equality with a lower-case text.</summary>
    public static bool IsSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(a, lower);

    private static int ShortLinkEnd(ReadOnlySpan<byte> text, int end)
    {
        if (end < text.Length && text[end] == '/')
        {
            end++;
            while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
                end++;
        }

        return end;
    }

    /// <summary>The end of port, path and query; closing punctuation belongs to the sentence.</summary>
    private static int PathEnd(ReadOnlySpan<byte> text, int from)
    {
        if (from >= text.Length || text[from] is not ((byte)'/' or (byte)'?' or (byte)'#' or (byte)':'))
            return from;
        int end = from;
        while (end < text.Length)
        {
            byte b = text[end];
            if (b < 0x80)
            {
                if (b <= ' ' || b is (byte)'"' or (byte)'<' or (byte)'>' or (byte)'\\' or (byte)'^' or (byte)'`' or (byte)'{' or (byte)'}')
                    break;
                end++;
                continue;
            }

            // Accented Latin and Cyrillic letters occur in paths; Arabic script after a link is the sentence going on.
            int c = CodePoints.Decode(text, end, out int length);
            if (c is not ((>= 0xC0 and <= 0x24F) or (>= 0x400 and <= 0x4FF)))
                break;
            end += length;
        }

        int unopened = text[from..end].Count((byte)')') - text[from..end].Count((byte)'(');
        while (end > from)
        {
            byte last = text[end - 1];
            bool closes = last == ')' && unopened > 0;
            if (!closes
                && (last >= 0x80 || char.IsAsciiLetterOrDigit((char)last)
                    || last is (byte)'=' or (byte)'_' or (byte)'#' or (byte)'/' or (byte)'+' or (byte)'-' or (byte)')'))
                break;
            unopened += last switch { (byte)')' => -1, (byte)'(' => 1, _ => 0 };
            end--;
        }

        return end;
    }

    private static bool IsTopLevelDomain(ReadOnlySpan<byte> label, bool surelyUrl)
    {
        if (IsSame(label, "com"u8) || IsSame(label, "org"u8) || IsSame(label, "net"u8) || IsSame(label, "info"u8) || IsSame(label, "ir"u8)
            || IsSame(label, "gov"u8) || IsSame(label, "edu"u8) || IsSame(label, "tv"u8) || IsSame(label, "uk"u8) || IsSame(label, "news"u8)
            || IsSame(label, "biz"u8) || IsSame(label, "mil"u8) || IsSame(label, "int"u8) || IsSame(label, "eu"u8))
            return true;
        // "Israel.It" is a missing space more often than Italy: other endings need a path or www.
        return surelyUrl && label.Length is >= 2 and <= 12 && !label.ContainsAnyExceptInRange((byte)'A', (byte)'z');
    }

    private static bool IsHostByte(byte b) => IsLabelByte(b) || b == '.';

    private static bool IsLabelByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == '-';

    private static bool IsAsciiWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == '_';
}
