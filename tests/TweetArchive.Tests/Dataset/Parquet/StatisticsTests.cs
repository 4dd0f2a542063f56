using ParquetSharp;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using Xunit;
using Encoding = System.Text.Encoding;

namespace TweetArchive.Tests.Dataset.Parquet;

/// <summary>A reader that trusts our bounds must not skip a row it was asked for.</summary>
public sealed class StatisticsTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"tweetarchive-{Guid.NewGuid():N}.parquet");
    private readonly DuckDb duck = new();

    [Theory]
    [InlineData(ParquetTableWriter.DefaultRowGroupBytes)]
    [InlineData(2_000)]
    public void Text_predicates_find_emoji_beside_presentation_forms(long rowGroupBytes)
    {
        var spec = new TableSpec("texts", 0, new ColumnSpec("plain", ColumnType.Text), new ColumnSpec("key", ColumnType.Text, true, true));
        string[] texts = ["😀", "\uFDFA", "\uFF21", "\uFB50", "سلام", "a"];
        List<object?[]> rows = [
            .. Enumerable.Range(0, 1_200).Select(i => new object?[] { texts[i % 6], i % 7 == 0 ? null : texts[i / 6 % 6] })];
        SampleTable.Write(path, spec, rows, rowGroupBytes);

        foreach (string column in new[] { "plain", "key" })
        {
            string?[] values = [.. rows.Select(row => (string?)row[column == "plain" ? 0 : 1])];
            foreach (string probe in texts)
            {
                AssertCount(values.Count(value => value == probe), $"{column} = '{probe}'");
                AssertCount(values.Count(value => value is not null && Compare(value, probe) < 0), $"{column} < '{probe}'");
                AssertCount(values.Count(value => value is not null && Compare(value, probe) > 0), $"{column} > '{probe}'");
                AssertCount(values.Count(value => value is not null && Compare(value, "b") >= 0 && Compare(value, probe) <= 0),
                    $"{column} between 'b' and '{probe}'");
            }

            AssertCount(values.Count(value => value is null), $"{column} is null");
        }
    }

    [Fact]
    public void Bounds_of_text_are_the_true_ones_in_byte_order_or_enclose_them()
    {
        List<object?[]> rows = SampleTable.RandomRows(SampleTable.EveryType, 3_000, seed: 3);
        SampleTable.Write(path, SampleTable.EveryType, rows, rowGroupBytes: 20_000);
        using var reader = new ParquetFileReader(path);
        int first = 0, exact = 0, shortened = 0;
        for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
        {
            using RowGroupReader rowGroup = reader.RowGroup(group);
            int count = (int)rowGroup.MetaData.NumRows;
            foreach (string name in new[] { "key", "key_null", "text", "text_null" })
            {
                int column = Array.FindIndex(SampleTable.EveryType.Columns, spec => spec.Name == name);
                List<byte[]> values = [
                    .. rows.Skip(first).Take(count).Where(row => row[column] is not null)
                        .Select(row => Encoding.UTF8.GetBytes((string)row[column]!))];
                values.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
                object?[] bounds = duck.Rows(
                    "select stats_null_count, encode(stats_min_value), encode(stats_max_value), min_is_exact, max_is_exact from "
                        + $"parquet_metadata({DuckDb.Quote(path)}) " +
                    $"where row_group_id = {group} and path_in_schema = '{name}'")[0];

                Assert.Equal((long)(count - values.Count), bounds[0]);
                byte[] min = Bytes(bounds[1]!), max = Bytes(bounds[2]!);
                Assert.True(min.AsSpan().SequenceCompareTo(values[0]) <= 0);
                Assert.True(max.AsSpan().SequenceCompareTo(values[^1]) >= 0);
                Assert.Equal((bool)bounds[3]!, min.AsSpan().SequenceEqual(values[0]));
                Assert.Equal((bool)bounds[4]!, max.AsSpan().SequenceEqual(values[^1]));
                if ((bool)bounds[4]!)
                    exact++;
                else
                    shortened++;
            }

            first += count;
        }

        Assert.True(exact > 0 && shortened > 0, "the sample must hold both short and shortened bounds");
    }

    [Fact]
    public void Arrow_sees_the_same_bounds_of_numbers_and_times()
    {
        TableSpec spec = SampleTable.EveryType;
        List<object?[]> rows = SampleTable.RandomRows(spec, 2_000, seed: 4);
        SampleTable.Write(path, spec, rows, rowGroupBytes: 40_000);
        using var reader = new ParquetFileReader(path);
        Assert.True(reader.FileMetaData.NumRowGroups > 2);
        int first = 0;
        for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
        {
            using RowGroupReader rowGroup = reader.RowGroup(group);
            int count = (int)rowGroup.MetaData.NumRows;
            for (int column = 0; column < spec.Columns.Length; column++)
            {
                if (spec.Columns[column].Type is ColumnType.Text or ColumnType.TextList or ColumnType.LongList or ColumnType.Binary)
                    continue;
                object[] values = [.. rows.Skip(first).Take(count).Select(row => row[column]).OfType<object>()];
                using Statistics statistics = rowGroup.MetaData.GetColumnChunkMetaData(column).Statistics!;
                Assert.Equal(count - values.Length, statistics.NullCount);
                Assert.Equal(values.Min(), statistics.MinUntyped);
                Assert.Equal(values.Max(), statistics.MaxUntyped);
            }

            first += count;
        }

        Assert.Equal(rows.Count, first);
    }

    [Fact]
    public void Chunks_of_nulls_or_with_a_nan_have_no_bounds()
    {
        var spec = new TableSpec("none", 0,
            new ColumnSpec("n", ColumnType.Long, true), new ColumnSpec("t", ColumnType.Text, true),
            new ColumnSpec("k", ColumnType.Text, true, true),
            new ColumnSpec("f", ColumnType.Flag, true), new ColumnSpec("d", ColumnType.Date, true),
            new ColumnSpec("x", ColumnType.Number, true),
            new ColumnSpec("nan", ColumnType.Number), new ColumnSpec("zero", ColumnType.Number));
        SampleTable.Write(path, spec,
            [[null, null, null, null, null, null, 1.5, 0.0], [null, null, null, null, null, null, double.NaN, -0.0]]);

        Assert.Equal(
            ["n|2|∅|∅", "t|2|∅|∅", "k|2|∅|∅", "f|2|∅|∅", "d|2|∅|∅", "x|2|∅|∅", "nan|0|∅|∅", "zero|0|-0.0|0.0"],
            duck.Lines(
                $"select path_in_schema, stats_null_count, stats_min_value, stats_max_value from parquet_metadata({DuckDb.Quote(path)})"));
        Assert.Null(duck.Scalar($"select min(n) from {DuckDb.Table(path)}"));
        AssertCount(1, "nan > 100"); // DuckDB: NaN is above every number
        AssertCount(2, "zero = 0");
    }

    [Theory]
    [InlineData("ab", "ac")]
    [InlineData("a\u007F", "a\u0080")]
    [InlineData("a\uD7FF", "a\uE000")]
    [InlineData("a\uFFFF", "a\U00010000")]
    [InlineData("a\U0010FFFF", "b")]
    [InlineData("\U0010FFFF\U0010FFFF", null)]
    [InlineData("", null)]
    public void The_successor_is_the_next_text_that_is_no_continuation(string prefix, string? successor)
    {
        byte[]? bound = ColumnStatistics.Successor(Encoding.UTF8.GetBytes(prefix));

        Assert.Equal(successor, bound is null ? null : Encoding.UTF8.GetString(bound));
    }

    [Fact]
    public void Bounds_are_cut_between_characters()
    {
        for (int lead = 0; lead < 4; lead++)
        {
            string text = new string('x', lead) + string.Concat(Enumerable.Repeat("😀", 50));
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            ColumnStatistics statistics = ColumnStatistics.OfText(0, utf8, utf8);

            Assert.True(System.Text.Unicode.Utf8.IsValid(statistics.Min) && System.Text.Unicode.Utf8.IsValid(statistics.Max));
            Assert.True(statistics.Min.AsSpan().SequenceCompareTo(utf8) < 0 && statistics.Max.AsSpan().SequenceCompareTo(utf8) > 0);
            Assert.False(statistics.MinExact || statistics.MaxExact);
        }
    }

    public void Dispose()
    {
        duck.Dispose();
        File.Delete(path);
    }

    private static int Compare(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));

    private static byte[] Bytes(object blob)
    {
        using var copy = new MemoryStream();
        ((Stream)blob).CopyTo(copy);
        return copy.ToArray();
    }

    private void AssertCount(int expected, string where) =>
        Assert.True(expected == duck.Long($"select count(*) from {DuckDb.Table(path)} where {where}"), where);
}
