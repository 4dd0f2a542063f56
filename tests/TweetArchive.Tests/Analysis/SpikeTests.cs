using TweetArchive.Analysis.Nulls;
using TweetArchive.Analysis.Spikes;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>
/// The model of spikes and the search with it. How often it errs is in docs/nulls.md, which NullPageTests holds to the code.
/// </summary>
public class SpikeTests
{
    private const int Event = 400;

    [Fact]
    public void A_spike_stands_out_and_ordinary_days_do_not()
    {
        int[] counts = Draw(1, random => random.NegativeBinomial(10, 10));
        counts[Event] = 150;
        var model = new SpikeModel(counts, 28, 7);
        Assert.True(model.Score(Event) is { PValue: < 1e-9, RobustZ: > 7, Expected: > 7 and < 13 });
        Assert.DoesNotContain(Enumerable.Range(0, counts.Length).Where(i => i != Event), i => model.Score(i).PValue < 1e-5);
    }

    [Fact]
    public void The_same_day_is_ordinary_where_counts_vary_as_much()
    {
        int[] counts = Draw(2, random => random.NegativeBinomial(10, 0.5));
        counts[Event] = 150;
        Assert.True(new SpikeModel(counts, 28, 7).Score(Event).PValue > 1e-4);
    }

    [Fact]
    public void Weekdays_are_expected_to_differ()
    {
        int[] counts = [.. Enumerable.Range(0, 280).Select(i => i % 7 == 4 ? 50 : 10)];
        var model = new SpikeModel(counts, 28, 7);
        Assert.InRange(model.FactorOf(4) / model.FactorOf(3), 3.5, 5.0);
        Assert.True(model.Score(144).PValue > 0.01); // a day like its weekday's others
        counts[145] = 100;
        Assert.True(new SpikeModel(counts, 28, 7).Score(145).PValue < 1e-6);
    }

    [Fact]
    public void Three_days_of_an_event_do_not_hide_each_other()
    {
        int[] counts = Draw(3, random => random.Poisson(5));
        counts[Event] = counts[Event + 1] = counts[Event + 2] = 60;
        Assert.Equal([Event, Event + 1, Event + 2], Find(new TargetCounts(counts, counts, counts, counts)).Select(c => c.Period));
    }

    [Fact]
    public void The_spree_of_one_account_is_no_spike()
    {
        int[] accounts = Draw(4, random => random.Poisson(5)), tweets = [.. accounts];
        tweets[Event] += 500;
        Assert.Empty(Find(new TargetCounts(tweets, accounts, tweets, accounts)));
    }

    [Fact]
    public void A_tweet_that_goes_round_is_told_from_many_originals()
    {
        int[] originals = Draw(5, random => random.Poisson(5)), tweets = [.. originals];
        tweets[Event] += 100;
        SpikeClaim round = Assert.Single(Find(new TargetCounts(tweets, tweets, originals, originals)));
        Assert.True(round is { Period: Event, QValue: < 0.01, OriginalsQValue: > 0.05, CarriedByOriginals: false });
        originals[Event] += 100;
        Assert.True(Assert.Single(Find(new TargetCounts(tweets, tweets, originals, originals))).OriginalsQValue < 0.01);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(2.0)]
    [InlineData(0.125)]
    public void The_scale_has_a_way_back_and_counts_vary_alike_on_it(double size)
    {
        foreach (double count in (double[])[0, 1, 7.5, 400])
            Assert.Equal(count, StabilisedCount.Back(StabilisedCount.Of(count, size), size), 1e-9 * Math.Max(1, count));
        if (size < 1)
            return;
        var random = new RandomCounts(6);
        foreach (double mean in (double[])[20, 200])
        {
            double[] places = [.. Enumerable.Range(0, 4000)
                .Select(_ => StabilisedCount.Of(
                double.IsInfinity(size) ? random.Poisson(mean) : random.NegativeBinomial(mean, size), size))];
            double middle = places.Average();
            Assert.InRange(places.Average(p => (p - middle) * (p - middle)), 0.9, 1.5);
        }
    }

    private static int[] Draw(int seed, Func<RandomCounts, int> draw)
    {
        var random = new RandomCounts(seed);
        return [.. Enumerable.Range(0, 730).Select(_ => draw(random))];
    }

    private static IReadOnlyList<SpikeClaim> Find(TargetCounts counts) => SpikeSearch.Find([counts], weekly: false);
}
