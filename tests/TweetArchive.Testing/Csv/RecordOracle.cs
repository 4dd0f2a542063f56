using TweetArchive.Csv;

namespace TweetArchive.Testing;

/// <summary>
/// Bytes to records and rejects by the rules of docs/definitions.md, a byte at a time, in one piece: slow and plain. What the reader
/// makes of a file in one block must be this; of a file without damage, in blocks of any size.
/// </summary>
internal sealed class RecordOracle(RecordShape shape)
{
    private readonly List<byte> field = [];
    private ulong fields;
    private int columns;

    public List<HashedRecord> Records { get; } = [];

    public List<(long Offset, long Length)> Rejects { get; } = [];

    public static RecordOracle Read(ReadOnlySpan<byte> bytes, RecordShape shape, int skip = 0)
    {
        var oracle = new RecordOracle(shape);
        int at = skip;
        while (at < bytes.Length)
            at = oracle.Take(bytes, at);
        return oracle;
    }

    /// <summary>
    /// Offsets of the records that damage elsewhere cannot touch: whole ones, at the start of the bytes or of a line, whose first field is
    /// quoted.
    /// </summary>
    public static IEnumerable<HashedRecord> Proven(byte[] bytes, RecordShape shape)
    {
        var oracle = new RecordOracle(shape);
        for (int at = 0; at < bytes.Length; at++)
        {
            if ((at == 0 || bytes[at - 1] == '\n') && oracle.StartsQuoted(bytes.AsSpan(at))
                && oracle.TryRecord(bytes, at, out int end, out int length))
            {
                yield return new HashedRecord(at, length, oracle.fields);
                at = end - 1;
            }
        }
    }

    private int Take(ReadOnlySpan<byte> bytes, int at)
    {
        if (TryRecord(bytes, at, out int end, out int length))
        {
            Records.Add(new HashedRecord(at, length, fields));
            return end;
        }

        if (bytes[at] == '\n')
            return at + 1;
        if (bytes[at] == '\r' && (at + 1 == bytes.Length || bytes[at + 1] == '\n'))
            return Math.Min(bytes.Length, at + 2);
        int next = at + 1;
        while (next < bytes.Length && !(bytes[next - 1] == '\n' && StartsRecord(bytes, next)))
            next++;
        Rejects.Add((at, next - at));
        return next;
    }

    private bool StartsRecord(ReadOnlySpan<byte> bytes, int at) =>
        StartsQuoted(bytes[at..]) || (StartsPlain(bytes[at..]) && TryRecord(bytes, at, out _, out _));

    private bool StartsQuoted(ReadOnlySpan<byte> line)
    {
        if (shape.First == FirstField.Anything || !line.StartsWith("\""u8))
            return false;
        int id = IdLength(line[1..]);
        return id is >= 1 and <= 64 && line[(1 + id)..].StartsWith("\","u8);
    }

    private bool StartsPlain(ReadOnlySpan<byte> line)
    {
        if (shape.First == FirstField.Anything)
            return line.StartsWith(shape.Quoted ? "\"\","u8 : ","u8)
                || (!shape.Quoted || line[0] == '"') && line.Length > (shape.Quoted ? 1 : 0)
                && !"\",\r\n"u8.Contains(line[shape.Quoted ? 1 : 0]);
        int id = IdLength(line);
        return id is >= 1 and <= 64 && line[id..].StartsWith(","u8);
    }

    private int IdLength(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> ids = shape.First == FirstField.Digits
            ? "0123456789.+Ee"u8
            : "0123456789.+ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=_/-"u8;
        int length = line.IndexOfAnyExcept(ids);
        return length < 0 ? line.Length : length;
    }

    /// <summary>
    /// RFC 4180, from <paramref name="at"/> to the first newline outside quotes or the end; false if it is broken or has the wrong number
    /// of fields.
    /// </summary>
    /// <param name="end">After the line end.</param>
    /// <param name="length">Without the line end.</param>
    private bool TryRecord(ReadOnlySpan<byte> bytes, int at, out int end, out int length)
    {
        end = at;
        length = 0;
        fields = 0;
        columns = 0;
        while (true)
        {
            field.Clear();
            bool quoted = end < bytes.Length && bytes[end] == '"';
            if (!(quoted ? TryQuoted(bytes, ref end) : TryPlain(bytes, ref end)))
                return false;
            bool lineEnds = end == bytes.Length || bytes[end] != ',';
            length = end - at;
            if (lineEnds && !quoted && field.Count > 0 && field[^1] == '\r')
            {
                field.RemoveAt(field.Count - 1);
                length--;
            }

            fields = HashedRecord.Add(fields, field.ToArray());
            columns++;
            if (!lineEnds)
            {
                end++;
                continue;
            }

            // A carriage return may still follow a closing quote.
            if (end < bytes.Length && bytes[end] == '\r')
                end++;
            if (end < bytes.Length)
                end++;
            return columns == shape.Columns;
        }
    }

    private bool TryPlain(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (; at < bytes.Length && bytes[at] is not ((byte)',' or (byte)'\n'); at++)
        {
            if (bytes[at] == '"')
                return false;
            field.Add(bytes[at]);
        }

        return true;
    }

    private bool TryQuoted(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (at++; at < bytes.Length; at++)
        {
            if (bytes[at] == '"')
            {
                at++;
                if (at == bytes.Length || bytes[at] is (byte)',' or (byte)'\n')
                    return true;
                if (bytes[at] == '\r')
                    return at + 1 == bytes.Length || bytes[at + 1] == '\n';
                if (bytes[at] != '"')
                    return false;
            }

            field.Add(bytes[at]);
        }

        return false;
    }
}
