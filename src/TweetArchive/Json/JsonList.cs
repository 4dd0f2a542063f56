using System.Buffers;

namespace TweetArchive.Json;

/// <summary>
/// A list of tweets inside an object, such as an answer of the interface (<c>{"statuses": [</c>), and what is around it.
/// </summary>
internal static class JsonList
{
    /// <summary>What may be between two items.</summary>
    public static ReadOnlySpan<byte> Marks => " ,[]\r\n\t;\x1E"u8;

    /// <inheritdoc cref="Marks"/>
    public static readonly SearchValues<byte> Between = SearchValues.Create(Marks);

    private static readonly SearchValues<byte> BeforeName = SearchValues.Create("{, \r\n\t"u8);

    // Lists of tweets in answers of the interface and in what people make of it.
    internal static readonly string[] Lists = ["statuses", "results", "tweets", "data", "docs", "rows", "hits", "items"];

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
                return JsonNesting.Known.Enters(name) && !name.SequenceEqual("data"u8)
                    && (first.StartsWith("{"u8) || first.StartsWith("]"u8));
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

    /// <summary>The bytes open an object that holds the list of records, and is none itself.</summary>
    private static bool Opens(ReadOnlySpan<byte> bytes, JsonNesting nesting)
    {
        if (nesting == JsonNesting.Known)
            return HoldsList(bytes);
        int at = 0;
        while (!nesting.ByName && TakeName(bytes, ref at, out ReadOnlySpan<byte> name))
        {
            if (at < bytes.Length && bytes[at] is (byte)'[' or (byte)'{' && name.SequenceEqual(nesting.Path[0]))
                return true;
            if (!SkipValue(bytes, ref at))
                return false;
        }

        return nesting.ByName;
    }

    /// <summary>Over what is around the list besides it, up to the next item.</summary>
    public static void PassNames(ReadOnlySpan<byte> bytes, ref int at, JsonNesting nesting)
    {
        while (at < bytes.Length)
        {
            int found = bytes[at..].IndexOfAnyExcept(Between);
            if (found < 0)
                return;
            int here = at + found;
            if (bytes[here] == '}' || (bytes[here] == '{' && Opens(bytes[here..], nesting)))
            {
                at = here + 1;
                continue;
            }

            if (bytes[here] != '"')
                return;
            int value = here;
            if (!TakeName(bytes, ref value, out ReadOnlySpan<byte> name) || value >= bytes.Length)
                return;
            if ((bytes[value] == '[' || (bytes[value] == '{' && nesting != JsonNesting.Known)) && nesting.Enters(name))
            {
                at = value + 1;
                continue;
            }

            if (bytes[value] == '{' && nesting.IsRecord(name))
            {
                at = value;
                return;
            }

            if (!SkipValue(bytes, ref value))
            {
                at = bytes.Length;
                return;
            }

            at = value;
        }
    }

    /// <summary>With its quotes; up to the end of the line where it is not closed there, or of the bytes.</summary>
    public static int StringLength(ReadOnlySpan<byte> bytes)
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
