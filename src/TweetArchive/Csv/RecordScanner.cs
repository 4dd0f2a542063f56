using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Csv;

/// <summary>
/// Takes the records and the rejects of a block, in order. A struct, so that the scanner is compiled for it and calls it directly.
/// </summary>
public interface IRecordHandler
{
    void OnRecord(in Record record);

    /// <summary>Bytes that are not a record: <paramref name="start"/> and <paramref name="length"/> in the scanned bytes.</summary>
    void OnReject(int start, int length, RejectReason reason, string detail);
}

/// <summary>
/// Stage 2 of reading: records out of a block that starts with a record. The block is read in windows that fit the first-level
/// cache, each from a record's start: stage 1 indexes a window, stage 2 takes the whole records in it. A damaged record costs
/// itself alone: reading continues at the next line that starts as this file's records do, and what is between is a reject.
/// </summary>
/// <param name="windowBytes">Bytes indexed at a time; what comes out does not depend on it.</param>
public sealed class RecordScanner(Tokeniser tokeniser, RecordShape shape, int windowBytes = RecordScanner.WindowBytes)
{
    /// <summary>The usual window. With its index it fits 48 KiB; a record that does not end in it makes it grow.</summary>
    public const int WindowBytes = 32 * 1024;

    // After damage the bytes must be indexed again, and where there is some there is more: that must not cost a whole window each time.
    private const int WindowBehindDamage = 2 * 1024;

    private readonly SeparatorIndex index = new();

    /// <param name="padded">The bytes, and <see cref="Tokeniser.Padding"/> more.</param>
    /// <param name="length">How many of them to read.</param>
    /// <param name="cutShort">The input broke off after these bytes.</param>
    /// <param name="handler">Receives every byte but blank lines, in order, as records and rejects.</param>
    /// <param name="shift">Where the bytes start in the block.</param>
    public void Scan<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, ref THandler handler, int shift = 0)
        where THandler : struct, IRecordHandler, allows ref struct
    {
        int start = 0;
        int window = windowBytes;
        while (start < length)
        {
            var view = new Window(padded[start..], length - start, shift + start, window, cutShort);
            int done = ScanWindow(view, ref handler, out bool damaged);
            start += done;
            window = damaged ? Math.Min(windowBytes, WindowBehindDamage) : done > 0 ? Math.Min(windowBytes, window * 2) : window * 2;
        }
    }

    /// <summary>
    /// Reads the records that end in the window, or up to the first damage and past it; returns the bytes done, 0 if no record ends.
    /// </summary>
    /// <param name="damaged">The bytes done end with a reject, not with what was indexed.</param>
    private int ScanWindow<THandler>(scoped in Window window, ref THandler handler, out bool damaged)
        where THandler : struct, IRecordHandler, allows ref struct
    {
        damaged = false;
        tokeniser.Index(window.Padded, window.Length, index);
        int fields = 0;
        if (!index.Malformed && index.IsRegular(window.Padded, shape.Columns))
        {
            fields = TakeRegular(window, ref handler);
        }
        else
        {
            foreach (int end in index.FindRowEnds(window.Padded))
            {
                damaged = !TryTake(window, fields, end, ref handler, out int resumed);
                if (damaged)
                    return resumed;
                fields = end;
            }
        }

        int start = StartOf(fields);
        if (start >= window.Length)
            return window.Length;
        if (window.IsLast)
            return TakeLast(window, fields, ref handler);
        // A record continues after the window. If that is so because a quote is missing, a larger window is of no use.
        damaged = start == 0 && index.Malformed && RecordDamage.HasStrayQuote(window.Bytes[..window.Length]);
        return damaged ? Reject(window, start, ref handler) : start;
    }

    /// <summary>
    /// The path of nearly all records: each has as many fields as it should, and no quote is out of place. Returns the number of fields.
    /// </summary>
    private int TakeRegular<THandler>(scoped in Window window, ref THandler handler)
        where THandler : struct, IRecordHandler, allows ref struct
    {
        ref byte bytes = ref MemoryMarshal.GetReference(window.Padded);
        ref uint starts = ref MemoryMarshal.GetReference(index.StartsTable);
        int columns = shape.Columns;
        int shift = window.Shift;
        for (int rows = index.RowCount; rows > 0; rows--)
        {
            handler.OnRecord(new Record(in bytes, in starts, columns, shift));
            starts = ref Unsafe.Add(ref starts, columns);
        }

        return index.RowCount * columns;
    }

    /// <summary>What follows the last newline of the block: a record whose newline is missing, or the beginning of one.</summary>
    private int TakeLast<THandler>(scoped in Window window, int fields, ref THandler handler)
        where THandler : struct, IRecordHandler, allows ref struct
    {
        if (index.EndsInsideQuotes)
            return Reject(window, StartOf(fields), ref handler);
        index.CloseLastRecord(window.Bytes);
        return TryTake(window, fields, index.FieldCount, ref handler, out int resumed) ? window.Length : resumed;
    }

    /// <summary>Takes one record, or rejects it; false if reading continues elsewhere than after it.</summary>
    /// <param name="first">The record's first field.</param>
    /// <param name="end">The field after its last.</param>
    private bool TryTake<THandler>(scoped in Window window, int first, int end, ref THandler handler, out int resumed)
        where THandler : struct, IRecordHandler, allows ref struct
    {
        resumed = 0;
        if (end - first == shape.Columns && IsWellFormed(window, first, end))
        {
            handler.OnRecord(RecordOf(window, first, end));
            return true;
        }

        if (RecordOf(window, first, end).Bytes.IsEmpty)
            return true;
        resumed = Reject(window, StartOf(first), ref handler);
        return resumed == StartOf(end);
    }

    /// <summary>
    /// Where quotes are out of place each record is looked at by itself, and so is which of its fields have doubled quotes.
    /// </summary>
    private bool IsWellFormed(scoped in Window window, int first, int end)
    {
        if (!index.Malformed)
            return true;
        Record record = RecordOf(window, first, end);
        for (int column = 0; column < record.Columns; column++)
        {
            if (!FieldText.IsWellFormed(record.Raw(column), out bool escaped))
                return false;
            if (escaped)
                index.MarkEscape(first + column + 1);
        }

        return true;
    }

    private Record RecordOf(scoped in Window window, int first, int end) =>
        new(window.Padded, index.Starts[first..(end + 1)], window.Shift);

    private int StartOf(int field) => (int)(index.Starts[field] & SeparatorIndex.Position);

    /// <summary>Rejects from a damaged record up to the next one; returns where that starts.</summary>
    private int Reject<THandler>(scoped in Window window, int start, ref THandler handler)
        where THandler : struct, IRecordHandler, allows ref struct
    {
        int end = FindRecord(window.Bytes, start);
        (RejectReason reason, string detail) = window.CutShort && end == window.Bytes.Length
            ? (RejectReason.CutShort, "the input breaks off inside this record")
            : RecordDamage.Describe(window.Bytes[start..end], shape.Columns);
        handler.OnReject(window.Shift + start, end - start, reason, detail);
        return end;
    }

    /// <summary>The next line start after <paramref name="damaged"/> at which a record starts, or the end of the bytes.</summary>
    private int FindRecord(ReadOnlySpan<byte> bytes, int damaged)
    {
        int at = damaged;
        while (true)
        {
            int newline = bytes[at..].IndexOf((byte)'\n');
            if (newline < 0)
                return bytes.Length;
            at += newline + 1;
            if (shape.IsRecordStart(bytes[at..]))
                return at;
        }
    }

    /// <summary>The part of a block that is read now.</summary>
    private readonly ref struct Window(ReadOnlySpan<byte> padded, int left, int shift, int wanted, bool cutShort)
    {
        /// <summary>From the window's start to the end of the block, and the padding.</summary>
        public ReadOnlySpan<byte> Padded { get; } = padded;

        /// <summary>Without the padding: how far a search for the next record may go.</summary>
        public ReadOnlySpan<byte> Bytes => Padded[..left];

        public int Length { get; } = Math.Min(left, wanted);

        /// <summary>Where the window starts in the block.</summary>
        public int Shift { get; } = shift;

        public bool IsLast { get; } = left <= wanted;

        public bool CutShort { get; } = cutShort;
    }
}
