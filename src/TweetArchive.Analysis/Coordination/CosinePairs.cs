namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Accounts as TF-IDF vectors over the objects they shared, compared by cosine, whenever it was (Pacheco et al., ICWSM 2021). Row by row
/// of the matrix of all pairs, over the lists of who shared what, so the matrix itself is never there.
/// </summary>
internal sealed class CosinePairs
{
    private const int Steps = 1 << 20;

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
            if (takers > mostAccounts)
            {
                Dropped++;
                continue;
            }

            // An object of one account adds to its length and to no product.
            double idf = Math.Log(ofDataset[accounts.DatasetOf(cells[from].Account)] / (double)takers);
            if (takers > 1)
                shared.Add([]);
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

    /// <summary>Objects left out because too many accounts share them.</summary>
    public long Dropped { get; private set; }

    /// <summary>Accounts that took part.</summary>
    public int Accounts => accountOf.Length;

    /// <summary>Objects of at least two accounts that were looked at.</summary>
    public long SharedObjects => sharers.Length;

    /// <summary>Pairs with anything in common.</summary>
    public long Pairs { get; private set; }

    private double[] Lengths { get; }

    /// <summary>The most similar pairs: this share of all that have anything in common, ties with the last one included.</summary>
    public List<Edge> Top(double share, int threads, CancellationToken cancelled)
    {
        // The first pass over the rows finds where to cut, the second what lies above; so no list of all pairs is needed.
        long[] counts = new long[Steps + 1];
        Rows(threads, (_, _, similarity, _) => Interlocked.Increment(ref counts[Step(similarity)]), cancelled);
        Pairs = counts.Sum();
        long wanted = (long)Math.Ceiling(share * Pairs);
        int cut = Steps;
        for (long above = counts[cut]; cut > 0 && above < wanted;)
            above += counts[--cut];
        var found = new List<Edge>();
        Rows(threads, (a, b, similarity, common) =>
        {
            if (Step(similarity) < cut || similarity <= 0)
                return;
            lock (found)
                found.Add(new Edge(accountOf[a], accountOf[b], common, null, null, null, similarity));
        }, cancelled);
        found.Sort(static (x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        return found;
    }

    private static int Step(double similarity) => Math.Clamp((int)(similarity * Steps), 0, Steps);

    private void Rows(int threads, Action<int, int, double, int> visit, CancellationToken cancelled) =>
        Parallel.For(0, accountOf.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancelled },
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
