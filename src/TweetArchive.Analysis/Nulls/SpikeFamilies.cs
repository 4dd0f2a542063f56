using TweetArchive.Analysis.Spikes;

namespace TweetArchive.Analysis.Nulls;

/// <summary>A way in which counts may vary from day to day without an event.</summary>
/// <param name="Beyond">Whether it is shown as a limit of the method, not as what the method answers for.</param>
internal sealed record SpikeFamily(string Name, Func<RandomCounts, int, TargetCounts> Draw, bool Beyond = false);

/// <summary>Families of series in which nothing happens; ten tweets a day on average, unless they say otherwise.</summary>
internal static class SpikeFamilies
{
    private const double Mean = 10;

    public static IReadOnlyList<SpikeFamily> All { get; } =
    [
        Each("Poisson", static (random, _) => random.Poisson(Mean)),
        Each("Poisson, mean 1", static (random, _) => random.Poisson(1)),
        Each("Poisson, mean 100", static (random, _) => random.Poisson(100)),
        NegativeBinomial(0.25), NegativeBinomial(0.5), NegativeBinomial(1), NegativeBinomial(2), NegativeBinomial(5), NegativeBinomial(10),
        Each("negative binomial, k = 0.25, mean 0.5", static (random, _) => random.NegativeBinomial(0.5, 0.25)),
        LogNormal(0.5), LogNormal(1),
        Rate("AR(1) of the log rate, φ = 0.7, σ = 0.7",
            static (random, _, last) => (0.7 * last) + (0.7 * Math.Sqrt(0.51) * random.Normal()), 0.245),
        Rate("random walk of the log rate, 0.05 a day", static (random, _, last) => Math.Clamp(last + (0.05 * random.Normal()), -2, 2), 0),
        Rate("random walk of the log rate, 0.2 a day", static (random, _, last) => Math.Clamp(last + (0.2 * random.Normal()), -2, 2), 0),
        Each("weekly: 13, on two days 3", static (random, day) => random.Poisson(OfWeek(day))),
        Each("weekly, negative binomial, k = 2", static (random, day) => random.NegativeBinomial(OfWeek(day), 2)),
        Each("season of 60 days, 2 to 18", static (random, day) => random.Poisson(Mean * (1 + (0.8 * Math.Sin(2 * Math.PI * day / 60))))),
        Each("growth from 0.3 to 45, k = 2",
            static (random, day) => random.NegativeBinomial(0.3 * Math.Exp(5 * day / (double)SpikeNull.Days), 2)),
        Each("k = 10, in the second half 0.5", static (random, day) => random.NegativeBinomial(Mean, day < SpikeNull.Days / 2 ? 10 : 0.5)),
        Rate("on and off: 20, k = 2, or 0.2", static (random, _, last) => random.Uniform() < 0.02 ? 1 - last : last, 0,
            static (random, state) => state > 0 ? random.NegativeBinomial(20, 2) : random.Poisson(0.2)),
        new("sprees of eight tweets by one account, mean 2", static (random, days) => Sprees(random, days, 0.25, static _ => 8)),
        new("sprees of 20 tweets on average by one account, mean 10",
            static (random, days) => Sprees(random, days, 0.5, static r => 1 + (int)(-20 * Math.Log(1 - r.Uniform())))),
        new("tweets that go round: retweets by a Pareto law, α = 2", static (random, days) => Cascades(random, days, 2)),
        Each("rare clusters: negative binomial, k = 0.1, mean 0.5",
            static (random, _) => random.NegativeBinomial(0.5, 0.1)) with { Beyond = true },
    ];

    private static double OfWeek(int day) => day % 7 >= 5 ? 3 : 13;

    private static SpikeFamily NegativeBinomial(double size) =>
        Each(FormattableString.Invariant($"negative binomial, k = {size}"), (random, _) => random.NegativeBinomial(Mean, size));

    private static SpikeFamily LogNormal(double sigma) => Each(FormattableString.Invariant($"log-normal rate, σ = {sigma}"),
        (random, _) => random.Poisson(Mean * Math.Exp((sigma * random.Normal()) - (sigma * sigma / 2))));

    /// <summary>Every tweet is an original by another account: the accounts help nothing.</summary>
    private static SpikeFamily Each(string name, Func<RandomCounts, int, int> draw) => new(name, (random, days) =>
    {
        int[] tweets = [.. Enumerable.Range(0, days).Select(day => draw(random, day))];
        return new TargetCounts(tweets, tweets, tweets, tweets);
    });

    /// <summary>The logarithm of the rate, of mean 0 and, where it is stationary, of twice the variance <paramref name="half"/>.</summary>
    private static SpikeFamily Rate(
        string name, Func<RandomCounts, int, double, double> next, double half, Func<RandomCounts, double, int>? draw = null) =>
        new(name, (random, days) =>
        {
            double state = 0;
            int[] tweets = new int[days];
            for (int day = 0; day < days; day++)
            {
                state = next(random, day, state);
                tweets[day] = draw is null ? random.Poisson(Mean * Math.Exp(state - half)) : draw(random, state);
            }

            return new TargetCounts(tweets, tweets, tweets, tweets);
        });

    private static TargetCounts Sprees(RandomCounts random, int days, double mean, Func<RandomCounts, int> length)
    {
        int[] tweets = new int[days], accounts = new int[days];
        for (int day = 0; day < days; day++)
        {
            accounts[day] = random.Poisson(mean);
            for (int spree = 0; spree < accounts[day]; spree++)
                tweets[day] += length(random);
        }

        return new TargetCounts(tweets, accounts, tweets, accounts);
    }

    /// <summary>Originals by Poisson, each retweeted by other accounts on its day.</summary>
    private static TargetCounts Cascades(RandomCounts random, int days, double alpha)
    {
        int[] originals = new int[days], tweets = new int[days];
        for (int day = 0; day < days; day++)
        {
            tweets[day] = originals[day] = random.Poisson(3);
            for (int original = 0; original < originals[day]; original++)
                tweets[day] += (int)Math.Min(1000, Math.Pow(1 - random.Uniform(), -1 / alpha)) - 1;
        }

        return new TargetCounts(tweets, tweets, originals, originals);
    }
}
