using TweetArchive.Analysis;
using TweetArchive.Analysis.Coordination;
using TweetArchive.Analysis.Nulls;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>What coordination leaves to chance, and what it tells from it.</summary>
public class ChanceTests
{
    private static readonly ObjectEvent[] Run = [new(7, 100, 3), new(7, 100, 5), new(7, 104, 3), new(7, 2000, 9), new(7, 2001, 9)];

    /// <summary>Minutes since 1970 that are far from its beginning.</summary>
    private const int Day = 1440, Start = 17_000 * Day;

    [Fact]
    public void Times_are_dealt_out_among_those_who_shared_an_object()
    {
        var chance = new ObjectNull([]);
        HashSet<string> seen = [];
        for (int round = 0; round < 200; round++)
        {
            ObjectEvent[] dealt = chance.Of(Run, NullKind.Times, round).ToArray();
            Assert.Equal(Run.Select(e => e.Minute), dealt.Select(e => e.Minute));
            Assert.Equal(Run.Select(e => e.Account).Order(), dealt.Select(e => e.Account).Order());
            seen.Add(string.Join(' ', dealt.Select(e => e.Account)));
        }

        // Accounts of one minute are in the order of their numbers: of the 30 orders of 3 3 5 9 9 there are 18.
        Assert.Equal(18, seen.Count);
    }

    [Fact]
    public void Sharing_keeps_times_sessions_and_the_number_of_accounts_and_draws_only_who_was_active()
    {
        AccountIndex accounts = AccountIndex.Drawn(20);
        var sessions = Sessions.Cut([Run], 20);
        var draws = new SessionDraws(sessions, Pools(), accounts, []);
        int[] drawn = new int[20];
        for (int round = 0; round < 500; round++)
        {
            var chance = new SharingNull(sessions, accounts, Pools(), draws.Draw(round), round);
            ObjectEvent[] redrawn = chance.Of(sessions.Blocks[0]).ToArray();
            Assert.Equal(Run.Select(e => e.Minute), redrawn.Select(e => e.Minute));
            Assert.Equal(3, redrawn.Select(e => e.Account).Distinct().Count());
            // The messages of an account stay those of one account.
            Assert.Equal(redrawn[0].Account, redrawn[2].Account);
            Assert.Equal(redrawn[3].Account, redrawn[4].Account);
            foreach (int account in redrawn.Select(e => e.Account).Distinct())
                drawn[account]++;
        }

        Assert.All(Enumerable.Range(10, 10), account => Assert.Equal(0, drawn[account]));
        Assert.All(Enumerable.Range(0, 10), account => Assert.True(drawn[account] > 0));
        Assert.True(drawn[0] > 2 * drawn[1], $"{drawn[0]} and {drawn[1]}");
    }

    [Fact]
    public void A_session_ends_with_a_pause_of_more_than_half_an_hour_or_after_six_hours()
    {
        // 12 times half an hour are six hours.
        int[] minutes = [0, 30, 61, .. Enumerable.Range(0, 13).Select(i => 100 + (30 * i)), 461];
        ObjectEvent[] events = [.. minutes.Select((m, i) => new ObjectEvent((ulong)i, Start + m, 1)), new ObjectEvent(99, Start, 0)];
        var sessions = Sessions.Cut([events], 2);
        Assert.Equal([0, 1, 1, 1, 1], sessions.Accounts);
        Assert.Equal([Start, Start, Start + 61, Start + 100, Start + 460], Enumerable.Range(0, sessions.Count).Select(sessions.StartOf));
        Assert.Equal([1, 1, 2, .. Enumerable.Repeat(3, 12), 4, 4, 0], sessions.Blocks[0].Select(e => e.Account));
        Assert.Equal(events.Select(e => (e.Object, e.Minute)), sessions.Blocks[0].Select(e => (e.Object, e.Minute)));
    }

    [Fact]
    public void Sessions_of_accounts_with_few_of_them_move_by_up_to_three_hours()
    {
        ObjectEvent[] events =
        [
            .. Enumerable.Range(0, 12).Select(d => new ObjectEvent(1, Start + (d * Day) + 600, 0)),
            .. Enumerable.Range(0, 3).Select(d => new ObjectEvent(1, Start + (d * Day) + 700, 1)),
        ];
        var sessions = Sessions.Cut([events], 2);
        List<int> few = [];
        for (int round = 0; round < 500; round++)
        {
            int[] shifts = sessions.Shifts(round);
            Assert.All(shifts[..12], s => Assert.Equal(0, s));
            few.AddRange(shifts[12..]);
        }

        Assert.Equal((-180, 180), (few.Min(), few.Max()));
        Assert.InRange(few.Average(), -20, 20);
    }

    [Fact]
    public void Sessions_exchange_their_times_of_day_and_move_as_a_whole()
    {
        ObjectEvent[] events =
            [.. Enumerable.Range(0, 10).Select(d => new ObjectEvent(1, Start + (d * Day) + (d % 2 == 0 ? 100 : 1400), 0))];
        var sessions = Sessions.Cut([events], 1);
        HashSet<string> seen = [];
        for (int round = 0; round < 50; round++)
        {
            int[] shifts = sessions.Shifts(round);
            int[] moved = [.. shifts.Select((s, i) => sessions.StartOf(i) + s)];
            Assert.Equal([.. Enumerable.Repeat(100, 5), .. Enumerable.Repeat(1400, 5)], moved.Select(m => m % Day).Order());
            // Around midnight the near way: 140 minutes, not 1,300.
            Assert.All(shifts, s => Assert.Contains(s, new[] { 0, 140, -140 }));
            seen.Add(string.Join(' ', shifts));
        }

        Assert.True(seen.Count > 40);
    }

    /// <summary>
    /// Sixty accounts that open the app once a day and pass on what is new, no matter who else comes. Until sessions were kept, 11 to
    /// 18 pairs were above chance.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Who_reads_the_same_news_in_sessions_is_not_above_chance(int seed)
    {
        List<ObjectEvent> events = new SessionFamily("", 60, 60, 1, 10, 0.4).Draw(0, new RandomCounts(seed));
        Assert.DoesNotContain(Find(events, 60), e => e.AboveChance);

        // Ten pairs that alone share an object on each of a dozen days are.
        for (int day = 0; day < 12; day++)
        {
            foreach (int account in (int[])[3, 17, 20, 41, 55])
                events.Add(new ObjectEvent(1000UL + (ulong)day, Start + (4 * day * Day) + (37 * day), account));
        }

        (int, int)[] found = [.. Find(events, 60).Where(e => e.AboveChance).Select(e => (e.A, e.B))];
        Assert.Equal(
            [(3, 17), (3, 20), (3, 41), (3, 55), (17, 20), (17, 41), (17, 55), (20, 41), (20, 55), (41, 55)], found);
    }

    /// <summary>However much two have in common in one sitting, it is one coincidence; no claim is one that a null makes.</summary>
    [Fact]
    public void One_session_is_one_coincidence_and_no_null_is_left_out()
    {
        List<ObjectEvent> events = new SessionFamily("", 60, 60, 1, 10, 0.4).Draw(0, new RandomCounts(9));
        for (int i = 0; i < 50; i++)
            events.AddRange([new ObjectEvent(1000UL + (ulong)i, Start + i, 3), new ObjectEvent(1000UL + (ulong)i, Start + i, 17)]);
        List<Edge> edges = Find(events, 60);
        Edge pair = edges.Single(e => e is { A: 3, B: 17 });
        Assert.True(pair.Objects >= 50 && pair.Coincidences < 10 && !pair.AboveChance, $"{pair}");
        Assert.DoesNotContain(edges, e => e.AboveChance && (e.ShareByChance > 0.05 || e.ShareByChanceHours > 0.05));
        Assert.DoesNotContain(edges, e => e.AboveChance && e.ShareByChanceTimes > 0.05);
    }

    private static List<Edge> Find(List<ObjectEvent> events, int accounts)
    {
        ObjectEvent[] sorted = [.. events.Order()];
        var workers = new Workers(AccountIndex.Drawn(accounts), 2, CancellationToken.None);
        return PairSearch.Find(workers, SharedObjects.Of(workers.Accounts, sorted, 1_000), 1, 2).Edges;
    }

    [Fact]
    public void A_threshold_is_where_chance_makes_a_twentieth_of_the_pairs()
    {
        // 100 pairs with 1 object, 40 with 2, 20 with 3.
        var level = new ChanceLevel([.. Enumerable.Repeat(1.0, 60), .. Enumerable.Repeat(2.0, 20), .. Enumerable.Repeat(3.0, 20)]);
        Assert.Null(level.Threshold(1, NullKind.Sharing));
        for (int round = 0; round < 20; round++)
            level.Add(NullKind.Sharing, [.. Enumerable.Repeat(1.0, 95), 2, 2, round % 2 == 0 ? 5 : 1]);
        Assert.Equal((98.0, 98L), level.ByChance(0, NullKind.Sharing));
        Assert.Equal((2.5, 3L), level.ByChance(1, NullKind.Sharing));
        Assert.Equal((0.5, 1L), level.ByChance(2, NullKind.Sharing));
        Assert.Equal(3, level.Threshold(1, NullKind.Sharing));
        Assert.Equal(0.0625, level.ShareByChance(1, NullKind.Sharing));
        Assert.Equal((0.6, 0.8), (level.Quantile(2), level.Quantile(3)));
        Assert.Null(level.Threshold(4, NullKind.Sharing));
    }

    [Fact]
    public void Few_rounds_do_not_show_that_something_is_rare()
    {
        var level = new ChanceLevel([2, 2]);
        for (int round = 0; round < 8; round++)
            level.Add(NullKind.Times, []);
        Assert.Null(level.Threshold(1, NullKind.Times));
        for (int round = 0; round < 20; round++)
            level.Add(NullKind.Times, []);
        Assert.Equal(2, level.Threshold(1, NullKind.Times));
    }

    [Theory]
    [InlineData("https://www.Example.org:443/A/b/?utm_source=x&id=5&fbclid=z#top", "example.org/A/b?id=5")]
    [InlineData("http://example.org", "example.org")]
    [InlineData("example.org/?ref_src=twsrc", "example.org")]
    [InlineData("http://example.org/#!/page", "example.org/#!/page")]
    [InlineData("https://m.example.org/a?b", "m.example.org/a?b")]
    public void Links_are_normalised(string url, string expected) => Assert.Equal(expected, LinkText.Normalise(url));

    /// <summary>Nine million tweets took twice as long when most of these keys had the hash of thousands of others.</summary>
    [Fact]
    public void Spans_and_accounts_are_told_apart_by_their_hashes()
    {
        ulong[] keys = [
            .. Enumerable.Range(500, 80).SelectMany(span => Enumerable.Range(0, 5_000).Select(a => ActivityCounts.Key(span, a)))];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.True(keys.Select(k => k.GetHashCode()).Distinct().Count() > 0.99 * keys.Length);

        var counts = new ActivityCounts();
        counts.Add(new ObjectEvent(1, 100 * 30 * 1440, int.MaxValue));
        counts.Add(new ObjectEvent(1, 100 * 30 * 1440, int.MaxValue));
        KeyValuePair<ulong, int> only = Assert.Single(counts.All);
        Assert.Equal((100, int.MaxValue, 2), (ActivityCounts.SpanOf(only.Key), ActivityCounts.AccountOf(only.Key), only.Value));
    }

    /// <summary>Ten of twenty accounts are active, the first three times as much as the others.</summary>
    private static ActivityPools Pools()
    {
        var pools = new ActivityPools(AccountIndex.Drawn(20));
        var counts = new ActivityCounts();
        for (int i = 0; i < 12; i++)
            counts.Add(new ObjectEvent(1, 100, Math.Max(0, i - 2)));
        pools.Close([counts]);
        return pools;
    }
}
