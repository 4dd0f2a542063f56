using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Coding;

/// <summary>Labels of a sample to be evaluated.</summary>
public sealed record CodingOptions
{
    /// <summary>Folder of the dataset that was sampled.</summary>
    public required string Dataset { get; init; }

    /// <summary>Files that the page of `tweetarchive sample` saved, one of each coder.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Simulated samples by which the intervals are checked; 0 for none.</summary>
    public int Simulate { get; init; }

    /// <summary>Of the simulation.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Makes estimates of the true counts from people's labels and adds them to the dataset as estimates.parquet.</summary>
public static class CodingJob
{
    private const string Name = "coding";

    private const string Method =
        "Stratified estimates from people's labels of a random sample, by dataset and target. measure: tagged, candidate, missed are true "
        + "mentions among the tweets so decided (population); mentions is their sum, recall the tagged share of it. share of tagged is "
        + "precision. 95% limits: exact hypergeometric of the effective sample, parts combined by MOVER (docs/coding.md).";

    /// <returns>A page of Markdown; the same for the same labels.</returns>
    /// <exception cref="UsageException">There is no dataset, or the labels cannot be used; nothing was written.</exception>
    /// <exception cref="DatasetException">The dataset cannot be read; nothing was written.</exception>
    /// <exception cref="IOException">The table could not be written or moved; the message says what is left to do.</exception>
    public static string Run(CodingOptions options, CancellationToken cancelled)
    {
        if (!Directory.Exists(options.Dataset))
            _ = DatasetFolder.Open(options.Dataset);
        CodingLabels labels = CodingLabels.Read(options.Labels);
        using WorkFolder folder = WorkFolder.Enter(options.Dataset, out _);
        DatasetFolder dataset = DatasetFolder.OpenWhole(options.Dataset);
        string mentions = dataset.Manifest.Files.FirstOrDefault(f => f.Name == DatasetNames.FileOf("mentions"))?.Sha256 ?? "";
        if (!labels.Sample.Contains('-', StringComparison.Ordinal)
            || !mentions.StartsWith(labels.Sample[(labels.Sample.LastIndexOf('-') + 1)..], StringComparison.Ordinal))
            throw new UsageException($"--labels: the labels are of the sample {labels.Sample}, which was not drawn from "
                + $"{options.Dataset} as it is now. Give the output that was sampled, or sample this one.");
        IReadOnlyList<CodedUnit> units = labels.Units;
        IReadOnlyList<TargetEstimates> targets = TargetEstimates.Of(units, FoundAmongOthers(dataset, units));
        Estimate[] estimates = [.. targets.SelectMany(t => t.All())];
        List<Coverage> coverage = [];
        foreach (TargetEstimates target in targets.Where(_ => options.Simulate > 0))
        {
            cancelled.ThrowIfCancellationRequested();
            coverage.AddRange(CoverageSimulation.Run(target.Dataset, target.Target, target.LikelyTruth, options.Simulate, options.Seed));
        }

        Write(folder, dataset, labels, estimates, cancelled);
        return CodingText.Write(labels, units, estimates, coverage, options.Seed);
    }

    /// <summary>
    /// Of each dataset and target the tweets in which it was found and another target of the sample was not: they are read for that one.
    /// </summary>
    private static Dictionary<(string, string), long> FoundAmongOthers(DatasetFolder dataset, IReadOnlyList<CodedUnit> units)
    {
        var counts = new Dictionary<(string, string), long>();
        HashSet<string> targets = [.. units.Select(u => u.Stratum.TargetId).Where(t => t.Length > 0)];
        if (targets.Count < 2)
            return counts;
        using TableReader mentions = dataset.Read(TableList.Mentions, "dataset", "tweetid", "target_id");
        (string Dataset, long Id) tweet = ("", 0);
        HashSet<string> found = [];
        while (mentions.NextGroup())
        {
            for (int i = 0; i < mentions.Rows; i++)
            {
                string target = Encoding.UTF8.GetString(mentions.Texts(2)[i]);
                if (mentions.Numbers(1).IsNull(i) || !targets.Contains(target))
                    continue;
                (string, long) here = (Encoding.UTF8.GetString(mentions.Texts(0)[i]), mentions.Numbers(1)[i]);
                if (here != tweet)
                    Count();
                tweet = here;
                found.Add(target);
            }
        }

        Count();
        return counts;

        void Count()
        {
            foreach (string target in found.Count < targets.Count ? found : [])
                counts[(tweet.Dataset, target)] = counts.GetValueOrDefault((tweet.Dataset, target)) + 1;
            found.Clear();
        }
    }

    private static void Write(
        WorkFolder folder, DatasetFolder dataset, CodingLabels labels, Estimate[] estimates, CancellationToken cancelled)
    {
        folder.Prepare();
        string file = DatasetNames.FileOf(EstimatesTable.Name);
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["tweetarchive.lexicon_sha256"] = dataset.LexiconSha256,
            ["tweetarchive.version"] = DatasetManifest.ThisProgramVersion,
            ["tweetarchive.method"] = Method,
            ["tweetarchive.parameter.sample"] = labels.Sample,
            ["tweetarchive.parameter.coders"] = string.Join(", ", labels.Coders),
        };
        using (ParquetTableWriter writer = EstimatesTable.Table.Create(
            Path.Combine(folder.StagingPath, file), metadata, out EstimatesTable row))
        {
            foreach (Estimate estimate in EstimatesTable.Sorted(estimates))
                row.Append(estimate);
            writer.Complete();
        }

        IReadOnlyList<OutputFile> files =
            folder.Describe(new Dictionary<string, long>(StringComparer.Ordinal) { [file] = estimates.Length });
        cancelled.ThrowIfCancellationRequested();
        DatasetManifest manifest = dataset.Manifest with
        {
            Files = [.. dataset.Manifest.Files.Where(f => f.Name != file).Concat(files).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Analyses = new Dictionary<string, IReadOnlyList<string>>(
                dataset.Manifest.Analyses ?? new Dictionary<string, IReadOnlyList<string>>(), StringComparer.Ordinal)
            { [Name] = [file] },
        };
        manifest.Write(Path.Combine(folder.StagingPath, DatasetNames.Manifest));
        folder.PublishInto(dataset.Manifest, [], Journal.RunOf([Name]), RunOutcome.Done);
    }
}
