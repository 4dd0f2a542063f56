using System.Globalization;
using DuckDB.NET.Data;

namespace TweetArchive.Benchmarks.Job;

/// <summary>Whether both sides' tables say the same where they must: a comparison of different work would mean nothing.</summary>
internal static class Agreement
{
    private static readonly (string What, string Table, string Measure, bool Must)[] checks =
    [
        ("tweets (sum of daily_totals)", "daily_totals", "sum(tweets)", true),
        ("rows of daily_totals", "daily_totals", "count(*)", true),
        ("sum of accounts in daily_totals", "daily_totals", "sum(accounts)", true),
        ("distinct hashtags of *", "hashtags", "count(DISTINCT hashtag) FILTER (target_id = '*')", true),
        ("tweets with a hashtag, summed over hashtags of *", "hashtags", "sum(tweets) FILTER (target_id = '*')", true),
        ("tweets with a domain, summed over domains of *", "domains", "sum(tweets) FILTER (target_id = '*')", true),
        ("accounts", "accounts", "count(*)", true),
        ("mention edges", "mention_edges", "count(*)", true),
        ("retweet edges", "retweet_edges", "count(*)", true),
        ("mentions", "mentions", "count(*)", false),
        ("tagged tweets", "tweets", "count(*)", false),
    ];

    /// <summary>Rows of a Markdown table; <paramref name="agreed"/> is false if a figure differs that must not.</summary>
    public static List<string> Compare(string ours, string theirs, out bool agreed)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var rows = new List<string>();
        agreed = true;
        foreach ((string what, string table, string measure, bool must) in checks)
        {
            long a = Read(connection, ours, table, measure);
            long b = Read(connection, theirs, table, measure);
            agreed &= a == b || !must;
            string verdict = a == b ? "same" : must ? "**differ**" : "need not agree";
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {what} | {a:N0} | {b:N0} | {verdict} |"));
        }

        return rows;
    }

    private static long Read(DuckDBConnection connection, string folder, string table, string measure)
    {
        string file = Path.Combine(folder, table + ".parquet");
        if (!File.Exists(file))
            file = Path.Combine(folder, table, "*.parquet");
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT CAST({measure} AS BIGINT) FROM '{file.Replace("'", "''", StringComparison.Ordinal)}'";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
