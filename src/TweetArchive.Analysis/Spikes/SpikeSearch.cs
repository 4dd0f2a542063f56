using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Spikes;

/// <summary>A period that stands out, by its places in what was searched.</summary>
/// <param name="Accounts">The test: accounts that mention the target.</param>
/// <param name="Tweets">The same of tweets, not tested.</param>
/// <param name="OriginalsQValue">As <paramref name="QValue"/>, of accounts with a tweet that is not a retweet; 1 where there are too
/// few.</param>
internal sealed record SpikeClaim(
    int Target, int Period, SpikeScore Accounts, SpikeScore Tweets, double WeekdayFactor, double QValue, double OriginalsQValue)
{
    /// <summary>
    /// Whether the accounts with originals stand out by themselves. Otherwise it is a tweet, or a few, that went round: such periods come
    /// without an event too, so they are described and nothing is claimed of them.
    /// </summary>
    public bool CarriedByOriginals => OriginalsQValue <= SpikeSearch.LargestQ;
}

/// <summary>
/// Tests all periods of all targets of a dataset: whether more accounts mention the target than around it. Accounts are counted, not
/// tweets, so that the spree of one account is not an event; what the originals alone would claim is told next to it, so that a tweet that
/// went round is told apart.
/// </summary>
internal static class SpikeSearch
{
    public const double LargestQ = 0.05;
    public const int FewestTweets = 20;
    public const int FewestAccounts = 5;
    public const int DayReach = 28;
    public const int WeekReach = 13;

    // A larger one could be claimed only if a fifth of all periods were spikes.
    private const double LargestP = 0.01;

    /// <param name="targets">Series of one dataset, all of the same periods.</param>
    public static IReadOnlyList<SpikeClaim> Find(IReadOnlyList<TargetCounts> targets, bool weekly, double largestQ = LargestQ)
    {
        long tests = targets.Sum(t => (long)t.Tweets.Length);
        List<SpikeClaim> small = [];
        for (int target = 0; target < targets.Count; target++)
            Test(target, targets[target], weekly, small);
        double[] q = FalseDiscovery.QValues([.. small.Select(c => c.Accounts.PValue)], tests);
        SpikeClaim[] claims = [.. small.Select((c, i) => c with { QValue = q[i] }).Where(c => c.QValue <= largestQ)];
        var originals = new Models(weekly);
        double[] ofOriginals = FalseDiscovery.QValues([.. claims.Select(c => Of(originals, c, targets[c.Target].OriginalAccounts))], tests);
        var tweets = new Models(weekly);
        return [.. claims.Select(
            (c, i) => c with { OriginalsQValue = ofOriginals[i], Tweets = tweets.Of(c.Target, targets[c.Target].Tweets).Score(c.Period) })];
    }

    private static void Test(int target, TargetCounts counts, bool weekly, List<SpikeClaim> small)
    {
        var models = new Models(weekly);
        for (int i = 0; i < counts.Tweets.Length; i++)
        {
            // Periods that cannot be claimed have p = 1 and are tests all the same.
            if (counts.Tweets[i] < FewestTweets || counts.Accounts[i] < FewestAccounts)
                continue;
            SpikeModel model = models.Of(target, counts.Accounts);
            SpikeScore score = model.Score(i);
            if (score.PValue <= LargestP)
                small.Add(new SpikeClaim(target, i, score, default, model.FactorOf(i), 1, 1));
        }
    }

    private static double Of(Models models, SpikeClaim claim, int[] accounts) =>
        accounts[claim.Period] < FewestAccounts ? 1 : models.Of(claim.Target, accounts).Score(claim.Period).PValue;

    /// <summary>One model a target, made when it is first asked for.</summary>
    private sealed class Models(bool weekly)
    {
        private readonly Dictionary<int, SpikeModel> models = [];

        public SpikeModel Of(int target, int[] counts)
        {
            if (!models.TryGetValue(target, out SpikeModel? model))
                models.Add(target, model = new SpikeModel(counts, weekly ? WeekReach : DayReach, weekly ? 1 : 7));
            return model;
        }
    }
}
