using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.JsonFiles;
using TweetArchive.Collections.Layouts;
using TweetArchive.Collections.ParquetFiles;
using TweetArchive.Collections.TableFiles;
using TweetArchive.Csv;
using TweetArchive.Requests;
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
    /// <summary>
    /// The shape of the records of a released file, by which they can be found from any place in it; null for other formats.
    /// </summary>
    public RecordShape? Shape => (Format as ArchiveFormat)?.Shape;

    /// <summary>It can be read in ranges: the start of a record is proof of itself anywhere in the file.</summary>
    public bool Divisible => Shape is { Proves: true } && !IsTranslated;

    /// <summary>It is in another format than the releases.</summary>
    public bool IsCollection => Format is CollectionFormat or TranslatedFormat { Plan.Layout.Name: not ("release" or "users") };

    /// <summary>What is read is a translation, so that places in it are not places in the input.</summary>
    public bool IsTranslated { get; private init; }

    /// <summary>What was known of the entry before it was opened.</summary>
    public ReadAs ReadAs { get; private init; } = ReadAs.Itself;

    /// <summary>What to know before the numbers are used.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

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
    public static EntryHead Read(BlockReader reader, ArchiveEntry entry) => ReadAny(reader, entry) with { ReadAs = entry.ReadAs };

    private static EntryHead ReadAny(BlockReader reader, ArchiveEntry entry)
    {
        string sourceName = entry.SourceName;
        ReadOnlySpan<byte> head = reader.Head;
        int mark;
        if (head.IsEmpty)
            throw reader.Broken ?? new ArchiveException($"{sourceName}: the file is empty. Download it again.");
        if (head.StartsWith("PAR1"u8))
            return ReadParquet(reader, entry);
        Remark[] remarks = [.. UnwrittenBeginning.Skip(reader, sourceName, out mark), .. EncodedText.Decode(reader, entry)];
        head = reader.Head;
        if (head.StartsWith("\uFEFF"u8))
        {
            mark += 3;
            reader.Skip(3);
            head = reader.Head;
        }

        int comments = BeforeJson.Comments(head);
        int commentLines = head[..comments].Count((byte)'\n');
        if (comments > 0)
        {
            remarks = [.. remarks, new("comments", $"{Math.Max(1, commentLines)} lines of comments before the JSON were skipped")];
            mark += comments;
            reader.Skip(comments);
            head = reader.Head;
        }

        if (PrintedSource.Is(head))
            return ReadPrinted(reader, entry, remarks);
        EntryHead read = JsonRecognition.IsJson(head) ? ReadJson(reader, mark, entry, remarks.Length > 0)
            : ReadCsv(reader, mark, entry);
        return read with
        {
            HeaderLines = read.HeaderLines + commentLines,
            Remarks = [.. remarks, .. read.Remarks, .. IdRemarks.Of(read.Dialect)],
            IsTranslated = read.IsTranslated || remarks.Length > 0,
        };
    }

    private static EntryHead ReadCsv(BlockReader reader, int mark, ArchiveEntry entry)
    {
        (string sourceName, ReadAs reading) = (entry.SourceName, entry.ReadAs);
        ReadOnlySpan<byte> head = reader.Head;
        // A zero byte in a text is not a reason to refuse a file; one in its first line is.
        int zero = head[..Math.Min(head.Length, 4096)].IndexOf((byte)0);
        if (zero >= 0 && !head[..zero].Contains((byte)'\n'))
            throw NotText(sourceName);

        if ((TypographicQuotes.Describe(head) ?? AlignedOutput.Describe(head)) is { } unclear)
            throw new ArchiveException($"{sourceName}: {unclear}");
        CollectorLayout? said = CollectorLayouts.Said(reading, out DayOrder? days);
        if (said is null && ObjectTable.Plan(head, reader.Ended) is { } objects)
            return ReadObjects(reader, objects, entry);
        bool mixed = reading.Mixed || FolderValues.MayBeIn(sourceName);
        if (TableLook.Plan(head, reader.Ended, said, mixed) is { } plan)
            return ReadTable(reader, plan with { Layout = plan.Layout.With(sourceName, plan.Header) }, days);
        int headerLength = CsvHeader.Length(head, sourceName);
        byte[] headerBytes = head[..headerLength].TrimEnd("\r\n"u8).ToArray();
        string[] header = CsvHeader.Split(headerBytes);
        TweetSchema schema;
        try
        {
            schema = TweetSchema.FromHeader(header);
        }
        catch (SchemaException e)
        {
            byte[]? before = entry.Companion is { } first ? BeginningOf(first) : null;
            if (zero < 0 && HeaderlessTable.Plan(head, reader.Ended, before, entry.Companion?.SourceName) is { } headerless)
                return ReadTable(reader, headerless, days);
            if (ForeignText.Describe(head) is { } foreign)
                throw new ArchiveException($"{sourceName}: this is {foreign}", e);
            throw zero >= 0 ? NotText(sourceName)
                : new ArchiveException($"{sourceName}: {TableLook.DescribeUnknown(head, reader.Ended, header, e.Message)}", e);
        }

        int headerLines = Math.Max(1, head[..headerLength].Count((byte)'\n'));
        reader.Skip(headerLength);
        (bool firstQuoted, bool allQuoted) = CsvHeader.QuotingOfFirstRecord(reader.Head, schema.Header.Count);
        var format = new ArchiveFormat(schema, new RecordShape(schema.Header.Count, firstQuoted, schema.First));
        return Of(format, schema, reader.Head, allQuoted ? "all" : "minimal", headerLines, headerBytes, mark + headerLength);
    }

    private static byte[] BeginningOf(ArchiveEntry entry)
    {
        using var source = ByteSource.Open(entry);
        byte[] beginning = new byte[256 * 1024];
        int length = 0;
        for (int read = 1; read > 0 && length < beginning.Length; length += read)
            read = source.Read(beginning.AsSpan(length));
        return beginning[..length];
    }

    /// <summary>A table that is not written as the releases are: translated while it is read.</summary>
    private static EntryHead ReadTable(BlockReader reader, TablePlan plan, DayOrder? days)
    {
        plan = TableTimes.With(plan, reader.Head, reader.Ended, days);
        var counts = new TranslationCounts();
        long offset = reader.Offset;
        reader.Translate((ahead, rest) => new TableSource(rest, ahead, plan, offset, reader.MaxRecord, counts));
        TweetSchema schema = TweetSchema.Translated(
            plan.Users ? RowKind.Users : RowKind.Tweets, plan.Variant, TranslatedRow.Header, plan.Layout.Columns(plan.Header));
        reader.Skip(TranslatedRow.HeaderBytes.Length + 1);
        var format = new TranslatedFormat(schema, plan, counts);
        EntryHead head = Of(format, schema, reader.Head, "minimal", plan.HeaderLines, [], 0);
        return head with { Remarks = [.. plan.Remarks, .. plan.Layout.Folders?.Remarks ?? []], IsTranslated = true };
    }

    /// <summary>Objects that were printed and not written as JSON.</summary>
    private static EntryHead ReadPrinted(BlockReader reader, ArchiveEntry entry, Remark[] remarks)
    {
        reader.Translate((ahead, rest) => new PrintedSource(rest, ahead, reader.MaxRecord));
        EntryHead head = ReadJson(reader, 0, entry, decoded: true);
        return head with
        {
            Format = head.Format is CollectionFormat objects ? objects with { Placed = true } : head.Format,
            Remarks = [
                .. remarks, new("printed_objects",
                    "the objects are written as Python or MongoDB's shell prints them, or as JSON in strings; they are read as JSON"),
                .. head.Remarks, .. IdRemarks.Of(head.Dialect),
            ],
            IsTranslated = true,
        };
    }

    /// <summary>A table with objects in its cells: its rows are read as JSON.</summary>
    private static EntryHead ReadObjects(BlockReader reader, TablePlan plan, ArchiveEntry entry)
    {
        var counts = new TranslationCounts();
        long offset = reader.Offset;
        reader.Translate((ahead, rest) => new TableSource(rest, ahead, plan, offset, reader.MaxRecord, counts));
        EntryHead head = ReadJson(reader, 0, entry, decoded: true);
        return head with
        {
            Format = (CollectionFormat)head.Format with { Table = counts, Placed = true },
            Remarks = [.. plan.Remarks, .. head.Remarks],
            IsTranslated = true,
        };
    }

    private static EntryHead ReadParquet(BlockReader reader, ArchiveEntry entry)
    {
        var counts = new TranslationCounts();
        ParquetSource? source = null;
        reader.Translate((ahead, rest) =>
        {
            Stream file = entry.IsPlain ? FileOf(entry, rest) : SpooledStream.Of(ahead, rest);
            CollectorLayout? given = CollectorLayouts.Said(entry.ReadAs, out DayOrder? days);
            return (given is null ? ParquetObjects.TryOpen(file, e => ParquetSource.Damaged(entry.SourceName, e)) : null)
                ?? (ByteSource)(source = new ParquetSource(file, entry.SourceName, given, counts, days));
        });
        if (source is null)
        {
            EntryHead objects = ReadJson(reader, 0, entry, decoded: true);
            return objects with
            {
                Format = objects.Format is CollectionFormat format ? format with { Placed = true } : objects.Format,
                Remarks = [new("objects_in_columns", "Parquet whose columns hold objects and lists of them; each row is read as the object "
                    + "that it was made from"), .. objects.Remarks, .. IdRemarks.Of(objects.Dialect)],
                IsTranslated = true,
            };
        }

        var plan = new TablePlan(TableDialect.Usual, source!.Layout, source.Header, 0) { Users = source.Users, HeaderLines = 0 };
        TweetSchema schema = TweetSchema.Translated(
            plan.Users ? RowKind.Users : RowKind.Tweets,
            plan.Layout.Name is "release" or "users" ? "Parquet" : plan.Layout.Name + ", Parquet", TranslatedRow.Header,
            plan.Layout.Columns(plan.Header));
        reader.Skip(TranslatedRow.HeaderBytes.Length + 1);
        EntryHead head = Of(new TranslatedFormat(schema, plan, counts), schema, reader.Head, "none", 0, [], 0);
        return head with
        {
            Remarks = [
                .. source.Remarks, .. MissingColumns.Remarks(plan.Layout, plan.Header, plan.Users), .. plan.Layout.Folders?.Remarks ?? [],
                .. IdRemarks.Of(head.Dialect),
            ],
            IsTranslated = true,
        };
    }

    private static FileStream FileOf(ArchiveEntry entry, ByteSource opened)
    {
        opened.Dispose();
        return new FileStream(entry.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <param name="decoded">What is read is not what the file holds.</param>
    private static EntryHead ReadJson(BlockReader reader, int mark, ArchiveEntry entry, bool decoded)
    {
        CollectorLayout? said = CollectorLayouts.Said(entry.ReadAs, out DayOrder? days);
        if (PandasJsonLook.Is(reader.Head))
        {
            reader.Translate((ahead, rest) => new PandasJson(
                entry.IsPlain && !decoded ? FileOf(entry, rest) : SpooledStream.Of(ahead, rest), entry.SourceName,
                said is { ByNumber: true }));
            if (reader.Head.IsEmpty)
                throw reader.Broken ?? new ArchiveException($"{entry.SourceName}: a table of JSON without a row.");
            return ReadJson(reader, 0, entry, decoded: true) with
            {
                Remarks = [new("orientation", "the JSON has its columns one after the other, names and rows apart, or rows without "
                    + "names, as pandas writes tables; the rows are put together while it is read")],
                IsTranslated = true,
            };
        }

        if (TypographicQuotes.Describe(reader.Head) is { } quotes)
            throw new ArchiveException($"{entry.SourceName}: {quotes}");
        CollectionFormat format = JsonRecognition.Recognise(
            reader.Head, entry.SourceName, () => entry.Companion is { } script
                ? PersonalArchive.ReadAccount(script) with { Notes = entry.Notes is { } notes ? PersonalArchive.ReadNotes(notes) : [] }
                : null, out int before, said);
        int lines = reader.Head[..before].Count((byte)'\n');
        reader.Skip(before);
        reader.AllowLonger(format.LengthFactor);
        IReadOnlyList<Remark> remarks = [];
        if (format is FlatJsonFormat flat)
            (format, remarks) = flat.Looked(reader.Head, days);
        else if (format is ApiV1Format && ScriptNames.IsDeleted(entry.SourceName))
            remarks = [PersonalArchive.Deleted];
        else if (format is ApiV2Format { WithoutAccounts: true })
            remarks = [MissingColumns.NoAccounts];
        EntryHead read = Of(
            format, TweetSchema.OfCollection(format.Name, [], format.Columns), reader.Head, "none", lines, [], mark + before);
        return read with { Remarks = remarks };
    }

    private static EntryHead Of(
        RowFormat format, TweetSchema schema, ReadOnlySpan<byte> records, string quoting, int headerLines, byte[] headerBytes, int length)
    {
        (CellDialect dialect, bool carriageReturns) = DialectSample.Of(format, schema, records);
        (format as CollectionFormat)?.Others.Clear();
        // Objects of JSON are not lines; there the first half megabyte tells.
        bool lines = format is CollectionFormat ? records.IndexOf("\r\n"u8) >= 0 : carriageReturns;
        return new EntryHead(
            schema, format, dialect with { Quoting = quoting, LineEnd = lines ? "CRLF" : "LF" }, headerLines, headerBytes, length);
    }

    private static ArchiveException NotText(string sourceName) => new($"{sourceName}: this is a binary file, not a CSV.");
}
