using System.Buffers;
using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// The values of one column of the row group being filled. Append exactly one value (or null, or one list) a row; the buffer of each
/// <see cref="ColumnType"/> takes what fits it. Nothing is allocated per value.
/// </summary>
public abstract class ColumnBuffer
{
    /// <summary>One byte a row, 1 = present, 0 = null; filled only where the column allows nulls.</summary>
    private GrowableArray<byte> presence;

    private protected ColumnBuffer(ColumnSpec spec) => Spec = spec;

    public ColumnSpec Spec { get; }

    /// <summary>Rows appended since the last row group.</summary>
    internal int Rows { get; private protected set; }

    internal int Nulls { get; private set; }

    /// <summary>Bytes that depend on the values, beyond <see cref="FixedBytes"/> a row.</summary>
    internal long VariableBytes { get; private protected set; }

    /// <summary>Bytes every row takes in the buffer, whatever its value.</summary>
    internal abstract int FixedBytes { get; }

    public virtual void AppendNull()
    {
        if (!Spec.Nullable)
            throw new InvalidOperationException($"Column '{Spec.Name}' does not allow nulls.");
        presence.Add(0);
        Nulls++;
        Rows++;
    }

    /// <summary>Whether this row group's pages are made here, not by Parquet.Net.</summary>
    internal virtual bool HasOwnPages => false;

    /// <summary>Where <see cref="HasOwnPages"/>.</summary>
    internal virtual void WriteTo(DictionaryPages encoder, PageStream pages) =>
        throw new InvalidOperationException($"Column '{Spec.Name}' has no pages of its own.");

    /// <summary>The field as Parquet.Net is to encode this row group; annotations live in <see cref="FileFooter"/>.</summary>
    internal abstract Field CreateField();

    /// <summary>The encoding that pays for this row group's values; null = plain.</summary>
    internal virtual EncodingHint? Hint => null;

    /// <summary>Encodes the column chunk.</summary>
    internal abstract void WriteTo(ParquetRowGroupWriter group, DataField field);

    internal abstract ColumnStatistics ComputeStatistics();

    internal virtual void Clear()
    {
        Rows = Nulls = 0;
        VariableBytes = 0;
        presence.Clear();
    }

    internal static ColumnBuffer Create(ColumnSpec spec) => spec.Type switch
    {
        ColumnType.Text when spec.Dictionary => new DictionaryTextBuffer(spec),
        ColumnType.Text or ColumnType.Binary => new BytesBuffer(spec),
        ColumnType.TextList => new TextListBuffer(spec),
        ColumnType.Long => new LongBuffer(spec),
        ColumnType.LongList => new LongListBuffer(spec),
        ColumnType.Timestamp => new TimestampBuffer(spec),
        ColumnType.Integer => new IntegerBuffer(spec),
        ColumnType.Date => new DateBuffer(spec),
        ColumnType.Number => new NumberBuffer(spec),
        ColumnType.Flag => new FlagBuffer(spec),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Type, "Unknown column type."),
    };

    /// <summary>One byte a row, 1 = present; empty where the column allows no nulls.</summary>
    private protected ReadOnlySpan<byte> Presence => presence.Span;

    /// <summary>Counts a value that is there. Every Append ends here.</summary>
    private protected void CountPresent()
    {
        if (Spec.Nullable)
            presence.Add(1);
        Rows++;
    }

    /// <summary>Hands values to Parquet.Net, with the definition levels of a flat column.</summary>
    private protected void WriteFlat<T>(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<T> values)
        where T : struct
    {
        if (!Spec.Nullable)
        {
            group.WriteAllPartsAsync(field, values, null, null, CancellationToken.None).GetAwaiter().GetResult();
            return;
        }

        int[] levels = ArrayPool<int>.Shared.Rent(Rows);
        ReadOnlySpan<byte> present = presence.Span;
        for (int i = 0; i < present.Length; i++)
            levels[i] = present[i];
        group.WriteAllPartsAsync(field, values, levels.AsMemory(0, Rows), null, CancellationToken.None).GetAwaiter().GetResult();
        ArrayPool<int>.Shared.Return(levels);
    }
}
