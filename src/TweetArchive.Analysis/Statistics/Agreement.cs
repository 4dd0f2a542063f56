using System.Globalization;

namespace TweetArchive.Analysis.Statistics;

/// <summary>A share with what it is a share of.</summary>
internal readonly record struct Share(int Count, int Of)
{
    /// <summary>In percent with its 95% interval (Wilson 1927).</summary>
    public override string ToString()
    {
        if (Of == 0)
            return "none";
        const double Z = 1.959964;
        double p = Count / (double)Of, z2 = Z * Z / Of;
        double middle = (p + (z2 / 2)) / (1 + z2), reach = Z / (1 + z2) * Math.Sqrt((p * (1 - p) / Of) + (z2 / (4 * Of)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{100 * p:0.0} ({100 * Math.Max(0, middle - reach):0.0}–{100 * Math.Min(1, middle + reach):0.0})");
    }
}

/// <summary>Whether a stated probability is how often it holds: ten bins, Brier score, expected calibration error.</summary>
internal sealed class Reliability
{
    private const int Bins = 10;

    private readonly int[] counts = new int[Bins];
    private readonly int[] right = new int[Bins];
    private readonly double[] sums = new double[Bins];
    private double squares;

    public int Count { get; private set; }

    /// <summary>Mean squared distance of probability and outcome; 0 is best, 0.25 is what 0.5 throughout gives.</summary>
    public double Brier => Count == 0 ? 0 : squares / Count;

    /// <summary>Mean distance of stated and observed share over the bins, by rows.</summary>
    public double Error => Count == 0 ? 0 : Enumerable.Range(0, Bins).Sum(b => Math.Abs(sums[b] - right[b])) / Count;

    public void Add(double probability, bool holds)
    {
        int bin = Math.Clamp((int)(probability * Bins), 0, Bins - 1);
        counts[bin]++;
        right[bin] += holds ? 1 : 0;
        sums[bin] += probability;
        squares += Math.Pow(probability - (holds ? 1 : 0), 2);
        Count++;
    }

    /// <summary>A line of a Markdown table for each bin that has rows: bin, rows, mean probability, share that holds.</summary>
    public IEnumerable<string> Lines() =>
        Enumerable.Range(0, Bins).Where(b => counts[b] > 0).Select(b => string.Create(CultureInfo.InvariantCulture,
        $"| {b / (double)Bins:0.0}–{(b + 1) / (double)Bins:0.0} | {counts[b]:N0} | {100 * sums[b] / counts[b]:0.0} | "
            + $"{new Share(right[b], counts[b])} |"));
}
