using System.Runtime.CompilerServices;

namespace TweetArchive.Csv;

/// <summary>A view of one record: its fields are spans into the block, found by the separator index. Nothing is copied.</summary>
public readonly ref struct Record
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly ReadOnlySpan<uint> ends;
    private readonly int start;
    private readonly int end;
    private readonly int shift;

    /// <param name="bytes">The indexed bytes.</param>
    /// <param name="ends">Ends of this record's fields, relative to <paramref name="bytes"/>; the last is the newline.</param>
    /// <param name="start">Where the record starts in <paramref name="bytes"/>.</param>
    /// <param name="shift">Where <paramref name="bytes"/> start in the block.</param>
    /// <param name="escapes">A doubled quote may stand in the record.</param>
    internal Record(ReadOnlySpan<byte> bytes, ReadOnlySpan<uint> ends, int start, int shift, bool escapes = true)
    {
        MayHaveEscapes = escapes;
        this.shift = shift;
        this.bytes = bytes;
        this.ends = ends;
        this.start = start;
        int last = (int)ends[^1];
        end = last > start && bytes[last - 1] == '\r' ? last - 1 : last;
    }

    public int Columns => ends.Length;

    /// <summary>False if no doubled quote stands in the record, so that its quoted fields are their own text.</summary>
    public bool MayHaveEscapes { get; }

    /// <summary>Offset of the record's first byte in the block.</summary>
    public int Start => shift + start;

    /// <summary>The record without its line end.</summary>
    public ReadOnlySpan<byte> Bytes => bytes[start..end];

    /// <summary>A field as it stands in the file, with its quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Raw(int column)
    {
        int from = column == 0 ? start : (int)ends[column - 1] + 1;
        int to = column == ends.Length - 1 ? end : (int)ends[column];
        return bytes[from..to];
    }

    /// <summary>Every field is either without quotes or quoted from its first to its last byte with doubled quotes inside.</summary>
    internal bool IsWellFormed()
    {
        for (int column = 0; column < ends.Length; column++)
        {
            if (!FieldText.IsWellFormed(Raw(column)))
                return false;
        }

        return true;
    }
}
