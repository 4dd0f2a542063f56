using System.Buffers;
using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// Text without a dictionary, and binary. Parquet.Net is told that both are byte arrays: it then takes the UTF-8 as it
/// is, and computes no bounds. The footer says which of them is text.
/// </summary>
internal sealed class BytesBuffer(ColumnSpec spec) : TextBuffer(spec)
{
    private Utf8Arena stored;

    internal override int FixedBytes => sizeof(int);

    public override void Append(ReadOnlySpan<byte> utf8)
    {
        if (Spec.Type == ColumnType.Text)
            stored.AddText(utf8);
        else
            stored.Add(utf8);
        VariableBytes += utf8.Length;
        CountPresent();
    }

    internal override Field CreateField() => new DataField(Spec.Name, typeof(byte[]), isNullable: Spec.Nullable, isArray: false);

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field)
    {
        ReadOnlyMemory<byte>[] values = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(stored.Count);
        for (int i = 0; i < stored.Count; i++)
            values[i] = stored.MemoryOf(i);
        WriteFlat<ReadOnlyMemory<byte>>(group, field, values.AsMemory(0, stored.Count));
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(values, clearArray: true);
    }

    internal override ColumnStatistics ComputeStatistics()
    {
        if (stored.Count == 0 || Spec.Type == ColumnType.Binary)
            return ColumnStatistics.WithoutBounds(Nulls);
        stored.FindBounds(out int min, out int max);
        return ColumnStatistics.OfText(Nulls, stored[min], stored[max]);
    }

    internal override void Clear()
    {
        base.Clear();
        stored.Clear();
    }
}
