using TweetArchive.Collections.CellForms;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>A table that <see cref="TableSource"/> translates while it is read.</summary>
/// <param name="Schema">Where the columns are in what it gives out.</param>
/// <param name="Plan">How the table itself is read.</param>
/// <param name="Counts">What was met.</param>
internal sealed record TranslatedFormat(TweetSchema Schema, TablePlan Plan, TranslationCounts Counts) : RowFormat(TranslatedRow.Shape)
{
    public override bool TweetIdOptional => Plan.Layout.TweetIdOptional;

    public override IReadOnlyDictionary<string, long> Conversions => Counts.ByName;

    public override RowReader NewReader() => new TranslatedReader(Schema);
}

/// <summary>Reads what <see cref="TableSource"/> gives out.</summary>
internal sealed class TranslatedReader(TweetSchema schema) : RowReader
{
    private readonly RecordScanner scanner = new(Tokeniser.Best, TranslatedRow.Shape);
    private readonly FieldText text = new();

    public override void Read<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, THandler rows)
    {
        var records = new Records<THandler>(rows, text, schema, padded);
        scanner.Scan(padded, length, cutShort: false, ref records);
    }

    private readonly ref struct Records<THandler>(THandler rows, FieldText text, TweetSchema schema, ReadOnlySpan<byte> block)
        : IRecordHandler
        where THandler : struct, IRowHandler
    {
        private readonly ReadOnlySpan<byte> block = block;

        public void OnRecord(in Record record)
        {
            text.StartRecord();
            if (!Digits.TryParse(text.Read(record, 0), out long offset) || !Digits.TryParse(text.Read(record, 1), out long line))
                return;
            var at = new SourcePlace(offset, line);
            if (TranslatedRow.TryProblem(text.Read(record, record.Columns - 1), out RejectReason reason, out string detail))
                rows.OnReject(record.Start, text.Read(record, TranslatedRow.PlaceOf(TweetColumn.TweetText)), reason, detail, at);
            else
                rows.OnRow(new Row(record, text, schema, at));
        }

        // A head that ends within a record: the next block has it whole.
        public void OnReject(int start, int length, RejectReason reason, string detail)
        {
            if (start + length < block.Length)
                rows.OnReject(start, block.Slice(start, length), reason, detail);
        }
    }

    private readonly ref struct Row(Record record, FieldText text, TweetSchema schema, SourcePlace at) : ITweetRow
    {
        private readonly Record record = record;

        public ReadOnlySpan<byte> this[TweetColumn column] => schema[column] is >= 0 and int place ? text.Read(record, place) : default;

        public int Start => record.Start;

        public ReadOnlySpan<byte> Bytes => record.Bytes;

        public bool HasCarriageReturn => false;

        public long OffsetIn(long blockOffset) => at.Offset;

        public long Line => at.Line;
    }
}
