using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Spikes;

/// <summary>
/// What a target's tagged tweets come to, one number a period: tweets and different accounts, of all and of those that are not retweets.
/// </summary>
internal sealed record TargetCounts(int[] Tweets, int[] Accounts, int[] Originals, int[] OriginalAccounts)
{
    public TargetCounts(int periods)
        : this(new int[periods], new int[periods], new int[periods], new int[periods])
    {
    }
}

/// <summary>
/// One dataset's days or ISO weeks, from the first to the last with a tweet: all tweets, and those tagged with each target.
/// </summary>
/// <param name="Days">Of a period: 1 or 7.</param>
/// <param name="FirstDay">Days since 1970; of weeks a Monday. The first and the last week may be cut.</param>
internal sealed record PeriodSeries(string Dataset, int Days, int FirstDay, int[] Totals, SortedDictionary<string, TargetCounts> Targets)
{
    public int PeriodOf(int day) => (day - FirstDay) / Days;
}

/// <summary>The series of all datasets, from daily_totals, daily_mentions and mentions.</summary>
internal static class DailyCounts
{
    private const long MillisPerDay = 86_400_000;

    /// <returns>Of each dataset, in the order of their names, its days and its weeks.</returns>
    public static IReadOnlyList<(PeriodSeries Days, PeriodSeries Weeks)> Load(AnalysisContext context)
    {
        var totals = new SortedDictionary<string, SortedDictionary<int, int>>(StringComparer.Ordinal);
        using (TableReader rows = context.Dataset.Read(TableList.DailyTotals, "dataset", "day", "tweets"))
        {
            while (rows.NextGroup())
            {
                for (int i = 0; i < rows.Rows; i++)
                    Add(Of(totals, Encoding.UTF8.GetString(rows.Texts(0)[i])), (int)rows.Numbers(1)[i], (int)rows.Numbers(2)[i]);
            }
        }

        Dictionary<string, (PeriodSeries Days, PeriodSeries Weeks)> series =
            totals.ToDictionary(t => t.Key, t => (Empty(t.Key, 1, t.Value), Empty(t.Key, 7, t.Value)));
        ReadTweets(context.Dataset, series);
        ReadAccounts(context, series);
        return [.. totals.Keys.Select(d => series[d])];
    }

    private static void ReadTweets(DatasetFolder folder, Dictionary<string, (PeriodSeries Days, PeriodSeries Weeks)> series)
    {
        using TableReader mentions =
            folder.Read(TableList.DailyMentions, "dataset", "day", "target_id", "decision", "is_retweet", "tweets");
        while (mentions.NextGroup())
        {
            for (int i = 0; i < mentions.Rows; i++)
            {
                if (!mentions.Texts(3)[i].SequenceEqual("tag"u8))
                    continue;
                (PeriodSeries days, PeriodSeries weeks) = series[Encoding.UTF8.GetString(mentions.Texts(0)[i])];
                string target = Encoding.UTF8.GetString(mentions.Texts(2)[i]);
                foreach (PeriodSeries of in (ReadOnlySpan<PeriodSeries>)[days, weeks])
                {
                    if (!of.Targets.TryGetValue(target, out TargetCounts? counts))
                        of.Targets.Add(target, counts = new TargetCounts(of.Totals.Length));
                    int period = of.PeriodOf((int)mentions.Numbers(1)[i]), tweets = (int)mentions.Numbers(5)[i];
                    counts.Tweets[period] += tweets;
                    counts.Originals[period] += mentions.Flags(4)[i] ? 0 : tweets;
                }
            }
        }
    }

    /// <summary>Accounts of a day and of a week are counted once, so neither can be added up from tables.</summary>
    private static void ReadAccounts(AnalysisContext context, Dictionary<string, (PeriodSeries Days, PeriodSeries Weeks)> series)
    {
        var seen = new Dictionary<(string Dataset, string Target), List<long>>();
        var accounts = new TweetAccounts(context.Accounts);
        using TableReader mentions =
            context.Dataset.Read(TableList.Mentions, "dataset", "userid", "tweet_time", "is_retweet", "target_id", "decision");
        while (mentions.NextGroup())
        {
            context.Cancelled.ThrowIfCancellationRequested();
            for (int i = 0; i < mentions.Rows; i++)
            {
                if (!mentions.Texts(5)[i].SequenceEqual("tag"u8))
                    continue;
                (string, string) key = (Encoding.UTF8.GetString(mentions.Texts(0)[i]), Encoding.UTF8.GetString(mentions.Texts(4)[i]));
                if (!seen.TryGetValue(key, out List<long>? of))
                    seen.Add(key, of = []);
                long one = Pack((int)(mentions.Numbers(2)[i] / MillisPerDay), accounts.Of(mentions.Texts(0), mentions.Texts(1), i),
                    mentions.Flags(3)[i]);
                // A tweet has a row for each alias.
                if (of.Count == 0 || of[^1] != one)
                    of.Add(one);
            }
        }

        foreach (((string dataset, string target), List<long> of) in seen)
        {
            (PeriodSeries days, PeriodSeries weeks) = series[dataset];
            Count(of, days, days.Targets[target]);
            Count(of, weeks, weeks.Targets[target]);
        }
    }

    /// <summary>Sorts by period and account, an account's originals first.</summary>
    private static void Count(List<long> seen, PeriodSeries of, TargetCounts counts)
    {
        long[] sorted = [.. seen.Select(s => ((long)of.PeriodOf((int)(s >> 32)) << 32) | (uint)s)];
        Array.Sort(sorted);
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i] >> 1 == sorted[i - 1] >> 1)
                continue;
            int period = (int)(sorted[i] >> 32);
            counts.Accounts[period]++;
            counts.OriginalAccounts[period] += (int)(1 - (sorted[i] & 1));
        }
    }

    private static long Pack(int day, int account, bool retweet) => ((long)day << 32) | ((long)account << 1) | (retweet ? 1L : 0);

    private static PeriodSeries Empty(string dataset, int days, SortedDictionary<int, int> byDay)
    {
        int first = byDay.Keys.First();
        if (days == 7)
            first -= (first + 3) % 7; // 1970-01-01 was a Thursday
        int[] totals = new int[((byDay.Keys.Last() - first) / days) + 1];
        foreach ((int day, int tweets) in byDay)
            totals[(day - first) / days] += tweets;
        return new PeriodSeries(dataset, days, first, totals, new SortedDictionary<string, TargetCounts>(StringComparer.Ordinal));
    }

    private static SortedDictionary<int, int> Of(SortedDictionary<string, SortedDictionary<int, int>> totals, string dataset)
    {
        if (!totals.TryGetValue(dataset, out SortedDictionary<int, int>? days))
            totals.Add(dataset, days = []);
        return days;
    }

    private static void Add(SortedDictionary<int, int> days, int day, int tweets) => days[day] = days.GetValueOrDefault(day) + tweets;
}
