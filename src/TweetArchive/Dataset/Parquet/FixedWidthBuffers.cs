using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>Values that are stored as they are: Parquet.Net copies the array into the page.</summary>
internal abstract class FixedWidthBuffer<T>(ColumnSpec spec) : ColumnBuffer(spec)
    where T : unmanaged
{
    private GrowableArray<T> stored;

    internal override int FixedBytes => Unsafe.SizeOf<T>();

    private protected ReadOnlySpan<T> Values => stored.Span;

    internal override Field CreateField() => new DataField(Spec.Name, typeof(T), isNullable: Spec.Nullable);

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field) => WriteFlat(group, field, stored.Memory);

    internal override void Clear()
    {
        base.Clear();
        stored.Clear();
    }

    public void AppendOrNull(T? value)
    {
        if (value is { } present)
            Append(present);
        else
            AppendNull();
    }

    public void Append(T value)
    {
        stored.Add(value);
        CountPresent();
    }

    private protected static (TNumber Min, TNumber Max) MinMax<TNumber>(ReadOnlySpan<TNumber> values)
        where TNumber : INumber<TNumber>
    {
        TNumber min = values[0], max = min;
        foreach (TNumber value in values)
        {
            if (value < min)
                min = value;
            if (value > max)
                max = value;
        }

        return (min, max);
    }
}

internal abstract class Int64Buffer(ColumnSpec spec) : FixedWidthBuffer<long>(spec)
{
    /// <summary>Differences in as many bits as they need: measured, smaller and faster than plain values through zstd.</summary>
    internal override EncodingHint? Hint => EncodingHint.DeltaBinaryPacked;

    internal override ColumnStatistics ComputeStatistics()
    {
        if (Values.IsEmpty)
            return ColumnStatistics.WithoutBounds(Nulls);
        (long min, long max) = MinMax(Values);
        byte[] minBytes = new byte[8], maxBytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(minBytes, min);
        BinaryPrimitives.WriteInt64LittleEndian(maxBytes, max);
        return new ColumnStatistics(Nulls, minBytes, maxBytes);
    }
}

internal sealed class LongBuffer(ColumnSpec spec) : Int64Buffer(spec);

/// <summary>
/// Milliseconds since 1970, UTC. Not through DateTime: Parquet.Net would allocate per value and throw outside the years 1 to 9999.
/// </summary>
internal sealed class TimestampBuffer(ColumnSpec spec) : Int64Buffer(spec);

internal abstract class Int32Buffer(ColumnSpec spec) : FixedWidthBuffer<int>(spec)
{
    /// <summary>Differences in as many bits as they need: measured, smaller and faster than plain values through zstd.</summary>
    internal override EncodingHint? Hint => EncodingHint.DeltaBinaryPacked;

    internal override ColumnStatistics ComputeStatistics()
    {
        if (Values.IsEmpty)
            return ColumnStatistics.WithoutBounds(Nulls);
        (int min, int max) = MinMax(Values);
        byte[] minBytes = new byte[4], maxBytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(minBytes, min);
        BinaryPrimitives.WriteInt32LittleEndian(maxBytes, max);
        return new ColumnStatistics(Nulls, minBytes, maxBytes);
    }
}

internal sealed class IntegerBuffer(ColumnSpec spec) : Int32Buffer(spec);

/// <summary>Days since 1970.</summary>
internal sealed class DateBuffer(ColumnSpec spec) : Int32Buffer(spec);

internal sealed class NumberBuffer(ColumnSpec spec) : FixedWidthBuffer<double>(spec)
{
    internal override ColumnStatistics ComputeStatistics()
    {
        if (Values.IsEmpty)
            return ColumnStatistics.WithoutBounds(Nulls);

        // DuckDB sorts NaN above every number, others below or nowhere: with a NaN in the chunk no bound is right for all.
        foreach (double value in Values)
            if (double.IsNaN(value))
                return ColumnStatistics.WithoutBounds(Nulls);

        (double min, double max) = MinMax(Values);

        // The format asks for this: -0.0 and 0.0 are equal, a reader may compare them by their bits.
        if (min == 0)
            min = -0.0;
        if (max == 0)
            max = 0.0;
        byte[] minBytes = new byte[8], maxBytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(minBytes, min);
        BinaryPrimitives.WriteDoubleLittleEndian(maxBytes, max);
        return new ColumnStatistics(Nulls, minBytes, maxBytes);
    }
}

internal sealed class FlagBuffer(ColumnSpec spec) : FixedWidthBuffer<bool>(spec)
{
    internal override ColumnStatistics ComputeStatistics() => Values.IsEmpty
        ? ColumnStatistics.WithoutBounds(Nulls)
        : new ColumnStatistics(Nulls, [Values.Contains(false) ? (byte)0 : (byte)1], [Values.Contains(true) ? (byte)1 : (byte)0]);
}
