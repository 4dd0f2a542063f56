using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>Which tweets the rows of analyses are of that the page shows, from the tables that name tweets or mentions.</summary>
internal static class AnalysisTweets
{
    /// <summary>Its rows of accounts are of the tweets that these wrote; a row of a domain has an empty key.</summary>
    public const string LookAlikes = "lookalikes";

    private const string Clusters = "narrative_clusters", Themes = "narrative_themes", Pairs = "coordination_edges",
        Groupings = "coordination_components", Names = "label_used";

    /// <param name="isShown">Whether the page has a row.</param>
    public static IEnumerable<(Figure Figure, long Id)> Of(ReportScope scope, Func<Figure, bool> isShown) =>
        OfCopies(scope).Concat(OfPairs(scope)).Concat(OfNames(scope)).Where(found => isShown(found.Figure));

    /// <summary>Nothing if the dataset has no such table, or not with these columns.</summary>
    public static IEnumerable<TableRows> Groups(ReportScope scope, string table, params string[] columns) =>
        (DatasetTable.Find(scope.Folder, table)?.RowGroups() ?? []).Where(rows => columns.All(rows.Has));

    private static IEnumerable<(Figure Figure, long Id)> OfCopies(ReportScope scope)
    {
        Dictionary<(string, long), long> themes = ThemesOfClusters(scope);
        foreach (TableRows rows in Groups(scope, "narrative_copies", "dataset", "cluster_id", "tweetid"))
        {
            (string?[] dataset, long[] cluster, long?[] id) =
                (rows.Texts("dataset"), rows.Longs("cluster_id"), rows.LongsOrNull("tweetid"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (id[i] is not { } tweet)
                    continue;
                yield return (new Figure(Clusters, dataset[i]!, AnalysisRows.Key([cluster[i]])), tweet);
                if (themes.TryGetValue((dataset[i]!, cluster[i]), out long theme))
                    yield return (new Figure(Themes, dataset[i]!, AnalysisRows.Key([theme])), tweet);
            }
        }
    }

    private static Dictionary<(string Dataset, long Cluster), long> ThemesOfClusters(ReportScope scope)
    {
        var themes = new Dictionary<(string, long), long>();
        foreach (TableRows rows in Groups(scope, Clusters, "dataset", "cluster_id", "theme_id"))
        {
            (string?[] dataset, long[] cluster, long?[] theme) =
                (rows.Texts("dataset"), rows.Longs("cluster_id"), rows.LongsOrNull("theme_id"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (theme[i] is { } known)
                    themes.Add((dataset[i]!, cluster[i]), known);
            }
        }

        return themes;
    }

    /// <summary>Of pairs, and of the group that both accounts of a pair are in.</summary>
    private static IEnumerable<(Figure Figure, long Id)> OfPairs(ReportScope scope)
    {
        Dictionary<(string, string, string), long> groups = GroupsOfAccounts(scope);
        foreach (TableRows rows in Groups(scope, "coordination_objects", "dataset", "method", "account_a", "account_b", "tweetid_a",
            "tweetid_b"))
        {
            (string?[] dataset, string?[] method, string?[] a, string?[] b) =
                (rows.Texts("dataset"), rows.Texts("method"), rows.Texts("account_a"), rows.Texts("account_b"));
            (long?[] first, long?[] second) = (rows.LongsOrNull("tweetid_a"), rows.LongsOrNull("tweetid_b"));
            for (int i = 0; i < rows.Count; i++)
            {
                Figure[] of = [new Figure(Pairs, dataset[i]!, AnalysisRows.Key([method[i], a[i], b[i]])), .. Group(i, a[i]!, b[i]!)];
                foreach (Figure figure in of)
                {
                    if (first[i] is { } one)
                        yield return (figure, one);
                    if (second[i] is { } other)
                        yield return (figure, other);
                }
            }

            IEnumerable<Figure> Group(int i, string one, string other) =>
                groups.TryGetValue((dataset[i]!, method[i]!, one), out long group)
                    && groups.TryGetValue((dataset[i]!, method[i]!, other), out long same) && group == same
                    ? [new Figure(Groupings, dataset[i]!, AnalysisRows.Key([method[i], group]))] : [];
        }
    }

    private static Dictionary<(string Dataset, string Method, string Account), long> GroupsOfAccounts(ReportScope scope)
    {
        var groups = new Dictionary<(string, string, string), long>();
        foreach (TableRows rows in Groups(scope, "coordination_accounts", "dataset", "method", "userid", "component_id"))
        {
            (string?[] dataset, string?[] method, string?[] account, long?[] group) =
                (rows.Texts("dataset"), rows.Texts("method"), rows.Texts("userid"), rows.LongsOrNull("component_id"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (group[i] is { } known)
                    groups.Add((dataset[i]!, method[i]!, account[i]!), known);
            }
        }

        return groups;
    }

    /// <summary>Names that targets are called by. The mentions tell it, if there is such an analysis.</summary>
    private static IEnumerable<(Figure Figure, long Id)> OfNames(ReportScope scope)
    {
        if (DatasetTable.Find(scope.Folder, Names) is null)
            yield break;
        foreach (TableRows rows in Groups(scope, "mentions", "dataset", "tweetid", "target_id", "polarity", "decision"))
        {
            (string?[] dataset, long?[] id, string?[] target, string?[] polarity) =
                (rows.Texts("dataset"), rows.LongsOrNull("tweetid"), rows.Texts("target_id"), rows.Texts("polarity"));
            (string?[] language, bool[] isRetweet, string?[] decision) =
                (rows.Texts("tweet_language"), rows.Flags("is_retweet"), rows.Texts("decision"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (decision[i] == "tag" && id[i] is { } tweet)
                    yield return (new Figure(Names, dataset[i]!,
                        AnalysisRows.Key([target[i], polarity[i], language[i], isRetweet[i]])), tweet);
            }
        }
    }
}
