using System.Buffers;

namespace TweetArchive.Collections.CellForms;

/// <summary>Strings of Python and JSON, and what is around them, for <see cref="PythonText"/>.</summary>
internal static class PythonStrings
{
    /// <summary>The byte after the brace that closes the first one; −1 if none does.</summary>
    public static int EndOfObject(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        for (int at = 0; text[at..].IndexOfAny("'\"{}"u8) is >= 0 and int found; at++)
        {
            at += found;
            if (text[at] is (byte)'\'' or (byte)'"')
            {
                int end = EndOfString(text[at..]);
                if (end < 0)
                    return -1;
                at += end - 1;
            }
            else
            {
                depth += text[at] == '{' ? 1 : -1;
                if (depth == 0)
                    return at + 1;
            }
        }

        return -1;
    }

    /// <summary>People wrote what is in a property of this name.</summary>
    public static bool IsText(ReadOnlySpan<byte> name) => name.IndexOf("text"u8) >= 0 || name.EndsWith("name"u8)
        || name.SequenceEqual("description"u8) || name.SequenceEqual("location"u8) || name.SequenceEqual("content"u8);

    /// <summary>It begins as an object or a list of objects does.</summary>
    public static bool HoldsObject(ReadOnlySpan<byte> text) => text.Length > 3
        && (text[0] == '{' || text.StartsWith("[{"u8)) && text[text[0] == '{' ? 1 : 2] is (byte)'\'' or (byte)'"';

    /// <summary>The place after the quote that closes a string; −1 if none does.</summary>
    public static int EndOfString(ReadOnlySpan<byte> quoted)
    {
        for (int i = 1; i < quoted.Length; i++)
        {
            if (quoted[i] == '\\')
                i++;
            else if (quoted[i] == quoted[0])
                return i + 1;
        }

        return -1;
    }

    /// <summary>Appends a text as a string of JSON.</summary>
    public static void AppendTo(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> text)
    {
        Span<byte> all = to.GetSpan((6 * text.Length) + 2);
        int length = 0;
        all[length++] = (byte)'"';
        foreach (byte b in text)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                all[length++] = (byte)'\\';
                all[length++] = b;
            }
            else if (b < 0x20)
            {
                "\\u00"u8.CopyTo(all[length..]);
                all[length + 4] = (byte)('0' + (b >> 4));
                all[length + 5] = (byte)"0123456789abcdef"[b & 15];
                length += 6;
            }
            else
            {
                all[length++] = b;
            }
        }

        all[length++] = (byte)'"';
        to.Advance(length);
    }
}
