using System.Text.Json;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>
/// Tweets by week, target, language, retweet, decision and release, and all tweets by week, language, retweet and release: sums of
/// daily_mentions and daily_totals. A tweet has one day, one language and one decision for a target, so the sums count it once.
/// </summary>
internal sealed class WeeklyCounts
{
    /// <summary>Rows that a page may hold; with more, fewer languages are told apart.</summary>
    public const int MaxRows = 60_000;

    private static readonly int[] LanguageSteps = [16, 8, 4, 1];

    private readonly SortedDictionary<(int Week, int Target, int Language, bool Retweet, bool Tag, int Release), long> mentions = [];
    private readonly SortedDictionary<(int Week, int Language, bool Retweet, int Release), long> totals = [];
    // The commonest first; "" is not among them, the last one may be "other".
    private readonly List<string> languages = [];
    private readonly List<string> targets = [];

    private WeeklyCounts()
    {
    }

    /// <summary>Target ids in ordinal order.</summary>
    public IReadOnlyList<string> Targets => targets;

    /// <summary>Languages were put together as "other".</summary>
    public bool HasOther { get; private set; }

    /// <summary>All tweets whose language cell is blank.</summary>
    public long TweetsWithoutLanguage { get; private set; }

    /// <summary>Of a release, by its number, or of all.</summary>
    public long Mentions(string target, bool tag, bool? retweet = null, int? release = null) =>
        mentions.Where(m => targets[m.Key.Target] == target && m.Key.Tag == tag && (retweet is null || m.Key.Retweet == retweet)
            && (release is null || m.Key.Release == release)).Sum(m => m.Value);

    public long AllTweets => totals.Values.Sum();

    /// <summary>The language of most tweets, "" where it is not given; null without any tweet.</summary>
    public (string Language, long Tweets)? CommonestLanguage => languages.Count == 0
        ? null : (languages[0], totals.Where(t => t.Key.Language == 0).Sum(t => t.Value));

    /// <summary>The day with the most tweets; null without any.</summary>
    public (int Day, long Tweets)? LargestDay { get; private set; }

    /// <summary>Days with a tweet.</summary>
    public int Days { get; private set; }

    public static WeeklyCounts Read(ReportScope scope)
    {
        var counts = new WeeklyCounts();
        var releases = scope.Datasets.Select((d, i) => (d.Dataset, i)).ToDictionary(d => d.Dataset, d => d.i, StringComparer.Ordinal);
        var all = new Dictionary<(int, string, bool, int), long>();
        var days = new SortedDictionary<int, long>();
        var tagged = new Dictionary<(int, string, string, bool, bool, int), long>();
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "daily_totals").RowGroups())
        {
            (string?[] dataset, int?[] day, string?[] language) = (rows.Texts("dataset"), rows.Days("day"), rows.Texts("tweet_language"));
            (bool[] retweet, long[] tweets) = (rows.Flags("is_retweet"), rows.Longs("tweets"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                Add(all, (ReportCalendar.Week(day[i] ?? 0), language[i] ?? "", retweet[i], releases[dataset[i]!]), tweets[i]);
                Add(days, day[i] ?? 0, tweets[i]);
            }
        }

        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "daily_mentions").RowGroups())
        {
            (string?[] dataset, int?[] day, string?[] target, string?[] language) = (rows.Texts("dataset"), rows.Days("day"),
                rows.Texts("target_id"), rows.Texts("tweet_language"));
            (bool[] retweet, string?[] decision, long[] tweets) = (rows.Flags("is_retweet"), rows.Texts("decision"), rows.Longs("tweets"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (scope.Covers(dataset[i]))
                    Add(tagged, (ReportCalendar.Week(day[i] ?? 0), target[i]!, language[i] ?? "", retweet[i], decision[i] == "tag",
                        releases[dataset[i]!]),
                        tweets[i]);
            }
        }

        counts.Days = days.Count;
        counts.LargestDay = days.Count == 0 ? null : days.Select(d => (d.Key, d.Value)).MaxBy(d => (d.Value, -d.Key));
        counts.TweetsWithoutLanguage = all.Where(a => a.Key.Item2.Length == 0).Sum(a => a.Value);
        counts.targets.AddRange(tagged.Keys.Select(k => k.Item2).Distinct().Order(StringComparer.Ordinal));
        foreach (int named in LanguageSteps)
        {
            counts.Fold(all, tagged, named);
            if (counts.mentions.Count + counts.totals.Count <= MaxRows)
                break;
        }

        return counts;
    }

    private void Fold(Dictionary<(int Week, string Language, bool Retweet, int Release), long> all,
        Dictionary<(int Week, string Target, string Language, bool Retweet, bool Tag, int Release), long> tagged, int named)
    {
        mentions.Clear();
        totals.Clear();
        languages.Clear();
        string[] common = [.. all.GroupBy(a => a.Key.Language).Select(g => (Language: g.Key, Tweets: g.Sum(a => a.Value)))
            .OrderByDescending(l => l.Tweets).ThenBy(l => l.Language, StringComparer.Ordinal).Select(l => l.Language)];
        languages.AddRange(common.Take(named));
        HasOther = common.Length > named;
        if (HasOther)
            languages.Add("other");
        var numbers = languages.Take(named).Select((l, i) => (l, i)).ToDictionary(l => l.l, l => l.i, StringComparer.Ordinal);
        var targetNumbers = targets.Select((t, i) => (t, i)).ToDictionary(t => t.t, t => t.i, StringComparer.Ordinal);
        foreach (((int week, string language, bool retweet, int release), long tweets) in all)
            Add(totals, (week, numbers.GetValueOrDefault(language, languages.Count - 1), retweet, release), tweets);
        foreach (((int week, string target, string language, bool retweet, bool tag, int release), long tweets) in tagged)
            Add(mentions, (week, targetNumbers[target], numbers.GetValueOrDefault(language, languages.Count - 1), retweet, tag, release),
                tweets);
    }

    /// <summary>Columns of equal length, sorted by key; weeks are numbered from the first Monday.</summary>
    public void Write(Utf8JsonWriter json)
    {
        int first = totals.Count == 0 ? ReportCalendar.Week(0) : totals.Keys.First().Week;
        json.WriteString("first_week", ReportCalendar.Date(ReportCalendar.WeekStart(first)));
        json.WriteNumber("weeks", totals.Count == 0 ? 0 : totals.Keys.Last().Week - first + 1);
        JsonColumns.Texts(json, "languages", languages);
        json.WriteBoolean("other_languages", HasOther);
        json.WriteStartObject("mentions");
        JsonColumns.Numbers(json, "week", mentions.Keys.Select(k => (long)(k.Week - first)));
        JsonColumns.Numbers(json, "target", mentions.Keys.Select(k => (long)k.Target));
        JsonColumns.Numbers(json, "language", mentions.Keys.Select(k => (long)k.Language));
        JsonColumns.Numbers(json, "retweet", mentions.Keys.Select(k => k.Retweet ? 1L : 0));
        JsonColumns.Numbers(json, "tag", mentions.Keys.Select(k => k.Tag ? 1L : 0));
        JsonColumns.Numbers(json, "release", mentions.Keys.Select(k => (long)k.Release));
        JsonColumns.Numbers(json, "tweets", mentions.Values);
        json.WriteEndObject();
        json.WriteStartObject("totals");
        JsonColumns.Numbers(json, "week", totals.Keys.Select(k => (long)(k.Week - first)));
        JsonColumns.Numbers(json, "language", totals.Keys.Select(k => (long)k.Language));
        JsonColumns.Numbers(json, "retweet", totals.Keys.Select(k => k.Retweet ? 1L : 0));
        JsonColumns.Numbers(json, "release", totals.Keys.Select(k => (long)k.Release));
        JsonColumns.Numbers(json, "tweets", totals.Values);
        json.WriteEndObject();
    }

    private static void Add<TKey>(IDictionary<TKey, long> to, TKey key, long tweets)
    {
        to.TryGetValue(key, out long before);
        to[key] = before + tweets;
    }
}
