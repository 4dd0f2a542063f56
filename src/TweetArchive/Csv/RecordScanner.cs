namespace TweetArchive.Csv;

/// <summary>Takes the records and the rejects of a block, in order.</summary>
public interface IRecordHandler
{
    void OnRecord(in Record record);

    /// <summary>Bytes that are no record: <paramref name="start"/> and <paramref name="length"/> in the scanned bytes.</summary>
    void OnReject(int start, int length, RejectReason reason, string detail);
}

/// <summary>
/// Stage 2 of reading: records out of a block that starts with a record. A damaged record costs itself alone: reading goes
/// on at the next line that starts as this file's records do, and what lies between is a reject.
/// </summary>
public sealed class RecordScanner(Tokeniser tokeniser, RecordShape shape)
{
    private readonly SeparatorIndex index = new();

    /// <param name="padded">The bytes, and <see cref="Tokeniser.Padding"/> more.</param>
    /// <param name="length">How many of them to read.</param>
    /// <param name="cutShort">The input broke off behind these bytes.</param>
    /// <param name="handler">Receives every byte but blank lines, in order, as records and rejects.</param>
    public void Scan<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, THandler handler)
        where THandler : IRecordHandler
    {
        int start = 0;
        while (start < length)
            start += ScanFrom(padded[start..], length - start, start, cutShort, handler);
    }

    /// <summary>Reads up to the first damage and past it; returns the bytes done.</summary>
    private int ScanFrom<THandler>(ReadOnlySpan<byte> padded, int length, int shift, bool cutShort, THandler handler)
        where THandler : IRecordHandler
    {
        ReadOnlySpan<byte> bytes = padded[..length];
        tokeniser.Index(padded, length, index);
        int ended = index.RowCount == 0 ? 0 : (int)index.FieldEnds[index.RowEnds[^1]] + 1;
        if (ended < length && !index.EndsInsideQuotes)
            index.CloseLastRecord(length);

        bool clean = !index.Malformed && !index.EndsInsideQuotes;
        ReadOnlySpan<uint> fieldEnds = index.FieldEnds;
        int firstField = 0;
        int rowStart = 0;
        ReadOnlySpan<int> rowEnds = index.RowEnds;
        ReadOnlySpan<bool> rowEscapes = index.RowEscapes;
        for (int row = 0; row < rowEnds.Length; row++)
        {
            int rowEnd = rowEnds[row];
            // Behind damage the index may take closing quotes for opening ones.
            bool escapes = !clean || rowEscapes[row];
            var record = new Record(bytes, fieldEnds[firstField..(rowEnd + 1)], rowStart, shift, escapes);
            int next = Math.Min(length, (int)fieldEnds[rowEnd] + 1);
            firstField = rowEnd + 1;
            if (record.Columns == shape.Columns && (clean || record.IsWellFormed()))
            {
                handler.OnRecord(record);
            }
            else if (!record.Bytes.IsEmpty)
            {
                int resumed = FindRecord(bytes, rowStart);
                Reject(bytes, rowStart, resumed, cutShort, shift, handler);
                if (resumed != next)
                    return resumed;
            }

            rowStart = next;
        }

        if (rowStart < length)
        {
            int resumed = FindRecord(bytes, rowStart);
            Reject(bytes, rowStart, resumed, cutShort, shift, handler);
            return resumed;
        }

        return length;
    }

    private void Reject<THandler>(ReadOnlySpan<byte> bytes, int start, int end, bool cutShort, int shift, THandler handler)
        where THandler : IRecordHandler
    {
        (RejectReason reason, string detail) = cutShort && end == bytes.Length
            ? (RejectReason.CutShort, "the input breaks off inside this record")
            : RecordDamage.Describe(bytes[start..end], shape.Columns);
        handler.OnReject(shift + start, end - start, reason, detail);
    }

    /// <summary>The next line start behind <paramref name="damaged"/> at which a record starts, or the end of the bytes.</summary>
    private int FindRecord(ReadOnlySpan<byte> bytes, int damaged)
    {
        int at = damaged;
        while (true)
        {
            int newline = bytes[at..].IndexOf((byte)'\n');
            if (newline < 0)
                return bytes.Length;
            at += newline + 1;
            ReadOnlySpan<byte> line = bytes[at..];
            if (shape.StartsRecord(line) && (shape.Proves || shape.IsWholeRecord(line, mayLackNewline: true)))
                return at;
        }
    }
}
