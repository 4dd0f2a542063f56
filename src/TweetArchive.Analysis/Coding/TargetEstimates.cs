namespace TweetArchive.Analysis.Coding;

/// <summary>One estimate of a target in a release.</summary>
/// <param name="Measure">tagged, candidate, missed: true mentions among those; mentions: their sum; recall: tagged of all mentions.</param>
/// <param name="By">all, language or rule.</param>
/// <param name="Population">Tweets that the estimate is of; null for mentions and recall.</param>
/// <param name="Count">Null for recall.</param>
/// <param name="Share">Of the population: precision, for tagged. Null where there is no population.</param>
internal sealed record Estimate(
    string Dataset, string TargetId, string Measure, string By, string Value, long? Population, long Coded, long Yes, long Unclear,
    CountEstimate? Count, CountEstimate? Share)
{
    /// <summary>Nobody read any of it: the limits are none and all, and there is no estimate.</summary>
    public bool IsUnread => Coded == 0;
}

/// <summary>The estimates of one target in one release.</summary>
/// <param name="found">Strata of the tweets in which it was found.</param>
/// <param name="foundAmongOthers">
/// Tweets of <paramref name="untagged"/> in which this target was found, since another one of the sample was not: no mention of it is
/// missed in them, so they are not of the population of missed ones.
/// </param>
/// <param name="untagged">
/// Strata of all others, and of tweets in which another target of the sample was found. The yes are those in which this target was
/// missed. A tweet of the latter kind in which this one was found too counts as none, and its mention in <paramref name="found"/>.
/// </param>
internal sealed class TargetEstimates(
    string dataset, string target, IReadOnlyList<(SampleStratum Stratum, StratumCount Count)> found,
    IReadOnlyList<(SampleStratum Stratum, StratumCount Count)> untagged, long foundAmongOthers = 0)
{
    public const double Confidence = 0.95;

    // Two intervals of which each misses with 2.5% both hold in 95% (Bonferroni).
    private const double OfTwo = 0.975;

    public IEnumerable<Estimate> All()
    {
        foreach (string decision in (string[])["tag", "candidate"])
        {
            (SampleStratum Stratum, StratumCount Count)[] strata = [.. found.Where(f => f.Stratum.Decision == decision)];
            if (strata.Length == 0)
                continue;
            string measure = decision == "tag" ? "tagged" : decision;
            yield return Of(measure, "all", "", strata);
            foreach (var group in strata.GroupBy(s => s.Stratum.Language).OrderBy(g => g.Key, StringComparer.Ordinal))
                yield return Of(measure, "language", group.Key, [.. group]);
            foreach (var group in strata.GroupBy(s => s.Stratum.Rule).OrderBy(g => g.Key, StringComparer.Ordinal))
                yield return Of(measure, "rule", group.Key, [.. group]);
        }

        if (untagged.Count == 0)
            yield break;
        yield return Of("missed", "all", "", untagged, foundAmongOthers);
        IReadOnlyList<(SampleStratum Stratum, StratumCount Count)> all = [.. found, .. untagged];
        (long coded, long yes, long unclear) = Counts(all);
        yield return new Estimate(dataset, target, "mentions", "all", "", null, coded, yes, unclear, Mentions(), null);
        yield return new Estimate(dataset, target, "recall", "all", "", null, coded, yes, unclear, null, Recall());
    }

    public string Dataset => dataset;

    public string Target => target;

    /// <summary>
    /// The strata if the shares were what the sample has, moved a little away from none and all; yes is of the whole stratum.
    /// </summary>
    public IReadOnlyList<(SampleStratum Stratum, StratumCount Truth)> LikelyTruth =>
        [.. found.Concat(untagged)
            .Select(s => (s.Stratum, s.Count with { Yes = (long)Math.Round(s.Count.Size * LikelyShare(s)), Unclear = 0 }))];

    public CountEstimate Tagged => Sum(found.Where(f => f.Stratum.Decision == "tag"), Confidence);

    public CountEstimate Missed => Sum(untagged, Confidence);

    public CountEstimate Mentions() => Sum([.. found, .. untagged], Confidence);

    /// <summary>Mentions that are tagged, of all mentions. Its limits are of the worst pair of limits of both.</summary>
    public CountEstimate Recall()
    {
        CountEstimate tagged = Sum(found.Where(f => f.Stratum.Decision == "tag"), OfTwo);
        CountEstimate others = Sum([.. found.Where(f => f.Stratum.Decision != "tag"), .. untagged], OfTwo);
        return new CountEstimate(Ratio(tagged.Value, others.Value), Ratio(tagged.Lower, others.Upper), Ratio(tagged.Upper, others.Lower));

        static double Ratio(double part, double rest) => part + rest == 0 ? 0 : part / (part + rest);
    }

    /// <summary>
    /// Half a mention more than found, of one tweet more than read, over all of the stratum's part: a single stratum has too few.
    /// </summary>
    private double LikelyShare((SampleStratum Stratum, StratumCount Count) one)
    {
        var part = found.Concat(untagged).Where(s => s.Stratum.Part == one.Stratum.Part);
        return (part.Sum(s => s.Count.Yes) + 0.5) / (part.Sum(s => s.Count.Coded) + 1);
    }

    /// <summary>Parts that were sampled apart, added up.</summary>
    private static CountEstimate Sum(IEnumerable<(SampleStratum Stratum, StratumCount Count)> strata, double confidence) =>
        CountEstimate.Sum(
            strata.GroupBy(s => s.Stratum.Part).Select(part => StratifiedShare.Total([.. part.Select(s => s.Count)], confidence)));

    private static (long Coded, long Yes, long Unclear) Counts(IReadOnlyList<(SampleStratum, StratumCount Count)> strata) =>
        (strata.Sum(s => s.Count.Coded), strata.Sum(s => s.Count.Yes), strata.Sum(s => s.Count.Unclear));

    private Estimate Of(string measure, string by, string value, IReadOnlyList<(SampleStratum Stratum, StratumCount Count)> strata,
        long without = 0)
    {
        CountEstimate count = Sum(strata, Confidence);
        long population = strata.Sum(s => s.Count.Size) - without;
        (long coded, long yes, long unclear) = Counts(strata);
        count = count with { Value = Math.Min(count.Value, population), Upper = Math.Min(count.Upper, population) };
        return new Estimate(dataset, target, measure, by, value, population, coded, yes, unclear, count,
            population == 0 ? null
                : new CountEstimate(count.Value / population, count.Lower / population, count.Upper / population));
    }

    /// <summary>
    /// The targets of a sample in the order of their names, each in every release in which it was found. Where there are several, a
    /// mention of nobody knows which is unclear for each.
    /// </summary>
    /// <param name="units">Of the sample.</param>
    /// <param name="foundAmongOthers">By dataset and target, as the constructor has it; without it none.</param>
    public static IReadOnlyList<TargetEstimates> Of(
        IReadOnlyList<CodedUnit> units, IReadOnlyDictionary<(string, string), long>? foundAmongOthers = null)
    {
        string[] targets = [.. units.Select(u => u.Stratum.TargetId).Where(t => t.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        if (targets.Length > 1)
            units = [.. units.Select(u => u.LacksWhom ? u with { Answer = CodedAs.Unclear } : u)];
        return [.. units.Select(u => u.Stratum.Dataset).Distinct().Order(StringComparer.Ordinal)
            .SelectMany(dataset => targets.Select(target =>
            {
                CodedUnit[] own = [.. units.Where(u => u.Stratum.Dataset == dataset && u.Stratum.TargetId == target)];
                CodedUnit[] others = [.. units.Where(u => u.Stratum.Dataset == dataset && u.Stratum.TargetId.Length == 0)];
                return own.Length == 0 ? null : new TargetEstimates(dataset, target,
                    Count(own, u => u.Answer == CodedAs.Yes),
                    Count(others, u => u.Answer == CodedAs.Yes
                        && (u.Mentions.Contains(target) || u.LacksWhom)),
                    others.Length == 0 ? 0 : foundAmongOthers?.GetValueOrDefault((dataset, target)) ?? 0);
            })).OfType<TargetEstimates>()];
    }

    private static (SampleStratum, StratumCount)[] Count(IEnumerable<CodedUnit> units, Func<CodedUnit, bool> isYes) =>
        [.. units.GroupBy(u => u.Stratum).Select(g => (g.Key,
            new StratumCount(
                g.First().Size, g.Count(u => u.Answer != CodedAs.Open), g.Count(isYes), g.Count(u => u.Answer == CodedAs.Unclear))))];
}
