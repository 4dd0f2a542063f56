namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Accounts as TF-IDF vectors over the objects they shared, compared by cosine, whenever it was (Pacheco et al., ICWSM 2021). Row by row
/// of the matrix of all pairs, over the lists of who shared what, so the matrix itself is never there.
/// </summary>
internal sealed class CosinePairs
{
    private const int Steps = 1 << 18;
    private const int Levels = 100;

    private readonly AccountIndex accounts;
    private readonly int[] accountOf; // by place among those that take part
    private readonly List<(int Object, float Weight)>[] objects;
    private readonly List<(int Account, float Weight)>[] sharers;

    /// <param name="cells">Account, object and how often; in order of object and account.</param>
    /// <param name="fewest">Accounts with fewer events take no part.</param>
    /// <param name="mostAccounts">Objects with more accounts are dropped.</param>
    public CosinePairs(AccountIndex accounts, IReadOnlyList<(int Account, ulong Object, int Times)> cells, int fewest, int mostAccounts)
    {
        this.accounts = accounts;
        long[] events = new long[accounts.Count];
        foreach ((int account, _, int times) in cells)
            events[account] += times;
        accountOf = [.. Enumerable.Range(0, accounts.Count).Where(a => events[a] >= fewest)];
        int[] place = new int[accounts.Count];
        Array.Fill(place, -1);
        for (int p = 0; p < accountOf.Length; p++)
            place[accountOf[p]] = p;
        int[] ofDataset = new int[accounts.Datasets];
        foreach (int account in accountOf)
            ofDataset[accounts.DatasetOf(account)]++;

        Dropped = new long[accounts.Datasets];
        Shared = new long[accounts.Datasets];
        objects = [.. accountOf.Select(_ => new List<(int, float)>())];
        List<List<(int, float)>> shared = [];
        double[] squares = new double[accountOf.Length];
        for (int from = 0, to; from < cells.Count; from = to)
        {
            int takers = 0;
            for (to = from; to < cells.Count && cells[to].Object == cells[from].Object; to++)
                takers += place[cells[to].Account] >= 0 ? 1 : 0;
            if (takers == 0)
                continue;
            int dataset = accounts.DatasetOf(cells[from].Account);
            if (takers > mostAccounts)
            {
                Dropped[dataset]++;
                continue;
            }

            // An object of one account adds to its length and to no product.
            double idf = Math.Log(ofDataset[dataset] / (double)takers);
            if (takers > 1)
            {
                shared.Add([]);
                Shared[dataset]++;
            }

            for (int i = from; i < to; i++)
            {
                int p = place[cells[i].Account];
                if (p < 0)
                    continue;
                double weight = cells[i].Times * idf;
                squares[p] += weight * weight;
                if (takers == 1)
                    continue;
                shared[^1].Add((p, (float)weight));
                objects[p].Add((shared.Count - 1, (float)weight));
            }
        }

        sharers = [.. shared];
        Lengths = [.. squares.Select(Math.Sqrt)];
    }

    /// <summary>Objects left out because too many accounts share them, by dataset.</summary>
    public long[] Dropped { get; }

    /// <summary>Objects of at least two accounts that were looked at, by dataset.</summary>
    public long[] Shared { get; }

    /// <summary>Products of two weights that all cosines come to.</summary>
    public long Products => sharers.Sum(s => (long)s.Count * (s.Count - 1) / 2);

    private double[] Lengths { get; }

    /// <summary>
    /// The most similar pairs of each dataset that have at least two objects in common: this share of all that have anything in common,
    /// ties with the last one included.
    /// </summary>
    public List<Edge> Top(double share, Workers workers)
    {
        // The first pass over the rows finds where to cut, the second what is above; so no list of all pairs is needed.
        long[][] counts = [.. Enumerable.Range(0, accounts.Datasets).Select(_ => new long[Steps + 1])];
        Rows(workers, (a, _, similarity, _) =>
            Interlocked.Increment(ref counts[accounts.DatasetOf(accountOf[a])][Step(similarity, Steps)]));
        int[] cuts = [.. counts.Select(c => Cut(c, share))];
        var top = new List<Edge>();
        Rows(workers, (a, b, similarity, common) =>
        {
            if (similarity <= 0 || Step(similarity, Steps) < cuts[accounts.DatasetOf(accountOf[a])])
                return;
            lock (top)
                top.Add(new Edge(accountOf[a], accountOf[b], common, null, null, null, similarity));
        });
        foreach (IGrouping<int, Edge> dataset in top.GroupBy(e => accounts.DatasetOf(e.A)))
        {
            Edge[] edges = [.. dataset.OrderByDescending(e => e.Similarity)];
            long pairs = counts[dataset.Key].Sum();
            for (int from = 0, to; from < edges.Length; from = to)
            {
                for (to = from + 1; to < edges.Length && edges[to].Similarity == edges[from].Similarity;)
                    to++;
                foreach (Edge edge in edges.AsSpan(from..to))
                    edge.Quantile = (pairs - to) / (double)pairs;
            }
        }

        return [.. top.Where(e => e.Objects > 1).OrderBy(e => e.A).ThenBy(e => e.B)];
    }

    /// <summary>All pairs of each dataset that have anything in common, by <see cref="Level"/>.</summary>
    public IEnumerable<(double Weight, long Pairs)>[] ByLevel(Workers workers)
    {
        long[][] counts = [.. Enumerable.Range(0, accounts.Datasets).Select(_ => new long[Levels + 1])];
        Rows(workers, (a, _, similarity, _) =>
            Interlocked.Increment(ref counts[accounts.DatasetOf(accountOf[a])][Step(similarity, Levels)]));
        return [.. counts.Select(c => c.Select((pairs, level) => (level / (double)Levels, pairs)).Where(l => l.pairs > 0))];
    }

    /// <summary>Against chance, cosines are told apart in hundredths.</summary>
    public static double Level(double cosine) => Step(cosine, Levels) / (double)Levels;

    private static int Cut(long[] counts, double share)
    {
        long wanted = (long)Math.Ceiling(share * counts.Sum());
        int cut = Steps;
        for (long above = counts[cut]; cut > 0 && above < wanted;)
            above += counts[--cut];
        return cut;
    }

    private static int Step(double similarity, int steps) => Math.Clamp((int)(similarity * steps), 0, steps);

    private void Rows(Workers workers, Action<int, int, double, int> visit) =>
        Parallel.For(0, accountOf.Length, workers.Parallel,
            () => (Sums: new double[accountOf.Length], Common: new int[accountOf.Length], Touched: new List<int>()), (a, _, state) =>
            {
                foreach ((int what, float mine) in objects[a])
                {
                    foreach ((int b, float theirs) in sharers[what])
                    {
                        if (b <= a)
                            continue;
                        if (state.Common[b]++ == 0)
                            state.Touched.Add(b);
                        state.Sums[b] += (double)mine * theirs;
                    }
                }

                foreach (int b in state.Touched)
                {
                    double lengths = Lengths[a] * Lengths[b];
                    if (accounts.DatasetOf(accountOf[a]) == accounts.DatasetOf(accountOf[b]))
                        visit(a, b, lengths > 0 ? state.Sums[b] / lengths : 0, state.Common[b]);
                    state.Sums[b] = 0;
                    state.Common[b] = 0;
                }

                state.Touched.Clear();
                return state;
            }, _ => { });
}
