using System.Text;
using TweetArchive.Analysis.Reading;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Analysis.Narratives;

/// <summary>
/// Texts that were written more than once, exactly or nearly, and themes of them (docs/methods.md). Copies are made by quoting, by
/// software and by campaigns alike; the tables do not say which.
/// </summary>
internal sealed class NarrativeAnalysis : IAnalysis
{
    private const int ExampleCharacters = 280;
    private const int ThemeExamples = 3;

    internal static readonly Table<CopiesRow> Copies = new("narrative_copies", 4, columns => new CopiesRow(columns));

    private static readonly Table<ClusterRow> Clusters = new("narrative_clusters", 2, columns => new ClusterRow(columns));

    private static readonly Table<ThemeRow> ThemeRows = new("narrative_themes", 2, columns => new ThemeRow(columns));

    public string Name => "narratives";

    public string Summary => "texts written more than once, exactly or nearly, and themes of them";

    public IReadOnlyList<TableSpec> Tables => [Copies.Spec, Clusters.Spec, ThemeRows.Spec];

    public void Run(AnalysisContext context)
    {
        using var finder = new CopyFinder(context);
        List<Cluster> clusters = [];
        if (!context.Dataset.HasTweets)
        {
            context.Note($"left out: no tweets were kept; run with --tweets all");
        }
        else
        {
            finder.Find();
            clusters = Gather(context, finder);
            context.Note($"{clusters.Sum(c => (long)c.Rows.Count):N0} of {finder.Considered:N0} tweets with at least "
                + $"{CopyFinder.ShortestText} characters are copies, in {clusters.Count:N0} clusters; {finder.Near!.Compared:N0} pairs "
                + $"of texts were compared");
            context.Note($"{clusters.Count(c => c.SeveralAuthors):N0} of the clusters have originals by two accounts or more; the "
                + $"other {clusters.Count(c => !c.SeveralAuthors):N0} are one account's text, with its repetitions and retweets, or "
                + $"retweets alone");
            if (finder.Near.LeftOut > 0)
                context.Note($"{finder.Near.LeftOut:N0} texts had more than {NearCopies.MostComparisons} candidates in a band; the "
                    + $"rest of these were not compared");
            if (!context.Dataset.HasAllTweets)
                context.Note($"only tagged tweets were looked at; run with --tweets all to look at all");
        }

        byte[] buffer = [];
        string TextOf(Cluster cluster) => Encoding.UTF8.GetString(finder.Texts.Read(cluster.First.Text, ref buffer));
        List<(int Dataset, Theme Theme, double Silhouette)> themes = [];
        context.Progress.Begin("narratives: themes");
        foreach (var dataset in clusters.GroupBy(c => c.Dataset))
        {
            foreach (Theme theme in Themes.Find(context.Learning, [.. dataset.Select(c => (c, TextOf(c)))], out double silhouette))
                themes.Add((dataset.Key, theme, silhouette));
        }

        context.Note($"{themes.Count} themes: groups of words, of which nothing is claimed, since k-means parts any texts");
        (string, object)[] parameters =
        [
            ("shortest_text", CopyFinder.ShortestText), ("shingle_characters", Shingles.Length), ("hashes", MinHash.Hashes),
            ("bands", MinHash.Bands),
            ("least_jaccard", NearCopies.LeastJaccard), ("most_comparisons_in_band", NearCopies.MostComparisons),
            ("comparisons_left_out", finder.Near?.LeftOut ?? 0),
            ("theme_numbers_tried", string.Join(' ', Themes.Numbers)), ("theme_clusters", Themes.MostTexts),
            ("theme_words", Themes.MostWords), ("silhouette_sample", Themes.SilhouetteSample),
        ];
        context.Write(Copies, "Tweets whose folded text (without URLs, @mentions, e-mail addresses and the header of a retweet) was "
            + "written more than once: exact copies, and texts that a chain of pairs with a Jaccard similarity of at least 0.8 over "
            + "5-character shingles joins; candidates by MinHash. jaccard: with the cluster's first text.", parameters,
            row => WriteCopies(row, clusters, finder, context.Accounts));
        context.Write(Clusters, "Clusters of narrative_copies, the largest first. original_accounts: accounts with an original among "
            + "them; several_authors: at least two, so that more than retweets and one account's repetitions make the cluster. "
            + "example_text is folded, as it was compared.", parameters, row => WriteClusters(row, clusters, TextOf, context.Accounts));
        context.Write(ThemeRows, "TF-IDF over words and k-means (Microsoft.ML, seed 1) over the first texts of the largest clusters; "
            + "the number of themes with the largest mean simplified silhouette. k-means parts any texts, so that there is a theme says "
            + "nothing; silhouette near 0 means that themes are not distinct.", parameters,
            row => WriteThemes(row, themes, TextOf, context.Accounts));
    }

    /// <summary>The tweets of all clusters with at least two, numbered and in order.</summary>
    private static List<Cluster> Gather(AnalysisContext context, CopyFinder finder)
    {
        context.Progress.Begin("narratives: clusters", context.Dataset.TweetCount);
        int[] tweetsOf = new int[finder.Texts.Count];
        for (long row = 0; row < context.Dataset.TweetCount; row++)
        {
            if (finder.TextOf(row) is >= 0 and int text)
                tweetsOf[finder.ClusterOf(text)]++;
        }

        AccountIndex accounts = context.Accounts;
        var threads = context.Dataset.ReadTweets(context.Options.Threads,
            () => (Rows: new List<CopyRow>(), Accounts: new TweetAccounts(accounts), Languages: new Dictionary<string, string>()),
            (state, tweets, firstRow) =>
            {
                for (int row = 0; row < tweets.Rows; row++)
                {
                    int text = finder.TextOf(firstRow + row);
                    if (text < 0 || tweetsOf[finder.ClusterOf(text)] < 2)
                        continue;
                    string? language = tweets.Texts(4).IsNull(row) ? null : Encoding.UTF8.GetString(tweets.Texts(4)[row]);
                    if (language is not null)
                        language = state.Languages.TryGetValue(language, out string? known) ? known : state.Languages[language] = language;
                    state.Rows.Add(new CopyRow(finder.ClusterOf(text), text, tweets.Numbers(2)[row],
                        tweets.Numbers(3).IsNull(row) ? null : tweets.Numbers(3)[row],
                        state.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row), language, tweets.Flags(5)[row]));
                }
            }, context.Progress.Add, context.Cancelled, "dataset", "userid", "tweet_time", "tweetid", "tweet_language", "is_retweet");
        Dictionary<int, Cluster> clusters = [];
        foreach (CopyRow row in threads.SelectMany(t => t.Rows))
        {
            if (!clusters.TryGetValue(row.Cluster, out Cluster? cluster))
                clusters.Add(row.Cluster, cluster = new Cluster(accounts.DatasetOf(row.Account)));
            cluster.Rows.Add(row);
        }

        foreach (Cluster cluster in clusters.Values)
        {
            cluster.Rows.Sort(static (a, b) =>
                a.Millis != b.Millis ? a.Millis.CompareTo(b.Millis) : Nullable.Compare(a.TweetId, b.TweetId));
        }

        List<Cluster> ordered = [.. clusters.Values.OrderBy(c => c.Dataset).ThenByDescending(c => c.Rows.Count).ThenBy(c => c.First.Millis)
            .ThenBy(c => c.First.TweetId)];
        foreach (var dataset in ordered.GroupBy(c => c.Dataset))
        {
            int number = 0;
            foreach (Cluster cluster in dataset)
                cluster.Number = ++number;
        }

        return ordered;
    }

    private static void WriteCopies(CopiesRow row, List<Cluster> clusters, CopyFinder finder, AccountIndex accounts)
    {
        foreach (Cluster cluster in clusters)
        {
            Dictionary<int, double> similarity = [];
            foreach (CopyRow copy in cluster.Rows)
            {
                if (!similarity.TryGetValue(copy.Text, out double jaccard))
                    similarity.Add(copy.Text, jaccard = finder.Near!.Similarity(cluster.First.Text, copy.Text));
                row.Dataset.Append(accounts.DatasetName(cluster.Dataset));
                row.ClusterId.Append(cluster.Number);
                row.TweetTime.Append(copy.Millis);
                row.TweetId.AppendOrNull(copy.TweetId);
                row.UserId.Append(accounts.Id(copy.Account));
                row.Jaccard.Append(jaccard);
                row.Exact.Append(copy.Text == cluster.First.Text);
                row.FirstTweetTime.Append(cluster.First.Millis);
                row.TweetLanguage.AppendOrNull(copy.Language);
                row.IsRetweet.Append(copy.IsRetweet);
                row.End();
            }
        }
    }

    private static void WriteClusters(ClusterRow row, List<Cluster> clusters, Func<Cluster, string> textOf, AccountIndex accounts)
    {
        foreach (Cluster cluster in clusters)
        {
            row.Dataset.Append(accounts.DatasetName(cluster.Dataset));
            row.ClusterId.Append(cluster.Number);
            row.ThemeId.AppendOrNull(cluster.Theme);
            row.Tweets.Append(cluster.Rows.Count);
            row.Originals.Append((long)cluster.Rows.Count(r => !r.IsRetweet));
            row.Retweets.Append((long)cluster.Rows.Count(r => r.IsRetweet));
            row.Accounts.Append(cluster.Accounts);
            row.OriginalAccounts.Append(cluster.OriginalAccounts);
            row.SeveralAuthors.Append(cluster.SeveralAuthors);
            row.DistinctTexts.Append((long)cluster.Rows.Select(r => r.Text).Distinct().Count());
            row.Languages.Append(cluster.Languages);
            row.FirstSeen.Append(cluster.First.Millis);
            row.LastSeen.Append(cluster.Last.Millis);
            row.ExampleTweetId.AppendOrNull(cluster.First.TweetId);
            row.ExampleText.Append(Cut(textOf(cluster)));
            row.End();
        }
    }

    private static void WriteThemes(
        ThemeRow row, List<(int Dataset, Theme Theme, double Silhouette)> themes, Func<Cluster, string> textOf, AccountIndex accounts)
    {
        foreach ((int dataset, Theme theme, double silhouette) in themes)
        {
            CopyRow[] rows = [.. theme.Clusters.SelectMany(c => c.Rows)];
            row.Dataset.Append(accounts.DatasetName(dataset));
            row.ThemeId.Append(theme.Number);
            row.Terms.Append(theme.Terms);
            row.Clusters.Append(theme.Clusters.Count);
            row.Tweets.Append(rows.Length);
            row.Accounts.Append((long)rows.Select(r => r.Account).Distinct().Count());
            row.Languages.Append(rows.Where(r => r.Language is not null).GroupBy(r => r.Language!).OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key));
            row.FirstSeen.Append(rows.Min(r => r.Millis));
            row.LastSeen.Append(rows.Max(r => r.Millis));
            row.Silhouette.Append(silhouette);
            row.ExampleClusters.Append(theme.Clusters.Take(ThemeExamples).Select(c => (long)c.Number));
            row.ExampleTexts.Append(theme.Clusters.Take(ThemeExamples).Select(c => Cut(textOf(c))));
            row.End();
        }
    }

    private static string Cut(string text) =>
        text.Length <= ExampleCharacters
            ? text
            : text[..(char.IsHighSurrogate(text[ExampleCharacters - 1]) ? ExampleCharacters - 1 : ExampleCharacters)] + "…";

    internal sealed class CopiesRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly IntegerBuffer ClusterId = columns.Integer("cluster_id");
        public readonly TimestampBuffer TweetTime = columns.Timestamp("tweet_time");
        public readonly LongBuffer TweetId = columns.Long("tweetid", nullable: true);
        public readonly TextBuffer UserId = columns.DictionaryText("userid");
        public readonly NumberBuffer Jaccard = columns.Number("jaccard");
        public readonly FlagBuffer Exact = columns.Flag("exact");
        public readonly TimestampBuffer FirstTweetTime = columns.Timestamp("first_tweet_time");
        public readonly TextBuffer TweetLanguage = columns.DictionaryText("tweet_language", nullable: true);
        public readonly FlagBuffer IsRetweet = columns.Flag("is_retweet");
    }

    private sealed class ClusterRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly IntegerBuffer ClusterId = columns.Integer("cluster_id");
        public readonly IntegerBuffer ThemeId = columns.Integer("theme_id", nullable: true);
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly LongBuffer Originals = columns.Long("originals");
        public readonly LongBuffer Retweets = columns.Long("retweets");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly LongBuffer OriginalAccounts = columns.Long("original_accounts");
        public readonly FlagBuffer SeveralAuthors = columns.Flag("several_authors");
        public readonly LongBuffer DistinctTexts = columns.Long("distinct_texts");
        public readonly TextListBuffer Languages = columns.TextList("languages");
        public readonly TimestampBuffer FirstSeen = columns.Timestamp("first_seen");
        public readonly TimestampBuffer LastSeen = columns.Timestamp("last_seen");
        public readonly LongBuffer ExampleTweetId = columns.Long("example_tweetid", nullable: true);
        public readonly TextBuffer ExampleText = columns.Text("example_text");
    }

    private sealed class ThemeRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly IntegerBuffer ThemeId = columns.Integer("theme_id");
        public readonly TextListBuffer Terms = columns.TextList("terms");
        public readonly LongBuffer Clusters = columns.Long("clusters");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly TextListBuffer Languages = columns.TextList("languages");
        public readonly TimestampBuffer FirstSeen = columns.Timestamp("first_seen");
        public readonly TimestampBuffer LastSeen = columns.Timestamp("last_seen");
        public readonly NumberBuffer Silhouette = columns.Number("silhouette");
        public readonly LongListBuffer ExampleClusters = columns.LongList("example_clusters");
        public readonly TextListBuffer ExampleTexts = columns.TextList("example_texts");
    }
}
