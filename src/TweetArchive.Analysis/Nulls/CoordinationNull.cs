using System.Globalization;
using System.Runtime.InteropServices;
using TweetArchive.Analysis.Coordination;
using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Nulls;

/// <summary>Accounts that share things by themselves, and groups that are planted among them.</summary>
internal sealed class CoordinationNull : INullExperiment
{
    private const int Archives = 40;
    private const int Accounts = 120;
    private const int Objects = 500;
    private const int Days = 180;
    private const int Rearrangements = 20;
    private const int Members = 5;
    private static readonly int[] Planted = [6, 12];

    /// <summary>How accounts that know nothing of each other share things.</summary>
    /// <param name="Delay">Mean minutes from an object's first message to another.</param>
    /// <param name="Sigma">Of the logarithm of accounts' activity.</param>
    /// <param name="Sides">Accounts share only what is of their side.</param>
    /// <param name="Waves">Accounts are there for a part of the time only.</param>
    private sealed record Family(string Name, double Delay, double Sigma, int Sides = 1, int Waves = 1);

    /// <summary>What was found in an archive, without a group and with those planted.</summary>
    private sealed record Outcome(long Edges, long Above, long[] Found, long AllWithPlanted);

    private static readonly Family[] Families =
    [
        new("news of a day", 1_440, 1),
        new("news of an hour", 60, 1),
        new("news of five minutes", 5, 1),
        new("news of an hour, a few accounts do most", 60, 2),
        new("news of an hour, six generations of accounts", 60, 1, Waves: 6),
        new("(a limit, see below) news of an hour, four sides that share nothing with each other", 60, 1, Sides: 4),
        new("(a limit, see below) news of five minutes, twenty sides", 5, 1, Sides: 20),
    ];

    public string Name => "Coordination";

    public int Seed => 20_700;

    public string Claim => string.Create(CultureInfo.InvariantCulture, $"""
        Claimed: a pair of `coordination_edges` with `above_chance` met at more objects than accounts of that activity make at objects of that popularity, at times as they are, and sooner than times dealt out anew make, where these
        can be told apart; of the pairs at most {100 * ChanceLevel.MostByChance:0} of 100 by chance. Drawn: {Archives} archives of each family, {Accounts} accounts (activity log-normal), {Objects:N0} objects (popularity of power 1.5, at most 40
        accounts) and {Days} days; window 1 minute, at least two objects. Then again with a group of {Members} in each, {Members * (Members - 1) / 2} pairs, that met at {string.Join(", ", Planted)} objects of its own.
        """);

    public void Simulated(NullRun run, Page page)
    {
        page.Table($"no account knows of another | pairs with two objects, an archive | archives with a pair above chance, % | pairs "
            + $"above chance, an archive | {string.Join(" | ", Planted.Select(p => $"planted pairs found, %: {p} objects"))} | false "
            + $"among these pairs, %",
            Families.Select((family, f) => Line(family, Seed + (f * Archives), run)));
        page.Text($"""
            Sides are what neither null keeps: accounts that share the same world meet more often than activity and popularity make. Such pairs are above chance and need not know of each other; coordination is not the only reason to be alike.
            """);
    }

    public void Rearranged(NullRun run, AnalysisContext context, Page page)
    {
        page.Text($"The accounts of each object are drawn anew as the null of sharing has it, and all is searched as it stands then; "
            + $"{Rearrangements} times. In the last columns the figures of the tables: what each null makes of the edges that there are.");
        Workers workers = Workers.Of(context);
        var lines = new List<string>();
        foreach (CoordinationMethod method in CoordinationMethod.Windowed(normaliseLinks: false))
        {
            var objects = SharedObjects.Read(context, method, singles: false);
            PairSearch real = PairSearch.Find(workers, objects, context.Options.WindowMinutes, context.Options.FewestObjects);
            int with = 0;
            long pairs = 0;
            for (int i = 0; i < Rearrangements; i++)
            {
                // Rounds of the analysis begin at 0.
                long above = Above(
                    PairSearch.Find(workers, objects.Redrawn(Seed + i), context.Options.WindowMinutes, context.Options.FewestObjects));
                with += above > 0 ? 1 : 0;
                pairs += above;
            }

            for (int d = 0; d < context.Accounts.Datasets; d++)
            {
                ChanceLevel of = real.Chance[d].Objects;
                long edges = real.Edges.LongCount(e => context.Accounts.DatasetOf(e.A) == d);
                int level = edges > 0 ? of.LevelOf(context.Options.FewestObjects) : -1;
                level = edges > 0 && of.Weights[Math.Max(level, 0)] < context.Options.FewestObjects ? level + 1 : level;
                lines.Add(string.Create(CultureInfo.InvariantCulture,
                    $"| {context.Accounts.DatasetText(d)} | {method.Name} | {edges} | {ByChance(of, level, NullKind.Times)} | "
                        + $"{ByChance(of, level, NullKind.Sharing)} | "
                        + $"{real.Edges.Count(e => e.AboveChance && context.Accounts.DatasetOf(e.A) == d)} | "
                        + $"{new Share(with, Rearrangements)} | {pairs / (double)Rearrangements:0.00} |"));
            }
        }

        page.Table("dataset | method | edges | by chance of times | by chance of sharing | above chance | rearranged: with a pair "
            + "above chance, % (all datasets) | such pairs, a rearrangement", lines);
    }

    private static string ByChance(ChanceLevel of, int level, NullKind kind) =>
        level < 0 || of.ByChance(level, kind) is not { } chance
            ? "0"
            : string.Create(CultureInfo.InvariantCulture, $"{chance.Mean:0.0} (95% up to {chance.High})");

    private static long Above(PairSearch found) => found.Edges.LongCount(e => e.AboveChance);

    private static string Line(Family family, int seed, NullRun run)
    {
        var workers = new Workers(AccountIndex.Drawn(Accounts), 1, run.Cancelled);
        var archives = new Outcome[Archives];
        Parallel.For(0, Archives, new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = run.Cancelled },
            archive => archives[archive] = Search(family, archive, seed, workers));
        int with = archives.Count(a => a.Above > 0);
        long edges = archives.Sum(a => a.Edges), pairs = archives.Sum(a => a.Above), all = archives.Sum(a => a.AllWithPlanted);
        long[] found = [.. Planted.Select((_, p) => archives.Sum(a => a.Found[p]))];
        double planted = Archives * Members * (Members - 1) / 2.0;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {family.Name} | {edges / (double)Archives:0.0} | {new Share(with, Archives)} | {pairs / (double)Archives:0.00} | "
                + $"{string.Join(" | ", found.Select(f => $"{100 * f / planted:0}"))} | "
                + $"{(all == 0 ? 0 : 100.0 * (all - found.Sum()) / all):0.0} |");
    }

    private static Outcome Search(Family family, int archive, int seed, Workers workers)
    {
        List<ObjectEvent> events = Draw(family, new RandomCounts(seed + archive));
        PairSearch alone = Search(workers, [.. events]);
        long[] found = new long[Planted.Length];
        long all = 0;
        for (int p = 0; p < Planted.Length; p++)
        {
            var random = new RandomCounts(seed + archive);
            int[] group = [.. Enumerable.Range(0, Members).Select(m => ((archive * 7) + (m * 31)) % Accounts)];
            PairSearch together = Search(workers, [.. events, .. Group(group, Planted[p], random)]);
            found[p] = together.Edges.LongCount(e => e.AboveChance && group.Contains(e.A) && group.Contains(e.B));
            all += Above(together);
        }

        return new Outcome(alone.Edges.Count, Above(alone), found, all);
    }

    private static PairSearch Search(Workers workers, List<ObjectEvent> events)
    {
        events.Sort();
        return PairSearch.Find(workers, SharedObjects.Of(workers.Accounts, CollectionsMarshal.AsSpan(events), 1_000), 1, 2);
    }

    private static List<ObjectEvent> Draw(Family family, RandomCounts random)
    {
        double[] until = new double[Accounts];
        double sum = 0;
        for (int account = 0; account < Accounts; account++)
            until[account] = sum += Math.Exp(family.Sigma * random.Normal());
        List<ObjectEvent> events = [];
        for (int what = 0; what < Objects; what++)
        {
            int day = random.Below(Days), side = random.Below(family.Sides), wave = day * family.Waves / Days;
            long first = ((17_000L + day) * 1_440) + random.Below(1_440);
            // Two accounts, or more by a power law.
            int sharers = (int)Math.Min(40, 2 / Math.Pow(1 - random.Uniform(), 1 / 1.5));
            for (int s = 0; s < sharers; s++)
            {
                int account;
                do
                {
                    int place = Array.BinarySearch(until, random.Uniform() * sum);
                    account = place >= 0 ? place : ~place;
                }
                while (account % family.Sides != side || account / family.Sides % family.Waves != wave);
                long minute = first + (long)(-family.Delay * Math.Log(1 - random.Uniform()));
                events.Add(new ObjectEvent(EventSink.HashOf(what, 0), minute, account));
            }
        }

        return events;
    }

    /// <summary>A group shares objects of its own within a minute, on as many days.</summary>
    private static IEnumerable<ObjectEvent> Group(int[] group, int objects, RandomCounts random)
    {
        for (int i = 0; i < objects; i++)
        {
            long minute = ((17_000L + random.Below(Days)) * 1_440) + random.Below(1_440);
            foreach (int account in group)
                yield return new ObjectEvent(EventSink.HashOf(Objects + i, 0), minute + random.Below(2), account);
        }
    }
}
