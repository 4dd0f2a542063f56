using System.Globalization;
using TweetArchive.Analysis.Personas;
using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Nulls;

/// <summary>Creation bursts where each account is created by itself, and accounts of one day that are planted among them.</summary>
internal sealed class BurstNull : INullExperiment
{
    private const int Archives = 200;
    private const int Days = 1_461;
    private const int Moved = 91;
    private static readonly int[] Planted = [5, 8, 12];

    /// <summary>Accounts a day, by day.</summary>
    private static readonly (string Name, Func<RandomCounts, int, double> Rate)[] Families =
    [
        ("even, 200 accounts", static (_, _) => 200.0 / Days),
        ("even, 1,500 accounts", static (_, _) => 1_500.0 / Days),
        ("even, 15,000 accounts", static (_, _) => 15_000.0 / Days),
        ("growth, 50-fold, 1,500 accounts", static (_, day) => 1_500.0 / Days * 3.99 * Math.Exp(Math.Log(50) * (day - Days) / Days)),
        ("one year of ten times the others, 3,250 accounts", static (_, day) => day / 365 == 2 ? 6.85 : 0.685),
        ("weekends a third", static (_, day) => day % 7 >= 5 ? 0.4 : 1.2),
        ("a yearly season, 0.2 to 1.8 a day", static (_, day) => 1 + (0.8 * Math.Sin(2 * Math.PI * day / 365))),
        ("(a limit, see below) a wave of 60 days, 0.2 to 1.8 a day", static (_, day) => 1 + (0.8 * Math.Sin(2 * Math.PI * day / 60))),
    ];

    public string Name => "Creation bursts";

    public int Seed => 20_600;

    public string Claim => string.Create(CultureInfo.InvariantCulture, $"""
        Claimed: on a day (in a week) of `account_bursts` more accounts were created than chance makes of accounts that are created each by itself, at a false discovery rate of {CreationBursts.LargestQ}. Drawn:
        {Archives} archives of four years of each family. Then again with {string.Join(", ", Planted)} accounts more on one day each. Accounts that are created in groups anyway (one person's, a company's) are bursts by this measure.
        """);

    public void Simulated(NullRun run, Page page)
    {
        page.Table("each account by itself | archives with a false day, % | with a false week, % | false days an archive | "
            + $"{string.Join(" | ", Planted.Select(p => $"+{p} found, %"))}",
            run.Tried(Families).Select(f => Line(f.Family.Name, f.Family.Rate, Seed + (f.Place * Archives), run)));
        page.Text($"""
            What is compared are {CreationBursts.WeeksEachSide} weeks on both sides and {CreationBursts.WeeksNear} weeks ({CreationBursts.DaysNear} days) before and after: a wave as short as two months is a rise of weeks by this measure.
            """);
    }

    public void Rearranged(NullRun run, AnalysisContext context, Page page)
    {
        page.Text(
            $"Each account is moved to another day of creation, at most {Moved} days away, drawn for each account; {Archives} times.");
        page.Table("dataset | accounts | days as it is | weeks as it is | rearranged: archives with a day, % | with a week, %",
            CreationBursts.Read(context).Select((d, i) => Rearranged(d.Key, [.. d.Value.Select(c => c.Day)], new RandomCounts(Seed + i))));
    }

    private static string Line(string name, Func<RandomCounts, int, double> rate, int seed, NullRun run)
    {
        int withDay = 0, withWeek = 0, falseDays = 0;
        int[] found = new int[Planted.Length];
        for (int archive = 0; archive < Archives; archive++)
        {
            run.Cancelled.ThrowIfCancellationRequested();
            var random = new RandomCounts(seed + archive);
            Dictionary<int, int> days = Enumerable.Range(0, Days).ToDictionary(day => day, day => random.Poisson(rate(random, day)));
            int falses = CreationBursts.Find(days, 1).Count;
            falseDays += falses;
            withDay += falses > 0 ? 1 : 0;
            withWeek += CreationBursts.Find(Weeks(days), 7).Count > 0 ? 1 : 0;
            for (int i = 0; i < Planted.Length; i++)
            {
                int day = random.Below(Days);
                days[day] += Planted[i];
                found[i] += CreationBursts.Find(days, 1).Any(b => b.Start == day) ? 1 : 0;
                days[day] -= Planted[i];
            }
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {new Share(withDay, Archives)} | {new Share(withWeek, Archives)} | {falseDays / (double)Archives:0.000} | "
                + $"{string.Join(" | ", found.Select(f => $"{100.0 * f / Archives:0}"))} |");
    }

    private static string Rearranged(string dataset, int[] created, RandomCounts random)
    {
        Dictionary<int, int> real = created.CountBy(day => day).ToDictionary();
        int first = real.Keys.Min(), last = real.Keys.Max(), withDay = 0, withWeek = 0;
        for (int i = 0; i < Archives; i++)
        {
            Dictionary<int, int> moved = created.Select(day => Move(day, first, last, random)).CountBy(day => day).ToDictionary();
            withDay += CreationBursts.Find(moved, 1).Count > 0 ? 1 : 0;
            withWeek += CreationBursts.Find(Weeks(moved), 7).Count > 0 ? 1 : 0;
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"| {dataset} | {created.Length:N0} | {CreationBursts.Find(real, 1).Count} | {CreationBursts.Find(Weeks(real), 7).Count} | "
                + $"{new Share(withDay, Archives)} | {new Share(withWeek, Archives)} |");
    }

    /// <summary>A day near another, in the time of the dataset.</summary>
    private static int Move(int day, int first, int last, RandomCounts random)
    {
        int from = Math.Max(first, day - Moved), to = Math.Min(last, day + Moved);
        return from + random.Below(to - from + 1);
    }

    private static Dictionary<int, int> Weeks(Dictionary<int, int> days) =>
        days.GroupBy(d => CreationBursts.Monday(d.Key)).ToDictionary(g => g.Key, g => g.Sum(d => d.Value));
}
