using System.Globalization;
using System.Text;
using TweetArchive.Analysis.Spikes;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Analysis.Nulls;

/// <summary>
/// Real series in which nothing happens in common: each account's tweets moved by its own number of days, and blocks of days put in another
/// order. A series is all tweets of a dataset or those with one of its commonest hashtags, since targets are named too seldom in small
/// datasets.
/// </summary>
internal static class SpikeRearrangement
{
    private const int Hashtags = 24;
    private const int Times = 50;
    private const int BlockDays = 28;
    private const int QuietDays = 7;

    // The larger part of a real event is often one day, and the rest of it no quiet time.
    private const double NearlyFound = 0.5;

    private const long MillisPerDay = 86_400_000;

    private readonly record struct Event(int Series, int Day, int Account, bool Original);

    public static void Write(int seed, AnalysisContext context, Page page)
    {
        page.Text($"""
            Series: all tweets of a dataset, and those with each of its {Hashtags} commonest hashtags. "Each account moved": all tweets of an account by the same number of days, drawn for each account and
            wrapped around at the dataset's end, so accounts keep their sprees and hours and share no event; {Times} times. "Blocks": blocks of {BlockDays} to {BlockDays + (2 * QuietDays) - 1} days of each series in a random order, cut where
            it is quietest; real events are taken out before, each day with q up to {NearlyFound} being set to what was expected until there is none; {Times} times. Days only. k is the size of a negative binomial with mean and variance of 57 days, the median over the days of all tweets; the smaller, the more counts vary.
            """);
        page.Table("dataset | series | days | k of tweets | k of accounts | rows as it is | "
            + "that retweets carry | each account moved: archives with a row, % "
            + "| rows in 1,000 series-years | blocks: archives with a row, % | rows in 1,000 series-years",
            Datasets(context).Select((d, i) => Line(d, new RandomCounts(seed + i))));
    }

    private static string Line((string Name, int Days, int Series, List<Event> Events) dataset, RandomCounts random)
    {
        TargetCounts[] real = Count(dataset.Events, dataset.Series, dataset.Days, null);
        IReadOnlyList<SpikeClaim> asItIs = SpikeSearch.Find(real, weekly: false);
        int rows = asItIs.Count(c => c.CarriedByOriginals);
        int[] accounts = [.. dataset.Events.Select(e => e.Account).Distinct().Order()];
        var moved = new Tally();
        for (int i = 0; i < Times; i++)
        {
            Dictionary<int, int> shifts = accounts.ToDictionary(a => a, _ => random.Below(dataset.Days));
            moved.Add(Claims(Count(dataset.Events, dataset.Series, dataset.Days, shifts)));
        }

        TargetCounts[] quiet = Quiet(real);
        var blocks = new Tally();
        for (int i = 0; i < Times; i++)
            blocks.Add(Claims([.. quiet.Select(q => Shuffled(q, random))]));
        double years = Times * dataset.Series * dataset.Days / 365_000.0;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {dataset.Name} | {dataset.Series} | {dataset.Days:N0} | {Size(real[0].Tweets)} | {Size(real[0].Accounts)} | "
                + $"{rows} | {asItIs.Count - rows} | "
                + $"{new Share(moved.With, Times)} | {moved.Rows / years:0.0} | {new Share(blocks.With, Times)} | "
                + $"{blocks.Rows / years:0.0} |");
    }

    private static int Claims(TargetCounts[] series) => SpikeSearch.Find(series, weekly: false).Count(c => c.CarriedByOriginals);

    /// <summary>Mean² / (variance − mean), the median over windows in which there is a tweet a day.</summary>
    private static string Size(int[] counts)
    {
        List<double> sizes = [];
        for (int i = 0; i < counts.Length; i++)
        {
            int[] window = counts[Math.Max(0, i - SpikeSearch.DayReach)..Math.Min(counts.Length, i + SpikeSearch.DayReach + 1)];
            double mean = window.Average(), variance = window.Average(c => (c - mean) * (c - mean));
            if (mean >= 1)
                sizes.Add(variance > mean ? mean * mean / (variance - mean) : double.PositiveInfinity);
        }

        return sizes.Count == 0 ? "too few" : Robust.Median(sizes.ToArray()).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static TargetCounts[] Quiet(TargetCounts[] real)
    {
        TargetCounts[] quiet =
            [.. real.Select(r => new TargetCounts([.. r.Tweets], [.. r.Accounts], [.. r.Originals], [.. r.OriginalAccounts]))];
        while (SpikeSearch.Find(quiet, weekly: false, NearlyFound) is { Count: > 0 } found)
        {
            foreach (SpikeClaim claim in found)
            {
                TargetCounts counts = quiet[claim.Target];
                counts.Tweets[claim.Period] = counts.Originals[claim.Period] = (int)claim.Tweets.Expected;
                counts.Accounts[claim.Period] = counts.OriginalAccounts[claim.Period] = (int)claim.Accounts.Expected;
            }
        }

        return quiet;
    }

    private static TargetCounts Shuffled(TargetCounts counts, RandomCounts random)
    {
        List<int[]> blocks = [];
        for (int from = 0; from < counts.Accounts.Length; from = blocks[^1][^1] + 1)
            blocks.Add([.. Enumerable.Range(from, Cut(counts.Accounts, from) - from)]);
        for (int i = blocks.Count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (blocks[i], blocks[other]) = (blocks[other], blocks[i]);
        }

        int[] Take(int[] of) => [.. blocks.SelectMany(b => b).Select(day => of[day])];
        return new TargetCounts(Take(counts.Tweets), Take(counts.Accounts), Take(counts.Originals), Take(counts.OriginalAccounts));
    }

    /// <summary>Where the block that begins at a day ends: at the day, of 14 to choose from, around which the series is quietest.</summary>
    private static int Cut(int[] counts, int from)
    {
        int first = from + BlockDays, last = Math.Min(first + (2 * QuietDays), counts.Length);
        return first >= counts.Length
            ? counts.Length
            : Enumerable.Range(first, last - first)
                .MinBy(day => counts.AsSpan((day - QuietDays)..Math.Min(day + QuietDays, counts.Length)).ToArray().Sum());
    }

    private static TargetCounts[] Count(List<Event> events, int series, int days, Dictionary<int, int>? shifts)
    {
        TargetCounts[] counts = [.. Enumerable.Range(0, series).Select(_ => new TargetCounts(days))];
        var seen = new HashSet<Event>();
        foreach (Event one in events)
        {
            int day = shifts is null ? one.Day : (one.Day + shifts[one.Account]) % days;
            TargetCounts of = counts[one.Series];
            of.Tweets[day]++;
            of.Originals[day] += one.Original ? 1 : 0;
            of.Accounts[day] += seen.Add(one with { Day = day, Original = false }) ? 1 : 0;
            of.OriginalAccounts[day] += one.Original && seen.Add(one with { Day = day }) ? 1 : 0;
        }

        return counts;
    }

    private static IEnumerable<(string Name, int Days, int Series, List<Event> Events)> Datasets(AnalysisContext context)
    {
        var accounts = new TweetAccounts(context.Accounts);
        List<(int Day, int Account, bool Original, string[] Tags)>[] tweets =
            [.. Enumerable.Range(0, context.Accounts.Datasets).Select(_ => new List<(int, int, bool, string[])>())];
        foreach (string part in context.Dataset.Parts)
        {
            using var rows = new TableReader(
                context.Dataset.FileOf(part), Tables.TableList.Tweets, 0, -1, "dataset", "userid", "tweet_time", "is_retweet", "hashtags");
            while (rows.NextGroup())
            {
                context.Cancelled.ThrowIfCancellationRequested();
                for (int i = 0; i < rows.Rows; i++)
                {
                    int account = accounts.Of(rows.Texts(0), rows.Texts(1), i);
                    string[] tags = [.. Enumerable.Range(rows.Lists(4).Start(i), rows.Lists(4).End(i) - rows.Lists(4).Start(i))
                        .Select(t => Encoding.UTF8.GetString(rows.Lists(4).ItemAt(t))).Distinct()];
                    tweets[accounts.Dataset].Add(((int)(rows.Numbers(2)[i] / MillisPerDay), account, !rows.Flags(3)[i], tags));
                }
            }
        }

        for (int d = 0; d < tweets.Length; d++)
        {
            if (tweets[d].Count == 0)
                continue;
            int first = tweets[d].Min(t => t.Day);
            Dictionary<string, int> series =
                tweets[d].SelectMany(t => t.Tags).CountBy(t => t).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)
                .Take(Hashtags).Select((t, i) => (t.Key, i)).ToDictionary(t => t.Key, t => t.i + 1, StringComparer.Ordinal);
            List<Event> events = [.. tweets[d].SelectMany(t =>
                t.Tags.Where(series.ContainsKey).Select(tag => series[tag]).Prepend(0)
                .Select(s => new Event(s, t.Day - first, t.Account, t.Original)))];
            yield return (context.Accounts.DatasetText(d), tweets[d].Max(t => t.Day) - first + 1, series.Count + 1, events);
        }
    }

    private sealed class Tally
    {
        public int With { get; private set; }

        public int Rows { get; private set; }

        public void Add(int rows)
        {
            With += rows > 0 ? 1 : 0;
            Rows += rows;
        }
    }
}
