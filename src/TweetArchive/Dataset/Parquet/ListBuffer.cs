using System.Buffers;
using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// Lists in the three-level layout that every reader knows: <c>optional group NAME (LIST) { repeated group list { optional TYPE element
/// } }</c>. A null list and an empty list take one level entry each, an item one.
/// </summary>
internal abstract class ListBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    // Definition levels: how much of the path list/element is there.
    private const byte NullList = 0, EmptyList = 1, Item = 3;

    private GrowableArray<byte> definitionLevels;
    private GrowableArray<byte> repetitionLevels; // 0 = a new row begins, 1 = the list continues
    private int itemsInList = -1; // -1 = no list is open

    internal override int FixedBytes => 2;

    public void BeginList()
    {
        if (itemsInList >= 0)
            throw new InvalidOperationException($"Column '{Spec.Name}': the list before was not ended.");
        itemsInList = 0;
    }

    public void EndList()
    {
        if (itemsInList < 0)
            throw new InvalidOperationException($"Column '{Spec.Name}': no list was begun.");
        if (itemsInList == 0)
            AddLevels(EmptyList, 0);
        itemsInList = -1;
        Rows++;
    }

    public override void AppendNull()
    {
        if (itemsInList >= 0)
            throw new InvalidOperationException($"Column '{Spec.Name}': list items are never null.");
        base.AppendNull();
        AddLevels(NullList, 0);
    }

    /// <summary>Call it before an item is added, with its bytes.</summary>
    private protected void CountItem(int bytes)
    {
        if (itemsInList < 0)
            throw new InvalidOperationException($"Column '{Spec.Name}': an item outside a list.");
        AddLevels(Item, itemsInList++ == 0 ? (byte)0 : (byte)1);
        VariableBytes += bytes + 2;
    }

    /// <param name="type">Of an item, as Parquet.Net has it.</param>
    private protected ListField FieldOf(Type type) => new(Spec.Name, new DataField("element", type, isNullable: true, isArray: false));

    private protected void WriteItems<T>(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<T> items)
        where T : struct
    {
        int entries = definitionLevels.Count;
        int[] definitions = Widen(definitionLevels.Span), repetitions = Widen(repetitionLevels.Span);
        group.WriteAllPartsAsync(field, items, definitions.AsMemory(0, entries), repetitions.AsMemory(0, entries), CancellationToken.None)
            .GetAwaiter().GetResult();
        ArrayPool<int>.Shared.Return(definitions);
        ArrayPool<int>.Shared.Return(repetitions);
    }

    // Readers disagree on what a null is in a list (row, or entry?), and none prunes on items: say nothing.
    internal override ColumnStatistics ComputeStatistics() => ColumnStatistics.WithoutBounds(null);

    internal override void Clear()
    {
        base.Clear();
        definitionLevels.Clear();
        repetitionLevels.Clear();
    }

    private void AddLevels(byte definition, byte repetition)
    {
        definitionLevels.Add(definition);
        repetitionLevels.Add(repetition);
    }

    private static int[] Widen(ReadOnlySpan<byte> levels)
    {
        int[] wide = ArrayPool<int>.Shared.Rent(levels.Length);
        for (int i = 0; i < levels.Length; i++)
            wide[i] = levels[i];
        return wide;
    }
}
