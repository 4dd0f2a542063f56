using ParquetSharp;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using Xunit;

namespace TweetArchive.Tests.Dataset.Parquet;

/// <summary>The writer's own promises: same bytes, refusals, row groups; and Arrow as a second reader.</summary>
public sealed class WriterTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"tweetarchive-{Guid.NewGuid():N}.parquet");
    private readonly string other = Path.Combine(Path.GetTempPath(), $"tweetarchive-{Guid.NewGuid():N}.parquet");

    [Fact]
    public void Same_rows_same_bytes_on_any_thread()
    {
        List<object?[]> rows = SampleTable.RandomRows(SampleTable.EveryType, 2_000, seed: 11);
        Parallel.ForEach([file, other],
            path => SampleTable.Write(path, SampleTable.EveryType, rows, 50_000, new() { ["b"] = "2", ["a"] = "1" }));
        byte[] once = File.ReadAllBytes(file);
        Assert.Equal(once, File.ReadAllBytes(other));

        SampleTable.Write(file, SampleTable.EveryType, rows, 50_000, new() { ["a"] = "1", ["b"] = "2" });
        Assert.Equal(once, File.ReadAllBytes(file));
    }

    [Fact]
    public void Arrow_reads_what_was_written()
    {
        var spec = new TableSpec("arrow", 0,
            new ColumnSpec("key", ColumnType.Text, Dictionary: true), new ColumnSpec("text", ColumnType.Text, true),
            new ColumnSpec("n", ColumnType.Long, true),
            new ColumnSpec("list", ColumnType.TextList, true), new ColumnSpec("flag", ColumnType.Flag),
            new ColumnSpec("time", ColumnType.Timestamp),
            new ColumnSpec("date", ColumnType.Date, true), new ColumnSpec("raw", ColumnType.Binary),
            new ColumnSpec("x", ColumnType.Number, true));
        List<object?[]> rows = SampleTable.RandomRows(spec, 1_500, seed: 5);
        SampleTable.Write(file, spec, rows, rowGroupBytes: 20_000);

        using var reader = new ParquetFileReader(file);
        int first = 0;
        for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
        {
            using RowGroupReader rowGroup = reader.RowGroup(group);
            int count = (int)rowGroup.MetaData.NumRows;
            List<object?[]> part = rows.GetRange(first, count);
            Assert.Equal(Column<string>(part, 0), Read<string>(rowGroup, 0));
            Assert.Equal(Column<string?>(part, 1), Read<string?>(rowGroup, 1));
            Assert.Equal(Column<long?>(part, 2), Read<long?>(rowGroup, 2));
            Assert.Equal(Column<string[]?>(part, 3), Read<string[]?>(rowGroup, 3));
            Assert.Equal(Column<bool>(part, 4), Read<bool>(rowGroup, 4));
            Assert.Equal(part.Select(row => DateTime.UnixEpoch.AddMilliseconds((long)row[5]!)), Read<DateTime>(rowGroup, 5));
            Assert.Equal(part.Select(row => row[6] is int days ? new Date(days) : (Date?)null), Read<Date?>(rowGroup, 6));
            Assert.Equal(Column<byte[]>(part, 7), Read<byte[]>(rowGroup, 7));
            Assert.Equal(Column<double?>(part, 8), Read<double?>(rowGroup, 8));
            first += count;
        }

        Assert.Equal(rows.Count, first);
    }

    [Fact]
    public void A_missing_value_and_a_forbidden_null_are_refused()
    {
        var spec = new TableSpec("refuse", 0, new ColumnSpec("text", ColumnType.Text), new ColumnSpec("when", ColumnType.Timestamp),
            new ColumnSpec("list", ColumnType.TextList, true));
        using ParquetTableWriter writer = ParquetTableWriter.Create(file, spec, new Dictionary<string, string>());

        Assert.Throws<InvalidOperationException>(() => ((TextListBuffer)writer[2]).AppendItem("x"u8));
        Assert.Equal("Column 'text' does not allow nulls.", Assert.Throws<InvalidOperationException>(writer[0].AppendNull).Message);
        ((TextBuffer)writer[0]).Append("x"u8);
        ((TimestampBuffer)writer[1]).Append(0);
        Assert.Equal("Row 1: column 'list' got 0 values; a row needs one in every column.",
            Assert.Throws<InvalidOperationException>(writer.EndRow).Message);
    }

    [Fact]
    public void Row_groups_end_by_bytes_and_by_rows()
    {
        var spec = new TableSpec("groups", 0, new ColumnSpec("text", ColumnType.Text), new ColumnSpec("n", ColumnType.Long));
        SampleTable.Write(file, spec, Enumerable.Repeat(new object?[] { new string('x', 988), 1L }, 25), rowGroupBytes: 10_000);
        Assert.Equal([10, 10, 5], GroupRows());

        SampleTable.Write(file, spec, Enumerable.Repeat(new object?[] { "", 1L }, ParquetTableWriter.MostRowsInGroup + 1));
        Assert.Equal([ParquetTableWriter.MostRowsInGroup, 1], GroupRows());
    }

    [Fact]
    public void Differences_that_overflow_come_back_right()
    {
        var spec = new TableSpec("extremes", 0, new ColumnSpec("n", ColumnType.Long), new ColumnSpec("i", ColumnType.Integer),
            new ColumnSpec("maybe", ColumnType.Long, true));
        long[] longs = [long.MinValue, long.MaxValue, 0, -1, long.MinValue, long.MinValue, long.MaxValue];
        int[] ints = [int.MaxValue, int.MinValue, 0, int.MinValue, -1];
        foreach (int rows in new[] { 1, 2, 31, 32, 33, 128, 129, 1_024, 1_025, 3_000 })
        {
            SampleTable.Write(file, spec,
                Enumerable.Range(0, rows).Select(i => new object?[] { longs[i % 7], ints[i % 5], i % 3 == 0 ? null : longs[i % 7] }));
            using var duck = new DuckDb();
            List<object?[]> read = duck.Rows($"select n, i, maybe from {DuckDb.Table(file)}");

            Assert.Equal(Enumerable.Range(0, rows).Select(i => longs[i % 7]), read.Select(row => (long)row[0]!));
            Assert.Equal(Enumerable.Range(0, rows).Select(i => ints[i % 5]), read.Select(row => (int)row[1]!));
            Assert.Equal(Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? (long?)null : longs[i % 7]), read.Select(row => (long?)row[2]));
        }
    }

    [Fact]
    public void Times_outside_the_calendar_are_only_numbers()
    {
        var spec = new TableSpec("times", 0, new ColumnSpec("time", ColumnType.Timestamp), new ColumnSpec("date", ColumnType.Date));
        SampleTable.Write(file, spec, [[-62_135_596_800_001L, -800_000], [0L, 0], [253_402_300_800_000L, 3_000_000]]);
        using var duck = new DuckDb();

        Assert.Equal(1, duck.Long($"select count(*) from {DuckDb.Table(file)} where time < '0001-01-01' and date < date '0001-01-01'"));
        Assert.Equal(1, duck.Long($"select count(*) from {DuckDb.Table(file)} where time >= '10000-01-01'"));
    }

    public void Dispose()
    {
        File.Delete(file);
        File.Delete(other);
    }

    private static IEnumerable<T> Column<T>(List<object?[]> rows, int column) => rows.Select(row => (T)row[column]!);

    private static T[] Read<T>(RowGroupReader group, int column)
    {
        using LogicalColumnReader<T> reader = group.Column(column).LogicalReader<T>();
        return reader.ReadAll((int)group.MetaData.NumRows);
    }

    private List<long> GroupRows()
    {
        using var reader = new ParquetFileReader(file);
        var rows = new List<long>();
        for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
        {
            using RowGroupReader rowGroup = reader.RowGroup(group);
            rows.Add(rowGroup.MetaData.NumRows);
        }

        return rows;
    }
}
