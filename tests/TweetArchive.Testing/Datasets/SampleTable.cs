using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Testing;

/// <summary>Tables written from plain C# values, so that a test can compare what it wrote with what a reader says.</summary>
internal static class SampleTable
{
    /// <summary>Every column type, required and nullable, with and without dictionary.</summary>
    public static readonly TableSpec EveryType = new("every_type", 1,
        new("id", ColumnType.Long),
        new("key", ColumnType.Text, Dictionary: true),
        new("key_null", ColumnType.Text, Nullable: true, Dictionary: true),
        new("text", ColumnType.Text),
        new("text_null", ColumnType.Text, Nullable: true),
        new("list", ColumnType.TextList, Nullable: true),
        new("raw", ColumnType.Binary),
        new("raw_null", ColumnType.Binary, Nullable: true),
        new("long_null", ColumnType.Long, Nullable: true),
        new("int", ColumnType.Integer),
        new("int_null", ColumnType.Integer, Nullable: true),
        new("num", ColumnType.Number),
        new("num_null", ColumnType.Number, Nullable: true),
        new("flag", ColumnType.Flag),
        new("flag_null", ColumnType.Flag, Nullable: true),
        new("time", ColumnType.Timestamp),
        new("time_null", ColumnType.Timestamp, Nullable: true),
        new("date", ColumnType.Date),
        new("date_null", ColumnType.Date, Nullable: true),
        new("longs", ColumnType.LongList, Nullable: true));

    /// <summary>Texts on which UTF-16 order, UTF-8 order, truncation and emptiness go wrong if they can.</summary>
    public static readonly string[] Texts =
    [
        "", "a", "A", "b", "Z", "aa", " ", "\0", "a\0b", "é", "ß", "سلام", "مجاهدین خلق", "ایران\u200cزمین", "پرچم", "שלום", "中文",
        "\uD7FF", "\uE000", "\uFB50", "\uFDFA", "\uFEFF", "\uFF21", "\uFFFD", "\uFFFF", "😀", "😀a", "a😀", "a\uFDFA", "🇮🇷", "❤\uFE0F",
        "\U00010000", "\U0010FFFF", "it's, \"quoted\"", "line\nbreak", new string('x', 200), string.Concat(Enumerable.Repeat("😀", 60)),
        "zzz\uFF21", "zzz😀",
    ];

    /// <summary>
    /// Writes rows of column values (string, byte[], string[], long[], long, int, double, bool, null; timestamps as long, dates as int).
    /// </summary>
    public static void Write(string path, TableSpec spec, IEnumerable<object?[]> rows,
        long rowGroupBytes = ParquetTableWriter.DefaultRowGroupBytes, Dictionary<string, string>? metadata = null)
    {
        using ParquetTableWriter writer = ParquetTableWriter.Create(path, spec, metadata ?? [], rowGroupBytes);
        foreach (object?[] row in rows)
        {
            for (int i = 0; i < row.Length; i++)
                Append(writer[i], row[i]);
            writer.EndRow();
        }

        writer.Complete();
    }

    public static void Append(ColumnBuffer column, object? value)
    {
        switch (value)
        {
            case null: column.AppendNull(); break;
            case string text: ((TextBuffer)column).Append(text); break;
            case byte[] bytes: ((TextBuffer)column).Append(bytes); break;
            case string[] items: ((TextListBuffer)column).Append(items); break;
            case long[] items: ((LongListBuffer)column).Append(items); break;
            case long number: ((Int64Buffer)column).Append(number); break;
            case int number: ((Int32Buffer)column).Append(number); break;
            case double number: ((NumberBuffer)column).Append(number); break;
            case bool flag: ((FlagBuffer)column).Append(flag); break;
            default: throw new ArgumentException($"No column takes a {value.GetType()}.");
        }
    }

    /// <summary>Random rows for any spec; nulls in a fifth of the nullable cells.</summary>
    public static List<object?[]> RandomRows(TableSpec spec, int count, int seed, bool sortedKeys = false)
    {
        var random = new Random(seed);
        var rows = new List<object?[]>(count);
        for (int i = 0; i < count; i++)
            rows.Add([.. spec.Columns.Select(column => column.Nullable && random.Next(5) == 0 ? null : RandomValue(column, random))]);
        if (sortedKeys)
            rows.Sort((a, b) => Comparer<object>.Default.Compare(a[0], b[0]));
        return rows;
    }

    private static object RandomValue(ColumnSpec column, Random random) => column.Type switch
    {
        ColumnType.Text => RandomText(column, random),
        ColumnType.TextList => Enumerable.Range(0, random.Next(4)).Select(_ => RandomText(column, random)).ToArray(),
        ColumnType.LongList => Enumerable.Range(0, random.Next(4)).Select(_ => random.NextInt64(long.MinValue, long.MaxValue)).ToArray(),
        ColumnType.Binary => Enumerable.Range(0, random.Next(6)).Select(_ => (byte)random.Next(256)).ToArray(),
        ColumnType.Long => random.Next(4) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.NextInt64(-50, 1000),
        ColumnType.Timestamp => random.NextInt64(1_199_145_600_000, 1_577_836_800_000), // 2008 to 2020
        ColumnType.Integer => random.Next(-50, 1000),
        ColumnType.Date => random.Next(-400, 18_000),
        ColumnType.Number => Math.Round((random.NextDouble() * 360) - 180, 4),
        ColumnType.Flag => random.Next(2) == 0,
        _ => throw new ArgumentException(column.Type.ToString()),
    };

    private static string RandomText(ColumnSpec column, Random random)
    {
        string text = Texts[random.Next(Texts.Length)];
        return column.Dictionary || random.Next(3) == 0 ? text : text + Texts[random.Next(Texts.Length)];
    }
}
