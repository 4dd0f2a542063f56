using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Csv;
using TweetArchive.Jobs;
using TweetArchive.Tweets;

namespace TweetArchive.Planning;

/// <summary>What the beginning of an entry tells: its columns, its format, its dialect.</summary>
/// <param name="Schema">Its columns.</param>
/// <param name="Format">How its records become rows.</param>
/// <param name="Dialect">How its cells are written.</param>
/// <param name="HeaderLines">Physical lines of the header.</param>
/// <param name="HeaderBytes">The header as it is written in the file, to recognise it when it is repeated.</param>
/// <param name="Length">Bytes before the first record: a byte order mark and the header.</param>
internal sealed record EntryHead(TweetSchema Schema, RowFormat Format, CellDialect Dialect, int HeaderLines, byte[] HeaderBytes, int Length)
{
    /// <summary>The shape of the records of a released file, by which they can be found from any place in it; null for other formats.</summary>
    public RecordShape? Shape => (Format as ArchiveFormat)?.Shape;

    /// <summary>It can be read in ranges: the start of a record is proof of itself anywhere in the file.</summary>
    public bool Divisible => Shape is { Proves: true };

    /// <summary>It is in another format than the releases.</summary>
    public bool IsCollection => Format is CollectionFormat;

    /// <summary>Opens an entry for its head alone.</summary>
    /// <exception cref="ArchiveException">The entry cannot be read, or does not hold tweets or users.</exception>
    public static EntryHead Read(ArchiveEntry entry, RunOptions options, CancellationToken cancelled)
    {
        using var pool = new BlockPool(2, options.BlockSize);
        using var reader = new BlockReader(ByteSource.Open(entry), pool, options.MaxRecordBytes, cancelled);
        return Read(reader, entry);
    }

    /// <summary>Leaves <paramref name="reader"/> at the first record.</summary>
    /// <exception cref="ArchiveException">These are not tweets or users; the message says what it is instead.</exception>
    public static EntryHead Read(BlockReader reader, ArchiveEntry entry)
    {
        string sourceName = entry.SourceName;
        ReadOnlySpan<byte> head = reader.Head;
        int mark = 0;
        if (head.IsEmpty)
            throw reader.Broken ?? new ArchiveException($"{sourceName}: the file is empty. Download it again.");
        if (head.StartsWith("\uFEFF"u8))
        {
            mark = 3;
            reader.Skip(mark);
            head = reader.Head;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new ArchiveException($"{sourceName}: the text is UTF-16. Convert it first: iconv -f UTF-16 -t UTF-8.");
        return JsonRecognition.IsJson(head) ? ReadJson(reader, mark, entry) : ReadCsv(reader, mark, sourceName);
    }

    private static EntryHead ReadCsv(BlockReader reader, int mark, string sourceName)
    {
        ReadOnlySpan<byte> head = reader.Head;
        // A zero byte in a text is not a reason to refuse a file; one in its first line is.
        int zero = head[..Math.Min(head.Length, 4096)].IndexOf((byte)0);
        if (zero >= 0 && !head[..zero].Contains((byte)'\n'))
            throw NotText(sourceName);

        int headerLength = CsvHeader.Length(head, sourceName);
        byte[] headerBytes = head[..headerLength].TrimEnd("\r\n"u8).ToArray();
        string[] header = CsvHeader.Split(headerBytes);
        CsvLayout? layout = CsvLayouts.Find(header);
        TweetSchema schema;
        try
        {
            schema = layout is null ? TweetSchema.FromHeader(header) : TweetSchema.OfCollection(layout.Name, header, layout.Columns);
        }
        catch (SchemaException e)
        {
            throw zero >= 0 ? NotText(sourceName) : new ArchiveException($"{sourceName}: {e.Message}", e);
        }

        int headerLines = Math.Max(1, head[..headerLength].Count((byte)'\n'));
        reader.Skip(headerLength);
        (bool firstQuoted, bool allQuoted) = CsvHeader.QuotingOfFirstRecord(reader.Head, schema.Header.Count);
        if (layout is not null)
        {
            var table = new CsvTweetFormat(new RecordShape(header.Length, firstQuoted, FirstField.Anything), header, headerBytes, layout);
            return Of(table, schema, reader.Head, "minimal", headerLines, headerBytes, mark + headerLength);
        }

        var format = new ArchiveFormat(schema, new RecordShape(schema.Header.Count, firstQuoted, schema.First));
        return Of(format, schema, reader.Head, allQuoted ? "all" : "minimal", headerLines, headerBytes, mark + headerLength);
    }

    private static EntryHead ReadJson(BlockReader reader, int mark, ArchiveEntry entry)
    {
        CollectionFormat format = JsonRecognition.Recognise(
            reader.Head, entry.SourceName, () => entry.Account is { } script ? PersonalArchive.ReadAccount(script) : null, out int before);
        int lines = reader.Head[..before].Count((byte)'\n');
        reader.Skip(before);
        return Of(format, TweetSchema.OfCollection(format.Name, [], format.Columns), reader.Head, "none", lines, [], mark + before);
    }

    private static EntryHead Of(
        RowFormat format, TweetSchema schema, ReadOnlySpan<byte> records, string quoting, int headerLines, byte[] headerBytes, int length)
    {
        (CellDialect dialect, bool carriageReturns) = DialectSample.Of(format, schema, records);
        // Objects of JSON are not lines; there the first half megabyte tells.
        bool lines = format is CollectionFormat ? records.IndexOf("\r\n"u8) >= 0 : carriageReturns;
        return new EntryHead(schema, format, dialect with { Quoting = quoting, LineEnd = lines ? "CRLF" : "LF" }, headerLines, headerBytes, length);
    }

    private static ArchiveException NotText(string sourceName) => new($"{sourceName}: this is a binary file, not a CSV.");
}
