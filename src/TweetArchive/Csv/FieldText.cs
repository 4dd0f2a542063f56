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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StartRecord(in Record record)
    {
        used = 0;
        // A record's fields unescaped are never longer than the record, so nothing moves while spans are out.
        if (record.Bytes.Length > scratch.Length)
            scratch = new byte[Math.Max(record.Bytes.Length, scratch.Length * 2)];
    }

    /// <summary>The field's text. Each column of a record may be asked for any number of times, copied ones at most once in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Read(in Record record, int column)
    {
        ReadOnlySpan<byte> raw = record.Raw(column);
        if (raw.Length < 2 || raw[0] != '"')
            return raw;
        ReadOnlySpan<byte> inner = raw[1..^1];
        return inner.Contains((byte)'"') ? Unescape(inner) : inner;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> inner)
    {
        if (used + inner.Length > scratch.Length)
            used = 0;
        Span<byte> to = scratch.AsSpan(used);
        int length = Unescape(inner, to);
        used += length;
        return to[..length];
    }

    /// <summary>Copies with each doubled quote made one; returns the length. <paramref name="to"/> is at least as long as <paramref name="inner"/>.</summary>
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

    internal static bool IsWellFormed(ReadOnlySpan<byte> raw)
    {
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
        }
    }
}
