using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables;
using Xunit;

namespace TweetArchive.Tests.Dataset.Parquet;

/// <summary>What goes in comes out, as DuckDB reads it.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"tweetarchive-{Guid.NewGuid():N}.parquet");
    private readonly DuckDb duck = new();

    public static TheoryData<string> AllTables => [.. TableList.All.Select(spec => spec.Name), SampleTable.EveryType.Name];

    [Theory]
    [MemberData(nameof(AllTables))]
    public void Every_table_round_trips_in_one_and_in_many_row_groups(string name)
    {
        TableSpec spec = SpecNamed(name);
        List<object?[]> rows = SampleTable.RandomRows(spec, 700, seed: 7);
        foreach (long rowGroupBytes in new[] { ParquetTableWriter.DefaultRowGroupBytes, 5_000 })
        {
            SampleTable.Write(path, spec, rows, rowGroupBytes);

            // file_row_number: with several row groups DuckDB is free to read them in any order.
            string columns = string.Join(", ", spec.Columns.Select(Readable));
            List<object?[]> read = duck.Rows(
                $"select {columns} from read_parquet({DuckDb.Quote(path)}, file_row_number = true) order by file_row_number");

            Assert.Equal(rows.Count, read.Count);
            for (int row = 0; row < rows.Count; row++)
                for (int column = 0; column < spec.Columns.Length; column++)
                    Assert.Equal(AsRead(rows[row][column]), read[row][column]);
        }

        Assert.True(duck.Long($"select count(distinct row_group_id) from parquet_metadata({DuckDb.Quote(path)})") > 2);
    }

    [Theory]
    [MemberData(nameof(AllTables))]
    public void A_table_without_rows_is_a_file_with_a_schema(string name)
    {
        TableSpec spec = SpecNamed(name);
        SampleTable.Write(path, spec, []);

        Assert.Equal(0, duck.Long($"select count(*) from {DuckDb.Table(path)}"));
        Assert.Equal(spec.Columns.Select(column => column.Name),
            duck.Rows($"describe from {DuckDb.Table(path)}").Select(row => (string)row[0]!));
    }

    [Fact]
    public void Types_are_what_a_notebook_expects()
    {
        SampleTable.Write(path, SampleTable.EveryType, SampleTable.RandomRows(SampleTable.EveryType, 3, seed: 1));

        Assert.Equal(
            [
                "id|BIGINT", "key|VARCHAR", "key_null|VARCHAR", "text|VARCHAR", "text_null|VARCHAR", "list|VARCHAR[]", "raw|BLOB",
                "raw_null|BLOB",
                "long_null|BIGINT", "int|INTEGER", "int_null|INTEGER", "num|DOUBLE", "num_null|DOUBLE", "flag|BOOLEAN", "flag_null|BOOLEAN",
                "time|TIMESTAMP WITH TIME ZONE", "time_null|TIMESTAMP WITH TIME ZONE", "date|DATE", "date_null|DATE", "longs|BIGINT[]",
            ],
            duck.Lines($"select column_name, column_type from (describe from {DuckDb.Table(path)})"));

        Assert.Equal(
            [
                "key|BYTE_ARRAY|REQUIRED|UTF8|StringType()", "key_null|BYTE_ARRAY|OPTIONAL|UTF8|StringType()",
                "list|∅|OPTIONAL|LIST|ListType()", "list|∅|REPEATED|∅|∅", "element|BYTE_ARRAY|OPTIONAL|UTF8|StringType()",
                "raw|BYTE_ARRAY|REQUIRED|∅|∅", "int|INT32|REQUIRED|∅|∅",
                "time|INT64|REQUIRED|TIMESTAMP_MILLIS|TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=MilliSeconds(), "
                    + "MICROS=<null>, NANOS=<null>))",
                "date|INT32|REQUIRED|DATE|DateType()",
                "longs|∅|OPTIONAL|LIST|ListType()", "list|∅|REPEATED|∅|∅", "element|INT64|OPTIONAL|∅|∅",
            ],
            duck.Lines($"select name, type, repetition_type, converted_type, logical_type from parquet_schema({DuckDb.Quote(path)}) " +
                        "where name in ('key', 'key_null', 'list', 'longs', 'element', 'raw', 'int', 'time', 'date')"));
    }

    [Fact]
    public void Null_empty_and_items_with_separators_stay_apart_in_lists()
    {
        var spec = new TableSpec("lists", 0, new ColumnSpec("list", ColumnType.TextList, Nullable: true));
        SampleTable.Write(path, spec,
            [[null], [Array.Empty<string>()], [new[] { "" }], [new[] { "a,b", "\"c\"", "[d]", "سلام" }], [null], [new[] { "a\0b" }]]);

        Assert.Equal(
            ["∅|∅", "0|", "1|", "4|a,b;\"c\";[d];سلام", "∅|∅", "1|a\0b"],
            duck.Lines($"select len(list), array_to_string(list, ';') from {DuckDb.Table(path)}"));
    }

    [Fact]
    public void Null_empty_and_extreme_numbers_stay_apart_in_lists()
    {
        var spec = new TableSpec("lists", 0, new ColumnSpec("list", ColumnType.LongList, Nullable: true));
        SampleTable.Write(path, spec,
            [[null], [Array.Empty<long>()], [new[] { 0L }], [new[] { long.MinValue, 1_000_000_000_000_000_001, -1 }]]);

        Assert.Equal(["∅|∅", "0|", "1|0", "3|-9223372036854775808;1000000000000000001;-1"],
            duck.Lines($"select len(list), array_to_string(list, ';') from {DuckDb.Table(path)}"));
    }

    [Fact]
    public void Broken_utf8_becomes_the_replacement_character()
    {
        var spec = new TableSpec("broken", 0, new ColumnSpec("text", ColumnType.Text),
            new ColumnSpec("key", ColumnType.Text, Dictionary: true), new ColumnSpec("list", ColumnType.TextList, true));
        using (ParquetTableWriter writer = ParquetTableWriter.Create(path, spec, new Dictionary<string, string>()))
        {
            foreach (byte[] broken in new byte[][] { [0x61, 0xFF, 0x62], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xC0, 0x80] })
            {
                ((TextBuffer)writer[0]).Append(broken);
                ((TextBuffer)writer[1]).Append(broken);
                var list = (TextListBuffer)writer[2];
                list.BeginList();
                list.AppendItem(broken);
                list.EndList();
                writer.EndRow();
            }

            writer.Complete();
        }

        Assert.Equal(["a\uFFFDb", "\uFFFD\uFFFD\uFFFD", "\uFFFD", "\uFFFD\uFFFD"], duck.Lines($"select text from {DuckDb.Table(path)}"));
        Assert.Equal(4, duck.Long($"select count(*) from {DuckDb.Table(path)} where text = key and list[1] = key"));
    }

    [Fact]
    public void Values_of_a_megabyte_keep_headers_and_footer_small()
    {
        var spec = new TableSpec("long_texts", 0, new ColumnSpec("text", ColumnType.Text),
            new ColumnSpec("key", ColumnType.Text, Dictionary: true));
        string[] texts = [
            .. Enumerable.Range(0, 6).Select(i => string.Concat(Enumerable.Repeat(i % 2 == 0 ? "😀" : "\uFDFA", 300_000)) + (i / 3))];
        SampleTable.Write(path, spec, texts.Concat(texts).Select(text => new object?[] { text, text }));

        Assert.Equal(12, duck.Long($"select count(*) from {DuckDb.Table(path)} where text = key and length(text) = 300001"));
        Assert.Equal(4, duck.Long($"select count(*) from {DuckDb.Table(path)} where text = {DuckDb.Quote(texts[^1])}"));
        Assert.True(
            duck.Long($"select max(length(stats_max_value) + length(stats_min_value)) from parquet_metadata({DuckDb.Quote(path)})") < 200);
        Assert.True(duck.Long($"select footer_size from parquet_file_metadata({DuckDb.Quote(path)})") < 2_000);
    }

    [Fact]
    public void Metadata_names_the_table_and_what_the_caller_adds()
    {
        SampleTable.Write(path, TableList.Hours, [], metadata: new() { ["tweetarchive.lexicon_sha256"] = "abc", ["a"] = "é" });

        Assert.Equal(
            ["a|é", "tweetarchive.lexicon_sha256|abc", "tweetarchive.table|hours", "tweetarchive.table_version|1"],
            duck.Lines($"select decode(key), decode(value) from parquet_kv_metadata({DuckDb.Quote(path)})"));
        Assert.Matches(@"^TweetArchive version \d+\.\d+\.\d+ \(build Parquet\.Net-[\d.]+\)$",
            (string)duck.Scalar($"select created_by from parquet_file_metadata({DuckDb.Quote(path)})")!);
    }

    public void Dispose()
    {
        duck.Dispose();
        File.Delete(path);
    }

    internal static TableSpec SpecNamed(string name) => TableList.All.Append(SampleTable.EveryType).Single(spec => spec.Name == name);

    /// <summary>Bytes, lists and times as plain texts and numbers, free of what the ADO.NET layer makes of them.</summary>
    private static string Readable(ColumnSpec column) => column.Type switch
    {
        ColumnType.Binary => $"hex(\"{column.Name}\")",
        ColumnType.TextList => $"array_to_string(list_transform(\"{column.Name}\", x -> hex(x)), ',')",
        ColumnType.LongList => $"array_to_string(\"{column.Name}\", ',')",
        ColumnType.Timestamp => $"epoch_ms(\"{column.Name}\")",
        ColumnType.Date => $"(\"{column.Name}\" - date '1970-01-01')::integer",
        _ => $"\"{column.Name}\"",
    };

    private static object? AsRead(object? written) => written switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        string[] items => string.Join(',', items.Select(item => Convert.ToHexString(Encoding.UTF8.GetBytes(item)))),
        long[] items => string.Join(',', items),
        _ => written,
    };
}
