using TweetArchive.Csv;

namespace TweetArchive.Json;

/// <summary>
/// Objects that follow each other with nothing but white space, commas and brackets between them: the items of an array that is never
/// held whole, or objects written over many lines.
/// </summary>
/// <param name="look">
/// From a newline to the brace that opens an object, where all but the first are after the same: "\n  {". No nested object is
/// there, because it is indented more. So damage in one object does not spread to the next. Empty where there is no such look.
/// </param>
/// <param name="seam">
/// Where objects follow each other on one line: from the end of one to the name of the next one's first property, <c>}, {"created_at"</c>.
/// No string holds that, since a quote is escaped in one, and no object of the first did. Empty where there is no such seam.
/// </param>
/// <param name="nesting">
/// The objects are inside others (<c>{"statuses": [</c>), whose other properties are skipped; null for not.
/// </param>
internal sealed class JsonItems(byte[] look, byte[] seam, JsonNesting? nesting = null) : IRecordFraming
{
    private const int LongestLook = 32;

    // From a newline to the brace that closes an object, where all end so, and nothing inside the first does.
    private byte[] closing = [];
    private const int LongestSeam = 64;

    public int Window => LongestLook;

    /// <summary>Learns the look from the first two objects.</summary>
    /// <param name="nesting">See the class.</param>
    public static JsonItems Of(ReadOnlySpan<byte> head, JsonNesting? nesting = null)
    {
        var plain = new JsonItems([], [], nesting);
        int at = 0;
        // With a name before each, no two begin alike.
        if (nesting is { ByName: true } || !plain.Next(head, ref at, out int firstStart, out bool whole) || !whole)
            return plain;
        int firstEnd = at;
        if (!plain.Next(head, ref at, out int second, out _))
            return plain;
        int newline = head[..second].LastIndexOf((byte)'\n');
        // The line may begin with the end of the object before: "}, {".
        if (newline < firstStart)
            return new JsonItems([], SeamOf(head, firstStart, firstEnd, second), nesting);
        if (second - newline >= LongestLook)
            return plain;
        byte[] look = head[newline..(second + 1)].ToArray();
        int inner = head[(firstStart + 1)..Math.Max(firstStart + 1, Math.Min(firstEnd, newline))].IndexOf(look);
        return inner < 0 ? new JsonItems(look, [], nesting) { closing = nesting is null ? ClosingOf(head[firstStart..firstEnd], look) : [] }
            : plain;
    }

    private static byte[] ClosingOf(ReadOnlySpan<byte> first, byte[] look)
    {
        byte[] closing = [.. look.AsSpan(..^1), (byte)'}'];
        return look.AsSpan(..^1).IndexOfAnyExcept(" \t\r\n"u8) < 0 && first.IndexOf(closing) == first.Length - closing.Length
            ? closing : [];
    }

    private static byte[] SeamOf(ReadOnlySpan<byte> head, int firstStart, int firstEnd, int second)
    {
        int quote = head[second..].IndexOf((byte)'"');
        int close = quote < 0 ? -1 : head[(second + quote + 1)..].IndexOf((byte)'"');
        int end = second + quote + close + 2;
        if (close < 0 || end - (firstEnd - 1) > LongestSeam)
            return [];
        byte[] seam = head[(firstEnd - 1)..end].ToArray();
        // Where the second begins in another way than the first, the seam says nothing of the others.
        return !head[firstStart..].StartsWith(head[second..end]) ? [] : head[firstStart..(firstEnd - 1)].IndexOf(seam) < 0 ? seam : [];
    }

    public int Cut(ReadOnlySpan<byte> bytes, bool lastResort)
    {
        int at = 0;
        int cut = 0;
        // Where each object begins alike, the last beginning ends the one before it, whatever that holds.
        if (look.Length > 0 && nesting is null && bytes.LastIndexOf(look) is > 0 and int last)
            return BehindClosing(bytes, last);
        while (Next(bytes, ref at, out _, out bool whole) && (whole || at < bytes.Length))
            cut = at;
        return cut;
    }

    public bool StartsRecord(ReadOnlySpan<byte> line) =>
        look.Length > 0 ? line.StartsWith(look.AsSpan(1)) : line.TrimStart(" \t"u8).StartsWith("{"u8);

    /// <summary>The next object, or bytes that begin like one and are damaged.</summary>
    /// <param name="at">Where to look from; afterwards the byte after the object.</param>
    /// <param name="start">Its brace, or the first byte that belongs to none.</param>
    /// <param name="whole">Its closing brace was found; otherwise the bytes end, or the next object starts, before that.</param>
    /// <returns>False if only white space, commas and brackets are left.</returns>
    public bool Next(ReadOnlySpan<byte> bytes, ref int at, out int start, out bool whole)
    {
        whole = false;
        if (nesting is not null)
            JsonList.PassNames(bytes, ref at, nesting);
        start = bytes[at..].IndexOfAnyExcept(JsonList.Between);
        if (start < 0)
        {
            at = bytes.Length;
            return false;
        }

        start += at;
        at = start;
        // Where all end alike, the first such end that no beginning precedes is this one's: no brace needs to be counted.
        if (closing.Length > 0 && bytes[at..].IndexOf(closing) is >= 0 and int end
            && bytes.Slice(at, end).IndexOf(look) < 0)
        {
            at += end + closing.Length;
            whole = bytes[start] == '{';
            return true;
        }

        int depth = 0;
        int next = seam.Length == 0 ? -1 : bytes[at..].IndexOf(seam);
        if (next >= 0)
        {
            // It cannot continue after the seam, whatever its braces say.
            int mark = at + next + 1;
            ReadOnlySpan<byte> own = bytes[..mark];
            whole = EndsWithBrace(own, ref at) && at == mark;
            at = whole || at < mark ? at : mark;
            return true;
        }

        while (true)
        {
            int found = bytes[at..].IndexOfAny("\"{}\n"u8);
            if (found < 0)
                break;
            at += found;
            switch (bytes[at])
            {
                case (byte)'\n' when at > start && StartsLook(bytes[at..]):
                    at = BehindClosing(bytes, at);
                    whole = at > start && depth == 1 && bytes[at - 1] == '}';
                    return true;
                case (byte)'"':
                    // After a string that no quote closes on its line, braces are counted again from the next line.
                    at += JsonList.StringLength(bytes[at..]);
                    continue;
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}' when --depth <= 0:
                    at++;
                    whole = depth == 0;
                    return true;
            }

            at++;
        }

        at = bytes.Length;
        return true;
    }

    /// <summary>Goes over an object; false if its last brace does not close it.</summary>
    public static bool EndsWithBrace(ReadOnlySpan<byte> bytes, ref int at)
    {
        int depth = 0;
        while (true)
        {
            int found = bytes[at..].IndexOfAny((byte)'"', (byte)'{', (byte)'}');
            if (found < 0)
            {
                at = bytes.Length;
                return false;
            }

            at += found;
            if (bytes[at] == '"')
            {
                at += JsonList.StringLength(bytes[at..]);
                continue;
            }

            depth += bytes[at] == '{' ? 1 : -1;
            at++;
            if (depth <= 0)
                return depth == 0;
        }
    }

    private bool StartsLook(ReadOnlySpan<byte> bytes) => look.Length > 0 && bytes.StartsWith(look);

    /// <summary>A look such as "\n}, {" holds the closing brace of the object before it.</summary>
    private int BehindClosing(ReadOnlySpan<byte> bytes, int newline)
    {
        int brace = look.AsSpan().IndexOf((byte)'}');
        return brace < 0 || bytes.Length < newline + brace + 1 ? newline : newline + brace + 1;
    }
}
