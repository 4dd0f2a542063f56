using System.Text;
using TweetArchive.Report.Coding;
using TweetArchive.Report.Dataset;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Report.Content;

/// <summary>A figure of the page that is of certain tweets: a link of a network (from, to), or a row of an analysis (its key).</summary>
internal readonly record struct Figure(string Table, string Dataset, string Key, string To = "");

/// <summary>Such figures by number, and of each tweet of the page the numbers of those that count it.</summary>
internal sealed class FigureTweets
{
    /// <summary>Tweets of a figure that are in the page whether or not a target was found in them: of a pair, two of each account.</summary>
    public const int Most = 3, MostOfPair = 4;

    private readonly Dictionary<Figure, int> numbers = [];
    private readonly Dictionary<(string Dataset, long Id), SortedSet<int>> ofTweets = [];

    public FigureTweets(IEnumerable<Figure> figures)
    {
        foreach (Figure figure in figures)
            numbers.TryAdd(figure, numbers.Count);
    }

    public int this[Figure figure] => numbers[figure];

    /// <summary>
    /// A few tweets of each figure, by a fixed hash of their ids; of a pair those that are nearest in time. The dataset may not have them in
    /// full.
    /// </summary>
    public HashSet<(string Dataset, long Id)> Choose(ReportScope scope)
    {
        var chosen = new Dictionary<Figure, List<(ulong Order, long Id)>>();
        ulong row = 0;
        foreach ((Figure figure, long id) in OfAnalyses(scope))
        {
            bool pair = figure.Table == "coordination_edges";
            Offer(figure, pair ? row++ : SeededOrder.Of(0, figure.Dataset, id, ""), id, pair ? MostOfPair : Most);
        }

        foreach ((Figure figure, long id) in OfLinks(scope))
            Offer(figure, SeededOrder.Of(0, figure.Dataset, id, ""), id, Most);
        return [.. chosen.SelectMany(c => c.Value.Select(v => (c.Key.Dataset, v.Id)))];

        void Offer(Figure figure, ulong order, long id, int most)
        {
            if (!chosen.TryGetValue(figure, out var list))
                chosen.Add(figure, list = []);
            if ((list.Count == most && order > list[^1].Order) || list.Exists(l => l.Id == id))
                return;
            list.Add((order, id));
            list.Sort();
            if (list.Count > most)
                list.RemoveAt(most);
        }
    }

    /// <summary>Reads which tweets the rows of analyses are of; those of links tell it themselves.</summary>
    /// <param name="has">Whether a tweet is in the page.</param>
    public void Read(ReportScope scope, Func<(string Dataset, long Id), bool> has)
    {
        foreach ((Figure figure, long id) in OfAnalyses(scope))
        {
            if (!has((figure.Dataset, id)))
                continue;
            if (!ofTweets.TryGetValue((figure.Dataset, id), out SortedSet<int>? of))
                ofTweets.Add((figure.Dataset, id), of = []);
            of.Add(numbers[figure]);
        }
    }

    /// <summary>The tweets of rows of analyses that the page shows.</summary>
    private IEnumerable<(Figure Figure, long Id)> OfAnalyses(ReportScope scope)
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
                var copies = new Figure("narrative_clusters", dataset[i]!, AnalysisRows.Key([cluster[i]]));
                if (numbers.ContainsKey(copies))
                    yield return (copies, tweet);
                if (themes.TryGetValue((dataset[i]!, cluster[i]), out long theme))
                    yield return (new Figure("narrative_themes", dataset[i]!, AnalysisRows.Key([theme])), tweet);
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
                if (!numbers.ContainsKey(pair))
                    continue;
                if (first[i] is { } one)
                    yield return (pair, one);
                if (second[i] is { } other)
                    yield return (pair, other);
            }
        }
    }

    /// <summary>The tweets of links that the page shows.</summary>
    private IEnumerable<(Figure Figure, long Id)> OfLinks(ReportScope scope)
    {
        HashSet<(string, string)> authors = [.. numbers.Keys.Where(f => f.To.Length > 0).Select(f => (f.Dataset, f.Key))];
        foreach (TableRows rows in Groups(scope, "tweets"))
        {
            (string?[] dataset, string?[] userid, long?[] id) =
                (rows.Texts("dataset"), rows.Texts("userid"), rows.LongsOrNull("tweetid"));
            int[] wanted = [.. Enumerable.Range(0, rows.Count).Where(i => id[i] is not null && userid[i] is not null
                && authors.Contains((dataset[i]!, userid[i]!)))];
            if (wanted.Length == 0)
                continue;
            (object?[] mentioned, bool[] isRetweet, string?[] retweeted, string?[] text) =
                (rows.Cells("user_mentions"), rows.Flags("is_retweet"), rows.Texts("retweet_userid"), rows.Texts("tweet_text"));
            foreach (int i in wanted)
            {
                foreach (Figure link in Links(dataset[i]!, userid[i]!, mentioned[i] as List<string> ?? [], isRetweet[i], retweeted[i],
                    text[i] ?? ""))
                    yield return (link, id[i]!.Value);
            }
        }
    }

    /// <summary>Of one tweet of the page.</summary>
    /// <param name="mentioned">Its user_mentions.</param>
    /// <param name="retweeted">Its retweet_userid.</param>
    public int[] Of(string dataset, long id, string userId, IEnumerable<string> mentioned, bool isRetweet, string? retweeted, string text)
    {
        IEnumerable<int> links = Links(dataset, userId, mentioned, isRetweet, retweeted, text).Select(l => numbers[l]);
        return [.. new SortedSet<int>([.. ofTweets.GetValueOrDefault((dataset, id), []), .. links])];
    }

    /// <summary>The links of the page that a tweet counts in.</summary>
    private IEnumerable<Figure> Links(
        string dataset, string userId, IEnumerable<string> mentioned, bool isRetweet, string? retweeted, string text)
    {
        IEnumerable<Figure> links = mentioned.Select(name => new Figure("mention_edges", dataset, userId, UserId(name)));
        if (isRetweet && Retweeted(retweeted ?? "", text) is { } whom)
            links = links.Append(new Figure("retweet_edges", dataset, userId, whom));
        return links.Where(numbers.ContainsKey);
    }

    private Dictionary<(string Dataset, long Cluster), long> ThemesOfClusters(ReportScope scope)
    {
        var themes = new Dictionary<(string, long), long>();
        foreach (TableRows rows in Groups(scope, "narrative_clusters", "dataset", "cluster_id", "theme_id"))
        {
            (string?[] dataset, long[] cluster, long?[] theme) =
                (rows.Texts("dataset"), rows.Longs("cluster_id"), rows.LongsOrNull("theme_id"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (theme[i] is { } known && numbers.ContainsKey(new Figure("narrative_themes", dataset[i]!, AnalysisRows.Key([known]))))
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
