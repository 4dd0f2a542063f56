using System.Globalization;
using TweetArchive.Analysis.Spikes;
using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Nulls;

/// <summary>Spikes where nothing happens, and days that are planted among them.</summary>
internal sealed class SpikeNull : INullExperiment
{
    public const int Days = 730;

    private const int Archives = 100;
    private const int Targets = 5;
    private const int DaysOfWeek = 7;
    private static readonly int[] Times = [3, 5, 10, 20];
    private static readonly double[] TimesOfWeek = [1.5, 2, 3, 5];

    public string Name => "Spikes";

    public int Seed => 20_200;

    public string Claim => string.Create(CultureInfo.InvariantCulture, $"""
        Claimed: a day (week) of `spikes` has more accounts that mention the target than the series' own ups and downs make, at a false discovery rate of {SpikeSearch.LargestQ}: where nothing
        happens, at most {100 * SpikeSearch.LargestQ:0} of 100 archives may have a row with a `q_value`. Rows that retweets carry have none: they are counted separately. Drawn: {Archives} archives of {Targets} targets and {Days} days of each family, so 1,000 series-years, searched by the code of `analyze`. Then again with four days planted in each archive,
        one in each of four series: ×3 to ×20 the mean (of at least 1 a day), by accounts that tweet nothing else; and with four weeks, ×1.5 to ×5 the mean of a week.
        """);

    public void Simulated(NullRun run, Page page)
    {
        (SpikeFamily Family, Outcome Outcome)[] all =
            [.. run.Tried(SpikeFamilies.All).Select(f => (f.Family, Try(f.Family, Seed + (f.Place * Archives), run)))];
        const string Header = "nothing happens, but counts are | archives with a false day, % | false days (1,000 series-years) | "
            + "days that retweets carry | archives with a false week, % | planted days found, %: ×3 | ×5 | ×10 | ×20 | false among these "
            + "rows | planted weeks found, %: ×1.5 | ×2 | ×3 | ×5";
        page.Table(Header, all.Where(a => !a.Family.Beyond).Select(a => Line(a.Family.Name, a.Outcome)));
        page.Text($"""
            In all families but those of sprees each tweet is by another account, which is the worst case. A day of ×20 cannot be told where chance makes such days: with k = 0.5 the largest of 3,650
            days is about ×13, and in one archive of twenty above ×19.

            A limit: clusters that come on fewer days than one in fifty are what the method calls a spike.
            """);
        page.Table(Header, all.Where(a => a.Family.Beyond).Select(a => Line(a.Family.Name, a.Outcome)));
    }

    public void Rearranged(NullRun run, AnalysisContext context, Page page) => SpikeRearrangement.Write(Seed, context, page);

    private static Outcome Try(SpikeFamily family, int seed, NullRun run)
    {
        var sum = new Outcome();
        Parallel.For(0, Archives, new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = run.Cancelled },
            archive =>
            {
                var random = new RandomCounts(seed + archive);
                TargetCounts[] targets = [.. Enumerable.Range(0, Targets).Select(_ => family.Draw(random, Days))];
                IReadOnlyList<SpikeClaim> days = SpikeSearch.Find(targets, weekly: false),
                    weeks = SpikeSearch.Find([.. targets.Select(Weeks)], weekly: true);
                double mean = Math.Max(1, targets.Average(t => t.Tweets.Average()));
                int[] planted = [.. Times.Select(_ => random.Below(Days))];
                TargetCounts[] more =
                    [.. targets.Select((t, i) => i < Times.Length ? Plant(t, planted[i], (int)Math.Round((Times[i] - 1) * mean)) : t)];
                IReadOnlyList<SpikeClaim> rows = SpikeSearch.Find(more, weekly: false);
                int[] plantedWeeks = [.. Times.Select(_ => random.Below(Days / DaysOfWeek))];
                IReadOnlyList<SpikeClaim> rowsOfWeeks = SpikeSearch.Find([.. targets.Select(Weeks).Select((t, i) => i < Times.Length
                    ? Plant(t, plantedWeeks[i], (int)Math.Round((TimesOfWeek[i] - 1) * DaysOfWeek * mean)) : t)], weekly: true);
                lock (sum)
                    sum.Add(days, weeks, (rows, planted), (rowsOfWeeks, plantedWeeks));
            });
        return sum;
    }

    private static TargetCounts Plant(TargetCounts counts, int day, int tweets)
    {
        int[] With(int[] of)
        {
            int[] more = [.. of];
            more[day] += tweets;
            return more;
        }

        return new TargetCounts(With(counts.Tweets), With(counts.Accounts), With(counts.Originals), With(counts.OriginalAccounts));
    }

    /// <summary>Whole weeks. Accounts of a day are others than those of the next.</summary>
    private static TargetCounts Weeks(TargetCounts days)
    {
        int[] Sums(int[] of) => [.. of.Chunk(DaysOfWeek).Where(w => w.Length == DaysOfWeek).Select(w => w.Sum())];
        int[] tweets = Sums(days.Tweets);
        return days.Accounts == days.Tweets && days.Originals == days.Tweets
            ? new TargetCounts(tweets, tweets, tweets, tweets)
            : new TargetCounts(tweets, Sums(days.Accounts), Sums(days.Originals), Sums(days.OriginalAccounts));
    }

    private static string Line(string name, Outcome of)
    {
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {new Share(of.ArchivesWithDay, Archives)} | {of.FalseDays} | {of.CarriedDays} | "
                + $"{new Share(of.ArchivesWithWeek, Archives)} | "
                + $"{string.Join(" | ", of.Found.Select(f => $"{100.0 * f / Archives:0}"))} | {of.FalseAmongPlanted} of "
                + $"{of.FalseAmongPlanted + of.Found.Sum()} | "
                + $"{string.Join(" | ", of.WeeksFound.Select(f => $"{100.0 * f / Archives:0}"))} |");
    }

    private sealed class Outcome
    {
        public int ArchivesWithDay { get; private set; }

        public int ArchivesWithWeek { get; private set; }

        public int FalseDays { get; private set; }

        public int CarriedDays { get; private set; }

        public int[] Found { get; } = new int[Times.Length];

        public int[] WeeksFound { get; } = new int[Times.Length];

        public int FalseAmongPlanted { get; private set; }

        public void Add(IReadOnlyList<SpikeClaim> days, IReadOnlyList<SpikeClaim> weeks,
            (IReadOnlyList<SpikeClaim> Rows, int[] Days) planted,
            (IReadOnlyList<SpikeClaim> Rows, int[] Weeks) plantedWeeks)
        {
            int claimed = days.Count(c => c.CarriedByOriginals);
            ArchivesWithDay += claimed > 0 ? 1 : 0;
            ArchivesWithWeek += weeks.Any(c => c.CarriedByOriginals) ? 1 : 0;
            FalseDays += claimed;
            CarriedDays += days.Count - claimed;
            FalseAmongPlanted += Count(planted, Found);
            Count(plantedWeeks, WeeksFound);
        }

        /// <summary>Adds what was found of the planted; says how many rows are of nothing that was planted.</summary>
        private static int Count((IReadOnlyList<SpikeClaim> Rows, int[] Periods) planted, int[] found)
        {
            int others = 0;
            foreach (SpikeClaim claim in planted.Rows.Where(c => c.CarriedByOriginals))
            {
                if (claim.Target < found.Length && planted.Periods[claim.Target] == claim.Period)
                    found[claim.Target]++;
                else
                    others++;
            }

            return others;
        }
    }
}
