using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace TweetArchive.Benchmarks.Job;

/// <summary>The job in DuckDB, in this process: <c>duckdb-job FILE OUT [--threads N] [--tweets all]</c>.</summary>
internal static class DuckDbJob
{
    public static int Run(PeerOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach ((string name, string sql) in DuckDbStatements.All(options.File, options.Folder, options.Threads, options.AllTweets))
        {
            long start = Stopwatch.GetTimestamp();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds,8:0.000} s  {name}"));
        }

        return 0;
    }
}
