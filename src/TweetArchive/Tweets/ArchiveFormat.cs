using TweetArchive.Csv;

namespace TweetArchive.Tweets;

/// <summary>The format of the releases: a CSV with the archives' own columns.</summary>
/// <param name="Schema">Where the columns are.</param>
/// <param name="Shape">Of its records.</param>
internal sealed record ArchiveFormat(TweetSchema Schema, RecordShape Shape) : RowFormat(Shape)
{
    public override RowReader NewReader() => new ArchiveReader(Schema, Shape);
}

/// <summary>Reads the records of a released file.</summary>
internal sealed class ArchiveReader(TweetSchema schema, RecordShape shape) : RowReader
{
    private readonly RecordScanner scanner = new(Tokeniser.Best, shape);
    private readonly FieldText text = new();

    public override void Read<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, THandler rows)
    {
        var records = new Records<THandler>(rows, text, schema, padded);
        scanner.Scan(padded, length, cutShort, ref records);
    }

    private readonly ref struct Records<THandler>(THandler rows, FieldText text, TweetSchema schema, ReadOnlySpan<byte> block)
        : IRecordHandler
        where THandler : struct, IRowHandler
    {
        private readonly ReadOnlySpan<byte> block = block;

        public void OnRecord(in Record record)
        {
            text.StartRecord();
            rows.OnRow(new ArchiveRow(record, text, schema));
        }

        public void OnReject(int start, int length, RejectReason reason, string detail) =>
            rows.OnReject(start, block.Slice(start, length), reason, detail);
    }
}
