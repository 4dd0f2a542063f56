using System.Globalization;
using DuckDB.NET.Data;

namespace TweetArchive.Benchmarks.Job;

/// <summary>Whether all sides' tables say the same where they must: a comparison of different work would mean nothing.</summary>
internal static class Agreement
{
    /// <summary>Which sides must say the same.</summary>
    private enum Must
    {
        /// <summary>All of them.</summary>
        All,

        /// <summary>The peers, which look for the same aliases by substring; ours looks for more, and for whole words.</summary>
        Peers,
    }

    private static readonly (string What, string Table, string Measure, Must Must)[] checks =
    [
        ("tweets (sum of daily_totals)", "daily_totals", "sum(tweets)", Must.All),
        ("rows of daily_totals", "daily_totals", "count(*)", Must.All),
        ("sum of accounts in daily_totals", "daily_totals", "sum(accounts)", Must.All),
        ("distinct hashtags of *", "hashtags", "count(DISTINCT hashtag) FILTER (target_id = '*')", Must.All),
        ("tweets with a hashtag, summed over hashtags of *", "hashtags", "sum(tweets) FILTER (target_id = '*')", Must.All),
        ("accounts of hashtags of *, summed", "hashtags", "sum(accounts) FILTER (target_id = '*')", Must.All),
        ("tweets with a domain, summed over domains of *", "domains", "sum(tweets) FILTER (target_id = '*')", Must.All),
        ("accounts of domains of *, summed", "domains", "sum(accounts) FILTER (target_id = '*')", Must.All),
        ("clients of *", "clients", "count(*) FILTER (target_id = '*')", Must.All),
        ("tweets by hour of the week, weighted", "hours", "sum(tweets * (weekday * 24 + hour)) FILTER (target_id = '*')", Must.All),
        ("accounts", "accounts", "count(*)", Must.All),
        ("mention edges", "mention_edges", "count(*)", Must.All),
        ("mentions of accounts in the set", "mention_edges", "sum(tweets) FILTER (mentioned_in_set)", Must.All),
        ("retweet edges", "retweet_edges", "count(*)", Must.All),
        ("first and last seen, summed over retweet edges", "retweet_edges", "sum(epoch(last_seen) - epoch(first_seen))", Must.All),
        ("mentions", "mentions", "count(*)", Must.Peers),
        ("tweets × targets (sum of daily_mentions)", "daily_mentions", "sum(tweets)", Must.Peers),
        ("likes in daily_mentions", "daily_mentions", "sum(like_count)", Must.Peers),
        ("rows of account_targets", "account_targets", "count(*)", Must.Peers),
        ("hashtag rows of targets", "hashtags", "count(*) FILTER (target_id <> '*')", Must.Peers),
        ("tagged tweets of accounts", "accounts", "sum(tagged_tweets)", Must.Peers),
    ];

    /// <summary>Rows of a Markdown table; <paramref name="agreed"/> is false if a figure differs that must not.</summary>
    /// <param name="allTweets">Every tweet was written, so that there must be as many.</param>
    public static List<string> Compare(IReadOnlyList<(JobSide Side, string Folder)> sides, bool allTweets, out bool agreed)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var rows = new List<string>();
        agreed = true;
        foreach ((string what, string table, string measure,
            Must must) in checks.Append(("tweets in full", "tweets", "count(*)", allTweets ? Must.All : Must.Peers)))
        {
            long[] found = [.. sides.Select(s => Read(connection, s.Folder, table, measure))];
            bool same = found.Distinct().Count() == 1;
            bool enough = same || (must == Must.Peers && found.Where((_, i) => !sides[i].Side.IsOurs).Distinct().Count() <= 1);
            agreed &= enough;
            string verdict = same ? "same" : enough ? "ours need not agree" : "**differ**";
            rows.Add($"| {what} | {string.Join(" | ", found.Select(f => f.ToString("N0", CultureInfo.InvariantCulture)))} | {verdict} |");
        }

        return rows;
    }

    private static long Read(DuckDBConnection connection, string folder, string table, string measure)
    {
        string file = Path.Combine(folder, table + ".parquet");
        if (!File.Exists(file))
            file = Path.Combine(folder, table, "*.parquet");
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT CAST(coalesce({measure}, 0) AS BIGINT) FROM '{file.Replace("'", "''", StringComparison.Ordinal)}'";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
