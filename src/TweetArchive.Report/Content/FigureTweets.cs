using System.Text;
using TweetArchive.Report.Dataset;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Report.Content;

/// <summary>A figure of the page that is of certain tweets: a link of a network (from, to), or a row of an analysis (its key).</summary>
internal readonly record struct Figure(string Table, string Dataset, string Key, string To = "");

/// <summary>Such figures by number, and of each tweet of the page the numbers of those that count it.</summary>
internal sealed class FigureTweets
{
    private readonly Dictionary<Figure, int> numbers = [];
    private readonly Dictionary<(string Dataset, long Id), SortedSet<int>> ofTweets = [];

    public FigureTweets(IEnumerable<Figure> figures)
    {
        foreach (Figure figure in figures)
            numbers.TryAdd(figure, numbers.Count);
    }

    public int this[Figure figure] => numbers[figure];

    /// <summary>Reads which tweets the rows of analyses are of; those of links tell it themselves.</summary>
    /// <param name="has">Whether a tweet is in the page.</param>
    public void Read(ReportScope scope, Func<(string Dataset, long Id), bool> has)
    {
        Dictionary<(string, long), long> themes = ThemesOfClusters(scope);
        foreach (TableRows rows in Groups(scope, "narrative_copies", "dataset", "cluster_id", "tweetid"))
        {
            (string?[] dataset, long[] cluster, long?[] id) =
                (rows.Texts("dataset"), rows.Longs("cluster_id"), rows.LongsOrNull("tweetid"));
            for (int i = 0; i < rows.Count; i++)
            {
                Add(new Figure("narrative_clusters", dataset[i]!, AnalysisRows.Key([cluster[i]])), id[i], has);
                if (themes.TryGetValue((dataset[i]!, cluster[i]), out long theme))
                    Add(new Figure("narrative_themes", dataset[i]!, AnalysisRows.Key([theme])), id[i], has);
            }
        }

        foreach (TableRows rows in Groups(scope, "coordination_objects", "dataset", "method", "account_a", "account_b", "tweetid_a",
            "tweetid_b"))
        {
            (string?[] dataset, string?[] method, string?[] a, string?[] b) =
                (rows.Texts("dataset"), rows.Texts("method"), rows.Texts("account_a"), rows.Texts("account_b"));
            (long?[] first, long?[] second) = (rows.LongsOrNull("tweetid_a"), rows.LongsOrNull("tweetid_b"));
            for (int i = 0; i < rows.Count; i++)
            {
                var pair = new Figure("coordination_edges", dataset[i]!, AnalysisRows.Key([method[i], a[i], b[i]]));
                Add(pair, first[i], has);
                Add(pair, second[i], has);
            }
        }
    }

    /// <summary>Of one tweet of the page.</summary>
    /// <param name="mentioned">Its user_mentions.</param>
    /// <param name="retweeted">Its retweet_userid.</param>
    public int[] Of(string dataset, long id, string userId, IEnumerable<string> mentioned, bool isRetweet, string? retweeted, string text)
    {
        var found = new SortedSet<int>(ofTweets.GetValueOrDefault((dataset, id), []));
        foreach (string name in mentioned)
            AddLink("mention_edges", UserId(name));
        if (isRetweet && Retweeted(retweeted ?? "", text) is { } whom)
            AddLink("retweet_edges", whom);
        return [.. found];

        void AddLink(string network, string to)
        {
            if (numbers.TryGetValue(new Figure(network, dataset, userId, to), out int number))
                found.Add(number);
        }
    }

    private void Add(Figure figure, long? id, Func<(string, long), bool> has)
    {
        if (id is not { } known || !numbers.TryGetValue(figure, out int number) || !has((figure.Dataset, known)))
            return;
        if (!ofTweets.TryGetValue((figure.Dataset, known), out SortedSet<int>? of))
            ofTweets.Add((figure.Dataset, known), of = []);
        of.Add(number);
    }

    private Dictionary<(string Dataset, long Cluster), long> ThemesOfClusters(ReportScope scope)
    {
        var themes = new Dictionary<(string, long), long>();
        if (!numbers.Keys.Any(f => f.Table == "narrative_themes"))
            return themes;
        foreach (TableRows rows in Groups(scope, "narrative_clusters", "dataset", "cluster_id", "theme_id"))
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

    /// <summary>Nothing if the dataset has no such table, or not with these columns.</summary>
    private static IEnumerable<TableRows> Groups(ReportScope scope, string table, params string[] columns) =>
        (DatasetTable.Find(scope.Folder, table)?.RowGroups() ?? []).Where(rows => columns.All(rows.Has));

    /// <summary>As the tables of links have it.</summary>
    private static string UserId(string name) => Encoding.UTF8.GetString(Cells.UserId(Encoding.UTF8.GetBytes(name)));

    private static string? Retweeted(string userId, string text) => userId.Length > 0
        ? UserId(userId)
        : TextEntities.TryGetRetweetHeader(Encoding.UTF8.GetBytes(text), out ReadOnlySpan<byte> handle)
            ? Encoding.UTF8.GetString(handle)
            : null;
}
