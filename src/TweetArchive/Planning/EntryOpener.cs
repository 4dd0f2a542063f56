using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Csv;
using TweetArchive.Jobs;
using TweetArchive.Tweets;

namespace TweetArchive.Planning;

/// <summary>What the beginning of an entry tells: its columns, the shape of its records, its dialect.</summary>
/// <param name="HeaderLines">Physical lines of the header.</param>
/// <param name="HeaderBytes">The header as it stands in the file, to recognise it when it is repeated.</param>
/// <param name="Length">Bytes before the first record: a byte order mark and the header.</param>
public sealed record EntryHead(TweetSchema Schema, RecordShape Shape, CellDialect Dialect, int HeaderLines, byte[] HeaderBytes, int Length)
{
    /// <summary>How to read it, if it is not in the format of the releases; then <see cref="Shape"/> is that of no record.</summary>
    internal CollectionFormat? Collection { get; init; }

    /// <summary>How records follow each other.</summary>
    internal IRecordFraming Framing => Collection?.Framing ?? Shape;

    /// <summary>Starts of records can be told anywhere in the file, so that it can be read in ranges.</summary>
    internal bool Divisible => Collection is null && Shape.Proves;
}

/// <summary>Reads the header of an entry and learns what its records look like.</summary>
public static class EntryOpener
{
    // The merged header of all formats is under 2 KB; a first line beyond this is no header.
    private const int LongestHeader = 64 * 1024;

    private static readonly RecordShape NoRecord = new(1, Quoted: false, FirstField.Anything);

    /// <summary>Opens an entry for its head alone.</summary>
    /// <exception cref="ArchiveException">The entry cannot be read, or is no tweets or users CSV.</exception>
    internal static EntryHead ReadHead(ArchiveEntry entry, RunOptions options, CancellationToken cancelled)
    {
        using var pool = new BlockPool(2, options.BlockSize);
        using var reader = new BlockReader(ByteSource.Open(entry), pool, options.MaxRecordBytes, cancelled);
        return ReadHead(reader, entry);
    }

    /// <summary>Leaves <paramref name="reader"/> at the first record.</summary>
    /// <exception cref="ArchiveException">This is no tweets or users CSV; the message says what it is instead.</exception>
    public static EntryHead ReadHead(BlockReader reader, ArchiveEntry entry)
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
        if (JsonRecognition.IsJson(head))
            return ReadJsonHead(reader, mark, entry);
        // A zero byte in a text is no reason to refuse a file; one in its first line is.
        int zero = head[..Math.Min(head.Length, 4096)].IndexOf((byte)0);
        if (zero >= 0 && !head[..zero].Contains((byte)'\n'))
            throw NotText(sourceName);

        int headerLength = HeaderLength(head, sourceName);
        byte[] headerBytes = head[..headerLength].TrimEnd("\r\n"u8).ToArray();
        string[] header = Split(headerBytes);
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
        (bool firstQuoted, bool allQuoted) = QuotingOfFirstRecord(reader.Head, schema.Header.Count);
        if (layout is not null)
        {
            var format = new CsvTweetFormat(new RecordShape(header.Length, firstQuoted, FirstField.Anything), header, headerBytes, layout);
            return HeadOf(format, schema, reader.Head, headerLines, headerBytes, mark + headerLength) with { Shape = format.Shape };
        }

        var shape = new RecordShape(schema.Header.Count, firstQuoted, schema.First);
        CellDialect dialect = CellDialect.Sample(reader.Head, schema, shape, allQuoted);
        return new EntryHead(schema, shape, dialect, headerLines, headerBytes, mark + headerLength);
    }

    private static EntryHead ReadJsonHead(BlockReader reader, int mark, ArchiveEntry entry)
    {
        CollectionFormat format = JsonRecognition.Recognise(
            reader.Head, entry.SourceName, () => entry.Account is { } script ? PersonalArchive.ReadAccount(script) : null, out int before);
        int lines = reader.Head[..before].Count((byte)'\n');
        reader.Skip(before);
        return HeadOf(format, TweetSchema.OfCollection(format.Name, [], format.Columns), reader.Head, lines, [], mark + before);
    }

    private static EntryHead HeadOf(CollectionFormat format, TweetSchema schema, ReadOnlySpan<byte> head, int headerLines, byte[] headerBytes, int length) =>
        new(schema, NoRecord, CollectionSample.Dialect(format, schema, head), headerLines, headerBytes, length) { Collection = format };

    private static ArchiveException NotText(string sourceName) => new($"{sourceName}: this is a binary file, not a CSV.");

    private static int HeaderLength(ReadOnlySpan<byte> head, string sourceName)
    {
        bool inside = false;
        for (int i = 0; i < head.Length && i < LongestHeader; i++)
        {
            if (head[i] == '"')
                inside = !inside;
            else if (head[i] == '\n' && !inside)
                return i + 1;
        }

        if (head.Length >= LongestHeader)
            throw new ArchiveException($"{sourceName}: the first line is longer than {LongestHeader / 1024} KiB: this is not a CSV of the Twitter archives.");
        return head.Length;
    }

    private static string[] Split(ReadOnlySpan<byte> header)
    {
        var names = new List<string>();
        var name = new List<byte>();
        bool inside = false;
        foreach (byte b in header)
        {
            if (b == '"')
            {
                inside = !inside;
            }
            else if (b == ',' && !inside)
            {
                names.Add(Encoding.UTF8.GetString([.. name]).Trim());
                name.Clear();
            }
            else
            {
                name.Add(b);
            }
        }

        names.Add(Encoding.UTF8.GetString([.. name]).Trim());
        return [.. names];
    }

    /// <summary>Whether the first record's first field, and all of its fields, are quoted.</summary>
    private static (bool First, bool All) QuotingOfFirstRecord(ReadOnlySpan<byte> bytes, int columns)
    {
        byte[] padded = new byte[bytes.Length + Tokeniser.Padding];
        bytes.CopyTo(padded);
        var index = new SeparatorIndex();
        Tokeniser.Best.Index(padded, bytes.Length, index);
        int first = 0;
        foreach (int rowEnd in index.FindRowEnds(padded))
        {
            var record = new Record(padded, index.Starts[first..(rowEnd + 1)], 0);
            first = rowEnd;
            if (record.Columns != columns)
                continue;
            bool all = true;
            for (int i = 0; i < columns; i++)
                all &= record.Raw(i).StartsWith("\""u8);
            return (record.Raw(0).StartsWith("\""u8), all);
        }

        // No whole record at hand: a header alone, or one very long record.
        bool quoted = bytes.StartsWith("\""u8);
        return (quoted, quoted);
    }
}
