using System.Runtime.CompilerServices;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// What a table is keyed by, after the dataset. From its columns follows how their numbers are packed into 64 bits while tweets are
/// counted, how packed keys sort, what their bytes in a spill are, and the first columns of the file.
/// </summary>
internal sealed class TableKey
{
    // A dimension with more texts in one worker's tables would take more memory than any worker has.
    private const int LeastTextBits = 24;
    private const int MostTextBits = 32;

    private readonly KeyColumn[] columns;
    private readonly int[] shifts;
    private readonly ulong[] masks;

    // Again as fields, for the keys of two and three columns that tweets are counted by most.
    private readonly int first;
    private readonly int second;
    private readonly int third;

    public TableKey(params KeyColumn[] columns)
    {
        this.columns = columns;
        int texts = columns.Count(c => c.Bits == 0);
        int left = 64 - columns.Sum(c => c.Bits);
        int textBits = texts == 0 ? 0 : Math.Min(MostTextBits, left / texts);
        if (left < 0 || (texts > 0 && textBits < LeastTextBits))
            throw new ArgumentException($"the columns {string.Join(", ", columns.Select(c => c.Name))} do not fit a key of 64 bits");
        shifts = new int[columns.Length];
        masks = new ulong[columns.Length];
        int shift = 0;
        for (int i = columns.Length - 1; i >= 0; i--)
        {
            int bits = columns[i].Bits == 0 ? textBits : columns[i].Bits;
            shifts[i] = shift;
            masks[i] = (1UL << bits) - 1;
            shift += bits;
        }

        first = shifts[0];
        second = shifts.ElementAtOrDefault(1);
        third = shifts.ElementAtOrDefault(2);
    }

    /// <summary>How many columns there are.</summary>
    public int Columns => columns.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Pack(int a, int b) => ((ulong)(uint)a << first) | ((ulong)(uint)b << second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Pack(int a, int b, int c) => Pack(a, b) | ((ulong)(uint)c << third);

    public ulong Pack(params ReadOnlySpan<int> numbers)
    {
        ulong key = 0;
        for (int i = 0; i < numbers.Length; i++)
            key |= (ulong)(uint)numbers[i] << shifts[i];
        return key;
    }

    /// <summary>The packed key with each number replaced by its rank: sorts as the bytes do that <see cref="Write"/> writes.</summary>
    public ulong Order(ulong key, DimensionRanks ranks)
    {
        ulong order = 0;
        for (int i = 0; i < columns.Length; i++)
            order |= (ulong)columns[i].Rank(Number(key, i), ranks) << shifts[i];
        return order;
    }

    public void Write(ulong key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        for (int i = 0; i < columns.Length; i++)
            columns[i].Write(Number(key, i), dimensions, ref writer);
    }

    /// <summary>The most bytes that <see cref="Write"/> writes.</summary>
    /// <param name="longestText">The length of the longest text of all dimensions.</param>
    public int MostBytes(int longestText) => columns.Length * (8 + SortKeyWriter.MaxText(longestText));

    /// <summary>Adds the key's columns to a file.</summary>
    public ColumnBuffer[] AddTo(ColumnSet set) => [.. columns.Select(c => c.AddTo(set))];

    /// <summary>Moves a spill's key to the columns of a file.</summary>
    /// <param name="to">What <see cref="AddTo"/> returned.</param>
    /// <param name="scratch">Room for a text as long as the key.</param>
    /// <returns>The last column's value if that is a text.</returns>
    public ReadOnlySpan<byte> Move(ReadOnlySpan<byte> key, ColumnBuffer[] to, Span<byte> scratch)
    {
        var reader = new SortKeyReader(key);
        ReadOnlySpan<byte> last = default;
        for (int i = 0; i < columns.Length; i++)
            last = columns[i].Move(ref reader, to[i], scratch);
        return last;
    }

    private uint Number(ulong key, int column) => (uint)((key >> shifts[column]) & masks[column]);
}
