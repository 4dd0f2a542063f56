using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Coordination;

/// <summary>The four windowed methods as SQL in DuckDB, in this process: <c>duckdb-coordination DATASET OUT [--threads N]</c>.</summary>
internal static class CoordinationSql
{
    public static readonly string[] Methods = ["co_retweet", "co_tweet", "co_link", "co_reply"];

    /// <summary>Object, minute and account of each method's events; the rules are those of docs/methods.md.</summary>
    private static string Events(string method, string tweets) => method switch
    {
        "co_retweet" =>
            $"select retweet_tweetid o, tweet_time t, userid u from {tweets} where retweet_tweetid is not null and retweet_userid is "
                + "distinct from userid",
        "co_reply" => $"select in_reply_to_tweetid o, tweet_time t, userid u from {tweets} where in_reply_to_tweetid is not null",
        "co_link" => $"select unnest(list_distinct(urls)) o, tweet_time t, userid u from {tweets} where not is_retweet and len(urls) > 0",
        _ => "select o, t, u from (select trim(lower(regexp_replace(tweet_text, '@\\w+|https?://\\S+', ' ', 'g'))) o, tweet_time t, "
            + $"userid u from {tweets} where not is_retweet) where length(o) >= 10",
    };

    public static string Statement(string method, string tweets, string to) => $"""
        copy (
          with cells as (select o, epoch_ms(t) // 60000 as m, u, count(*) as c from ({Events(method, tweets)}) group by all),
          shared as (select o from cells group by o having count(distinct u) between 2 and 1000),
          kept as (select cells.* from cells semi join shared using (o)),
          pairs as (select x.u as a, y.u as b, x.o, abs(x.m - y.m) as dt, x.c * y.c as n
                    from kept x join kept y on x.o = y.o and x.u < y.u and y.m between x.m - 1 and x.m + 1)
          select '{method}' as method, a, b, count(distinct o) as n_objects, sum(n)::bigint as n_events, min(dt) as min_dt
          from pairs group by a, b having count(distinct o) >= 2 order by a, b
        ) to '{Path.Combine(to, method + ".parquet")}' (format parquet)
        """;

    public static int Run(PeerOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"set threads = {options.Threads}"));
        string tweets = $"read_parquet('{Path.Combine(options.File, "tweets", "*.parquet")}')";
        foreach (string method in Methods)
        {
            long start = Stopwatch.GetTimestamp();
            Execute(connection, Statement(method, tweets, options.Folder));
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds,8:0.000} s  {method}"));
        }

        return 0;
    }

    /// <summary>Pairs of the four methods that differ between our table and DuckDB's, and how many there are.</summary>
    public static (long Pairs, long Different) Compare(string dataset, string folder)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"""
            select count(*), count(*) filter (where x.n_objects is distinct from y.n_objects or x.n_events is distinct from y.n_events or x.min_dt_min is distinct from y.min_dt)
            from (select * from read_parquet('{Path.Combine(dataset, "coordination_edges.parquet")}') where method like 'co\_%' escape '\') x
            full join read_parquet('{Path.Combine(folder, "*.parquet")}') y on x.method = y.method and x.account_a = y.a and x.account_b = y.b
            """;
        using DuckDBDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
