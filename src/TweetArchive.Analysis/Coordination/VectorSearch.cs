namespace TweetArchive.Analysis.Coordination;

/// <summary>Accounts whose retweets are alike, whenever they were (Pacheco et al., ICWSM 2021), and what chance makes of them.</summary>
internal static class VectorSearch
{
    /// <summary>Accounts with fewer retweets take no part.</summary>
    public const int FewestRetweets = 10;

    /// <summary>Of a dataset's pairs with anything in common, the share that is taken.</summary>
    public const double TopShare = 0.005;

    /// <summary>
    /// A level is above chance where chance makes at most this share of its pairs. Less than elsewhere, since chance draws somewhat fewer
    /// accounts alike than there are where nobody knows of another (docs/nulls.md).
    /// </summary>
    public const double MostByChance = 0.01;

    /// <summary>Finds and judges the pairs.</summary>
    /// <param name="objects">Retweeted tweets, those of one account too: they are part of a vector's length.</param>
    public static PairSearch Find(Workers workers, SharedObjects objects, int mostAccounts)
    {
        var pairs = new CosinePairs(workers.Accounts, ChanceRounds.Cells(objects.Blocks, static run => run), FewestRetweets, mostAccounts);
        List<Edge> edges = pairs.Top(TopShare, workers);
        ILookup<int, Edge> of = edges.ToLookup(e => workers.Accounts.DatasetOf(e.A));
        List<MethodChance> chance = [.. pairs.ByLevel(workers).Select((counted, d) =>
            new MethodChance(new ChanceLevel(counted), null, of[d].Select(e => e.Level).DefaultIfEmpty(double.PositiveInfinity).Min(),
                MostByChance))];
        ChanceRounds.AddCosines(
            workers, objects, FewestRetweets, mostAccounts, ChanceRounds.Rounds(objects, pairs.Products), chance);
        PairSearch.Judge(edges, chance, workers.Accounts);
        return new PairSearch(edges, chance) { Shared = pairs.Shared };
    }
}
