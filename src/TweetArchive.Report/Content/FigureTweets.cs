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
    /// <summary>Tweets of a figure that are in the page with or without a target; of a pair two of each account.</summary>
    public const int Most = 3, MostOfPair = 4;

    private readonly Dictionary<Figure, int> numbers = [];
    private readonly Dictionary<Figure, long> tweetsOf = [];
    private readonly Dictionary<(string Dataset, long Id), SortedSet<int>> ofTweets = [];

    /// <param name="links">With their tweets in the dataset.</param>
    public FigureTweets(IEnumerable<(Figure Link, long Tweets)> links, IEnumerable<Figure> rows)
    {
        foreach ((Figure link, long tweets) in links)
        {
            numbers.TryAdd(link, numbers.Count);
            tweetsOf.TryAdd(link, tweets);
        }

        foreach (Figure row in rows)
            numbers.TryAdd(row, numbers.Count);
    }

    public int this[Figure figure] => numbers[figure];

    /// <summary>
    /// A few tweets of each figure, the first in their table; of a pair those that are nearest in time. The dataset may not have them in
    /// full.
    /// </summary>
    public HashSet<(string Dataset, long Id)> Choose(ReportScope scope)
    {
        var chosen = new Dictionary<Figure, HashSet<long>>();
        foreach ((Figure figure, long id) in AnalysisTweets.Of(scope, numbers.ContainsKey))
            Offer(figure, id, figure.Table == "coordination_edges" ? MostOfPair : Most);
        ChooseOfLinks(scope, (link, id) => Offer(link, id, Most));
        return [.. chosen.SelectMany(c => c.Value.Select(id => (c.Key.Dataset, id)))];

        int Offer(Figure figure, long id, int most)
        {
            if (!chosen.TryGetValue(figure, out HashSet<long>? ids))
                chosen.Add(figure, ids = []);
            if (ids.Count < most)
                ids.Add(id);
            return ids.Count;
        }
    }

    /// <summary>Reads which tweets the rows of analyses are of; those of links tell it themselves.</summary>
    /// <param name="has">Whether a tweet is in the page.</param>
    public void Read(ReportScope scope, Func<(string Dataset, long Id), bool> has)
    {
        foreach ((Figure figure, long id) in AnalysisTweets.Of(scope, numbers.ContainsKey))
        {
            if (!has((figure.Dataset, id)))
                continue;
            if (!ofTweets.TryGetValue((figure.Dataset, id), out SortedSet<int>? of))
                ofTweets.Add((figure.Dataset, id), of = []);
            of.Add(numbers[figure]);
        }
    }

    /// <summary>Offers tweets of links and of look-alikes until each has enough, so that few tables are read to their ends.</summary>
    /// <param name="offer">Returns how many tweets the link has then.</param>
    private void ChooseOfLinks(ReportScope scope, Func<Figure, long, int> offer)
    {
        Dictionary<(string, string), HashSet<Figure>> open = numbers.Keys
            .Where(f => f.To.Length > 0 || (f.Table == AnalysisTweets.LookAlikes && f.Key.Length > 0)).GroupBy(f => (f.Dataset, f.Key))
            .ToDictionary(g => g.Key, g => g.ToHashSet());
        foreach (TableRows rows in AnalysisTweets.Groups(scope, "tweets").TakeWhile(_ => open.Count > 0))
        {
            (string?[] dataset, string?[] userid) = (rows.Texts("dataset"), rows.Texts("userid"));
            int[] wanted = [.. Enumerable.Range(0, rows.Count).Where(i => userid[i] is { } user && open.ContainsKey((dataset[i]!, user)))];
            if (wanted.Length == 0)
                continue;
            (long?[] id, object?[] mentioned, bool[] isRetweet, string?[] retweeted) = (rows.LongsOrNull("tweetid"),
                rows.Cells("user_mentions"), rows.Flags("is_retweet"), rows.Texts("retweet_userid"));
            // Texts are the largest column, and most releases say who was retweeted.
            string?[]? text = wanted.Any(i => isRetweet[i] && string.IsNullOrEmpty(retweeted[i])) ? rows.Texts("tweet_text") : null;
            foreach (int i in wanted)
            {
                (string, string) author = (dataset[i]!, userid[i]!);
                if (id[i] is not { } tweet || !open.TryGetValue(author, out HashSet<Figure>? links))
                    continue;
                foreach (Figure link in Links(dataset[i]!, userid[i]!, mentioned[i] as List<string> ?? [], isRetweet[i], retweeted[i],
                    text?[i] ?? "").Where(links.Contains).ToList())
                {
                    if (offer(link, tweet) >= Math.Min(Most, tweetsOf.GetValueOrDefault(link, Most)))
                        links.Remove(link);
                }

                if (links.Count == 0)
                    open.Remove(author);
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

    /// <summary>The links of the page that a tweet counts in, and the look-alike that wrote it.</summary>
    private IEnumerable<Figure> Links(
        string dataset, string userId, IEnumerable<string> mentioned, bool isRetweet, string? retweeted, string text)
    {
        IEnumerable<Figure> links = mentioned.Select(name => new Figure("mention_edges", dataset, userId, UserId(name)));
        if (isRetweet && Retweeted(retweeted ?? "", text) is { } whom)
            links = links.Append(new Figure("retweet_edges", dataset, userId, whom));
        return links.Append(new Figure(AnalysisTweets.LookAlikes, dataset, userId)).Where(numbers.ContainsKey);
    }

    /// <summary>As the tables of links have it.</summary>
    private static string UserId(string name) => Encoding.UTF8.GetString(Cells.UserId(Encoding.UTF8.GetBytes(name)));

    private static string? Retweeted(string userId, string text) => userId.Length > 0
        ? UserId(userId)
        : TextEntities.TryGetRetweetHeader(Encoding.UTF8.GetBytes(text), out ReadOnlySpan<byte> handle)
            ? Encoding.UTF8.GetString(handle)
            : null;
}
