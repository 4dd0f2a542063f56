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

    // For what is between runs of zero bytes, while the other is at work.
    private RecordScanner? parts;

    private RecordScanner Parts => parts ??= new RecordScanner(Tokeniser.Best, shape);

    public override void Read<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, THandler rows)
    {
        var records = new Records<THandler>(rows, text, schema, padded, this);
        scanner.Scan(padded, length, cutShort, ref records);
    }

    /// <param name="reader">Null inside what is between runs of zero bytes.</param>
    private readonly ref struct Records<THandler>(
        THandler rows, FieldText text, TweetSchema schema, ReadOnlySpan<byte> block, ArchiveReader? reader) : IRecordHandler
        where THandler : struct, IRowHandler
    {
        private readonly ReadOnlySpan<byte> block = block;

        public void OnRecord(in Record record)
        {
            if (record.HasZeroAround && reader is not null)
            {
                OnReject(record.Start, record.Bytes.Length, RejectReason.ZeroBytes, ZeroRuns.Detail);
                return;
            }

            text.StartRecord();
            rows.OnRow(new ArchiveRow(record, text, schema));
        }

        public void OnReject(int start, int length, RejectReason reason, string detail)
        {
            ReadOnlySpan<byte> bytes = block.Slice(start, length);
            if (reader is null || !ZeroRuns.Any(bytes.TrimEnd("\r\n"u8)))
            {
                rows.OnReject(start, bytes, reason, detail);
                return;
            }

            for (int at = 0; ZeroRuns.Next(bytes, ref at, out Range part, out bool zeros);)
            {
                int from = start + part.Start.Value;
                if (zeros)
                {
                    rows.OnReject(from, bytes[part], RejectReason.ZeroBytes, ZeroRuns.Detail);
                    continue;
                }

                var records = new Records<THandler>(rows, text, schema, block, null);
                reader.Parts.Scan(block[from..], bytes[part].Length, cutShort: false, ref records, from);
            }
        }
    }
}
