using TweetArchive.Dataset;
using TweetArchive.Report.Content;
using TweetArchive.Report.Dataset;
using TweetArchive.Sampling;
using TweetArchive.Text;

namespace TweetArchive.Report.Coding;

/// <summary>A tweet to be read: whether it mentions the target, or, if the target is empty, any.</summary>
/// <param name="Stratum">It was drawn from.</param>
/// <param name="StratumSize">Units in the stratum.</param>
/// <param name="Turn">Between 0 and 1; in this order each beginning of the list is spread over the strata as the whole is.</param>
internal sealed record SampledUnit(Stratum Stratum, long StratumSize, string Dataset, long TweetId, string Target, double Turn);

/// <summary>Draws the sample: of the tweets found by target, decision, rule and language; of the others by language and account.</summary>
internal sealed class CodingSample
{
    private const double Confidence = 0.95;

    private readonly ReportScope scope;
    private readonly SampleOptions options;
    private readonly List<SampledUnit> units = [];
    private readonly List<string> notes = [];

    private CodingSample(ReportScope scope, SampleOptions options)
    {
        this.scope = scope;
        this.options = options;
    }

    /// <summary>In the order in which they are to be read.</summary>
    public IReadOnlyList<SampledUnit> Units => units;

    public IReadOnlyList<string> Notes => notes;

    /// <exception cref="DatasetException">A table cannot be read.</exception>
    public static CodingSample Draw(ReportScope scope, SampleOptions options, CancellationToken cancel)
    {
        var sample = new CodingSample(scope, options);
        Dictionary<(string Dataset, long Id), int> found = sample.DrawFound(cancel);
        sample.DrawUntagged(found, cancel);
        sample.units.Sort((x, y) => x.Turn != y.Turn ? x.Turn.CompareTo(y.Turn) : x.TweetId != y.TweetId ? x.TweetId.CompareTo(y.TweetId)
            : string.CompareOrdinal(x.Dataset + "\0" + x.Target, y.Dataset + "\0" + y.Target));
        return sample;
    }

    private bool Covers(string target) => options.Targets.Count == 0 || options.Targets.Contains(target, StringComparer.Ordinal);

    /// <returns>The tweets that were found to mention sampled targets, with how many of these.</returns>
    private Dictionary<(string Dataset, long Id), int> DrawFound(CancellationToken cancel)
    {
        var fine = new Dictionary<Stratum, long>();
        var tweets = new Dictionary<(string, long), int>();
        foreach (FoundUnit unit in FoundTweets.Read(scope, Covers))
        {
            fine[unit.Stratum] = fine.GetValueOrDefault(unit.Stratum) + 1;
            tweets[(unit.Dataset, unit.TweetId)] = tweets.GetValueOrDefault((unit.Dataset, unit.TweetId)) + 1;
        }

        cancel.ThrowIfCancellationRequested();
        var grouping = new Grouping(fine);
        var drawn = new SortedDictionary<Stratum, Smallest<FoundUnit>>();
        foreach (var component in fine.GroupBy(f => grouping.Of(f.Key)).Select(g => (Stratum: g.Key, Size: g.Sum(f => f.Value)))
            .GroupBy(s => s.Stratum.Component))
        {
            var strata = component.OrderBy(s => s.Stratum).ToArray();
            long[] sizes = SampleSizes.Allocate(
                [.. strata.Select(s => s.Size)], SampleSizes.ForWidth(strata.Sum(s => s.Size), options.Width, options.Expected));
            for (int i = 0; i < strata.Length; i++)
                drawn.Add(strata[i].Stratum, new Smallest<FoundUnit>(sizes[i]));
        }

        foreach (FoundUnit unit in FoundTweets.Read(scope, Covers))
            drawn[grouping.Of(unit.Stratum)].Offer(SeededOrder.Of(options.Seed, unit.Dataset, unit.TweetId, unit.Target), unit);
        foreach ((Stratum stratum, Smallest<FoundUnit> smallest) in drawn)
            Add(stratum, smallest.Seen, [.. smallest.Take(long.MaxValue).Select(u => (u.Dataset, u.TweetId, u.Target))]);
        return tweets;
    }

    private void DrawUntagged(Dictionary<(string Dataset, long Id), int> found, CancellationToken cancel)
    {
        if (options.Untagged == 0)
            return;
        if (scope.Manifest.Options.Tweets != "all")
        {
            notes.Add("only tagged tweets were kept, so nothing can be said about missed mentions (recall). For these, run again with: "
                + "tweetarchive run --tweets all");
            return;
        }

        HashSet<(string, string)> accounts = Accounts();
        // A tweet in which one target was found can mention another one that was missed.
        int targets = units.Select(u => u.Target).Distinct().Count(), parts = targets > 1 ? 3 : 2;
        var drawn = new Dictionary<Stratum, Smallest<(string Dataset, long Id)>>();
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "tweets").RowGroups())
        {
            cancel.ThrowIfCancellationRequested();
            (string?[] dataset, long?[] id, string?[] userid, string?[] language) =
                (rows.Texts("dataset"), rows.LongsOrNull("tweetid"), rows.Texts("userid"), rows.Texts("tweet_language"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (id[i] is not { } tweetId || !scope.Covers(dataset[i]))
                    continue;
                int here = found.GetValueOrDefault((dataset[i]!, tweetId));
                if (here > 0 && here == targets)
                    continue;
                string part = here > 0 ? Stratum.AnotherTarget
                    : accounts.Contains((dataset[i]!, userid[i]!)) ? "account_mentions" : "account_does_not";
                var stratum = new Stratum(dataset[i]!, "", Stratum.Untagged, part, language[i] ?? "");
                if (!drawn.TryGetValue(stratum, out Smallest<(string, long)>? smallest))
                    drawn.Add(stratum, smallest = new Smallest<(string, long)>(options.Untagged));
                smallest.Offer(SeededOrder.Of(options.Seed, dataset[i]!, tweetId, ""), (dataset[i]!, tweetId));
            }
        }

        var grouping = new Grouping(drawn.ToDictionary(d => d.Key, d => d.Value.Seen));
        foreach (var release in drawn.GroupBy(d => d.Key.Dataset).OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            long[][] strata = [.. release.GroupBy(d => d.Key.Component)
                .Select(c => c.GroupBy(d => grouping.Of(d.Key)).Select(g => g.Sum(d => d.Value.Seen)).ToArray())];
            notes.Add(Width(release.Key, strata, parts));
        }

        foreach (var component in drawn.GroupBy(d => d.Key.Component).OrderBy(c => c.Key))
        {
            var strata = component.GroupBy(d => grouping.Of(d.Key)).OrderBy(g => g.Key).ToArray();
            // As many for accounts that mention a target elsewhere: they are fewer, and miss more.
            long[] sizes = SampleSizes.Allocate(
                [.. strata.Select(g => g.Sum(d => d.Value.Seen))], (options.Untagged + parts - 1) / parts);
            for (int i = 0; i < strata.Length; i++)
            {
                var first = strata[i].SelectMany(d => d.Value.Take(sizes[i]))
                    .Select(u => (Unit: u, Number: SeededOrder.Of(options.Seed, u.Dataset, u.Id, "")))
                    .OrderBy(u => u.Number).Take((int)sizes[i]);
                Add(strata[i].Key, strata[i].Sum(d => d.Value.Seen), [.. first.Select(u => (u.Unit.Dataset, u.Unit.Id, ""))]);
            }
        }
    }

    /// <summary>
    /// How well missed mentions, and with them recall, will be known at best: the upper limit that `evaluate` gives if none is among
    /// those read, and the same with four times as many.
    /// </summary>
    private string Width(string dataset, long[][] components, int parts)
    {
        long all = components.Sum(c => c.Sum()), read = Sizes(options.Untagged).Sum(c => c.Sum());
        string says = Say($"{dataset}: {Counted.Of(read, "tweet")} of the {all:N0} in which a target was not found are to be read "
            + $"for missed mentions. If none is among them, up to {Upper(options.Untagged):N0} may still be missed (95%)");
        return read == all ? says + "." : says + Say($"; with --untagged {4 * options.Untagged}, up to {Upper(4 * options.Untagged):N0}.");

        IEnumerable<long[]> Sizes(int untagged) => components.Select(c => SampleSizes.Allocate(c, (untagged + parts - 1) / parts));

        // Of no mention the limits of the parts add up as their squares (MOVER), each at its effective sample (docs/coding.md).
        double Upper(int untagged) => Math.Ceiling(Math.Sqrt(components.Zip(Sizes(untagged)).Sum(c =>
        {
            long size = c.First.Sum();
            double effective = c.First.Zip(c.Second).Min(s => s.Second / (s.First / (double)size));
            return Math.Pow(FiniteShare.Limits(size, Math.Max(1, (long)(effective + 1e-9)), 0, Confidence).Upper, 2);
        })));
    }

    private static string Say(InvariantText text) => text.ToString();

    /// <summary>Those with a tweet decided tag for a sampled target.</summary>
    private HashSet<(string, string)> Accounts()
    {
        HashSet<(string, string)> accounts = [];
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "account_targets")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] userid, string?[] target) =
                (rows.Texts("dataset"), rows.Texts("userid"), rows.Texts("target_id"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (scope.Covers(dataset[i]) && Covers(target[i]!))
                    accounts.Add((dataset[i]!, userid[i]!));
            }
        }

        return accounts;
    }

    /// <summary>The k-th of n of a stratum takes its turn at (k − ½) / n, so no beginning of the list favours a stratum.</summary>
    private void Add(Stratum stratum, long size, IReadOnlyList<(string Dataset, long Id, string Target)> drawn)
    {
        for (int i = 0; i < drawn.Count; i++)
            units.Add(new SampledUnit(stratum, size, drawn[i].Dataset, drawn[i].Id, drawn[i].Target, (i + 0.5) / drawn.Count));
    }
}
