using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// A table of any dialect, layout and form of cells, given out as one that the releases' own reader takes (<see cref="TranslatedRow"/>). It
/// is read from its beginning, record by record, so that a header in the middle of the file holds for what follows it. A damaged record
/// costs itself: reading continues at the next line that is a whole record.
/// </summary>
/// <param name="inner">What follows <paramref name="head"/>; disposed with this source.</param>
/// <param name="head">The first bytes, already read.</param>
/// <param name="offset">Where they are in the input.</param>
internal sealed class TableSource(ByteSource inner, byte[] head, TablePlan plan, long offset, int maxRecord, TranslationCounts counts)
    : ByteSource
{
    // How many lines after a damaged record are tried as the start of the next, before one is taken that only has its look.
    private const int MostTried = 2000;

    private readonly RowSeparators separators = new(plan.Dialect);
    private readonly RowText to = new();
    private TweetCells cells = new();

    // Of a table with a row for each item of a list: the record to which the next may belong, and where it is.
    private TweetCells held = new();
    private SourcePlace? heldAt;
    private CellsOfRecord? row;
    private CsvLayout layout = plan.Layout;
    private CsvTranslator? translator;
    private string[] header = plan.Header;
    private NameBeginnings beginnings = new(plan.Header.Concat(plan.Written));
    private readonly ReadAhead ahead = new(inner, head, plan.Start, offset);
    private long line = 1 + Lines(head.AsSpan(0, plan.Start), plan.Dialect);
    private bool headerGiven;

    public override long Done => inner.Done;

    public override int Read(Span<byte> target)
    {
        if (!headerGiven)
        {
            headerGiven = true;
            if (plan.Objects is null)
            {
                to.Append(TranslatedRow.HeaderBytes);
                to.Close();
            }
        }

        while (to.Length == 0)
        {
            if (ahead.IsUsedUp && heldAt is not null)
            {
                GiveHeld();
                break;
            }

            if (ahead.AtEnd())
                return 0;
            Advance();
        }

        return to.Take(target);
    }

    protected override void Dispose(bool disposing) => inner.Dispose();

    private TableParser Parser => separators.Parser;

    /// <summary>Where the current bytes are in the input.</summary>
    private SourcePlace Here => new(ahead.Offset, line);

    /// <summary>The next record starts after these bytes.</summary>
    private void Pass(int length)
    {
        line += Lines(ahead.Bytes[..length], plan.Dialect);
        ahead.Pass(length);
    }

    private static int Lines(ReadOnlySpan<byte> bytes, TableDialect dialect) => bytes.Count(dialect.Returns ? (byte)'\r' : (byte)'\n');

    /// <summary>Reads one record, or more bytes.</summary>
    private void Advance()
    {
        ReadOnlySpan<byte> bytes = ahead.Bytes;
        int length = 0;
        if (!bytes.IsEmpty && bytes[0] == 0)
        {
            PassZeros(bytes);
            return;
        }

        TableLine line = bytes.IsEmpty ? TableLine.Unfinished : Parser.Read(bytes, ahead.Ended, out length);
        // Zero bytes at the end of the file are not of its last record.
        if (line == TableLine.Record && ahead.Ended && length == bytes.Length && bytes[^1] == 0)
            line = Parser.Read(bytes[..bytes.TrimEnd((byte)0).Length], true, out length);
        switch (line)
        {
            case TableLine.Unfinished when !ahead.Ended && bytes.Length < maxRecord:
                ahead.Fill();
                return;
            case TableLine.Blank:
                Pass(length);
                return;
            case TableLine.Record when Parser.Count == header.Length + plan.Shift && !IsHeader(Parser):
                TakeAll(length);
                return;
            case TableLine.Record when IsHeader(Parser):
                TakeHeader(bytes[..length]);
                Pass(length);
                return;
            case var _ when separators.TrySwitch(bytes, ahead.Ended, IsRow):
                return;
            case TableLine.Record:
                RejectUpTo(bytes, RejectReason.WrongFieldCount, $"{header.Length + plan.Shift} fields expected, {Parser.Count} found");
                return;
            case TableLine.TextAroundQuote:
                RejectUpTo(bytes, RejectReason.TextAroundQuote, $"a stray or missing quote in or before field {Parser.Count + 1}");
                return;
            default:
                RejectUpTo(bytes, RejectReason.UnterminatedQuote, $"the quoted field {Parser.Count + 1} has no closing quote");
                return;
        }
    }

    private void TakeRow()
    {
        counts.OtherSeparators += separators.IsOther ? 1 : 0;
        if (plan.Objects is { } objects)
        {
            objects.Write(to, Parser, plan.Shift, Here, counts);
            return;
        }

        row ??= new CellsOfRecord(plan);
        row.Take(Parser, counts);
        cells.Clear();
        (translator ??= NewTranslator()).Translate(new CsvCells(row), cells);
        plan.Layout.Folders?.Fill(cells);
        if (!plan.Exploded)
        {
            TranslatedRow.Write(to, Here, cells);
            return;
        }

        if (heldAt is not null && held.TryJoin(cells, ExplodedLook.Lists))
        {
            counts.JoinedRows++;
            return;
        }

        GiveHeld();
        (held, cells, heldAt) = (cells, held, Here);
    }

    private void GiveHeld()
    {
        if (heldAt is { } at)
            TranslatedRow.Write(to, at, held);
        heldAt = null;
    }

    private void WriteReject(RejectReason reason, string detail, ReadOnlySpan<byte> raw)
    {
        GiveHeld();
        if (plan.Objects is null)
            TranslatedRow.WriteReject(to, Here, reason, detail, raw);
        else
            TranslatedRow.WriteDamage(to, Here, reason, detail, raw);
    }

    private CsvTranslator NewTranslator()
    {
        CsvTranslator made = layout.Translator(header);
        made.Days = plan.Days;
        counts.Add(made);
        return made;
    }

    /// <summary>Most of the cells are names that this table, or one that is known, has for its columns.</summary>
    private bool IsHeader(TableParser record)
    {
        if (record.Count < 2)
            return false;
        int first = record[0].IsEmpty || plan.Shift > 0 ? 1 : 0;
        ReadOnlySpan<byte> name = record[Math.Min(first, record.Count - 1)];
        if (name.Length is 0 or > 64 || char.IsAsciiDigit((char)name[0]))
            return false;
        if (!beginnings.MayBegin(record))
            return false;
        string[] names = ColumnNames.Of(record);
        int known = names.Count(n => n.Length > 0 && (ColumnNames.Place(header, n) >= 0 || ColumnNames.Place(plan.Written, n) >= 0));
        return known * 2 > names.Length && known > 1;
    }

    private void TakeHeader(ReadOnlySpan<byte> bytes)
    {
        string[] names = TableNames.Names(Parser);
        if (names.SequenceEqual(header, StringComparer.OrdinalIgnoreCase))
        {
            WriteReject(RejectReason.RepeatedHeader, "the header again", bytes.TrimEnd("\r\n"u8));
            return;
        }

        CsvLayout? next = plan.Objects is null ? TableNames.Next(names, layout) : null;
        string detail = next is null
            ? "a header of columns that are not known; what follows is read by the header before"
            : "a header with other columns or in another order; what follows is read by it";
        WriteReject(RejectReason.RepeatedHeader, detail, bytes.TrimEnd("\r\n"u8));
        counts.OtherHeaders++;
        if (next is null)
            return;
        (layout, header, translator) = (next, names, null);
        beginnings = new NameBeginnings(header.Concat(plan.Written));
        row = new CellsOfRecord(plan with { Escapes = plan.EscapesOf(names), Header = names, Layout = next });
    }

    /// <summary>Rejects the damaged record at the start of the bytes up to the next that is whole.</summary>
    private void RejectUpTo(ReadOnlySpan<byte> bytes, RejectReason reason, string detail)
    {
        // What follows must have been read to tell where a record starts.
        if (!ahead.Ended && bytes.Length < ReadAhead.ChunkBytes)
        {
            ahead.Fill();
            return;
        }

        int at = 0;
        for (int n = 0; n < MostTried; n++)
        {
            int newline = bytes[at..].IndexOfAny((byte)'\n', plan.Dialect.Returns ? (byte)'\r' : (byte)'\n');
            if (newline < 0)
            {
                at = bytes.Length;
                break;
            }

            at += newline + 1;
            if (at == bytes.Length || StartsRecord(bytes[at..]))
                break;
        }

        // What is before zero bytes is a record by itself, or damaged by itself.
        int run = 0;
        if (!ZeroRuns.Any(bytes[..at].TrimEnd("\r\n"u8)) || !ZeroRuns.Next(bytes[..at], ref run, out _, out _))
            Reject(bytes[..at], reason, detail);
        else if (Parser.Read(bytes[..run], true, out int length) != TableLine.Record || length != run
            || Parser.Count != header.Length + plan.Shift)
            Reject(bytes[..run], reason, detail);
        else
            TakeAll(run);
    }

    private void TakeAll(int length)
    {
        TakeRow();
        Pass(length);
    }

    private void PassZeros(ReadOnlySpan<byte> bytes)
    {
        int zeros = bytes.IndexOfAnyExcept((byte)0);
        if (zeros < 0 && !ahead.Ended && bytes.Length < maxRecord)
            ahead.Fill();
        else
            Reject(bytes[..(zeros < 0 ? bytes.Length : zeros)], RejectReason.ZeroBytes, ZeroRuns.Detail);
    }

    private bool StartsRecord(ReadOnlySpan<byte> bytes)
    {
        TableLine line = Parser.Read(bytes, ahead.Ended, out _);
        return (line == TableLine.Record && IsRow(Parser))
            || (line != TableLine.Unfinished && separators.Find(bytes, ahead.Ended, IsRow) is not null);
    }

    /// <summary>It begins with an id, where the table has a column for it, or is a header.</summary>
    private bool IsRow(TableParser record)
    {
        if (record.Count != header.Length + plan.Shift)
            return IsHeader(record);
        int id = plan.Users ? -1 : ColumnNames.Place(header, "tweetid");
        return id < 0 || Cells.TryParseId(IdForms.Bare(record[id + plan.Shift]), out _, out _) || IsHeader(record);
    }

    private void Reject(ReadOnlySpan<byte> bytes, RejectReason reason, string detail)
    {
        const int MostKept = 64 * 1024;
        if (ahead.IsBroken && bytes.Length == ahead.Bytes.Length)
            (reason, detail) = (RejectReason.CutShort, "the input breaks off inside this record");
        ReadOnlySpan<byte> text = bytes.TrimEnd("\r\n"u8);
        WriteReject(reason, detail, text[..Math.Min(text.Length, MostKept)]);
        Pass(bytes.Length);
    }
}
