using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Parquet;
using Parquet.Schema;

namespace TweetArchive.Parquet;

/// <summary>
/// Text whose values repeat. Each distinct value is kept once, so that memory, the turn into UTF-16 (which only
/// Parquet.Net's dictionary encoder wants) and the search for bounds cost per distinct value, not per row.
/// </summary>
internal sealed class DictionaryTextBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    private readonly Utf8Dictionary distinctTexts = new();
    private GrowableArray<int> rowNumbers; // one per row that is not null

    internal override int FixedBytes => sizeof(int);

    internal override EncodingHint? Hint => PaysForDictionary ? EncodingHint.Dictionary : null;

    /// <summary>Whether a value occurs at least twice on average.</summary>
    private bool PaysForDictionary => distinctTexts.Count > 0 && distinctTexts.Count <= rowNumbers.Count / 2;

    public override void Append(ReadOnlySpan<byte> utf8)
    {
        int before = distinctTexts.ByteCount;
        rowNumbers.Add(distinctTexts.Intern(Utf8.IsValid(utf8) ? utf8 : Utf8Arena.Repair(utf8)));
        VariableBytes += distinctTexts.ByteCount - before;
        CountPresent();
    }

    internal override Field CreateField() =>
        new DataField(Spec.Name, PaysForDictionary ? typeof(string) : typeof(byte[]), isNullable: Spec.Nullable, isArray: false);

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field)
    {
        if (PaysForDictionary) WriteChars(group, field);
        else WriteBytes(group, field);
    }

    internal override ColumnStatistics ComputeStatistics()
    {
        if (distinctTexts.Count == 0) return ColumnStatistics.WithoutBounds(Nulls);
        distinctTexts.FindBounds(out int min, out int max);
        return ColumnStatistics.OfText(Nulls, distinctTexts[min], distinctTexts[max]);
    }

    internal override void Clear()
    {
        base.Clear();
        distinctTexts.Clear();
        rowNumbers.Clear();
    }

    private void WriteChars(ParquetRowGroupWriter group, DataField field)
    {
        char[] chars = ArrayPool<char>.Shared.Rent(distinctTexts.ByteCount); // UTF-8 never has fewer bytes than UTF-16 has units
        ReadOnlyMemory<char>[] distinct = ArrayPool<ReadOnlyMemory<char>>.Shared.Rent(distinctTexts.Count);
        int used = 0;
        for (int i = 0; i < distinctTexts.Count; i++)
        {
            int length = Encoding.UTF8.GetChars(distinctTexts[i], chars.AsSpan(used));
            distinct[i] = chars.AsMemory(used, length);
            used += length;
        }
        WriteNumbered(group, field, distinct);
        ArrayPool<ReadOnlyMemory<char>>.Shared.Return(distinct, clearArray: true);
        ArrayPool<char>.Shared.Return(chars);
    }

    private void WriteBytes(ParquetRowGroupWriter group, DataField field)
    {
        ReadOnlyMemory<byte>[] distinct = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(distinctTexts.Count);
        for (int i = 0; i < distinctTexts.Count; i++) distinct[i] = distinctTexts.MemoryOf(i);
        WriteNumbered(group, field, distinct);
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(distinct, clearArray: true);
    }

    private void WriteNumbered<T>(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<T>[] distinct)
    {
        ReadOnlySpan<int> numbers = rowNumbers.Span;
        ReadOnlyMemory<T>[] values = ArrayPool<ReadOnlyMemory<T>>.Shared.Rent(numbers.Length);
        for (int i = 0; i < numbers.Length; i++) values[i] = distinct[numbers[i]];
        WriteFlat<ReadOnlyMemory<T>>(group, field, values.AsMemory(0, numbers.Length));
        ArrayPool<ReadOnlyMemory<T>>.Shared.Return(values, clearArray: true);
    }
}
