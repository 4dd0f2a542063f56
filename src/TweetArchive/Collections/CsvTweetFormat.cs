using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>A table of tweets with other columns than the releases have.</summary>
/// <param name="Shape">Of its records.</param>
/// <param name="Header">Names of its columns.</param>
/// <param name="HeaderBytes">The header as it stands in the file, to know it where it is repeated.</param>
/// <param name="Layout">Which table it is.</param>
internal sealed record CsvTweetFormat(RecordShape Shape, string[] Header, byte[] HeaderBytes, CsvLayout Layout)
    : CollectionFormat(Layout.Name, Shape, Layout.Columns)
{
    public override bool TweetIdOptional => Layout.TweetIdOptional;

    public override RowReader NewReader() => new CsvTweetReader(Shape, HeaderBytes, Layout.Translator(Header));
}

/// <summary>A known table: how it is recognised and what it can fill.</summary>
/// <param name="Needed">Columns by which it is recognised; all must be there, others may be.</param>
/// <param name="Columns">The archives' columns that it can fill.</param>
/// <param name="Translator">Makes a translator for a header.</param>
/// <param name="TweetIdOptional">It has tweets without an id.</param>
internal sealed record CsvLayout(string Name, string[] Needed, IReadOnlySet<TweetColumn> Columns, Func<string[], CsvTranslator> Translator, bool TweetIdOptional = false);

/// <summary>The known tables.</summary>
internal static class CsvLayouts
{
    // The one with most columns first, where one table has all columns of another.
    private static readonly CsvLayout[] All = [TwarcCsv.Layout, .. FiveThirtyEight.Layouts, NbcNews.Layout];

    /// <summary>The known table with this header; null if there is none.</summary>
    public static CsvLayout? Find(string[] header) => All.FirstOrDefault(l => l.Needed.All(header.Contains));
}

/// <summary>Cells of one table into those of the archives. One for each worker.</summary>
internal abstract class CsvTranslator
{
    public abstract void Translate(CsvCells row, TweetCells to);
}

/// <summary>A record by the places of a known table's columns.</summary>
internal readonly ref struct CsvCells(Record record, FieldText text)
{
    private readonly Record record = record;

    /// <summary>The cell, unescaped; empty where the table has no such column.</summary>
    public ReadOnlySpan<byte> this[int place] => place < 0 ? default : text.Read(record, place);
}

/// <summary>Reads the records of a table.</summary>
internal sealed class CsvTweetReader(RecordShape shape, byte[] header, CsvTranslator translator) : RowReader
{
    private readonly RecordScanner scanner = new(Tokeniser.Best, shape);
    private readonly FieldText text = new();
    private readonly TweetCells cells = new();

    public override void Read<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, THandler rows)
    {
        var records = new Records<THandler>(this, rows, padded);
        scanner.Scan(padded, length, cutShort, ref records);
    }

    private void Take<THandler>(in Record record, THandler rows)
        where THandler : struct, IRowHandler
    {
        if (record.Bytes.SequenceEqual(header))
        {
            rows.OnReject(record.Start, record.Bytes, RejectReason.RepeatedHeader, "the header again");
            return;
        }

        text.StartRecord();
        cells.Clear();
        translator.Translate(new CsvCells(record, text), cells);
        rows.OnRow(new CollectionRow(cells, record.Start, record.Bytes));
    }

    private readonly ref struct Records<THandler>(CsvTweetReader reader, THandler rows, ReadOnlySpan<byte> block) : IRecordHandler
        where THandler : struct, IRowHandler
    {
        private readonly ReadOnlySpan<byte> block = block;

        public void OnRecord(in Record record) => reader.Take(record, rows);

        public void OnReject(int start, int length, RejectReason reason, string detail) => rows.OnReject(start, block.Slice(start, length), reason, detail);
    }
}
