using System.Text;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Jobs;

namespace TweetArchive.Analysis.Spikes;

/// <summary>
/// Days and weeks on which a target was mentioned more often than around them (docs/methods.md). It says when, never why: the events
/// listed are near in time, that is all.
/// </summary>
internal sealed class SpikeAnalysis : IAnalysis
{
    private const double LargestQ = 0.01;
    private const double SmallestZ = 5;
    private const int FewestTweets = 20;
    private const int DayReach = 28;
    private const int WeekReach = 13;
    private const int EventReach = 7;
    private const int Examples = 5;

    private static readonly TableSpec Spikes = new("spikes", 4,
        new("dataset", ColumnType.Text, Dictionary: true), new("target_id", ColumnType.Text, Dictionary: true),
        new("period", ColumnType.Text, Dictionary: true), new("period_start", ColumnType.Date),
        new("tweets", ColumnType.Long), new("originals", ColumnType.Long), new("retweets", ColumnType.Long), new("accounts", ColumnType.Long),
        new("expected", ColumnType.Number), new("weekday_factor", ColumnType.Number), new("robust_z", ColumnType.Number),
        new("p_value", ColumnType.Number), new("q_value", ColumnType.Number),
        new("dataset_tweets", ColumnType.Long), new("share", ColumnType.Number), new("share_around", ColumnType.Number, true),
        new("top_tweetids", ColumnType.TextList, true), new("top_hashtags", ColumnType.TextList, true), new("top_userids", ColumnType.TextList),
        new("events", ColumnType.TextList));

    public string Name => "spikes";

    public string Summary => "days and weeks with more mentions of a target than around them";

    public IReadOnlyList<TableSpec> Tables => [Spikes];

    public void Run(AnalysisContext context)
    {
        DailyCounts counts = DailyCounts.Load(context.Dataset);
        List<Spike> found = [];
        foreach (DailySeries series in counts.Datasets)
        {
            Find(series, weekly: false, found);
            Find(series, weekly: true, found);
        }

        var evidence = new SpikeEvidence(context, found);
        evidence.Collect();
        found.Sort(Spike.Order);
        context.Note($"{found.Count(s => s.Days == 1)} days and {found.Count(s => s.Days == 7)} weeks with spikes, of {counts.Datasets.Sum(d => d.Targets.Count)} series");
        if (context.Dataset.Tweets == TweetsMode.None)
            context.Note($"top tweets and hashtags are left out: the dataset holds no tweets (run with --tweets tagged or all)");
        context.Write(Spikes,
            "Counts of tagged tweets of a target by day and ISO week (UTC) against the neighbours on both sides, the period itself left out; counts of days divided by the factor of their weekday. robust_z = (count − median) / (1.4826 MAD, at least the square root of the median and 1). p_value: upper tail of a negative binomial with the mean and variance of the neighbours, capped at three robust deviations. q_value: Benjamini-Hochberg over all targets and periods of the dataset. events are near in time, not causes.",
            [
                ("largest_q", LargestQ), ("smallest_robust_z", SmallestZ), ("fewest_tweets", FewestTweets), ("days_each_side", DayReach),
                ("weeks_each_side", WeekReach), ("event_days", EventReach), ("examples", Examples),
            ],
            row => Write(row, found, context.Dataset.Tweets != TweetsMode.None));
    }

    private static void Find(DailySeries series, bool weekly, List<Spike> found)
    {
        int days = weekly ? 7 : 1;
        DailySeries periods = weekly ? series.ByWeek() : series;
        List<(Spike Spike, double P)> tested = [];
        foreach ((string target, int[] counts) in periods.Targets)
        {
            var model = new SpikeModel(counts, weekly ? WeekReach : DayReach, weekly ? 1 : 7);
            for (int i = 0; i < counts.Length; i++)
            {
                // A period without a tweet has p = 1 and need not be looked at; it counts as a test all the same.
                if (counts[i] == 0)
                    continue;
                SpikeScore score = model.Score(i);
                tested.Add((new Spike(series.Dataset, target, days, periods.FirstDay + (i * days), counts[i], score, model.FactorOf(i), periods.Totals[i],
                    ShareAround(counts, periods.Totals, i, weekly ? WeekReach : DayReach)), score.PValue));
            }
        }

        double[] q = FalseDiscovery.QValues([.. tested.Select(t => t.P)], (long)periods.Targets.Count * periods.Totals.Length);
        for (int i = 0; i < q.Length; i++)
        {
            Spike spike = tested[i].Spike;
            spike.QValue = q[i];
            if (q[i] <= LargestQ && spike.Score.RobustZ > SmallestZ && spike.Tweets >= FewestTweets)
                found.Add(spike);
        }
    }

    /// <summary>Share of the neighbours' tweets; null where there are none.</summary>
    private static double? ShareAround(int[] counts, int[] totals, int period, int reach)
    {
        long mentions = 0, all = 0;
        for (int i = Math.Max(0, period - reach); i < Math.Min(counts.Length, period + reach + 1); i++)
        {
            mentions += i == period ? 0 : counts[i];
            all += i == period ? 0 : totals[i];
        }

        return all == 0 ? null : mentions / (double)all;
    }

    private static void Write(ParquetTableWriter row, List<Spike> found, bool withTweets)
    {
        foreach (Spike spike in found)
        {
            row[0].Append(Encoding.UTF8.GetBytes(spike.Dataset));
            row[1].Append(Encoding.UTF8.GetBytes(spike.Target));
            row[2].Append(spike.Days == 1 ? "day"u8 : "week"u8);
            row[3].AppendDate(spike.FirstDay);
            row[4].Append((long)spike.Tweets);
            row[5].Append((long)spike.TweetIds.Count - spike.Retweets);
            row[6].Append((long)spike.Retweets);
            row[7].Append((long)spike.TweetsOfAccount.Count);
            row[8].Append(spike.Score.Expected);
            row[9].Append(spike.WeekdayFactor);
            row[10].Append(spike.Score.RobustZ);
            row[11].Append(spike.Score.PValue);
            row[12].Append(spike.QValue);
            row[13].Append((long)spike.DatasetTweets);
            row[14].Append(spike.DatasetTweets == 0 ? 0 : spike.Tweets / (double)spike.DatasetTweets);
            if (spike.ShareAround is { } around)
                row[15].Append(around);
            else
                row[15].AppendNull();
            if (withTweets)
            {
                row[16].AppendList(spike.TopTweets(Examples));
                row[17].AppendList(Spike.Top(spike.Hashtags, Examples));
            }
            else
            {
                row[16].AppendNull();
                row[17].AppendNull();
            }

            row[18].AppendList(Spike.Top(spike.TweetsOfAccount, Examples));
            row[19].AppendList(EventsInPeriod.Near(spike.FirstDay, spike.FirstDay + spike.Days - 1, EventReach).Select(e => e.Line));
            row.EndRow();
        }
    }
}
