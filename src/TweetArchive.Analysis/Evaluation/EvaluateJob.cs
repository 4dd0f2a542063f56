using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;

namespace TweetArchive.Analysis.Evaluation;

/// <summary>What an evaluation is asked to do.</summary>
public sealed record EvaluateOptions
{
    /// <summary>The folder of a finished dataset with all its tweets.</summary>
    public required string Dataset { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>
/// Measures how good the model of analyze (language) is on a dataset, on rows that it has not learned from, next to simpler rules. Nothing
/// in the dataset changes.
/// </summary>
public static class EvaluateJob
{
    /// <returns>A page of Markdown; the same for the same dataset and options.</returns>
    /// <exception cref="UsageException">There is no dataset, or it holds no tweets.</exception>
    /// <exception cref="DatasetException">The dataset cannot be read.</exception>
    /// <exception cref="Learning.LearningException">A model could not be learned.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static string Run(EvaluateOptions options, AnalyzeProgress progress, CancellationToken cancelled)
    {
        DatasetFolder dataset = DatasetFolder.OpenWhole(options.Dataset);
        if (!dataset.HasTweets)
            throw new UsageException($"{options.Dataset} holds no tweets. Make it again with: tweetarchive run --tweets all");
        // Nothing is written: there is no place for files.
        using var context = new AnalysisContext(
            dataset, new AnalyzeOptions { Dataset = options.Dataset, Threads = options.Threads }, null, progress, cancelled);
        var page = new Page();
        page.Text($"""
            # How good the model of languages is
            Made by `tweetarchive evaluate`; what the model does is in docs/methods.md; how often the other analyses err, in docs/nulls.md. Other tweets give other figures: evaluate your own dataset before you rely on it.

            Tested: {dataset.TweetCount:N0} tweets of {context.Accounts.Count:N0} accounts, {(dataset.HasAllTweets ? "all of them" : "those that mention a target")}; datasets {string.Join(", ", Enumerable.Range(0, context.Accounts.Datasets).Select(context.Accounts.DatasetText))}.
            Every figure in brackets is a 95% interval after Wilson, as if rows were independent; rows of one account are not, so it is rather too narrow.
            """);
        LanguageEvaluation.Write(context, page);
        return page.ToString();
    }
}
