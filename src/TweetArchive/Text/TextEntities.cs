namespace TweetArchive.Text;

/// <summary>What is in a tweet's text besides words.</summary>
public enum EntityKind : byte
{
    Url,
    Mention,
    Hashtag,

    /// <summary>An e-mail address; only <see cref="TextEntities.ScanAll"/> reports it.</summary>
    Email,

    /// <summary>
    /// A hashtag, or a longer handle, in which the publisher put a hash for a handle; only <see cref="TextEntities.ScanAll"/> reports it.
    /// </summary>
    Redacted,
}

/// <summary>One entity: its byte range in the text, sigil (<c>#</c>, <c>@</c>, also full-width) included.</summary>
public struct TextEntity
{
    public EntityKind Kind;
    public int Start;
    public int Length;

    /// <summary>The entity without its sigil.</summary>
    public readonly ReadOnlySpan<byte> Body(ReadOnlySpan<byte> text)
    {
        int sigil = Kind is EntityKind.Url or EntityKind.Email ? 0 : text[Start] < 0x80 ? 1 : 3;
        return text.Slice(Start + sigil, Length - sigil);
    }
}

/// <summary>
/// Finds URLs, @mentions and #hashtags in raw (not HTML-decoded) UTF-8 tweet text by the rules of twitter-text, plus the hashes
/// that the releases put in place of handles. Does not allocate, does not throw on invalid UTF-8.
/// </summary>
public static class TextEntities
{
    /// <summary>URLs, mentions and hashtags in text order; grows <paramref name="buffer"/> when needed and returns their number.</summary>
    /// <remarks>A hashtag that the <c>…</c> of a truncated text has cut is not reported: its end is not known.</remarks>
    public static int Scan(ReadOnlySpan<byte> text, ref TextEntity[] buffer)
    {
        int all = ScanAll(text, ref buffer);
        int kept = 0;
        for (int i = 0; i < all; i++)
        {
            if (buffer[i].Kind <= EntityKind.Hashtag && !IsCut(text, buffer[i]))
                buffer[kept++] = buffer[i];
        }

        return kept;
    }

    /// <summary>The handle of a text that begins <c>RT @handle:</c> (the form that truncated retweets have).</summary>
    public static bool TryGetRetweetHeader(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> handle)
    {
        handle = default;
        if (!text.StartsWith("RT @"u8))
            return false;
        int length = HandleLength(text, 4);
        if (length == 0 || 4 + length >= text.Length || text[4 + length] != ':')
            return false;
        handle = text.Slice(4, length);
        return true;
    }

    /// <summary>Whether a hashtag ends in the <c>…</c> of a truncated text.</summary>
    internal static bool IsCut(ReadOnlySpan<byte> text, in TextEntity entity)
        => entity.Kind == EntityKind.Hashtag && text[(entity.Start + entity.Length)..] is var rest
            && rest.StartsWith("…"u8) && !rest["…"u8.Length..].ContainsAnyExcept(" \n"u8);

    /// <summary>Like <see cref="Scan"/> with e-mail addresses, redacted parts and cut hashtags.</summary>
    internal static int ScanAll(ReadOnlySpan<byte> text, ref TextEntity[] buffer)
    {
        int count = 0;
        int floor = 0; // nothing may begin before the end of the last entity
        int at = 0;
        while (true)
        {
            int step = text[at..].IndexOfAny(sigils);
            if (step < 0)
                return count;
            at += step;
            TextEntity found = default;
            bool ok = text[at] switch
            {
                (byte)'#' => TryHashtag(text, at, 1, out found),
                (byte)'@' => TryMention(text, at, 1, out found) || TextUrls.TryEmail(text, at, floor, out found),
                (byte)':' => TextUrls.TryScheme(text, at, floor, out found),
                (byte)'.' => TextUrls.TryBareDomain(text, at, floor, out found),
                _ => IsFullWidth(text, at, out byte sigil)
                    && (sigil == '#' ? TryHashtag(text, at, 3, out found) : TryMention(text, at, 3, out found)),
            };
            if (!ok)
            {
                at++;
                continue;
            }

            if (count == buffer.Length)
                Array.Resize(ref buffer, Math.Max(16, 2 * buffer.Length));
            buffer[count++] = found;
            floor = at = found.Start + found.Length;
        }
    }

    // # @ : . and the first byte of the full-width ＃ ＠
    private static readonly System.Buffers.SearchValues<byte> sigils = System.Buffers.SearchValues.Create(
        "#@:."u8.ToArray().Append((byte)0xEF).ToArray());

    private static readonly System.Buffers.SearchValues<byte> hexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF"u8);

    private static bool IsFullWidth(ReadOnlySpan<byte> text, int at, out byte sigil)
    {
        sigil = 0;
        if (text.Length - at < 3 || text[at + 1] != 0xBC)
            return false;
        sigil = text[at + 2] switch { 0x83 => (byte)'#', 0xA0 => (byte)'@', _ => 0 };
        return sigil != 0;
    }

    private static bool TryHashtag(ReadOnlySpan<byte> text, int at, int sigil, out TextEntity entity)
    {
        entity = default;
        if (at > 0)
        {
            int before = CodePoints.DecodeBefore(text, at);
            // After an emoji the invisible U+FE0F is a mark, yet a hashtag may follow it.
            if (before == '&' || (before is not (0xFE0E or 0xFE0F) && IsHashtagCharacter(before)))
                return false;
        }

        int start = at + sigil;
        bool letter = false;
        int end = start;
        while (end < text.Length)
        {
            int c = CodePoints.Decode(text, end, out int length);
            if (!IsHashtagCharacter(c) || (end == start && c is 0xFE0F or 0x20E3))
                break;
            letter |= (CharacterTables.ClassOf(c) & (CharacterClass.Letter | CharacterClass.Mark)) != 0;
            end += length;
        }

        int redacted = RedactedHashtagLength(text[start..], end - start);
        if (redacted > 0)
        {
            entity = new TextEntity { Kind = EntityKind.Redacted, Start = at, Length = sigil + redacted };
            return true;
        }

        if (!letter || text[end..].StartsWith("#"u8) || text[end..].StartsWith("＃"u8) || text[end..].StartsWith("://"u8))
            return false;
        entity = new TextEntity { Kind = EntityKind.Hashtag, Start = at, Length = end - at };
        return true;
    }

    private static bool TryMention(ReadOnlySpan<byte> text, int at, int sigil, out TextEntity entity)
    {
        entity = default;
        if (at > 0)
        {
            int before = CodePoints.DecodeBefore(text, at);
            bool afterRt = at >= 2 && (text[at - 2] | 0x20) == 'r' && (text[at - 1] | 0x20) == 't'
                && (at == 2 || !IsHandleByte(text[at - 3]));
            if (!afterRt
                && (before is '!' or '#' or '$' or '%' or '&' or '*' or '@' or 0xFF20 || (before < 0x80 && IsHandleByte((byte)before))))
                return false;
        }

        int length = HandleLength(text, at + sigil);
        if (length == 0)
            return false;
        if (text[at + sigil + length - 1] == '=' && at + sigil + length < text.Length && IsHandleByte(text[at + sigil + length]))
        {
            // A hash for a part of a longer handle: whose, nobody can tell.
            int end = at + sigil + length;
            while (end < text.Length && IsHandleByte(text[end]))
                end++;
            entity = new TextEntity { Kind = EntityKind.Redacted, Start = at, Length = end - at };
            return true;
        }

        ReadOnlySpan<byte> rest = text[(at + sigil + length)..];
        if (rest.StartsWith("@"u8) || rest.StartsWith("＠"u8) || rest.StartsWith("://"u8))
            return false;
        if (!rest.IsEmpty && rest[0] >= 0xC3)
        {
            int next = CodePoints.Decode(rest, 0, out _);
            if (next is >= 0xC0 and <= 0x24F)
                return false;
        }

        entity = new TextEntity { Kind = EntityKind.Mention, Start = at, Length = sigil + length };
        return true;
    }

    /// <summary>Length of the handle, or of the hash put in its place, at <paramref name="at"/>; 0 when there is none.</summary>
    private static int HandleLength(ReadOnlySpan<byte> text, int at)
    {
        int n = 0;
        while (at + n < text.Length && IsHandleByte(text[at + n]))
            n++;
        // A hash is longer than any handle, or has signs that none has.
        bool mayBeHash = n >= ShortestHash || (at + n < text.Length && text[at + n] is (byte)'+' or (byte)'/');
        if (mayBeHash && RedactedLength(text, at) is > 0 and int hash)
            return hash;
        if (n == 64 && !text.Slice(at, n).ContainsAnyExcept(hexDigits))
            return n;
        return n <= 20 ? n : 0;
    }

    /// <summary>
    /// Length of a base64 hash of 38 to 44 characters and its <c>=</c>, as the releases have for small accounts; 0 when there is none.
    /// </summary>
    internal static int RedactedLength(ReadOnlySpan<byte> text, int at)
    {
        int n = 0;
        while (at + n < text.Length && n <= LongestHash && IsHashByte(text[at + n]))
            n++;
        return n is >= ShortestHash and <= LongestHash && at + n < text.Length && text[at + n] == '=' ? n + 1 : 0;
    }

    /// <summary>Whether the body of a hashtag holds a hash that the publisher put for a handle: <c>WSZEaJBS…3c=Oman</c>.</summary>
    internal static bool IsRedactedHashtag(ReadOnlySpan<byte> body)
    {
        if (body.Length <= ShortestHash)
            return false;
        int end = 0;
        while (end < body.Length)
        {
            if (!IsHashtagCharacter(CodePoints.Decode(body, end, out int length)))
                break;
            end += length;
        }

        return RedactedHashtagLength(body, end) > 0;
    }

    private const int ShortestHash = 38;
    private const int LongestHash = 44;
    private const int HexHash = 64;

    /// <summary>
    /// The length of a hashtag's body with a hash in it, up to where what follows the hash ends; 0 when there is none. Two
    /// forms: a run of base64 characters closed by <c>=</c>, and 64 hexadecimal digits.
    /// </summary>
    /// <param name="end">Where the body ends by the rules for hashtags, which know no <c>+ / =</c>.</param>
    private static int RedactedHashtagLength(ReadOnlySpan<byte> body, int end)
    {
        if (end < body.Length && body[end] is (byte)'+' or (byte)'/' or (byte)'=')
        {
            int from = end;
            while (from > 0 && IsHashByte(body[from - 1]))
                from--;
            int to = end;
            while (to < body.Length && IsHashByte(body[to]))
                to++;
            if (to - from < ShortestHash || to == body.Length || body[to] != '=')
                return 0;
            to++;
            while (to < body.Length && IsHashtagCharacter(CodePoints.Decode(body, to, out int length)))
                to += length;
            return to;
        }

        if (end < HexHash)
            return 0;
        int hex = 0;
        for (int i = 0; i < end && hex < HexHash; i++)
            hex = hexDigits.Contains(body[i]) ? hex + 1 : 0;
        return hex == HexHash ? end : 0;
    }

    private static bool IsHashByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/';

    private static bool IsHandleByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == '_';

    /// <summary>Whether <paramref name="body"/> holds nothing that a hashtag would end at.</summary>
    internal static bool IsHashtagBody(ReadOnlySpan<byte> body)
    {
        for (int at = 0; at < body.Length;)
        {
            if (!IsHashtagCharacter(CodePoints.Decode(body, at, out int length)))
                return false;
            at += length;
        }

        return true;
    }

    private static bool IsHashtagCharacter(int c) =>
        (CharacterTables.ClassOf(c) & (CharacterClass.Word | CharacterClass.HashtagSpecial)) != 0;
}
