using System.Buffers.Text;
using System.Text;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>
/// The table that <see cref="TableSource"/> makes of others: the archives' columns, all quoted, as the releases' own reader takes it;
/// before them where the record is in the input, a number, so that every record's start is proof; after them what is wrong with it.
/// </summary>
internal static class TranslatedRow
{
    private const string At = "at";
    private const string Problem = "problem";

    // A control character ("negative acknowledge"), with which no line of JSON begins.
    private const byte Damage = 0x15;

    public static readonly string[] Header = [At, .. TweetColumns.NameArray, Problem];

    public static readonly byte[] HeaderBytes = Encoding.UTF8.GetBytes(string.Join(',', Header.Select(h => $"\"{h}\"")));

    public static readonly RecordShape Shape = new(Header.Length, Quoted: true, FirstField.Digits);

    /// <summary>Appends a record.</summary>
    public static void Write(RowText to, long at, TweetCells cells)
    {
        to.Open(at);
        for (int i = 0; i < TweetColumns.Count; i++)
            to.Cell(cells[(TweetColumn)i]);
        to.Cell(default);
        to.Close();
    }

    /// <summary>Appends bytes that are not a record.</summary>
    public static void WriteReject(RowText to, long at, RejectReason reason, string detail, ReadOnlySpan<byte> raw)
    {
        to.Open(at);
        for (int i = 0; i < TweetColumns.Count; i++)
            to.Cell(i == (int)TweetColumn.TweetText ? raw : default);
        to.Cell(Encoding.UTF8.GetBytes($"{(int)reason} {detail}"));
        to.Close();
    }

    /// <summary>Appends a line that is not a record of JSON, where a table is given out as lines of it.</summary>
    public static void WriteDamage(RowText to, RejectReason reason, string detail, ReadOnlySpan<byte> raw)
    {
        to.Append([Damage]);
        to.Append(Encoding.UTF8.GetBytes($"{(int)reason} {detail}"));
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

    /// <summary>What is wrong with such a line; false for any other.</summary>
    /// <param name="raw">The record as it was read.</param>
    public static bool TryDamage(ReadOnlySpan<byte> line, out RejectReason reason, out string detail, out Range raw)
    {
        (reason, detail, raw) = (default, "", ..);
        int end = line.IsEmpty || line[0] != Damage ? -1 : line[1..].IndexOf(Damage) + 1;
        if (end <= 0)
            return false;
        raw = (end + 1)..;
        return TryProblem(line[1..end], out reason, out detail);
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

    public void Open(long at)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(at, digits, out int length);
        Append("\""u8);
        Append(digits[..length]);
        Append("\""u8);
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
