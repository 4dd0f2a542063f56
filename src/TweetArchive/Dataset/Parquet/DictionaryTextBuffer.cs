using System.Buffers;
using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// Text whose values repeat. Each distinct value is kept once, so that memory and the search for bounds cost per distinct
/// value, not per row, and the dictionary is there when it is written.
/// </summary>
internal sealed class DictionaryTextBuffer(ColumnSpec spec) : TextBuffer(spec)
{
    private readonly Utf8Interner distinctTexts = new();
    private int last = -1;
    private GrowableArray<int> rowNumbers; // one per row that is not null

    internal override int FixedBytes => sizeof(int);

    internal override bool HasOwnPages => PaysForDictionary;

    /// <summary>Whether a value occurs at least twice on average.</summary>
    private bool PaysForDictionary => distinctTexts.Count > 0 && distinctTexts.Count <= rowNumbers.Count / 2;

    public override void Append(ReadOnlySpan<byte> utf8)
    {
        int before = distinctTexts.ByteCount;
        // Rows come sorted by key: most key values repeat the one before.
        if (last < 0 || !distinctTexts[last].SequenceEqual(utf8))
            last = distinctTexts.Intern(utf8);
        rowNumbers.Add(last);
        VariableBytes += distinctTexts.ByteCount - before;
        CountPresent();
    }

    /// <summary>Where a dictionary does not pay: as in <see cref="BytesBuffer"/>.</summary>
    internal override Field CreateField() => new DataField(Spec.Name, typeof(byte[]), isNullable: Spec.Nullable, isArray: false);

    internal override void WriteTo(DictionaryPages encoder, PageStream pages) =>
        encoder.Write(distinctTexts.Texts, rowNumbers.Span, Presence, pages);

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field)
    {
        ReadOnlySpan<int> numbers = rowNumbers.Span;
        ReadOnlyMemory<byte>[] values = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(numbers.Length);
        for (int i = 0; i < numbers.Length; i++)
            values[i] = distinctTexts.Texts.MemoryOf(numbers[i]);
        WriteFlat<ReadOnlyMemory<byte>>(group, field, values.AsMemory(0, numbers.Length));
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(values, clearArray: true);
    }

    internal override ColumnStatistics ComputeStatistics()
    {
        if (distinctTexts.Count == 0)
            return ColumnStatistics.WithoutBounds(Nulls);
        distinctTexts.Texts.FindBounds(out int min, out int max);
        return ColumnStatistics.OfText(Nulls, distinctTexts[min], distinctTexts[max]);
    }

    internal override void Clear()
    {
        base.Clear();
        distinctTexts.Clear();
        last = -1;
        rowNumbers.Clear();
    }
}
