using TweetArchive.Analysis;
using TweetArchive.Analysis.Coordination;
using Xunit;

namespace TweetArchive.Tests.Analysis;

public class WindowPairsTests
{
    [Theory]
    [InlineData(0, 1000)]
    [InlineData(1, 1000)]
    [InlineData(5, 1000)]
    [InlineData(5, 6)]
    public void Pairs_are_those_of_comparing_all_with_all(int window, int mostAccounts)
    {
        var random = new Random(window);
        ObjectEvent[] events = [
            .. Enumerable.Range(0, 3000)
                .Select(_ => new ObjectEvent((ulong)random.Next(60) * 0x9E3779B97F4A7C15, random.Next(120), random.Next(12)))];
        Array.Sort(events);
        Sessions sessions = SharedObjects.Of(AccountIndex.Drawn(12), events, mostAccounts).Sessions;
        var pairs = new WindowPairs(window, sessions);
        foreach (ObjectEvent[] block in sessions.Blocks)
            pairs.Count(block);
        pairs.Coincidences.CountCoincidences(pairs.Log, sessions.Accounts, movable: true);

        var expected = new SortedDictionary<(int, int), (HashSet<ulong> Objects, List<long> Times)>();
        foreach (var shared in events.GroupBy(e => e.Object).Where(g => g.Select(e => e.Account).Distinct().Count() <= mostAccounts))
        {
            ObjectEvent[] all = [.. shared];
            for (int i = 0; i < all.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    long minutes = Math.Abs(all[i].Minute - all[j].Minute);
                    if (all[i].Account == all[j].Account || minutes > window)
                        continue;
                    (int, int) pair = (Math.Min(all[i].Account, all[j].Account), Math.Max(all[i].Account, all[j].Account));
                    if (!expected.TryGetValue(pair, out var of))
                        expected.Add(pair, of = ([], []));
                    of.Objects.Add(shared.Key);
                    of.Times.Add(minutes);
                }
            }
        }

        List<Edge> edges = Edge.FromLog(pairs.Log, 1, withTimes: true);
        Assert.Equal(expected.Keys, edges.Select(e => (e.A, e.B)));
        foreach ((Edge edge, (HashSet<ulong> objects, List<long> times)) in edges.Zip(expected.Values))
        {
            times.Sort();
            Assert.Equal((objects.Count, times.Count, (int)times[0]), (edge.Objects, edge.Events, edge.LeastMinutes));
            Assert.Equal((times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2.0, edge.MedianMinutes);
        }
    }

    [Fact]
    public void A_log_that_is_full_goes_on()
    {
        var log = new PairLog();
        for (int i = 0; i < 200_000; i++)
            log.Add(PairLog.Key(i % 100, 100 + (i % 100), i % 3), 1);
        for (int i = 0; i < 100_000; i++)
            log.Add(PairLog.Key(1000 + i, 200_000 + i, 0), 2);
        Assert.Equal(300 + 100_000, log.Sorted().Length);
        Assert.Equal(400_000, log.Sorted().ToArray().Sum(e => (long)e.Entry));
        Assert.True(log.Sorted().ToArray().Select(e => e.SortKey).SequenceEqual(log.Sorted().ToArray().Select(e => e.SortKey).Order()));
    }

    [Fact]
    public void Sets_are_joined_through_others()
    {
        var sets = new DisjointSets();
        sets.Join(9, 4);
        sets.Join(7, 9);
        sets.Join(2, 3);
        Assert.Equal([4, 4, 4, 2, 2, 5], new[] { 9, 7, 4, 3, 2, 5 }.Select(sets.Root));
    }
}
