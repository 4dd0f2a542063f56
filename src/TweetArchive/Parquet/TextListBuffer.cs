using System.Buffers;
using Parquet;
using Parquet.Schema;
using TweetArchive.Tables;

namespace TweetArchive.Parquet;

/// <summary>
/// Lists of texts, in the three-level layout that every reader knows: <c>optional group NAME (LIST) { repeated group
/// list { optional binary element (STRING) } }</c>. A null list and an empty list take one level entry each, an item one.
/// </summary>
internal sealed class TextListBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    // Definition levels: how much of the path list/element is there.
    private const byte NullList = 0, EmptyList = 1, Item = 3;

    private Utf8Arena _items;
    private GrowableArray<byte> _definitions;
    private GrowableArray<byte> _repetitions; // 0 = a new row begins, 1 = the list goes on
    private int _itemsInList = -1; // -1 = no list is open

    internal override int FixedBytes => 2;

    public override void BeginList()
    {
        if (_itemsInList >= 0) throw new InvalidOperationException($"Column '{Spec.Name}': the list before was not ended.");
        _itemsInList = 0;
    }

    public override void AppendItem(ReadOnlySpan<byte> utf8)
    {
        if (_itemsInList < 0) throw new InvalidOperationException($"Column '{Spec.Name}': an item outside a list.");
        _items.AddText(utf8);
        AddLevels(Item, _itemsInList++ == 0 ? (byte)0 : (byte)1);
        VariableBytes += utf8.Length + sizeof(int) + 2;
    }

    public override void EndList()
    {
        if (_itemsInList < 0) throw new InvalidOperationException($"Column '{Spec.Name}': no list was begun.");
        if (_itemsInList == 0) AddLevels(EmptyList, 0);
        _itemsInList = -1;
        Rows++;
    }

    public override void AppendNull()
    {
        if (_itemsInList >= 0) throw new InvalidOperationException($"Column '{Spec.Name}': list items are never null.");
        base.AppendNull();
        AddLevels(NullList, 0);
    }

    internal override Field CreateField() => new ListField(Spec.Name, new DataField("element", typeof(byte[]), isNullable: true, isArray: false));

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field)
    {
        ReadOnlyMemory<byte>[] values = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(_items.Count);
        for (int i = 0; i < _items.Count; i++) values[i] = _items.MemoryOf(i);
        int entries = _definitions.Count;
        int[] definitions = Widen(_definitions.Span), repetitions = Widen(_repetitions.Span);
        group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(field, values.AsMemory(0, _items.Count),
            definitions.AsMemory(0, entries), repetitions.AsMemory(0, entries), CancellationToken.None).GetAwaiter().GetResult();
        ArrayPool<int>.Shared.Return(definitions);
        ArrayPool<int>.Shared.Return(repetitions);
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(values, clearArray: true);
    }

    // Readers disagree on what a null is in a list (row, or entry?), and none prunes on items: say nothing.
    internal override ColumnStatistics ComputeStatistics() => ColumnStatistics.WithoutBounds(null);

    internal override void Clear()
    {
        base.Clear();
        _items.Clear();
        _definitions.Clear();
        _repetitions.Clear();
    }

    private void AddLevels(byte definition, byte repetition)
    {
        _definitions.Add(definition);
        _repetitions.Add(repetition);
    }

    private static int[] Widen(ReadOnlySpan<byte> levels)
    {
        int[] wide = ArrayPool<int>.Shared.Rent(levels.Length);
        for (int i = 0; i < levels.Length; i++) wide[i] = levels[i];
        return wide;
    }
}
