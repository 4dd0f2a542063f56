using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using Parquet;
using Parquet.Schema;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.ParquetFiles;

/// <summary>One column of a Parquet file as cells of text, a row group at a time.</summary>
internal sealed class ParquetColumn
{
    // What writers call the levels between a list and its items.
    private static readonly string[] AroundItems = ["list", "element", "item", "array", "bag", "array_element"];

    private static readonly string[] ListsOfTweets = ["hashtags", "urls", "mentions", "user_mentions", "referenced_tweets"];

    // In the place of an item that is null, and of the items of a list without any.
    private const byte NullItem = 0;
    private const byte NoItems = 1;

    // Whole numbers of these types are converted by the library where they are below others.
    private static readonly Dictionary<Type, WholeReader> WholeNumbers = new()
    {
        [typeof(ulong)] = ReadWhole<ulong>,
        [typeof(uint)] = ReadWhole<uint>,
        [typeof(ushort)] = ReadWhole<ushort>,
        [typeof(short)] = ReadWhole<short>,
        [typeof(byte)] = ReadWhole<byte>,
        [typeof(sbyte)] = ReadWhole<sbyte>,
    };

    private readonly DataField field;
    private readonly bool isList;

    // Of a property of a list's items: at this level of definition there is an item. 0 for what is not one.
    private readonly int itemLevel;
    private readonly List<(int Start, int Length)> items = [];
    private byte[] text = new byte[4096];
    private int[] starts = [];
    private int used;

    private ParquetColumn(DataField field, bool isList, int itemLevel = 0)
    {
        this.field = field;
        this.isList = isList;
        this.itemLevel = itemLevel;
    }

    /// <summary>A value of each row, or of each item of the list that it is in.</summary>
    /// <param name="itemLevel">The level of definition of that list's items; 0 for none.</param>
    public static ParquetColumn Leaf(DataField field, int itemLevel) => new(field, field.MaxRepetitionLevel == 1, itemLevel);

    /// <summary>Names of the columns that can be read.</summary>
    public static string[] Names(ParquetSchema schema) => [.. schema.DataFields.Select(NameOf).Distinct()];

    /// <summary>Names of lists whose items have properties.</summary>
    public static string[] ListsOfObjects(ParquetSchema schema) =>
    [
        .. schema.DataFields.Where(f => f.MaxRepetitionLevel > 0)
            .Select(f => f.Path.ToList().Where(s => !AroundItems.Contains(s)).ToList())
            .Where(steps => steps.Count > 1 && ListsOfTweets.Contains(steps[^2])).Select(steps => string.Join('.', steps[..^1])).Distinct(),
    ];

    /// <summary>The column; null for one that is of no use here.</summary>
    public static ParquetColumn? Of(ParquetSchema schema, string name)
    {
        DataField field = schema.DataFields.First(f => NameOf(f) == name);
        return field.MaxRepetitionLevel > 1 ? null : new ParquetColumn(field, field.MaxRepetitionLevel == 1);
    }

    /// <summary>It holds times of day without the day.</summary>
    public bool IsTimeOfDay => this.field is TimeDataField;

    /// <summary>Its type says that its times are of no known zone.</summary>
    public bool IsZoneless => this.field is DateTimeDataField { IsAdjustedToUTC: false };

    public ReadOnlySpan<byte> Cell(int row) => text.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>Finds the items of a row's list.</summary>
    /// <returns>How many there are; −1 where there is no list.</returns>
    public int SplitItems(int row)
    {
        items.Clear();
        int end = starts[row + 1];
        int at = starts[row];
        if (at == end)
            return -1;
        if (text[at] == NoItems)
            return 0;
        while (at < end)
        {
            int length = text.AsSpan((at + 1)..end).IndexOf(ListCell.Separator);
            length = length < 0 ? end - at - 1 : length;
            items.Add((at + 1, length == 1 && text[at + 1] == NullItem ? 0 : length));
            at += 1 + length;
        }

        return items.Count;
    }

    /// <summary>One of the items that were found last; empty for null.</summary>
    public ReadOnlySpan<byte> Item(int item) => item < items.Count ? text.AsSpan(items[item].Start, items[item].Length) : default;

    public void Read(ParquetRowGroupReader group, int rows)
    {
        used = 0;
        if (starts.Length < rows + 1)
            starts = new int[rows + 1];
        Array.Clear(starts);
        if (group.GetMetadata(field)?.MetaData is not { } data)
            return;
        int levels = checked((int)data.NumValues);
        bool days = field.ClrType == typeof(DateOnly)
            || (field.ClrType == typeof(DateTime) && data.Type == global::Parquet.Meta.Type.INT32);
        bool inside = isList || field.Path.ToList().Count > 1;
        switch (data.Type)
        {
            // Whatever holds it, the numbers are without their point.
            case var _ when field.ClrType == typeof(decimal):
                Read<decimal>(group, levels, rows, (column, value) => column.Append(value));
                break;
            case global::Parquet.Meta.Type.BOOLEAN:
                Read<bool>(group, levels, rows, (column, value) => column.Append(value ? "true"u8 : "false"u8));
                break;
            // Below others the library gives no raw numbers.
            case global::Parquet.Meta.Type.INT32 or global::Parquet.Meta.Type.INT64
                when field.ClrType == typeof(DateTime) && inside:
                Read<DateTime>(group, levels, rows,
                    (column, value) => column.Append(Millis(value), asDay: days));
                break;
            case var _ when inside && WholeNumbers.TryGetValue(field.ClrType, out WholeReader? read):
                read(this, group, levels, rows);
                break;
            case global::Parquet.Meta.Type.INT32 when days:
                Read<int>(group, levels, rows, (column, value) => column.Append(value * 86_400_000L, asDay: true));
                break;
            case global::Parquet.Meta.Type.INT32 when field is TimeDataField time && !inside:
                Read<int>(group, levels, rows, (column, value) => column.AppendTimeOfDay(value, time.Precision));
                break;
            case global::Parquet.Meta.Type.INT64 when field is TimeDataField time && !inside:
                Read<long>(group, levels, rows, (column, value) => column.AppendTimeOfDay(value, time.Precision));
                break;
            case global::Parquet.Meta.Type.INT32:
                Read<int>(group, levels, rows, (column, value) => column.Append(value, asDay: false));
                break;
            case global::Parquet.Meta.Type.INT64:
                Read<long>(group, levels, rows, (column, value) => column.Append(value, asDay: false));
                break;
            case global::Parquet.Meta.Type.FLOAT:
                Read<float>(group, levels, rows, (column, value) => column.Append(value));
                break;
            case global::Parquet.Meta.Type.DOUBLE:
                Read<double>(group, levels, rows, (column, value) => column.Append(value));
                break;
            case global::Parquet.Meta.Type.INT96:
                Read<DateTime>(group, levels, rows,
                    (column, value) => column.Append(Millis(value), asDay: false));
                break;
            default:
                if (field.ClrType == typeof(byte[]) || field.ClrType == typeof(ReadOnlyMemory<byte>))
                    Read<ReadOnlyMemory<byte>>(group, levels, rows, (column, value) => column.Append(value.Span));
                else
                    Read<ReadOnlyMemory<char>>(group, levels, rows, (column, value) => column.Append(value.Span));
                break;
        }
    }

    private delegate void WholeReader(ParquetColumn column, ParquetRowGroupReader group, int levels, int rows);

    private static void ReadWhole<T>(ParquetColumn column, ParquetRowGroupReader group, int levels, int rows)
        where T : struct, IBinaryInteger<T> => column.Read<T>(group, levels, rows, (to, value) => to.Append(decimal.CreateChecked(value)));

    /// <summary>Of <c>hashtags.list.element</c> the name is hashtags, of <c>user.id</c> all of it.</summary>
    private static string NameOf(DataField field)
    {
        List<string> steps = field.Path.ToList();
        return field.MaxRepetitionLevel > 0 ? steps[0] : string.Join('.', steps);
    }

    private void Read<T>(ParquetRowGroupReader group, int levels, int rows, Action<ParquetColumn, T> append)
        where T : struct
    {
        T[] values = new T[levels];
        int[] definition = new int[levels];
        int[] repetition = new int[levels];
        DataField stored =
            !isList && field.Path.ToList().Count == 1 && typeof(T) != typeof(ReadOnlyMemory<char>) && typeof(T) != typeof(DateTime)
            && typeof(T) != typeof(decimal)
            ? new ParquetSchema(new DataField(field.Name, typeof(T) == typeof(ReadOnlyMemory<byte>) ? typeof(byte[]) : typeof(T),
                field.IsNullable, isArray: false)).GetDataFields()[0]
            : field;
        if (levels > 0)
        {
            Memory<int>? definitions = null, repetitions = null;
            if (stored.MaxDefinitionLevel > 0)
                definitions = definition;
            if (stored.MaxRepetitionLevel > 0)
                repetitions = repetition;
            group.ReadRawAsync<T>(stored, values, definitions, repetitions, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }

        int row = 0;
        int value = 0;
        for (int i = 0; i < levels && row <= rows; i++)
        {
            if (repetition[i] == 0)
                starts[row++] = used;
            if (stored.MaxDefinitionLevel > 0 && definition[i] < stored.MaxDefinitionLevel)
            {
                if (itemLevel > 0 && definition[i] >= itemLevel)
                    Append([ListCell.Separator, NullItem]);
                else if (itemLevel > 0 && definition[i] == itemLevel - 1)
                    Append([NoItems]);
                continue;
            }

            if (isList)
                Append([ListCell.Separator]);
            int from = used;
            append(this, values[value++]);
            if (itemLevel > 0)
                text.AsSpan(from, used - from).Replace(ListCell.Separator, (byte)' ');
        }

        while (row <= rows)
            starts[row++] = used;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(text.AsSpan(used));
        used += bytes.Length;
    }

    private void Append(ReadOnlySpan<char> letters)
    {
        Room(letters.Length * 3);
        used += Encoding.UTF8.GetBytes(letters, text.AsSpan(used));
    }

    private void Append(long number, bool asDay)
    {
        Room(20);
        if (asDay)
        {
            TimeForms.Write(number, text.AsSpan(used));
            used += 10;
            return;
        }

        Utf8Formatter.TryFormat(number, text.AsSpan(used), out int written);
        used += written;
    }

    /// <summary>As it is in the file: the library says of some that they are local, which this machine's zone must not change.</summary>
    private static long Millis(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private void AppendTimeOfDay(long value, TimeUnitPrecision unit)
    {
        const int Length = 8;
        Span<byte> whole = stackalloc byte[19];
        long millis = unit switch
        {
            TimeUnitPrecision.Millis => value,
            TimeUnitPrecision.Micros => value / 1000,
            _ => value / 1_000_000,
        };
        // After the day and a blank.
        TimeForms.Write(millis, whole);
        Append(whole[^Length..]);
    }

    /// <summary>Without zeros after the point, as counts are written.</summary>
    private void Append(decimal number) =>
        Append((number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture).AsSpan());

    private void Append(double number)
    {
        // pandas makes a missing whole number NaN, and the others floats.
        if (!double.IsFinite(number))
            return;
        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
            Append((long)number, asDay: false);
        else
            Append(number.ToString("R", CultureInfo.InvariantCulture).AsSpan());
    }

    private void Room(int length)
    {
        if (used + length > text.Length)
            Array.Resize(ref text, 2 * (used + length));
    }
}
