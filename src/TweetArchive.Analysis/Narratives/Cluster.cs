namespace TweetArchive.Analysis.Narratives;

/// <summary>A tweet whose text was written more than once.</summary>
internal readonly record struct CopyRow(int Cluster, int Text, long Millis, long? TweetId, int Account, string? Language, bool IsRetweet);

/// <summary>A cluster of copies. Its example is the text of its first tweet.</summary>
internal sealed class Cluster(int dataset)
{
    public int Dataset => dataset;

    /// <summary>From 1 in each dataset, the largest first.</summary>
    public int Number { get; set; }

    /// <summary>From 1 in each dataset; null for clusters that took no part.</summary>
    public int? Theme { get; set; }

    public List<CopyRow> Rows { get; } = [];

    public CopyRow First => Rows[0];

    public CopyRow Last => Rows[^1];

    public int Accounts => Rows.Select(r => r.Account).Distinct().Count();

    /// <summary>Accounts that wrote a text of the cluster, retweets apart.</summary>
    public int OriginalAccounts => Rows.Where(r => !r.IsRetweet).Select(r => r.Account).Distinct().Count();

    /// <summary>Two accounts wrote it: retweets, and what one account repeats, do not make a cluster of copies.</summary>
    public bool SeveralAuthors => OriginalAccounts > 1;

    /// <summary>Languages by how often, the most frequent first.</summary>
    public IEnumerable<string> Languages =>
        Rows.Where(r => r.Language is not null).GroupBy(r => r.Language!).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key);
}
