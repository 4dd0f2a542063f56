using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Analysis.Spikes;

/// <summary>
/// Days and weeks on which a target was mentioned by more accounts than around them (docs/methods.md). It says when, never
/// why: the events listed are near in time, that is all.
/// </summary>
internal sealed class SpikeAnalysis : IAnalysis
{
    private const int EventReach = 7;
    private const int Examples = 5;

    private static readonly Table<SpikeRow> Spikes = new("spikes", 4, columns => new SpikeRow(columns));

    public string Name => "spikes";

    public string Summary => "days and weeks on which more accounts mention a target than around them";

    public IReadOnlyList<TableSpec> Tables => [Spikes.Spec];

    public void Run(AnalysisContext context)
    {
        List<Spike> found = [];
        int series = 0;
        foreach ((PeriodSeries days, PeriodSeries weeks) in DailyCounts.Load(context))
        {
            series += days.Targets.Count;
            Find(days, found);
            Find(weeks, found);
        }

        var evidence = new SpikeEvidence(context, found);
        evidence.Collect();
        found.Sort(Spike.Order);
        context.Note($"{found.Count(s => s.Days == 1)} days and {found.Count(s => s.Days == 7)} weeks with spikes, of {series} series; "
            + $"{found.Count(s => !s.Claim.CarriedByOriginals)} of them carried by retweets alone, of which nothing is claimed");
        if (!context.Dataset.HasTweets)
            context.Note($"top tweets and hashtags are left out: no tweets were kept (run with --tweets tagged or all)");
        context.Write(Spikes,
            "Accounts that wrote tagged tweets of a target, by day and ISO week (UTC), against the neighbours on both sides, the "
                + "period itself left out, on a scale on which negative binomial counts of the series' own dispersion vary alike. "
                + "accounts_z = distance from the neighbours' mean / spread, the spread being the farthest of the 90, 95, 98 and 99% "
                + "quantiles of all such distances in times at least as busy, over the normal ones, or that of the neighbours. "
                + "p_value: its upper tail (Student). q_value: Benjamini-Hochberg over all targets and periods of the dataset; "
                + "originals_q_value: the same of accounts with a tweet that is not a retweet. Rows that retweets carry have neither, "
                + "since tweets go round without an event. robust_z and expected are the same of tweets, without a test. docs/nulls.md "
                + "says how often rows are false where nothing happens. events are near in time, not causes.",
            [
                ("largest_q", SpikeSearch.LargestQ), ("fewest_tweets", SpikeSearch.FewestTweets),
                ("fewest_accounts", SpikeSearch.FewestAccounts),
                ("days_each_side", SpikeSearch.DayReach), ("weeks_each_side", SpikeSearch.WeekReach), ("event_days", EventReach),
                ("examples", Examples),
            ],
            row => Write(row, found, context.Dataset.HasTweets));
    }

    private static void Find(PeriodSeries periods, List<Spike> found)
    {
        bool weekly = periods.Days == 7;
        string[] targets = [.. periods.Targets.Keys];
        TargetCounts[] counts = [.. periods.Targets.Values];
        foreach (SpikeClaim claim in SpikeSearch.Find(counts, weekly))
        {
            found.Add(new Spike(periods.Dataset, targets[claim.Target], periods.Days, periods.FirstDay + (claim.Period * periods.Days),
                counts[claim.Target], claim,
                periods.Totals[claim.Period], ShareAround(
                    counts[claim.Target].Tweets, periods.Totals, claim.Period, weekly ? SpikeSearch.WeekReach : SpikeSearch.DayReach)));
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
            row.Originals.Append(spike.Originals);
            row.Retweets.Append((long)spike.Tweets - spike.Originals);
            row.Accounts.Append(spike.Accounts);
            row.OriginalAccounts.Append(spike.OriginalAccounts);
            row.CarriedBy.Append(spike.Claim.CarriedByOriginals ? "originals"u8 : "retweets"u8);
            row.Expected.Append(spike.Claim.Tweets.Expected);
            row.ExpectedAccounts.Append(spike.Claim.Accounts.Expected);
            row.WeekdayFactor.Append(spike.Claim.WeekdayFactor);
            row.RobustZ.Append(spike.Claim.Tweets.RobustZ);
            row.AccountsZ.Append(spike.Claim.Accounts.RobustZ);
            row.PValue.AppendOrNull(spike.Claim.CarriedByOriginals ? spike.Claim.Accounts.PValue : null);
            row.QValue.AppendOrNull(spike.Claim.CarriedByOriginals ? spike.Claim.QValue : null);
            row.OriginalsQValue.Append(spike.Claim.OriginalsQValue);
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
        public readonly LongBuffer OriginalAccounts = columns.Long("original_accounts");
        public readonly TextBuffer CarriedBy = columns.DictionaryText("carried_by");
        public readonly NumberBuffer Expected = columns.Number("expected");
        public readonly NumberBuffer ExpectedAccounts = columns.Number("expected_accounts");
        public readonly NumberBuffer WeekdayFactor = columns.Number("weekday_factor");
        public readonly NumberBuffer RobustZ = columns.Number("robust_z");
        public readonly NumberBuffer AccountsZ = columns.Number("accounts_z");
        public readonly NumberBuffer PValue = columns.Number("p_value", nullable: true);
        public readonly NumberBuffer QValue = columns.Number("q_value", nullable: true);
        public readonly NumberBuffer OriginalsQValue = columns.Number("originals_q_value");
        public readonly LongBuffer DatasetTweets = columns.Long("dataset_tweets");
        public readonly NumberBuffer Share = columns.Number("share");
        public readonly NumberBuffer ShareAround = columns.Number("share_around", nullable: true);
        public readonly LongListBuffer TopTweetIds = columns.LongList("top_tweetids", nullable: true);
        public readonly TextListBuffer TopHashtags = columns.TextList("top_hashtags", nullable: true);
        public readonly TextListBuffer TopUserIds = columns.TextList("top_userids");
        public readonly TextListBuffer Events = columns.TextList("events");
    }
}
