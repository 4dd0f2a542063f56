using TweetArchive.Csv;

namespace TweetArchive.Tweets;

/// <summary>What the first rows of an entry show of how its cells are written.</summary>
internal static class DialectSample
{
    /// <param name="head">Bytes that start with a record; need not end with one.</param>
    /// <returns>The forms of the cells, and whether a line ends with a carriage return.</returns>
    public static (CellDialect Dialect, bool CarriageReturns) Of(RowFormat format, TweetSchema schema, ReadOnlySpan<byte> head)
    {
        byte[] padded = new byte[head.Length + Tokeniser.Padding];
        head.CopyTo(padded);
        var sample = new Sample(schema);
        format.NewReader().Read(padded, head.Length, cutShort: true, new Rows(sample));
        return (sample.Cells.Result, sample.CarriageReturns);
    }

    private sealed class Sample(TweetSchema schema)
    {
        public CellDialectSampler Cells { get; } = new(schema);

        public bool CarriageReturns { get; set; }
    }

    private readonly struct Rows(Sample sample) : IRowHandler
    {
        public void OnRow<TRow>(TRow row)
            where TRow : struct, ITweetRow, allows ref struct
        {
            sample.Cells.Add(row);
            sample.CarriageReturns |= row.HasCarriageReturn;
        }

        public void OnNotice()
        {
            // Shows no dialect, and neither does a damaged record.
        }

        public void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at)
        {
        }
    }
}
