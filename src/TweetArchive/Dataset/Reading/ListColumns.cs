using Parquet;

namespace TweetArchive.Dataset.Reading;

/// <summary>Lists: the items of row r are those from <see cref="Start"/>(r) up to <see cref="End"/>(r).</summary>
public abstract class ItemsColumn<T> : ColumnReader
    where T : struct
{
    private const int Item = 3;

    private T[] items = [];
    private int[] definition = [];
    private int[] repetition = [];
    private int[] starts = [];

    private protected ItemsColumn(ColumnSpec spec, Type type)
        : base(spec, type)
    {
    }

    public int Start(int row) => starts[row];

    public int End(int row) => starts[row + 1];

    public override void Read(ParquetRowGroupReader group, int rows)
    {
        int levels = ReadRaw(group, ref items, ref definition, ref repetition);
        if (starts.Length < rows + 1)
            starts = new int[rows + 1];
        int row = 0, item = 0;
        for (int i = 0; i < levels; i++)
        {
            if (repetition[i] == 0)
                starts[row++] = item;
            item += definition[i] == Item ? 1 : 0;
        }

        starts[row] = item;
    }

    private protected T Of(int item) => items[item];
}

/// <summary>Lists of texts.</summary>
public sealed class ListColumn(ColumnSpec spec) : ItemsColumn<ReadOnlyMemory<byte>>(spec, typeof(byte[]))
{
    public ReadOnlySpan<byte> ItemAt(int item) => Of(item).Span;
}

/// <summary>Lists of whole numbers.</summary>
public sealed class NumberListColumn(ColumnSpec spec) : ItemsColumn<long>(spec, typeof(long))
{
    public long ItemAt(int item) => Of(item);
}
