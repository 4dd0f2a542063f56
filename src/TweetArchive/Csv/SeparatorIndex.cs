using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Csv;

/// <summary>
/// What stage 1 found in a run of bytes: where fields start, which of them hold a doubled quote, and how many records end.
/// Reused from window to window; grows when one has more fields than any before.
/// </summary>
public sealed class SeparatorIndex
{
    /// <summary>The bits of a <see cref="Starts"/> entry that are the position.</summary>
    internal const uint Position = 0x3FFF_FFFF;

    /// <summary>Set in the entry that ends a field with a doubled quote.</summary>
    internal const uint Escaped = 0x8000_0000;

    /// <summary>Set in the entry that ends a record with a carriage return and a newline.</summary>
    internal const uint CarriageReturn = 0x4000_0000;

    // One step of 64 bytes finds at most 64 separators, and may write that many whatever it finds.
    private const int MostPerStep = 64;

    private readonly List<int> rowEnds = [];
    private uint[] starts = new uint[4096];

    /// <summary>
    /// Where field i starts, and one more: where a field after the last would. Field i goes from <c>Starts[i]</c> to the
    /// separator at <c>Starts[i + 1] − 1</c>. The two top bits of <c>Starts[i + 1]</c> are marks: field i holds a doubled quote;
    /// it ends with a carriage return that belongs to the line end.
    /// </summary>
    public ReadOnlySpan<uint> Starts => starts.AsSpan(0, FieldCount + 1);

    /// <summary>Separators.</summary>
    public int FieldCount { get; internal set; }

    /// <summary>Newlines among the separators.</summary>
    public int RowCount { get; internal set; }

    /// <summary>The bytes end inside a quoted field.</summary>
    public bool EndsInsideQuotes { get; internal set; }

    /// <summary>Somewhere a quote opens inside a field or a closing quote is followed by text.</summary>
    public bool Malformed { get; internal set; }

    /// <summary>The whole table, for those who write into it.</summary>
    internal Span<uint> StartsTable => starts;

    /// <summary>
    /// Every record has this many fields: the separators that end records are at equal distances. Marks carriage returns.
    /// </summary>
    /// <param name="bytes">What was indexed.</param>
    internal bool IsRegular(ReadOnlySpan<byte> bytes, int columns)
    {
        if ((long)RowCount * columns > FieldCount)
            return false;
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        ref uint start = ref starts[0];
        for (int row = 0; row < RowCount; row++)
        {
            start = ref Unsafe.Add(ref start, columns);
            int newline = (int)(start & Position) - 1;
            if (Unsafe.Add(ref first, newline) != '\n')
                return false;
            if (newline > 0 && Unsafe.Add(ref first, newline - 1) == '\r')
                start |= CarriageReturn;
        }

        // These are all the newlines there are, so none is between them.
        return true;
    }

    /// <summary>
    /// For each record, the number of the field after its last; for records of different lengths. Marks carriage returns.
    /// </summary>
    /// <param name="bytes">What was indexed.</param>
    internal ReadOnlySpan<int> FindRowEnds(ReadOnlySpan<byte> bytes)
    {
        rowEnds.Clear();
        for (int field = 1; field <= FieldCount; field++)
        {
            int separator = (int)(starts[field] & Position) - 1;
            if (bytes[separator] != '\n')
                continue;
            MarkCarriageReturn(bytes, field);
            rowEnds.Add(field);
        }

        return CollectionsMarshal.AsSpan(rowEnds);
    }

    /// <summary>Makes room and returns for how many steps of 64 bytes there is room.</summary>
    internal int ReserveSteps(int fields)
    {
        if (fields + 1 + MostPerStep > starts.Length)
            Array.Resize(ref starts, starts.Length * 2);
        return (starts.Length - fields - 1) / MostPerStep;
    }

    /// <summary>The last record of a file may lack its newline: its end is the end of the bytes.</summary>
    internal void CloseLastRecord(ReadOnlySpan<byte> bytes)
    {
        ReserveSteps(FieldCount);
        // One record of a file: whether its last field needs unescaping may be looked at when it is read.
        starts[++FieldCount] = (uint)(bytes.Length + 1) | Escaped;
        MarkCarriageReturn(bytes, FieldCount);
    }

    /// <summary>
    /// A doubled quote is in the field that ends here. Marks are never taken away: one too many costs a look, and that of a
    /// record without a newline keeps the byte after the last field from being looked at.
    /// </summary>
    internal void MarkEscape(int end) => starts[end] |= Escaped;

    private void MarkCarriageReturn(ReadOnlySpan<byte> bytes, int end)
    {
        int last = (int)(starts[end] & Position) - 2;
        if (last >= (int)(starts[end - 1] & Position) && bytes[last] == '\r')
            starts[end] |= CarriageReturn;
    }
}
