using TweetArchive.Report.Content;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Coding;

/// <summary>A tweet that was found to mention a target, with the decision and the rule of that.</summary>
internal readonly record struct FoundUnit(string Dataset, long TweetId, string Target, string Decision, string Rule, string Language)
{
    public Stratum Stratum => new(Dataset, Target, Decision, Rule, Language);
}

/// <summary>The tweets of mentions.parquet, each once for every target.</summary>
internal static class FoundTweets
{
    /// <summary>
    /// A tweet counts as tag for a target if any match of it is. Its rule is the first by name of those matches. Tweets without an id
    /// cannot be told apart and are left out.
    /// </summary>
    public static IEnumerable<FoundUnit> Read(ReportScope scope, Func<string, bool> covers)
    {
        (string Dataset, long Id, string Language) tweet = ("", 0, "");
        var found = new SortedDictionary<string, (string Decision, string Rule)>(StringComparer.Ordinal);
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "mentions").RowGroups())
        {
            (string?[] dataset, long?[] id, string?[] target) =
                (rows.Texts("dataset"), rows.LongsOrNull("tweetid"), rows.Texts("target_id"));
            (string?[] decision, string?[] rule, string?[] language) =
                (rows.Texts("decision"), rows.Texts("rule"), rows.Texts("tweet_language"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (id[i] is not { } tweetId || !scope.Covers(dataset[i]) || !covers(target[i]!))
                    continue;
                if (tweetId != tweet.Id || dataset[i] != tweet.Dataset)
                {
                    foreach (FoundUnit unit in Units())
                        yield return unit;
                    found.Clear();
                    tweet = (dataset[i]!, tweetId, language[i] ?? "");
                }

                (string Decision, string Rule) now = (decision[i]!, rule[i]!);
                if (!found.TryGetValue(target[i]!, out (string Decision, string Rule) known) || Before(now, known))
                    found[target[i]!] = now;
            }
        }

        foreach (FoundUnit unit in Units())
            yield return unit;

        IEnumerable<FoundUnit> Units() =>
            found.Select(f => new FoundUnit(tweet.Dataset, tweet.Id, f.Key, f.Value.Decision, f.Value.Rule, tweet.Language));
    }

    private static bool Before((string Decision, string Rule) x, (string Decision, string Rule) y) =>
        x.Decision != y.Decision ? x.Decision == "tag" : string.CompareOrdinal(x.Rule, y.Rule) < 0;
}
