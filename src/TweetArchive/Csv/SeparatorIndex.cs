using System.Runtime.CompilerServices;

namespace TweetArchive.Csv;

/// <summary>
/// What the first stage found in a run of bytes: where fields end and which of those ends are ends of records.
/// Reused from block to block; grows when a block has more fields than any before.
/// </summary>
public sealed class SeparatorIndex
{
    // A 512 KiB block of an archive has about 25,000 fields.
    private uint[] fieldEnds = new uint[32 * 1024];
    private int[] rowEnds = new int[2 * 1024];
    private bool[] rowEscapes = new bool[2 * 1024];

    /// <summary>Positions (in the indexed bytes) of the commas and newlines outside quotes, ascending.</summary>
    public ReadOnlySpan<uint> FieldEnds => fieldEnds.AsSpan(0, FieldCount);

    /// <summary>For each record, the index in <see cref="FieldEnds"/> of the newline that ends it.</summary>
    public ReadOnlySpan<int> RowEnds => rowEnds.AsSpan(0, RowCount);

    /// <summary>For each record, whether a doubled quote stands in it: if not, its fields need no unescaping.</summary>
    public ReadOnlySpan<bool> RowEscapes => rowEscapes.AsSpan(0, RowCount);

    public int FieldCount { get; internal set; }

    public int RowCount { get; internal set; }

    /// <summary>The bytes end inside a quoted field.</summary>
    public bool EndsInsideQuotes { get; internal set; }

    /// <summary>Somewhere a quote opens inside a field or a closing quote is followed by text.</summary>
    public bool Malformed { get; internal set; }

    internal void Clear()
    {
        FieldCount = RowCount = 0;
        EndsInsideQuotes = Malformed = false;
    }

    /// <summary>Room for 64 more separators, the most that one step can find.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref uint FieldEndsWithRoom(int count)
    {
        if (count + 64 > fieldEnds.Length)
            Array.Resize(ref fieldEnds, fieldEnds.Length * 2);
        return ref fieldEnds[count];
    }

    internal void AddRowEnd(int rows, int fieldIndex, bool escapes)
    {
        if (rows == rowEnds.Length)
        {
            Array.Resize(ref rowEnds, rowEnds.Length * 2);
            Array.Resize(ref rowEscapes, rowEnds.Length);
        }

        rowEnds[rows] = fieldIndex;
        rowEscapes[rows] = escapes;
    }

    /// <summary>The last record of a file may lack its newline: its end is the end of the bytes.</summary>
    internal void CloseLastRecord(int length)
    {
        FieldEndsWithRoom(FieldCount) = (uint)length;
        // One record in a file: whether it has doubled quotes is not worth remembering.
        AddRowEnd(RowCount++, FieldCount++, escapes: true);
    }
}
