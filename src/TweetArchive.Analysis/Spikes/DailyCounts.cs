using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Spikes;

/// <summary>One dataset's days from the first to the last with a tweet: all tweets, and those tagged with each target.</summary>
/// <param name="FirstDay">Days since 1970.</param>
internal sealed record DailySeries(string Dataset, int FirstDay, int[] Totals, IReadOnlyDictionary<string, int[]> Targets)
{
    /// <summary>The same by ISO week, Monday to Sunday; the first and the last one may be cut.</summary>
    public DailySeries ByWeek()
    {
        int monday = FirstDay - ((FirstDay + 3) % 7); // 1970-01-01 was a Thursday
        int weeks = ((FirstDay + Totals.Length - 1 - monday) / 7) + 1;
        int[] Sum(int[] days)
        {
            int[] sums = new int[weeks];
            for (int i = 0; i < days.Length; i++)
                sums[(FirstDay + i - monday) / 7] += days[i];
            return sums;
        }

        return new DailySeries(Dataset, monday, Sum(Totals), new SortedDictionary<string, int[]>(Targets.ToDictionary(t => t.Key, t => Sum(t.Value)), StringComparer.Ordinal));
    }
}

/// <summary>The daily series of all datasets, from daily_totals and daily_mentions.</summary>
internal sealed record DailyCounts(IReadOnlyList<DailySeries> Datasets)
{
    public static DailyCounts Load(DatasetFolder folder)
    {
        var totals = new SortedDictionary<string, SortedDictionary<int, int>>(StringComparer.Ordinal);
        using (TableReader rows = folder.Read(TableList.DailyTotals, "dataset", "day", "tweets"))
        {
            while (rows.NextGroup())
            {
                for (int i = 0; i < rows.Rows; i++)
                    Add(Of(totals, Encoding.UTF8.GetString(rows.Texts(0)[i])), (int)rows.Numbers(1)[i], (int)rows.Numbers(2)[i]);
            }
        }

        Dictionary<string, DailySeries> series = totals.ToDictionary(t => t.Key, t => Empty(t.Key, t.Value));
        using TableReader mentions = folder.Read(TableList.DailyMentions, "dataset", "day", "target_id", "decision", "tweets");
        while (mentions.NextGroup())
        {
            for (int i = 0; i < mentions.Rows; i++)
            {
                if (!mentions.Texts(3)[i].SequenceEqual("tag"u8))
                    continue;
                DailySeries of = series[Encoding.UTF8.GetString(mentions.Texts(0)[i])];
                var targets = (SortedDictionary<string, int[]>)of.Targets;
                string target = Encoding.UTF8.GetString(mentions.Texts(2)[i]);
                if (!targets.TryGetValue(target, out int[]? days))
                    targets.Add(target, days = new int[of.Totals.Length]);
                days[(int)mentions.Numbers(1)[i] - of.FirstDay] += (int)mentions.Numbers(4)[i];
            }
        }

        return new DailyCounts([.. totals.Keys.Select(d => series[d])]);
    }

    private static DailySeries Empty(string dataset, SortedDictionary<int, int> byDay)
    {
        int first = byDay.Keys.First();
        int[] days = new int[byDay.Keys.Last() - first + 1];
        foreach ((int day, int tweets) in byDay)
            days[day - first] = tweets;
        return new DailySeries(dataset, first, days, new SortedDictionary<string, int[]>(StringComparer.Ordinal));
    }

    private static SortedDictionary<int, int> Of(SortedDictionary<string, SortedDictionary<int, int>> totals, string dataset)
    {
        if (!totals.TryGetValue(dataset, out SortedDictionary<int, int>? days))
            totals.Add(dataset, days = []);
        return days;
    }

    private static void Add(SortedDictionary<int, int> days, int day, int tweets) => days[day] = days.GetValueOrDefault(day) + tweets;
}
