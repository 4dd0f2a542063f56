namespace TweetArchive.Analysis.Statistics;

/// <summary>How far apart two distributions or two words are.</summary>
internal static class Distances
{
    /// <summary>
    /// Jensen-Shannon distance: the square root of the divergence to base 2, so from 0 (the same) to 1 (nothing in common); a metric
    /// (Endres and Schindelin, 2003). Shares by key; those left out are 0.
    /// </summary>
    public static double JensenShannon<TKey>(IReadOnlyDictionary<TKey, double> p, IReadOnlyDictionary<TKey, double> q)
        where TKey : notnull
    {
        double divergence = 0;
        foreach ((TKey key, double a) in p)
        {
            double b = q.GetValueOrDefault(key), middle = (a + b) / 2;
            divergence += (a > 0 ? a * Math.Log2(a / middle) : 0) + (b > 0 ? b * Math.Log2(b / middle) : 0);
        }

        foreach ((TKey key, double b) in q)
            divergence += b > 0 && !p.ContainsKey(key) ? b : 0; // b log2(b / (b / 2))
        return Math.Sqrt(Math.Clamp(divergence / 2, 0, 1));
    }

    /// <summary>−Σ p ln p of counts.</summary>
    public static double Entropy(IEnumerable<int> counts)
    {
        int[] all = [.. counts.Where(c => c > 0).Order()];
        double sum = all.Sum();
        return all.Sum(c => -(c / sum) * Math.Log(c / sum));
    }

    /// <summary>
    /// Fewest insertions, deletions, replacements and swaps of neighbours that make one word the other, no part being edited twice
    /// (optimal string alignment); more than <paramref name="most"/> gives <paramref name="most"/> + 1.
    /// </summary>
    public static int DamerauLevenshtein(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
            return most + 1;
        Span<int> two = stackalloc int[b.Length + 1], one = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            one[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(one[j] + 1, row[j - 1] + 1), one[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, two[j - 2] + 1);
                row[j] = best;
                least = Math.Min(least, best);
            }

            if (least > most)
                return most + 1;
            Span<int> free = two;
            two = one;
            one = row;
            row = free;
        }

        return Math.Min(one[b.Length], most + 1);
    }
}
