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
    private static readonly int[] Times = [3, 5, 10, 20];

    public string Name => "Spikes";

    public int Seed => 20_200;

    public string Claim => string.Create(CultureInfo.InvariantCulture, $"""
        Claimed: a day (week) of `spikes` has more accounts that mention the target than the series' own ups and downs make, at a false discovery rate of {SpikeSearch.LargestQ}: where nothing
        happens, at most {100 * SpikeSearch.LargestQ:0} of 100 archives may have a row. Drawn: {Archives} archives of {Targets} targets and {Days} days of each family, so 1,000 series-years, searched by the code of `analyze`. Then again with four days planted in each archive,
        one in each of four series: ×3 to ×20 the mean (of at least 1 a day), by accounts that tweet nothing else.
        """);

    public void Simulated(NullRun run, Page page)
    {
        (SpikeFamily Family, Outcome Outcome)[] all =
            [.. run.Tried(SpikeFamilies.All).Select(f => (f.Family, Try(f.Family, Seed + (f.Place * Archives), run)))];
        const string Header = "nothing happens, but counts are | archives with a false day, % | false days (1,000 series-years) | "
            + "archives with a false week, % | planted days found, %: ×3 | ×5 | ×10 | ×20 | false among these rows";
        page.Table(Header, all.Where(a => !a.Family.Beyond).Select(a => Line(a.Family.Name, a.Outcome)));
        page.Text($"""
            In all families but those of sprees each tweet is by another account, which is the worst case. A day of ×20 cannot be told where chance makes such days: with k = 0.5 the largest of 3,650
            days is about ×13, and in one archive of twenty above ×19.

            Limits. A tweet that many accounts pass on is an event in these counts; the row says so in `carried_by`. In brackets, rows whose originals stand out too. And clusters that come on fewer days than one in
            fifty are what the method calls a spike.
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
                lock (sum)
                    sum.Add(days, weeks, rows, planted);
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
        int[] Sums(int[] of) => [.. of.Chunk(7).Where(w => w.Length == 7).Select(w => w.Sum())];
        int[] tweets = Sums(days.Tweets);
        return days.Accounts == days.Tweets && days.Originals == days.Tweets
            ? new TargetCounts(tweets, tweets, tweets, tweets)
            : new TargetCounts(tweets, Sums(days.Accounts), Sums(days.Originals), Sums(days.OriginalAccounts));
    }

    private static string Line(string name, Outcome of)
    {
        string byOriginals = of.FalseDays == 0 ? "" : $" ({of.FalseByOriginals})";
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {new Share(of.ArchivesWithDay, Archives)} | {of.FalseDays}{byOriginals} | "
                + $"{new Share(of.ArchivesWithWeek, Archives)} | "
                + $"{string.Join(" | ", of.Found.Select(f => $"{100.0 * f / Archives:0}"))} | {of.FalseAmongPlanted} of "
                + $"{of.FalseAmongPlanted + of.Found.Sum()} |");
    }

    private sealed class Outcome
    {
        public int ArchivesWithDay { get; private set; }

        public int ArchivesWithWeek { get; private set; }

        public int FalseDays { get; private set; }

        public int FalseByOriginals { get; private set; }

        public int[] Found { get; } = new int[Times.Length];

        public int FalseAmongPlanted { get; private set; }

        public void Add(IReadOnlyList<SpikeClaim> days, IReadOnlyList<SpikeClaim> weeks, IReadOnlyList<SpikeClaim> withPlanted,
            int[] planted)
        {
            ArchivesWithDay += days.Count > 0 ? 1 : 0;
            ArchivesWithWeek += weeks.Count > 0 ? 1 : 0;
            FalseDays += days.Count;
            FalseByOriginals += days.Count(c => c.OriginalsQValue <= SpikeSearch.LargestQ);
            foreach (SpikeClaim claim in withPlanted)
            {
                if (claim.Target < planted.Length && planted[claim.Target] == claim.Period)
                    Found[claim.Target]++;
                else
                    FalseAmongPlanted++;
            }
        }
    }
}
