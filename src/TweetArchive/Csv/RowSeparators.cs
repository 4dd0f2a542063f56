namespace TweetArchive.Csv;

/// <summary>
/// Rows of one table that are not all written with the separator of its header, as where a program was moved to a computer of another
/// country and continued the file. A row is of another separator only if it is a whole record by it.
/// </summary>
internal sealed class RowSeparators
{
    private static readonly byte[] Known = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    private readonly TableParser[] parsers;

    public RowSeparators(TableDialect dialect)
    {
        Parser = new TableParser(dialect);
        parsers = [Parser, .. Known.Where(s => s != dialect.Separator).Select(s => new TableParser(dialect with { Separator = s }))];
    }

    /// <summary>By which the next row is read: that of the row before it.</summary>
    public TableParser Parser { get; private set; }

    /// <summary>It is not that of the header.</summary>
    public bool IsOther => Parser != parsers[0];

    /// <summary>Finds the separator by which the bytes begin with a record.</summary>
    /// <param name="last">Nothing follows the bytes.</param>
    /// <param name="isRecord">Tells of what a parser has read whether it is one.</param>
    /// <returns>False if there is none, or it is the present one.</returns>
    public bool TrySwitch(ReadOnlySpan<byte> bytes, bool last, Predicate<TableParser> isRecord)
    {
        if (Find(bytes, last, isRecord) is not { } found)
            return false;
        Parser = found;
        return true;
    }

    /// <summary>The same without reading on by it.</summary>
    public TableParser? Find(ReadOnlySpan<byte> bytes, bool last, Predicate<TableParser> isRecord)
    {
        int newline = bytes.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = newline < 0 ? bytes : bytes[..newline];
        foreach (TableParser parser in parsers)
        {
            if (parser != Parser && line.IndexOf(parser.Dialect.Separator) >= 0
                && parser.Read(bytes, last, out _) == TableLine.Record && isRecord(parser))
                return parser;
        }

        return null;
    }
}
