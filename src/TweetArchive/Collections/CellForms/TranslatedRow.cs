using System.Buffers.Text;
using System.Text;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// The table that the reader of tables makes of others: the archives' columns, all quoted, as the releases' own reader takes it;
/// before them where the record is in the input, two numbers, so that every record's start is proof; after them what is wrong with it.
/// </summary>
internal static class TranslatedRow
{
    private const string At = "at";
    private const string Line = "line";
    private const string Problem = "problem";

    // A control character ("negative acknowledge"), with which no line of JSON begins.
    private const byte Damage = 0x15;

    public static readonly string[] Header = [At, Line, .. TweetColumns.NameArray, Problem];

    public static readonly byte[] HeaderBytes = Encoding.UTF8.GetBytes(string.Join(',', Header.Select(h => $"\"{h}\"")));

    public static readonly RecordShape Shape = new(Header.Length, Quoted: true, FirstField.Digits);

    /// <summary>Number of a column's cell.</summary>
    public static int PlaceOf(TweetColumn column) => 2 + (int)column;

    /// <summary>Appends a record.</summary>
    public static void Write(RowText to, SourcePlace at, TweetCells cells)
    {
        to.Open(at);
        for (int i = 0; i < TweetColumns.Count; i++)
            to.Cell(cells[(TweetColumn)i]);
        to.Cell(default);
        to.Close();
    }

    /// <summary>Appends bytes that are not a record.</summary>
    public static void WriteReject(RowText to, SourcePlace at, RejectReason reason, string detail, ReadOnlySpan<byte> raw)
    {
        to.Open(at);
        for (int i = 0; i < TweetColumns.Count; i++)
            to.Cell(i == (int)TweetColumn.TweetText ? raw : default);
        to.Cell(Encoding.UTF8.GetBytes($"{(int)reason} {detail}"));
        to.Close();
    }

    /// <summary>Appends a line that is not a record of JSON, where a table is given out as lines of it.</summary>
    public static void WriteDamage(RowText to, SourcePlace at, RejectReason reason, string detail, ReadOnlySpan<byte> raw)
    {
        to.Append([Damage]);
        to.Append(Encoding.UTF8.GetBytes($"{at.Offset} {at.Line} {(int)reason} {detail}"));
        to.Append([Damage]);
        while (raw.IndexOf((byte)'\n') is >= 0 and int newline)
        {
            to.Append(raw[..newline]);
            to.Append(" "u8);
            raw = raw[(newline + 1)..];
        }

        to.Append(raw);
        to.Append("\n"u8);
    }

    /// <summary>The lines from the first on that is not such a one.</summary>
    public static ReadOnlySpan<byte> AfterDamage(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty && lines[0] == Damage && lines.IndexOf((byte)'\n') is >= 0 and int newline)
            lines = lines[(newline + 1)..];
        return lines;
    }

    /// <summary>What is wrong with such a line; false for any other.</summary>
    /// <param name="raw">The record as it was read.</param>
    public static bool TryDamage(
        ReadOnlySpan<byte> line, out SourcePlace at, out RejectReason reason, out string detail, out Range raw)
    {
        (at, reason, detail, raw) = (default, default, "", ..);
        int end = line.IsEmpty || line[0] != Damage ? -1 : line[1..].IndexOf(Damage) + 1;
        if (end <= 0)
            return false;
        raw = (end + 1)..;
        ReadOnlySpan<byte> problem = line[1..end];
        if (!TryNumber(ref problem, out long offset) || !TryNumber(ref problem, out long number))
            return false;
        at = new SourcePlace(offset, number);
        return TryProblem(problem, out reason, out detail);
    }

    /// <summary>Takes a number and the blank after it from the front.</summary>
    private static bool TryNumber(ref ReadOnlySpan<byte> text, out long number)
    {
        if (!Utf8Parser.TryParse(text, out number, out int used) || used == text.Length)
            return false;
        text = text[(used + 1)..];
        return true;
    }

    /// <summary>What is wrong with a record; false for nothing.</summary>
    public static bool TryProblem(ReadOnlySpan<byte> cell, out RejectReason reason, out string detail)
    {
        (reason, detail) = (default, "");
        if (cell.IsEmpty || !Utf8Parser.TryParse(cell, out int number, out int used))
            return false;
        reason = (RejectReason)number;
        detail = Encoding.UTF8.GetString(cell[Math.Min(cell.Length, used + 1)..]);
        return true;
    }
}

/// <summary>Text of a table under way: a buffer that grows and is read from its front.</summary>
internal sealed class RowText
{
    private byte[] bytes = new byte[128 * 1024];
    private int start;
    private int end;

    public int Length => end - start;

    /// <summary>Moves up to this many bytes out.</summary>
    public int Take(Span<byte> to)
    {
        int length = Math.Min(to.Length, Length);
        bytes.AsSpan(start, length).CopyTo(to);
        start += length;
        if (start == end)
            start = end = 0;
        return length;
    }

    /// <summary>Takes back what was appended after this many bytes.</summary>
    public void Shorten(int length) => end = start + length;

    public void Open(SourcePlace at)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(at.Offset, digits, out int length);
        Append("\""u8);
        Append(digits[..length]);
        Append("\""u8);
        Utf8Formatter.TryFormat(at.Line, digits, out length);
        Cell(digits[..length]);
    }

    public void Cell(ReadOnlySpan<byte> cell)
    {
        Append(",\""u8);
        while (cell.IndexOf((byte)'"') is >= 0 and int quote)
        {
            Append(cell[..(quote + 1)]);
            Append("\""u8);
            cell = cell[(quote + 1)..];
        }

        Append(cell);
        Append("\""u8);
    }

    public void Close() => Append("\n"u8);

    public void Append(ReadOnlySpan<byte> text)
    {
        if (end + text.Length > bytes.Length)
        {
            if (start > 0)
            {
                bytes.AsSpan(start, Length).CopyTo(bytes);
                (start, end) = (0, Length);
            }

            if (end + text.Length > bytes.Length)
                Array.Resize(ref bytes, 2 * (end + text.Length));
        }

        text.CopyTo(bytes.AsSpan(end));
        end += text.Length;
    }
}
