namespace TweetArchive.Synth.Random;

/// <summary>
/// Draws an index in proportion to whole-number weights, in constant time (Walker's alias method, Vose's construction).
/// Whole numbers only, so that every machine draws the same.
/// </summary>
internal sealed class WeightedTable
{
    private readonly uint[] keep;
    private readonly int[] other;

    public WeightedTable(IReadOnlyList<long> weights)
    {
        int n = weights.Count;
        Int128 total = 0;
        foreach (long weight in weights)
            total += weight;
        if (n == 0 || total <= 0)
            throw new ArgumentException("weights must have a positive sum", nameof(weights));
        keep = new uint[n];
        other = new int[n];
        var share = new Int128[n];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int i = 0; i < n; i++)
        {
            share[i] = (Int128)weights[i] * n;
            (share[i] < total ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int s = small.Pop();
            int l = large.Pop();
            keep[s] = (uint)Int128.Min((share[s] << 32) / total, uint.MaxValue);
            other[s] = l;
            share[l] -= total - share[s];
            (share[l] < total ? small : large).Push(l);
        }

        foreach (int rest in small.Concat(large))
        {
            keep[rest] = uint.MaxValue;
            other[rest] = rest;
        }
    }

    /// <summary>Weights 1 / (rank + offset): few items are frequent, many are rare.</summary>
    public static WeightedTable PowerLaw(int count, int offset) => new([.. PowerLawWeights(count, offset)]);

    public static IEnumerable<long> PowerLawWeights(int count, int offset)
    {
        for (int rank = 0; rank < count; rank++)
            yield return 1_000_000_000L / (rank + offset);
    }

    public int Draw(SynthRandom random)
    {
        ulong bits = random.Next();
        int index = (int)(((bits >> 32) * (ulong)keep.Length) >> 32);
        return (uint)bits <= keep[index] ? index : other[index];
    }
}
