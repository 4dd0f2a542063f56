using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Numbers of Parquet in every type that writers choose for them, in columns and in lists.</summary>
public sealed class ParquetTypesTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    public static TheoryData<string, string> Types
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string id in (string[])["BIGINT", "UBIGINT", "DECIMAL(18,0)", "DECIMAL(20,0)", "DECIMAL(38,0)", "VARCHAR"])
            {
                foreach (string count in (string[])["TINYINT", "UTINYINT", "SMALLINT", "USMALLINT", "INTEGER", "UINTEGER", "BIGINT",
                    "DOUBLE", "FLOAT", "DECIMAL(4,0)", "DECIMAL(4,2)", "DECIMAL(10,2)", "DECIMAL(20,3)"])
                    all.Add(id, count);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Are_the_same_numbers(string id, string count)
    {
        using var duck = new DuckDb();
        string account = id.StartsWith("DEC", StringComparison.Ordinal) ? "BIGINT" : id;
        _ = duck.Lines($"COPY (SELECT 970001234567890123::{id} AS tweetid, 7::{count} AS like_count, 'MEK' AS tweet_text, "
            + $"TIMESTAMP '2018-03-04 05:01:00' AS tweet_time, 12345::{account} AS userid, [8, NULL, 9]::{count}[] AS user_mentions) "
            + $"TO '{temp.File("t.parquet")}' (FORMAT parquet)");
        FinishedRun run = temp.Run([temp.File("t.parquet")]);
        Assert.Equal(["970001234567890123|7|12345|8 9"], duck.Lines(
            $"SELECT tweetid, like_count, userid, array_to_string(user_mentions, ' ') FROM {run.Table("tweets")}"));
    }

    [Fact]
    public void Lists_of_lists_are_null_and_named()
    {
        using var duck = new DuckDb();
        _ = duck.Lines("COPY (SELECT 970001234567890123 AS tweetid, 'MEK' AS tweet_text, TIMESTAMP '2018-03-04 05:01:00' AS tweet_time, "
            + $"'7' AS userid, [['a', 'b'], ['c']] AS hashtags) TO '{temp.File("l.parquet")}' (FORMAT parquet)");
        FinishedRun run = temp.Run([temp.File("l.parquet")]);
        Assert.Contains(run.Result.Inputs[0].Remarks, r => r.Code == "lists_of_lists"
            && r.Message.Contains("flatten(hashtags)", StringComparison.Ordinal));
        Assert.Equal(["True"], duck.Lines($"SELECT hashtags IS NULL FROM {run.Table("tweets")}"));
    }
}
