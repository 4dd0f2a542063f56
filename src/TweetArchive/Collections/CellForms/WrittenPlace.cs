using System.Buffers.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// Objects that were made of something else, a row of a table or what a program printed, say in their last property where that is in the
/// file, so that a reject can name it.
/// </summary>
internal static class WrittenPlace
{
    // Two numbers of nineteen digits, a blank, a quote and a brace.
    private const int Longest = 41;

    private static ReadOnlySpan<byte> Name => "\"@place\":\""u8;

    /// <summary>Appends an object as a line that ends with its place.</summary>
    /// <param name="json">In braces.</param>
    public static void Append(RowText to, ReadOnlySpan<byte> json, SourcePlace place)
    {
        to.Append(json[..^1]);
        Close(to, json[..^1].TrimEnd(" \t\r\n"u8).EndsWith("{"u8), place);
    }

    /// <summary>Ends an object of which everything else is written.</summary>
    /// <param name="empty">It has no property yet.</param>
    public static void Close(RowText to, bool empty, SourcePlace place)
    {
        if (!empty)
            to.Append(","u8);
        to.Append(Name);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(place.Offset, digits, out int length);
        to.Append(digits[..length]);
        to.Append(" "u8);
        Utf8Formatter.TryFormat(place.Line, digits, out length);
        to.Append(digits[..length]);
        to.Append("\"}\n"u8);
    }

    /// <summary>The place that an object says; false if it says none.</summary>
    /// <param name="before">Bytes of the object before that property and the comma.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, out SourcePlace place, out int before)
    {
        (place, before) = (default, 0);
        int from = Math.Max(0, json.Length - Longest - Name.Length);
        int at = json.EndsWith("\"}"u8) ? json[from..].LastIndexOf(Name) : -1;
        if (at < 0)
            return false;
        ReadOnlySpan<byte> numbers = json[(from + at + Name.Length)..^2];
        if (!Utf8Parser.TryParse(numbers, out long offset, out int used) || used + 1 >= numbers.Length
            || !Utf8Parser.TryParse(numbers[(used + 1)..], out long line, out int end) || used + 1 + end != numbers.Length)
            return false;
        place = new SourcePlace(offset, line);
        before = from + at - (from + at > 0 && json[from + at - 1] == ',' ? 1 : 0);
        return true;
    }
}
