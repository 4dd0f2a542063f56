using System.Globalization;
using ParquetSharp;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Days and times of Parquet in every type that writers choose for them, as DuckDB and Arrow write them.</summary>
public sealed class ParquetTimesTests : IDisposable
{
    private const long Id = 970_001_234_567_890_123;

    private static readonly DateTime Time = new(2018, 3, 4, 5, 1, 17, DateTimeKind.Utc);

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    public static TheoryData<string, string> Types
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string time in (string[])["TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ", "VARCHAR"])
            {
                foreach (string day in (string[])["DATE", "TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ", "VARCHAR"])
                    all.Add(time, day);
            }

            return all;
        }
    }

    /// <summary>In columns, and in objects.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void Of_duckdb(string time, string day)
    {
        using var duck = new DuckDb();
        _ = duck.Lines($"COPY (SELECT {Id} AS tweetid, 'MEK' AS tweet_text, TIMESTAMP '2018-03-04 05:01:17'::{time} AS tweet_time, "
            + $"DATE '2012-02-11'::{day} AS account_creation_date, '7' AS userid) TO '{temp.File("t.parquet")}' (FORMAT parquet)");
        AssertRead("t.parquet");
        _ = duck.Lines($"COPY (SELECT '{Id}' AS id_str, 'MEK' AS full_text, TIMESTAMP '2018-03-04 05:01:17'::{time} AS created_at, "
            + $"{{'id_str': '7', 'screen_name': 'bo', 'created_at': DATE '2012-02-11'::{day}}} AS user, "
            + $"{{'hashtags': [{{'text': 'a'}}]}} AS entities) TO '{temp.File("o.parquet")}' (FORMAT parquet)");
        AssertRead("o.parquet");
    }

    public static TheoryData<int> Units => [.. Enumerable.Range(0, LogicalTypes.Length)];

    private static LogicalType[] LogicalTypes =>
    [
        LogicalType.Timestamp(true, TimeUnit.Millis), LogicalType.Timestamp(false, TimeUnit.Millis),
        LogicalType.Timestamp(true, TimeUnit.Micros), LogicalType.Timestamp(false, TimeUnit.Micros),
        LogicalType.Timestamp(true, TimeUnit.Nanos), LogicalType.Timestamp(false, TimeUnit.Nanos),
    ];

    [Theory]
    [MemberData(nameof(Units))]
    public void Of_arrow(int type)
    {
        if (type < 4)
            Write("a.parquet", new Column<DateTime>("tweet_time", LogicalTypes[type]), Time);
        else
            Write("a.parquet", new Column<DateTimeNanos>("tweet_time", LogicalTypes[type]), new DateTimeNanos(Time));
        AssertRead("a.parquet");
    }

    /// <summary>Of Impala, Hive and older Spark: the nanosecond of a day, and the day.</summary>
    [Fact]
    public void Of_int96()
    {
        int julian = 2_440_588 + (Time - DateTime.UnixEpoch).Days;
        long nanos = Time.TimeOfDay.Ticks * 100;
        Write("i.parquet", new Column<Int96>("tweet_time"), new Int96((int)nanos, (int)(nanos >> 32), julian));
        AssertRead("i.parquet");
    }

    public static TheoryData<string, bool> TimesOfDay => new()
    {
        { "millis", true }, { "millis", false }, { "micros", true }, { "micros", false }, { "nanos", true }, { "nanos", false },
    };

    /// <summary>A time of day is read next to a day; alone it is left out, with a remark.</summary>
    [Theory]
    [MemberData(nameof(TimesOfDay))]
    public void Times_of_day(string unit, bool utc)
    {
        LogicalType type = LogicalType.Time(utc, unit == "millis" ? TimeUnit.Millis : unit == "micros" ? TimeUnit.Micros : TimeUnit.Nanos);
        foreach (bool withDay in (bool[])[true, false])
        {
            string file = temp.File($"{unit}{utc}{withDay}.parquet");
            Column[] columns = [new Column<long>("tweet_id"), new Column<string>("content"), new Column<string>("username"),
                unit == "nanos" ? new Column<TimeSpanNanos>("time", type) : new Column<TimeSpan>("time", type),
                .. withDay ? [new Column<Date>("date")] : (Column[])[]];
            using (var writer = new ParquetFileWriter(file, columns))
            {
                using RowGroupWriter group = writer.AppendRowGroup();
                group.NextColumn().LogicalWriter<long>().WriteBatch([Id]);
                group.NextColumn().LogicalWriter<string>().WriteBatch(["MEK"]);
                group.NextColumn().LogicalWriter<string>().WriteBatch(["bo"]);
                if (unit == "nanos")
                    group.NextColumn().LogicalWriter<TimeSpanNanos>().WriteBatch([new TimeSpanNanos(Time.TimeOfDay)]);
                else
                    group.NextColumn().LogicalWriter<TimeSpan>().WriteBatch([Time.TimeOfDay]);
                if (withDay)
                    group.NextColumn().LogicalWriter<Date>().WriteBatch([new Date(2018, 3, 4)]);
                writer.Close();
            }

            FinishedRun run = temp.Run([file]);
            using var duck = new DuckDb();
            Assert.Equal(0, run.Result.Counts.Rejected);
            string expected = withDay ? "2018-03-04 05:01:17" : TimeOfId();
            Assert.Equal([expected], duck.Lines($"SELECT strftime(tweet_time, '%Y-%m-%d %H:%M:%S') FROM {run.Table("tweets")}"));
            Assert.Equal(withDay ? 0 : 1, run.Result.Inputs[0].Remarks.Count(r => r.Code == "time_of_day"));
        }
    }

    private static string TimeOfId() => DateTime.UnixEpoch.AddMilliseconds((Id >> 22) + 1_288_834_974_657)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void Write<T>(string name, Column column, T time)
    {
        Column[] columns = [new Column<long>("tweetid"), new Column<string>("tweet_text"), column,
            new Column<Date>("account_creation_date"), new Column<string>("userid")];
        using var writer = new ParquetFileWriter(temp.File(name), columns);
        using RowGroupWriter group = writer.AppendRowGroup();
        group.NextColumn().LogicalWriter<long>().WriteBatch([Id]);
        group.NextColumn().LogicalWriter<string>().WriteBatch(["MEK"]);
        group.NextColumn().LogicalWriter<T>().WriteBatch([time]);
        group.NextColumn().LogicalWriter<Date>().WriteBatch([new Date(2012, 2, 11)]);
        group.NextColumn().LogicalWriter<string>().WriteBatch(["7"]);
        writer.Close();
    }

    private void AssertRead(string name)
    {
        FinishedRun run = temp.Run([temp.File(name)]);
        using var duck = new DuckDb();
        Assert.Equal([$"{Id}|2018-03-04 05:01:17|2012-02-11|7"], duck.Lines("SELECT tweetid, strftime(tweet_time, '%Y-%m-%d %H:%M:%S'), "
            + $"account_creation_date::VARCHAR, userid FROM {run.Table("tweets")}"));
    }
}
