using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Csv;

/// <summary>A view of one record: its fields are spans into the block, found by the separator index. Nothing is copied.</summary>
public readonly ref struct Record
{
    private readonly ref readonly byte bytes;
    private readonly ref readonly uint starts;
    private readonly int shift;

    /// <param name="bytes">The indexed bytes; the one after them may be read.</param>
    /// <param name="starts">This record's entries of <see cref="SeparatorIndex.Starts"/>: one for each field and one more.</param>
    /// <param name="shift">Where <paramref name="bytes"/> start in the block.</param>
    internal Record(ReadOnlySpan<byte> bytes, ReadOnlySpan<uint> starts, int shift)
        : this(in MemoryMarshal.GetReference(bytes), in MemoryMarshal.GetReference(starts), starts.Length - 1, shift)
    {
        // A field is cut out of the bytes without a further check: the last one must be in them.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PositionOf(starts.Length - 1) - 1, bytes.Length);
    }

    /// <summary>The same for entries that stage 1 made of these very bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Record(ref readonly byte bytes, ref readonly uint starts, int columns, int shift)
    {
        this.bytes = ref bytes;
        this.starts = ref starts;
        this.shift = shift;
        Columns = columns;
    }

    public int Columns { get; }

    /// <summary>The line end is a carriage return and a newline.</summary>
    public bool HasCarriageReturn => (Entry(Columns) & SeparatorIndex.CarriageReturn) != 0;

    /// <summary>Offset of the record's first byte in the block.</summary>
    public int Start => shift + PositionOf(0);

    /// <summary>The record without its line end.</summary>
    public ReadOnlySpan<byte> Bytes => Cut(PositionOf(0), EndOf(Columns - 1));

    /// <summary>It begins or ends with a zero byte, which is where the file was never written, not a letter of a field.</summary>
    internal bool HasZeroAround => Bytes is [0, ..] or [.., 0];

    /// <summary>A field as the file has it, with its quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Raw(int column)
    {
        if ((uint)column >= (uint)Columns)
            ThrowNoColumn(column);
        return Cut(PositionOf(column), EndOf(column));
    }

    /// <summary>
    /// A field without the quotes around it, if that is its text; false if doubled quotes are in it, or may be, or if it ends
    /// the line with a carriage return: then <see cref="Inner"/> and a closer look are needed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryText(int column, out ReadOnlySpan<byte> text)
    {
        if ((uint)column >= (uint)Columns)
            ThrowNoColumn(column);
        uint next = Entry(column + 1);
        text = default;
        if (next > SeparatorIndex.Position)
            return false;
        text = Unquoted(PositionOf(column), (int)next - 1);
        return true;
    }

    /// <summary>A field without the quotes around it; <paramref name="escaped"/> if doubled quotes may be in it.</summary>
    internal ReadOnlySpan<byte> Inner(int column, out bool escaped)
    {
        escaped = (Entry(column + 1) & SeparatorIndex.Escaped) != 0;
        int from = PositionOf(column);
        int to = EndOf(column);
        // After the last field of a file there may be no separator, but bytes of anything.
        return to > from ? Unquoted(from, to) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Entry(int number) => Unsafe.Add(ref Unsafe.AsRef(in starts), number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PositionOf(int entry) => (int)(Entry(entry) & SeparatorIndex.Position);

    /// <summary>Where a field ends: at its separator, or at the carriage return before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int EndOf(int column)
    {
        uint next = Entry(column + 1);
        return (int)(next & SeparatorIndex.Position) - 1 - ((next & SeparatorIndex.CarriageReturn) != 0 ? 1 : 0);
    }

    /// <summary>
    /// A well-formed field that starts with a quote ends with another; of an empty one the byte looked at is its separator. No
    /// branch: in a file that quotes some fields it would be a guess.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Unquoted(int from, int to)
    {
        int quote = Unsafe.Add(ref Unsafe.AsRef(in bytes), from) == '"' ? 1 : 0;
        return Cut(from + quote, to - quote);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Cut(int from, int to) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref Unsafe.AsRef(in bytes), from), to - from);

    [DoesNotReturn]
    private void ThrowNoColumn(int column) =>
        throw new ArgumentOutOfRangeException(nameof(column), column, $"the record has {Columns} fields");
}
