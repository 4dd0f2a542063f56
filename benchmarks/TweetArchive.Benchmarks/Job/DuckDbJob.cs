using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace TweetArchive.Benchmarks.Job;

/// <summary>The job in DuckDB, in this process: <c>duckdb-job FILE OUT [--threads N] [--times]</c>.</summary>
internal static class DuckDbJob
{
    public static int Run(string file, string folder, int threads, bool printTimes)
    {
        Directory.CreateDirectory(folder);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach ((string name, string sql) in DuckDbStatements.All(file, folder, threads))
        {
            long start = Stopwatch.GetTimestamp();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
            if (printTimes)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds,8:0.000} s  {name}"));
        }

        return 0;
    }
}
