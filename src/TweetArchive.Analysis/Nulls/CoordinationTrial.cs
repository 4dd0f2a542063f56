using System.Globalization;
using System.Runtime.InteropServices;
using TweetArchive.Analysis.Coordination;
using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Nulls;

/// <summary>A way of finding pairs, tried on accounts that know nothing of each other, and on groups that are planted among them.</summary>
/// <param name="Objects">Of an archive.</param>
/// <param name="Planted">How many objects are shared by a group alone; each is a trial.</param>
/// <param name="ByDay">Objects are whole days, as sequences of hashtags are.</param>
/// <param name="Find">Pairs in objects that are drawn.</param>
internal sealed record CoordinationTrial(
    int Objects, int[] Planted, bool ByDay, IReadOnlyList<CoordinationFamily> Families,
    Func<Workers, SharedObjects, PairSearch> Find)
{
    public const int Archives = 40;
    public const int Members = 5;

    private const int MinutesPerDay = 1_440;
    private const int MostAccounts = 1_000;

    /// <summary>What was found in an archive, without a group and with those planted.</summary>
    private sealed record Outcome(long Edges, long Above, long[] Found, long AllWithPlanted);

    /// <summary>A line for each family.</summary>
    /// <param name="pairs">What a pair is, for the head of the table.</param>
    /// <param name="objects">What is planted, for the same.</param>
    /// <param name="seed">Of the first archive; the others follow.</param>
    public void Table(Page page, NullRun run, string pairs, string objects, int seed) =>
        page.Table($"no account knows of another | {pairs}, an archive | archives with a pair above chance, % | pairs above chance, an "
            + $"archive | {string.Join(" | ", Planted.Select(p => $"planted pairs found, %: {p} {objects}"))} | false among these pairs, %",
            run.Tried(Families).Select(f => Line(f.Family, seed + (f.Place * Archives), run)));

    private string Line(CoordinationFamily family, int seed, NullRun run)
    {
        var workers = new Workers(AccountIndex.Drawn(CoordinationFamily.Accounts), 1, run.Cancelled);
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

    private Outcome Search(CoordinationFamily family, int archive, int seed, Workers workers)
    {
        List<ObjectEvent> events = family.Draw(Objects, new RandomCounts(seed + archive));
        PairSearch alone = Search(workers, [.. events]);
        long[] found = new long[Planted.Length];
        long all = 0;
        for (int p = 0; p < Planted.Length; p++)
        {
            var random = new RandomCounts(seed + archive);
            int[] group = [.. Enumerable.Range(0, Members).Select(m => ((archive * 7) + (m * 31)) % CoordinationFamily.Accounts)];
            PairSearch together = Search(workers, [.. events, .. Group(group, Planted[p], random)]);
            found[p] = together.Edges.LongCount(e => e.AboveChance && group.Contains(e.A) && group.Contains(e.B));
            all += Above(together);
        }

        return new Outcome(alone.Edges.Count, Above(alone), found, all);
    }

    private PairSearch Search(Workers workers, List<ObjectEvent> events)
    {
        if (ByDay)
            events = [.. events.Select(e => new ObjectEvent(e.Object, e.Minute / MinutesPerDay * MinutesPerDay, e.Account))];
        events.Sort();
        return Find(workers, SharedObjects.Of(workers.Accounts, CollectionsMarshal.AsSpan(events), MostAccounts, singles: true));
    }

    private static long Above(PairSearch found) => found.Edges.LongCount(e => e.AboveChance);

    /// <summary>A group shares its own objects within a minute, on as many days.</summary>
    private IEnumerable<ObjectEvent> Group(int[] group, int objects, RandomCounts random)
    {
        for (int i = 0; i < objects; i++)
        {
            long minute = CoordinationFamily.FirstMinute(random.Below(CoordinationFamily.Days)) + random.Below(MinutesPerDay);
            foreach (int account in group)
                yield return new ObjectEvent(EventSink.HashOf(Objects + i, 0), minute + random.Below(2), account);
        }
    }
}

/// <summary>How accounts that know nothing of each other share things.</summary>
/// <param name="Delay">Mean minutes from an object's first message to another.</param>
/// <param name="Sigma">Of the logarithm of accounts' activity.</param>
/// <param name="Sides">Accounts share only what is of their side.</param>
/// <param name="Waves">Accounts are there for a part of the time only.</param>
internal sealed record CoordinationFamily(string Name, double Delay, double Sigma, int Sides = 1, int Waves = 1)
{
    public const int Accounts = 120;
    public const int Days = 180;

    private const int FirstDay = 17_000;

    public static long FirstMinute(int day) => (FirstDay + day) * 1_440L;

    public List<ObjectEvent> Draw(int objects, RandomCounts random)
    {
        double[] until = new double[Accounts];
        double sum = 0;
        for (int account = 0; account < Accounts; account++)
            until[account] = sum += Math.Exp(Sigma * random.Normal());
        List<ObjectEvent> events = [];
        for (int what = 0; what < objects; what++)
        {
            int day = random.Below(Days), side = random.Below(Sides), wave = day * Waves / Days;
            long first = FirstMinute(day) + random.Below(1_440);
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
                while (account % Sides != side || account / Sides % Waves != wave);
                long minute = first + (long)(-Delay * Math.Log(1 - random.Uniform()));
                events.Add(new ObjectEvent(EventSink.HashOf(what, 0), minute, account));
            }
        }

        return events;
    }
}
