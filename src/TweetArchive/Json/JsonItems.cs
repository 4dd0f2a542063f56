using System.Buffers;
using TweetArchive.Csv;

namespace TweetArchive.Json;

/// <summary>
/// Objects that follow each other with nothing but white space, commas and brackets between them: the items of an array that is never
/// held whole, or objects written over many lines.
/// </summary>
/// <param name="look">
/// From a newline to the brace that opens an object, where all but the first stand behind the same: "\n  {". No nested object stands
/// there, because it is indented more. So damage in one object does not spread to the next. Empty where there is no such look.
/// </param>
/// <param name="seam">
/// Where objects follow each other on one line: from the end of one to the name of the next one's first property, <c>}, {"created_at"</c>.
/// No string holds that, since a quote is escaped in one, and no object of the first did. Empty where there is no such seam.
/// </param>
/// <param name="inside">The objects are items of a list inside of an object (<c>{"statuses": [</c>), whose other properties are passed
/// over.</param>
internal sealed class JsonItems(byte[] look, byte[] seam, bool inside = false) : IRecordFraming
{
    private const int LongestLook = 32;
    private const int LongestSeam = 64;

    // Lists of tweets in answers of the interface and in what people make of it.
    private static readonly string[] Lists = ["statuses", "results", "tweets", "data", "docs", "rows", "hits", "items"];

    private static readonly SearchValues<byte> Between = SearchValues.Create(" ,[]\r\n\t;"u8);

    private static readonly SearchValues<byte> BeforeName = SearchValues.Create("{, \r\n\t"u8);

    public int Window => LongestLook;

    /// <summary>Learns the look from the first two objects.</summary>
    /// <param name="inside">See the class.</param>
    public static JsonItems Of(ReadOnlySpan<byte> head, bool inside = false)
    {
        var plain = new JsonItems([], [], inside);
        int at = 0;
        if (!plain.Next(head, ref at, out int firstStart, out bool whole) || !whole)
            return plain;
        int firstEnd = at;
        if (!plain.Next(head, ref at, out int second, out _))
            return plain;
        int newline = head[..second].LastIndexOf((byte)'\n');
        // The line may begin with the end of the object before: "}, {".
        if (newline < firstStart)
            return new JsonItems([], SeamOf(head, firstStart, firstEnd, second), inside);
        if (second - newline >= LongestLook)
            return plain;
        byte[] look = head[newline..(second + 1)].ToArray();
        int inner = head[(firstStart + 1)..Math.Max(firstStart + 1, Math.Min(firstEnd, newline))].IndexOf(look);
        return inner < 0 ? new JsonItems(look, [], inside) : plain;
    }

    /// <summary>The bytes open an object that holds a list of tweets and is not one itself.</summary>
    public static bool HoldsList(ReadOnlySpan<byte> head)
    {
        int at = 0;
        while (TakeName(head, ref at, out ReadOnlySpan<byte> name))
        {
            if (at >= head.Length)
                return false;
            if (head[at] == '[')
            {
                ReadOnlySpan<byte> first = head[(at + 1)..].TrimStart(" \r\n\t"u8);
                return IsList(name) && !name.SequenceEqual("data"u8) && (first.StartsWith("{"u8) || first.StartsWith("]"u8));
            }

            if (!SkipValue(head, ref at))
                return false;
        }

        return false;
    }

    /// <summary>The name of the next property; afterwards <paramref name="at"/> is at its value.</summary>
    private static bool TakeName(ReadOnlySpan<byte> bytes, ref int at, out ReadOnlySpan<byte> name)
    {
        name = default;
        int quote = bytes[at..].IndexOfAnyExcept(BeforeName);
        if (quote < 0 || bytes[at + quote] != '"')
            return false;
        at += quote;
        int length = StringLength(bytes[at..]);
        name = bytes.Slice(at + 1, Math.Max(0, length - 2));
        at += length;
        int value = bytes[at..].IndexOfAnyExcept(": \r\n\t"u8);
        at += Math.Max(0, value);
        return value > 0;
    }

    /// <summary>Over a value of any kind; false if it does not end in the bytes.</summary>
    private static bool SkipValue(ReadOnlySpan<byte> bytes, ref int at)
    {
        int depth = 0;
        while (at < bytes.Length)
        {
            switch (bytes[at])
            {
                case (byte)'"':
                    at += StringLength(bytes[at..]);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    at++;
                    break;
                case (byte)'}' or (byte)']' when depth == 0:
                    return true;
                case (byte)'}' or (byte)']':
                    depth--;
                    at++;
                    break;
                case (byte)',' when depth == 0:
                    return true;
                default:
                    at++;
                    continue;
            }

            if (depth == 0)
                return true;
        }

        return false;
    }

    private static bool IsList(ReadOnlySpan<byte> name)
    {
        foreach (string list in Lists)
        {
            if (System.Text.Encoding.UTF8.GetBytes(list).AsSpan().SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static byte[] SeamOf(ReadOnlySpan<byte> head, int firstStart, int firstEnd, int second)
    {
        int quote = head[second..].IndexOf((byte)'"');
        int close = quote < 0 ? -1 : head[(second + quote + 1)..].IndexOf((byte)'"');
        int end = second + quote + close + 2;
        if (close < 0 || end - (firstEnd - 1) > LongestSeam)
            return [];
        byte[] seam = head[(firstEnd - 1)..end].ToArray();
        return head[firstStart..(firstEnd - 1)].IndexOf(seam) < 0 ? seam : [];
    }

    public int Cut(ReadOnlySpan<byte> bytes, bool lastResort)
    {
        int at = 0;
        int cut = 0;
        while (Next(bytes, ref at, out _, out bool whole) && (whole || at < bytes.Length))
            cut = at;
        return cut;
    }

    public bool StartsRecord(ReadOnlySpan<byte> line) =>
        look.Length > 0 ? line.StartsWith(look.AsSpan(1)) : line.TrimStart(" \t"u8).StartsWith("{"u8);

    /// <summary>The next object, or bytes that begin like one and are damaged.</summary>
    /// <param name="at">Where to look from; afterwards the byte behind the object.</param>
    /// <param name="start">Its brace, or the first byte that belongs to none.</param>
    /// <param name="whole">Its closing brace was found; else the bytes end, or the next object starts, before that.</param>
    /// <returns>False if only white space, commas and brackets are left.</returns>
    public bool Next(ReadOnlySpan<byte> bytes, ref int at, out int start, out bool whole)
    {
        whole = false;
        if (inside)
            PassNames(bytes, ref at);
        start = bytes[at..].IndexOfAnyExcept(Between);
        if (start < 0)
        {
            at = bytes.Length;
            return false;
        }

        start += at;
        at = start;
        int depth = 0;
        int next = seam.Length == 0 ? -1 : bytes[at..].IndexOf(seam);
        if (next >= 0)
        {
            // It cannot go on behind the seam, whatever its braces say.
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
                    // Behind a string that no quote closes on its line, braces are counted again from the next line.
                    at += StringLength(bytes[at..]);
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
    private static bool EndsWithBrace(ReadOnlySpan<byte> bytes, ref int at)
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
                at += StringLength(bytes[at..]);
                continue;
            }

            depth += bytes[at] == '{' ? 1 : -1;
            at++;
            if (depth <= 0)
                return depth == 0;
        }
    }

    /// <summary>Over what an object around the list holds besides it, up to the next item.</summary>
    private static void PassNames(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length)
        {
            int found = bytes[at..].IndexOfAnyExcept(Between);
            if (found < 0)
                return;
            int here = at + found;
            if (bytes[here] == '}' || (bytes[here] == '{' && HoldsList(bytes[here..])))
            {
                at = here + 1;
                continue;
            }

            if (bytes[here] != '"')
                return;
            int value = here;
            if (!TakeName(bytes, ref value, out ReadOnlySpan<byte> name) || value >= bytes.Length)
                return;
            if (bytes[value] == '[' && IsList(name))
            {
                at = value + 1;
                continue;
            }

            if (!SkipValue(bytes, ref value))
            {
                at = bytes.Length;
                return;
            }

            at = value;
        }
    }

    private bool StartsLook(ReadOnlySpan<byte> bytes) => look.Length > 0 && bytes.StartsWith(look);

    /// <summary>A look such as "\n}, {" holds the closing brace of the object before it.</summary>
    private int BehindClosing(ReadOnlySpan<byte> bytes, int newline)
    {
        int brace = look.AsSpan().IndexOf((byte)'}');
        return brace < 0 || bytes.Length < newline + brace + 1 ? newline : newline + brace + 1;
    }

    /// <summary>With its quotes; up to the end of the line where it is not closed there, or of the bytes.</summary>
    private static int StringLength(ReadOnlySpan<byte> bytes)
    {
        int at = 1;
        while (true)
        {
            int found = bytes[at..].IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            if (found < 0)
                return bytes.Length;
            at += found;
            if (bytes[at] == '"')
                return at + 1;
            if (bytes[at] == '\n')
                return at;
            at = Math.Min(bytes.Length, at + 2);
        }
    }
}
