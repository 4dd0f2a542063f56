using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Parquet;
using Parquet.Schema;
using TweetArchive.Tables;

namespace TweetArchive.Parquet;

/// <summary>
/// Text whose values repeat. Each distinct value is kept once, so that memory, the turn into UTF-16 (which only
/// Parquet.Net's dictionary encoder wants) and the search for bounds cost per distinct value, not per row.
/// </summary>
internal sealed class DictionaryTextBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    private readonly Utf8Dictionary _distinct = new();
    private GrowableArray<int> _numbers; // one per row that is not null

    internal override int FixedBytes => sizeof(int);

    internal override EncodingHint? Hint => PaysForDictionary ? EncodingHint.Dictionary : null;

    /// <summary>Whether a value occurs at least twice on average.</summary>
    private bool PaysForDictionary => _distinct.Count > 0 && _distinct.Count <= _numbers.Count / 2;

    public override void Append(ReadOnlySpan<byte> utf8)
    {
        int before = _distinct.ByteCount;
        _numbers.Add(_distinct.Intern(Utf8.IsValid(utf8) ? utf8 : Utf8Arena.Repair(utf8)));
        VariableBytes += _distinct.ByteCount - before;
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
        if (_distinct.Count == 0) return ColumnStatistics.WithoutBounds(Nulls);
        _distinct.FindBounds(out int min, out int max);
        return ColumnStatistics.OfText(Nulls, _distinct[min], _distinct[max]);
    }

    internal override void Clear()
    {
        base.Clear();
        _distinct.Clear();
        _numbers.Clear();
    }

    private void WriteChars(ParquetRowGroupWriter group, DataField field)
    {
        char[] chars = ArrayPool<char>.Shared.Rent(_distinct.ByteCount); // UTF-8 never has fewer bytes than UTF-16 has units
        ReadOnlyMemory<char>[] distinct = ArrayPool<ReadOnlyMemory<char>>.Shared.Rent(_distinct.Count);
        int used = 0;
        for (int i = 0; i < _distinct.Count; i++)
        {
            int length = Encoding.UTF8.GetChars(_distinct[i], chars.AsSpan(used));
            distinct[i] = chars.AsMemory(used, length);
            used += length;
        }
        WriteNumbered(group, field, distinct);
        ArrayPool<ReadOnlyMemory<char>>.Shared.Return(distinct, clearArray: true);
        ArrayPool<char>.Shared.Return(chars);
    }

    private void WriteBytes(ParquetRowGroupWriter group, DataField field)
    {
        ReadOnlyMemory<byte>[] distinct = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(_distinct.Count);
        for (int i = 0; i < _distinct.Count; i++) distinct[i] = _distinct.MemoryOf(i);
        WriteNumbered(group, field, distinct);
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(distinct, clearArray: true);
    }

    private void WriteNumbered<T>(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<T>[] distinct)
    {
        ReadOnlySpan<int> numbers = _numbers.Span;
        ReadOnlyMemory<T>[] values = ArrayPool<ReadOnlyMemory<T>>.Shared.Rent(numbers.Length);
        for (int i = 0; i < numbers.Length; i++) values[i] = distinct[numbers[i]];
        WriteFlat<ReadOnlyMemory<T>>(group, field, values.AsMemory(0, numbers.Length));
        ArrayPool<ReadOnlyMemory<T>>.Shared.Return(values, clearArray: true);
    }
}
