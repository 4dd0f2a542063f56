using System.Globalization;

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
        foreach (int rowEnd in index.RowEnds)
        {
            var record = new Record(bytes, fieldEnds[firstField..(rowEnd + 1)], rowStart, shift);
            int next = Math.Min(length, (int)fieldEnds[rowEnd] + 1);
            firstField = rowEnd + 1;
            int badColumn = -1;
            bool whole = record.Columns == shape.Columns && (clean || record.IsWellFormed(out badColumn));
            if (whole)
            {
                handler.OnRecord(record);
            }
            else if (!record.Bytes.IsEmpty)
            {
                int resumed = FindRecord(bytes, rowStart);
                bool quoting = badColumn >= 0 || (!clean && !record.IsWellFormed(out badColumn));
                Reject(record, rowStart, resumed, quoting ? badColumn : -1, cutShort && resumed == length, shift, handler);
                if (resumed != next)
                    return resumed;
            }

            rowStart = next;
        }

        if (rowStart < length)
        {
            int resumed = FindRecord(bytes, rowStart);
            RejectReason reason = cutShort && resumed == length ? RejectReason.CutShort : RejectReason.UnterminatedQuote;
            handler.OnReject(shift + rowStart, resumed - rowStart, reason, "a quoted field has no closing quote");
            return resumed;
        }

        return length;
    }

    private void Reject<THandler>(in Record record, int start, int end, int badColumn, bool cutShort, int shift, THandler handler)
        where THandler : IRecordHandler
    {
        (RejectReason reason, string detail) = cutShort
            ? (RejectReason.CutShort, "the input breaks off inside this record")
            : badColumn >= 0
                ? (RejectReason.TextAroundQuote, string.Create(CultureInfo.InvariantCulture, $"a stray or missing quote in or before field {badColumn + 1}"))
                : (RejectReason.WrongFieldCount, string.Create(CultureInfo.InvariantCulture, $"{shape.Columns} fields expected, {record.Columns} found"));
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
            if (shape.StartsRecord(line) && (shape.Proves || shape.IsWholeRecord(line)))
                return at;
        }
    }
}
