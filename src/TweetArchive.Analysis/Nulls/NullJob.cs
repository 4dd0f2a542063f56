using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;

namespace TweetArchive.Analysis.Nulls;

/// <summary>What <see cref="NullJob"/> is asked to do.</summary>
public sealed record NullOptions
{
    /// <summary>The folder of a finished dataset with all its tweets, to be rearranged; null for data drawn at random alone.</summary>
    public string? Dataset { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>
/// Measures how often analyses claim something where nothing happens: on data drawn at random, and on a real dataset whose tweets are
/// rearranged. Nothing in the dataset changes.
/// </summary>
public static class NullJob
{
    /// <returns>
    /// A page of Markdown, the same for the same dataset. Without a dataset it is the beginning of the page with one.
    /// </returns>
    /// <exception cref="UsageException">There is no dataset, or it does not hold all its tweets.</exception>
    /// <exception cref="DatasetException">The dataset cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static string Run(NullOptions options, AnalyzeProgress progress, CancellationToken cancelled)
    {
        DatasetFolder? dataset = options.Dataset is null ? null : DatasetFolder.OpenWhole(options.Dataset);
        if (dataset is { HasAllTweets: false })
            throw new UsageException($"{options.Dataset} does not hold all tweets. Make it again with: tweetarchive run --tweets all");
        var run = new NullRun(options.Threads, progress, cancelled);
        string simulated = Simulated(run);
        return dataset is null ? simulated : simulated + Rearranged(dataset, options, run);
    }

    internal static string Simulated(NullRun run)
    {
        var page = new Page();
        page.Text($"""
            # What the analyses find where nothing happens
            Made by `tweetarchive evaluate --null`; what the analyses do is in docs/methods.md. An analysis that is run on data without any event, group or campaign
            should find none. How often it does all the same is its error, and the only figure that says how far to trust a row of its table.
            Figures in brackets after a share are 95% intervals after Wilson.
            """);
        page.Head("## Drawn at random");
        foreach (INullExperiment experiment in NullExperiments.All)
        {
            run.Progress.Begin("null: " + experiment.Name);
            page.Head("### " + experiment.Name);
            page.Text($"{experiment.Claim}");
            page.Text($"\nSeed {experiment.Seed}.");
            experiment.Simulated(run, page);
        }

        return page.ToString();
    }

    internal static string Rearranged(DatasetFolder dataset, NullOptions options, NullRun run)
    {
        // Nothing is written: there is no place for files.
        using var context = new AnalysisContext(dataset, new AnalyzeOptions { Dataset = options.Dataset!, Threads = options.Threads },
            null, run.Progress, run.Cancelled);
        var page = new Page();
        page.Text($"""
            ## Real tweets, rearranged
            {dataset.TweetCount:N0} tweets of {context.Accounts.Count:N0} accounts; datasets {string.Join(", ", Enumerable.Range(0, context.Accounts.Datasets).Select(context.Accounts.DatasetText))}.
            """);
        foreach (INullExperiment experiment in NullExperiments.All)
        {
            run.Progress.Begin("null, rearranged: " + experiment.Name);
            page.Head("### " + experiment.Name + ", rearranged");
            page.Text($"Seed {experiment.Seed}.");
            experiment.Rearranged(run, context, page);
        }

        return "\n" + page;
    }
}
