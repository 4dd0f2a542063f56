using Parquet;
using Parquet.Schema;

namespace TweetArchive.Dataset.Reading;

/// <summary>One column of the current row group. Buffers are used again for the next group.</summary>
public abstract class ColumnReader
{
    private readonly DataField field;

    private protected ColumnReader(ColumnSpec spec, Type type)
    {
        Name = spec.Name;
        Field mine = spec.Type is ColumnType.TextList or ColumnType.LongList
            ? new ListField(spec.Name, new DataField("element", type, isNullable: true, isArray: false))
            : new DataField(spec.Name, type, spec.Nullable, isArray: false);
        field = new ParquetSchema(mine).GetDataFields()[0];
    }

    public string Name { get; }

    public static ColumnReader Create(ColumnSpec spec) => spec.Type switch
    {
        ColumnType.Text => new TextColumn(spec),
        ColumnType.TextList => new ListColumn(spec),
        ColumnType.LongList => new NumberListColumn(spec),
        ColumnType.Long or ColumnType.Timestamp => new NumberColumn(spec, wide: true),
        ColumnType.Integer or ColumnType.Date => new NumberColumn(spec, wide: false),
        ColumnType.Flag => new FlagColumn(spec),
        ColumnType.Number => new DecimalColumn(spec),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Type, "Nothing reads such a column."),
    };

    public abstract void Read(ParquetRowGroupReader group, int rows);

    /// <summary>Values that are there, one after the other, and the levels that say where.</summary>
    private protected int ReadRaw<T>(ParquetRowGroupReader group, ref T[] values, ref int[] definition, ref int[] repetition)
        where T : struct
    {
        int count = checked((int)group.GetMetadata(field)!.MetaData!.NumValues);
        Reserve(ref values, count);
        Memory<int>? definitions = null, repetitions = null;
        if (field.MaxDefinitionLevel > 0)
        {
            Reserve(ref definition, count);
            definitions = definition.AsMemory(0, count);
        }

        if (field.MaxRepetitionLevel > 0)
        {
            Reserve(ref repetition, count);
            repetitions = repetition.AsMemory(0, count);
        }

        if (count > 0)
            group.ReadRawAsync<T>(field, values.AsMemory(0, count), definitions, repetitions, CancellationToken.None).AsTask().GetAwaiter()
                .GetResult();
        return count;
    }

    /// <summary>Moves values to their rows, from the last on; rows without one keep the default.</summary>
    private protected static void Spread<T>(T[] values, int[] definition, int rows)
        where T : struct
    {
        int present = 0;
        for (int i = 0; i < rows; i++)
            present += definition[i];
        for (int row = rows - 1; row >= 0 && present <= row; row--)
            values[row] = definition[row] == 1 ? values[--present] : default;
    }

    private static void Reserve<T>(ref T[] array, int count)
    {
        if (array.Length < count)
            array = new T[Math.Max(count, 1024)];
    }
}

/// <summary>Whole numbers, times (milliseconds since 1970) and days (since 1970).</summary>
public sealed class NumberColumn(ColumnSpec spec, bool wide) : ColumnReader(spec, wide ? typeof(long) : typeof(int))
{
    private readonly bool nullable = spec.Nullable;
    private long[] numbers = [];
    private int[] narrow = [];
    private int[] definition = [];
    private int[] none = [];

    public long this[int row] => numbers[row];

    public bool IsNull(int row) => nullable && definition[row] == 0;

    public override void Read(ParquetRowGroupReader group, int rows)
    {
        if (wide)
        {
            ReadRaw(group, ref numbers, ref definition, ref none);
        }
        else
        {
            int count = ReadRaw(group, ref narrow, ref definition, ref none);
            if (numbers.Length < count)
                numbers = new long[narrow.Length];
            for (int i = 0; i < count; i++)
                numbers[i] = narrow[i];
        }

        if (nullable)
            Spread(numbers, definition, rows);
    }
}

/// <summary>Numbers with a fraction.</summary>
public sealed class DecimalColumn(ColumnSpec spec) : ColumnReader(spec, typeof(double))
{
    private readonly bool nullable = spec.Nullable;
    private double[] numbers = [];
    private int[] definition = [];
    private int[] none = [];

    public double this[int row] => numbers[row];

    public bool IsNull(int row) => nullable && definition[row] == 0;

    public override void Read(ParquetRowGroupReader group, int rows)
    {
        ReadRaw(group, ref numbers, ref definition, ref none);
        if (nullable)
            Spread(numbers, definition, rows);
    }
}

/// <summary>Yes or no.</summary>
public sealed class FlagColumn(ColumnSpec spec) : ColumnReader(spec, typeof(bool))
{
    private readonly bool nullable = spec.Nullable;
    private bool[] flags = [];
    private int[] definition = [];
    private int[] none = [];

    /// <summary>False also where there is no value.</summary>
    public bool this[int row] => flags[row];

    public bool IsNull(int row) => nullable && definition[row] == 0;

    public override void Read(ParquetRowGroupReader group, int rows)
    {
        ReadRaw(group, ref flags, ref definition, ref none);
        if (nullable)
            Spread(flags, definition, rows);
    }
}

/// <summary>Texts as UTF-8; a missing one is empty.</summary>
public sealed class TextColumn(ColumnSpec spec) : ColumnReader(spec, typeof(byte[]))
{
    private readonly bool nullable = spec.Nullable;
    private ReadOnlyMemory<byte>[] texts = [];
    private int[] definition = [];
    private int[] none = [];

    public ReadOnlySpan<byte> this[int row] => texts[row].Span;

    public bool IsNull(int row) => nullable && definition[row] == 0;

    public override void Read(ParquetRowGroupReader group, int rows)
    {
        ReadRaw(group, ref texts, ref definition, ref none);
        if (nullable)
            Spread(texts, definition, rows);
    }
}
