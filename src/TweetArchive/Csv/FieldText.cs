using System.Runtime.CompilerServices;

namespace TweetArchive.Csv;

/// <summary>
/// Fields as text: quotes taken off, doubled quotes made single. Only a quoted field that holds a quote is copied, into a
/// buffer that is reused from record to record. One for each worker.
/// </summary>
public sealed class FieldText
{
    private byte[] scratch = new byte[4096];
    private int used;

    /// <summary>Call once for each record; spans handed out for the record before end here.</summary>
    public void StartRecord() => used = 0;

    /// <summary>The field's text, good until the next record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Read(scoped in Record record, int column) =>
        record.TryText(column, out ReadOnlySpan<byte> text) ? text : ReadMarked(record, column);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<byte> ReadMarked(scoped in Record record, int column)
    {
        ReadOnlySpan<byte> inner = record.Inner(column, out bool escaped);
        return escaped ? Unescape(inner) : inner;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> inner)
    {
        if (used + inner.Length > scratch.Length)
        {
            // Texts handed out stay where they are, in the old buffer.
            scratch = new byte[2 * (used + inner.Length)];
            used = 0;
        }

        Span<byte> to = scratch.AsSpan(used);
        int length = Unescape(inner, to);
        used += length;
        return to[..length];
    }

    /// <summary>
    /// Copies with each doubled quote made one; returns the length. <paramref name="to"/> is at least as long as <paramref name="inner"/>.
    /// </summary>
    internal static int Unescape(ReadOnlySpan<byte> inner, Span<byte> to)
    {
        int length = 0;
        while (true)
        {
            int quote = inner.IndexOf((byte)'"');
            if (quote < 0)
            {
                inner.CopyTo(to[length..]);
                return length + inner.Length;
            }

            inner[..(quote + 1)].CopyTo(to[length..]);
            length += quote + 1;
            inner = inner[Math.Min(inner.Length, quote + 2)..];
        }
    }

    /// <summary>A field is either without quotes, or quoted from its first to its last byte with doubled quotes inside.</summary>
    /// <param name="escaped">There are doubled quotes.</param>
    internal static bool IsWellFormed(ReadOnlySpan<byte> raw, out bool escaped)
    {
        escaped = false;
        if (raw.IsEmpty || raw[0] != '"')
            return !raw.Contains((byte)'"');
        if (raw.Length < 2 || raw[^1] != '"')
            return false;
        ReadOnlySpan<byte> inner = raw[1..^1];
        while (true)
        {
            int quote = inner.IndexOf((byte)'"');
            if (quote < 0)
                return true;
            if (quote + 1 >= inner.Length || inner[quote + 1] != '"')
                return false;
            inner = inner[(quote + 2)..];
            escaped = true;
        }
    }
}
