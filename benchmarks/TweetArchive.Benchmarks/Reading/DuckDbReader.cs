using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>
/// DuckDB's CSV reader over the file, its form told so that it need not guess: the same columns parsed, or the lengths of all
/// fields summed. It reads files only. The connection is opened beforehand.
/// </summary>
internal static class DuckDbReader
{
    public static IEnumerable<ReadingRung> Rungs(ReadingShape shape)
    {
        string file = shape.Path.Replace("'", "''", StringComparison.Ordinal);
        string columns = string.Join(", ", shape.Header.Select(c => $"'{c}': 'VARCHAR'"));
        string csv =
            $"read_csv('{file}', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = "
                + $"{{{columns}}}, max_line_size = 4194304)";
        foreach (int threads in new[] { 1, 2 })
        {
            var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            Query(connection,
                string.Create(CultureInfo.InvariantCulture,
                    $"SET threads = {threads}; SET preserve_insertion_order = false; SET TimeZone = 'UTC'"));
            yield return new("DuckDB 1.5", ReadingRung.Records, "file", threads, () => Query(connection, $"SELECT count(*) FROM {csv}"));
            if (shape.Eight.Length > 0)
            {
                yield return new("DuckDB 1.5", ReadingRung.Eight, "file", threads, () => Query(connection, $"""
                    SELECT sum(tweetid::BIGINT) + sum(like_count::BIGINT) + sum(epoch_ms(tweet_time::TIMESTAMP)) + count(*) FILTER (is_retweet::BOOLEAN)
                        + sum(coalesce(strlen(userid), 0) + coalesce(strlen(tweet_language), 0) + coalesce(strlen(tweet_text), 0) + coalesce(strlen(hashtags), 0)) FROM {csv}
                    """));
            }

            string lengths = string.Join(" + ", shape.Header.Select(c => $"coalesce(strlen({c}), 0)"));
            yield return new("DuckDB 1.5", ReadingRung.Unescaped, "file", threads,
                () => Query(connection, $"SELECT sum({lengths}) FROM {csv}"));
        }
    }

    /// <summary>The result modulo 2^64, as the other readers add.</summary>
    private static long Query(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        object? result = command.ExecuteScalar();
        return result is BigInteger big ? unchecked((long)(ulong)(big & ulong.MaxValue))
            : Convert.ToInt64(result, CultureInfo.InvariantCulture);
    }
}
