using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

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

    private static readonly Table<SpikeRow> Spikes = new("spikes", 4, columns => new SpikeRow(columns));

    public string Name => "spikes";

    public string Summary => "days and weeks with more mentions of a target than around them";

    public IReadOnlyList<TableSpec> Tables => [Spikes.Spec];

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
        if (!context.Dataset.HasTweets)
            context.Note($"top tweets and hashtags are left out: the dataset holds no tweets (run with --tweets tagged or all)");
        context.Write(Spikes,
            "Counts of tagged tweets of a target by day and ISO week (UTC) against the neighbours on both sides, the period itself left out; counts of days divided by the factor of their weekday. robust_z = (count − median) / (1.4826 MAD, at least the square root of the median and 1). p_value: upper tail of a negative binomial with the mean and variance of the neighbours, capped at three robust deviations. q_value: Benjamini-Hochberg over all targets and periods of the dataset. events are near in time, not causes.",
            [
                ("largest_q", LargestQ), ("smallest_robust_z", SmallestZ), ("fewest_tweets", FewestTweets), ("days_each_side", DayReach),
                ("weeks_each_side", WeekReach), ("event_days", EventReach), ("examples", Examples),
            ],
            row => Write(row, found, context.Dataset.HasTweets));
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

    private static void Write(SpikeRow row, List<Spike> found, bool withTweets)
    {
        foreach (Spike spike in found)
        {
            row.Dataset.Append(spike.Dataset);
            row.TargetId.Append(spike.Target);
            row.Period.Append(spike.Days == 1 ? "day"u8 : "week"u8);
            row.PeriodStart.Append(spike.FirstDay);
            row.Tweets.Append(spike.Tweets);
            row.Originals.Append((long)spike.TweetIds.Count - spike.Retweets);
            row.Retweets.Append(spike.Retweets);
            row.Accounts.Append(spike.TweetsOfAccount.Count);
            row.Expected.Append(spike.Score.Expected);
            row.WeekdayFactor.Append(spike.WeekdayFactor);
            row.RobustZ.Append(spike.Score.RobustZ);
            row.PValue.Append(spike.Score.PValue);
            row.QValue.Append(spike.QValue);
            row.DatasetTweets.Append(spike.DatasetTweets);
            row.Share.Append(spike.DatasetTweets == 0 ? 0 : spike.Tweets / (double)spike.DatasetTweets);
            row.ShareAround.AppendOrNull(spike.ShareAround);
            if (withTweets)
            {
                row.TopTweetIds.Append(spike.TopTweets(Examples));
                row.TopHashtags.Append(Spike.Top(spike.Hashtags, Examples));
            }
            else
            {
                row.TopTweetIds.AppendNull();
                row.TopHashtags.AppendNull();
            }

            row.TopUserIds.Append(Spike.Top(spike.TweetsOfAccount, Examples));
            row.Events.Append(EventsInPeriod.Near(spike.FirstDay, spike.FirstDay + spike.Days - 1, EventReach).Select(e => e.Line));
            row.End();
        }
    }

    private sealed class SpikeRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer TargetId = columns.DictionaryText("target_id");
        public readonly TextBuffer Period = columns.DictionaryText("period");
        public readonly DateBuffer PeriodStart = columns.Date("period_start");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly LongBuffer Originals = columns.Long("originals");
        public readonly LongBuffer Retweets = columns.Long("retweets");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly NumberBuffer Expected = columns.Number("expected");
        public readonly NumberBuffer WeekdayFactor = columns.Number("weekday_factor");
        public readonly NumberBuffer RobustZ = columns.Number("robust_z");
        public readonly NumberBuffer PValue = columns.Number("p_value");
        public readonly NumberBuffer QValue = columns.Number("q_value");
        public readonly LongBuffer DatasetTweets = columns.Long("dataset_tweets");
        public readonly NumberBuffer Share = columns.Number("share");
        public readonly NumberBuffer ShareAround = columns.Number("share_around", nullable: true);
        public readonly TextListBuffer TopTweetIds = columns.TextList("top_tweetids", nullable: true);
        public readonly TextListBuffer TopHashtags = columns.TextList("top_hashtags", nullable: true);
        public readonly TextListBuffer TopUserIds = columns.TextList("top_userids");
        public readonly TextListBuffer Events = columns.TextList("events");
    }
}
