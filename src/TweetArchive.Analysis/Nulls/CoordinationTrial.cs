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
    public const int Members = 5;

    private const int MinutesPerDay = 1_440;
    private const int MostAccounts = 1_000;

    /// <summary>Of each family.</summary>
    public int Archives { get; init; } = 40;


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
        var workers = new Workers(AccountIndex.Drawn(family.Accounts), 1, run.Cancelled);
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
            int[] group = [.. Enumerable.Range(0, Members).Select(m => ((archive * 7) + (m * 31)) % family.Accounts)];
            PairSearch together = Search(workers, [.. events, .. Group(group, Planted[p], family.Days, random)]);
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
    private static IEnumerable<ObjectEvent> Group(int[] group, int objects, int days, RandomCounts random)
    {
        for (int i = 0; i < objects; i++)
        {
            long minute = CoordinationFamily.FirstMinute(random.Below(days)) + random.Below(MinutesPerDay);
            foreach (int account in group)
                yield return new ObjectEvent(EventSink.HashOf(CoordinationFamily.PlantedObject + i, 0), minute + random.Below(2), account);
        }
    }
}
