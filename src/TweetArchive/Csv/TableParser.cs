namespace TweetArchive.Csv;

/// <summary>What a <see cref="TableParser"/> made of the next bytes.</summary>
internal enum TableLine : byte
{
    /// <summary>The record does not end in the bytes.</summary>
    Unfinished,

    /// <summary>The line is empty.</summary>
    Blank,
    Record,
    UnterminatedQuote,
    TextAroundQuote,
}

/// <summary>
/// Reads tables of any <see cref="TableDialect"/>, a record at a time and byte by byte. The releases' own dialect has a faster reader
/// (<see cref="RecordScanner"/>); this one is for whatever else people have. Line ends of any kind inside a cell become newlines.
/// </summary>
internal sealed class TableParser(TableDialect dialect)
{
    private readonly List<(int Start, int Length, bool Quoted)> fields = [];
    private byte[] text = new byte[4 * 1024];
    private int used;

    public TableDialect Dialect => dialect;

    public int Count => fields.Count;

    /// <summary>Cells of the last record that begin with a quote and are not quoted.</summary>
    public int Literals { get; private set; }

    /// <summary>A cell of the last record, unescaped; good until the next is read.</summary>
    public ReadOnlySpan<byte> this[int field] => text.AsSpan(fields[field].Start, fields[field].Length);

    public bool IsQuoted(int field) => fields[field].Quoted;

    /// <summary>Reads one record.</summary>
    /// <param name="bytes">Start with a record.</param>
    /// <param name="last">Nothing follows them.</param>
    /// <param name="consumed">With its line end; of a damaged one, up to where the damage showed.</param>
    public TableLine Read(ReadOnlySpan<byte> bytes, bool last, out int consumed)
    {
        fields.Clear();
        used = 0;
        consumed = 0;
        Literals = 0;
        int at = 0;
        while (true)
        {
            TableLine line = at < bytes.Length && bytes[at] == dialect.Quote ? ReadQuoted(bytes, ref at, last)
                : ReadBare(bytes, ref at, last);
            if (line != TableLine.Record)
            {
                consumed = at;
                return line;
            }

            if (at >= bytes.Length)
            {
                consumed = at;
                return last ? Finish() : TableLine.Unfinished;
            }

            if (bytes[at] == dialect.Separator)
            {
                at++;
                continue;
            }

            int end = LineEnd(bytes[at..], last);
            if (end < 0)
                return TableLine.Unfinished;
            consumed = at + end;
            return Finish();
        }
    }

    private TableLine Finish()
    {
        for (int i = 0; dialect.Padded && i < fields.Count; i++)
        {
            (int start, int length, bool quoted) = fields[i];
            ReadOnlySpan<byte> cell = text.AsSpan(start, length);
            int before = length - cell.TrimStart((byte)' ').Length;
            fields[i] = (start + before, cell.Trim((byte)' ').Length, quoted);
        }

        return fields.Count == 1 && fields[0].Length == 0 && !fields[0].Quoted ? TableLine.Blank : TableLine.Record;
    }

    private TableLine ReadBare(ReadOnlySpan<byte> bytes, ref int at, bool last)
    {
        int start = used;
        Span<byte> stops = [dialect.Separator, (byte)'\n', (byte)'\r',
            dialect.Escape == TableEscape.BackslashAnywhere ? (byte)'\\' : (byte)'\n'];
        while (true)
        {
            int stop = bytes[at..].IndexOfAny(stops);
            int length = stop < 0 ? bytes.Length - at : stop;
            Append(bytes.Slice(at, length));
            at += length;
            if (stop < 0)
            {
                if (!last)
                    return TableLine.Unfinished;
                break;
            }

            if (bytes[at] == '\\')
            {
                if (!TakeEscape(bytes, ref at, last))
                    return TableLine.Unfinished;
                continue;
            }

            if (bytes[at] != '\r')
                break;
            int end = LineEnd(bytes[at..], last);
            if (end < 0)
                return TableLine.Unfinished;
            if (end > 0)
                break;
            Append(bytes.Slice(at++, 1));
        }

        fields.Add((start, used - start, false));
        return TableLine.Record;
    }

    private TableLine ReadQuoted(ReadOnlySpan<byte> bytes, ref int at, bool last)
    {
        int start = used;
        int opening = at++;
        bool backslash = dialect.Escape != TableEscape.Doubled;
        while (true)
        {
            int stop = backslash ? bytes[at..].IndexOfAny(dialect.Quote, (byte)'\r', (byte)'\\')
                : bytes[at..].IndexOfAny(dialect.Quote, (byte)'\r');
            if (stop < 0)
            {
                return !last ? TableLine.Unfinished : IsLiteral(bytes, opening) ? Literal(bytes, start, opening, ref at)
                    : TableLine.UnterminatedQuote;
            }

            Append(bytes.Slice(at, stop));
            at += stop;
            switch (bytes[at])
            {
                case (byte)'\r':
                    int end = LineEnd(bytes[at..], last);
                    if (end < 0)
                        return TableLine.Unfinished;
                    Append(end > 0 ? "\n"u8 : "\r"u8);
                    at += Math.Max(1, end);
                    continue;
                case (byte)'\\':
                    if (!TakeEscape(bytes, ref at, last))
                        return TableLine.Unfinished;
                    continue;
            }

            if (at + 1 >= bytes.Length && !last)
                return TableLine.Unfinished;
            if (at + 1 < bytes.Length && bytes[at + 1] == dialect.Quote)
            {
                Append([dialect.Quote]);
                at += 2;
                continue;
            }

            at++;
            if (at < bytes.Length && bytes[at] != dialect.Separator && bytes[at] != '\n')
            {
                int end = bytes[at] == '\r' ? LineEnd(bytes[at..], last) : 0;
                if (end < 0)
                    return TableLine.Unfinished;
                if (end == 0)
                    return IsLiteral(bytes, opening) ? Literal(bytes, start, opening, ref at) : TableLine.TextAroundQuote;
            }

            fields.Add((start, used - start, true));
            return TableLine.Record;
        }
    }

    /// <summary>With tabs, and Hive's control characters, most programs quote nothing, and a cell may begin with a quote.</summary>
    private bool IsLiteral(ReadOnlySpan<byte> bytes, int opening) => dialect.Separator is (byte)'\t' or 1 && opening < bytes.Length;

    private TableLine Literal(ReadOnlySpan<byte> bytes, int start, int opening, ref int at)
    {
        int length = bytes[opening..].IndexOfAny(dialect.Separator, (byte)'\n', (byte)'\r');
        if (length < 0)
            length = bytes.Length - opening;
        used = start;
        Append(bytes.Slice(opening, length));
        at = opening + length;
        fields.Add((start, used - start, false));
        Literals++;
        return TableLine.Record;
    }

    /// <summary>What a backslash at <paramref name="at"/> and the byte after it represent.</summary>
    private bool TakeEscape(ReadOnlySpan<byte> bytes, ref int at, bool last)
    {
        if (at + 1 >= bytes.Length)
        {
            if (!last)
                return false;
            Append("\\"u8);
            at++;
            return true;
        }

        byte escaped = bytes[at + 1];
        bool anywhere = dialect.Escape == TableEscape.BackslashAnywhere;
        if (escaped == dialect.Quote || escaped == '\\'
            || (anywhere && (escaped == dialect.Separator || escaped is (byte)'\n' or (byte)'\'' or (byte)'"')))
            Append(bytes.Slice(at + 1, 1));
        else if (anywhere && escaped is (byte)'n' or (byte)'t' or (byte)'r' or (byte)'0')
            Append(escaped switch { (byte)'n' => "\n"u8, (byte)'t' => "\t"u8, (byte)'r' => "\r"u8, _ => default });
        else
            Append(bytes.Slice(at, 2));
        at += 2;
        return true;
    }

    /// <summary>
    /// Length of the line end that starts here, with any number of carriage returns before the newline; 0 for none, −1 if more bytes must
    /// tell.
    /// </summary>
    private int LineEnd(ReadOnlySpan<byte> bytes, bool last)
    {
        if (bytes[0] == '\n')
            return 1;
        int returns = bytes.IndexOfAnyExcept((byte)'\r');
        if (returns < 0)
        {
            // Only carriage returns: at the end of the file they end the line.
            return last ? bytes.Length : -1;
        }

        if (bytes[returns] == '\n')
            return returns + 1;
        return dialect.Returns ? 1 : 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (used + bytes.Length > text.Length)
            Array.Resize(ref text, 2 * (used + bytes.Length));
        bytes.CopyTo(text.AsSpan(used));
        used += bytes.Length;
    }
}
