namespace TweetArchive.Analysis.Coding;

/// <summary>How often the intervals held the truth.</summary>
/// <param name="Width">Mean width of the intervals, in tweets, or for recall as a share.</param>
internal sealed record Coverage(string Dataset, string TargetId, string Measure, double Truth, int Samples, int Held, double Width)
{
    public double Rate => Held / (double)Samples;
}

/// <summary>
/// Simulated coders: a population in which it is known which tweets are mentions is sampled again and again as the current sample was,
/// coded without error, and estimated. The interval covers what it says if it holds the truth in at least 95% of the samples.
/// </summary>
internal static class CoverageSimulation
{
    /// <param name="strata">Size and sample of each stratum of a target; <see cref="StratumCount.Yes"/> is the number of true mentions in
    /// the whole stratum.</param>
    public static IReadOnlyList<Coverage> Run(
        string dataset, string target, IReadOnlyList<(SampleStratum Stratum, StratumCount Truth)> strata, int samples, int seed)
    {
        var random = new Random(seed);
        double tagged = strata.Where(s => s.Stratum.Decision == "tag").Sum(s => s.Truth.Yes), all = strata.Sum(s => s.Truth.Yes);
        double missed = strata.Where(s => s.Stratum.Decision == SampleStratum.Untagged).Sum(s => s.Truth.Yes);
        var found = new Tally("tagged", tagged);
        var lost = new Tally("missed", missed);
        var mentions = new Tally("mentions", all);
        var recall = new Tally("recall", all == 0 ? 0 : tagged / all);
        bool hasUntagged = strata.Any(s => s.Stratum.Decision == SampleStratum.Untagged);
        for (int i = 0; i < samples; i++)
        {
            (SampleStratum Stratum, StratumCount Count)[] drawn =
                [.. strata.Select(s => (s.Stratum, s.Truth with { Yes = Draw(random, s.Truth) }))];
            var estimates = new TargetEstimates(dataset, target, [.. drawn.Where(d => d.Stratum.Decision != SampleStratum.Untagged)],
                [.. drawn.Where(d => d.Stratum.Decision == SampleStratum.Untagged)]);
            found.Add(estimates.Tagged);
            if (!hasUntagged)
                continue;
            lost.Add(estimates.Missed);
            mentions.Add(estimates.Mentions());
            recall.Add(estimates.Recall());
        }

        return [.. (hasUntagged ? new[] { found, lost, mentions, recall } : [found])
            .Select(t => new Coverage(dataset, target, t.Measure, t.Truth, samples, t.Held, t.Width / samples))];
    }

    /// <summary>True mentions in a simple random sample without replacement.</summary>
    private static long Draw(Random random, StratumCount truth)
    {
        long yes = 0;
        for (long drawn = 0; drawn < truth.Coded; drawn++)
        {
            if (random.NextInt64(truth.Size - drawn) < truth.Yes - yes)
                yes++;
        }

        return yes;
    }

    private sealed class Tally(string measure, double truth)
    {
        // A share that is computed in two ways differs in its last bits.
        private const double Rounding = 1e-9;

        public string Measure => measure;

        public double Truth => truth;

        public int Held { get; private set; }

        public double Width { get; private set; }

        public void Add(CountEstimate estimate)
        {
            Held += estimate.Lower <= truth + Rounding && truth <= estimate.Upper + Rounding ? 1 : 0;
            Width += estimate.Upper - estimate.Lower;
        }
    }
}
