using System.Buffers;
using System.Text;
using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// Lists of texts, in the three-level layout that every reader knows: <c>optional group NAME (LIST) { repeated group
/// list { optional binary element (STRING) } }</c>. A null list and an empty list take one level entry each, an item one.
/// </summary>
internal sealed class TextListBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    // Definition levels: how much of the path list/element is there.
    private const byte NullList = 0, EmptyList = 1, Item = 3;

    private Utf8Arena itemTexts;
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

    public void AppendItem(ReadOnlySpan<byte> utf8)
    {
        if (itemsInList < 0)
            throw new InvalidOperationException($"Column '{Spec.Name}': an item outside a list.");
        itemTexts.AddText(utf8);
        AddLevels(Item, itemsInList++ == 0 ? (byte)0 : (byte)1);
        VariableBytes += utf8.Length + sizeof(int) + 2;
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

    public void Append(IEnumerable<string> texts)
    {
        Span<byte> few = stackalloc byte[3 * TextBuffer.FewCharacters];
        BeginList();
        foreach (string text in texts)
        {
            Span<byte> utf8 = text.Length <= TextBuffer.FewCharacters ? few : new byte[3 * text.Length];
            AppendItem(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        }

        EndList();
    }

    public override void AppendNull()
    {
        if (itemsInList >= 0)
            throw new InvalidOperationException($"Column '{Spec.Name}': list items are never null.");
        base.AppendNull();
        AddLevels(NullList, 0);
    }

    internal override Field CreateField() =>
        new ListField(Spec.Name, new DataField("element", typeof(byte[]), isNullable: true, isArray: false));

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field)
    {
        ReadOnlyMemory<byte>[] values = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(itemTexts.Count);
        for (int i = 0; i < itemTexts.Count; i++)
            values[i] = itemTexts.MemoryOf(i);
        int entries = definitionLevels.Count;
        int[] definitions = Widen(definitionLevels.Span), repetitions = Widen(repetitionLevels.Span);
        group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(field, values.AsMemory(0, itemTexts.Count),
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
        itemTexts.Clear();
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
