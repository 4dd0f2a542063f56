using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;

namespace TweetArchive.Analysis.Evaluation;

/// <summary>What an evaluation is asked to do.</summary>
public sealed record EvaluateOptions
{
    /// <summary>The folder of a finished dataset with all its tweets.</summary>
    public required string Dataset { get; init; }

    /// <summary>Rows read by people: a TSV with the columns tweetid and is_mention (yes, no, unclear); null for none.</summary>
    public string? Labels { get; init; }

    /// <summary>The group of targets that the labels are about.</summary>
    public string LabelsGroup { get; init; } = "mek_family";

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The lexicon with which the dataset was made.</summary>
    public required Targets.Lexicon Lexicon { get; init; }
}

/// <summary>
/// Measures what the models of analyze (language, ambiguity) are worth on a dataset, on rows that they have not learned from, beside
/// simpler rules. Nothing in the dataset changes.
/// </summary>
public static class EvaluateJob
{
    /// <returns>A page of Markdown; the same for the same dataset and options.</returns>
    /// <exception cref="UsageException">There is no dataset, it holds no tweets or was made with another lexicon, or the labels cannot be used.</exception>
    /// <exception cref="DatasetException">The dataset cannot be read.</exception>
    /// <exception cref="Learning.LearningException">A model could not be learned.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static string Run(EvaluateOptions options, AnalyzeProgress progress, CancellationToken cancelled)
    {
        DatasetFolder dataset = DatasetFolder.Open(options.Dataset);
        if (!dataset.HasTweets)
            throw new UsageException($"{options.Dataset} holds no tweets. Make it again with: tweetarchive run --tweets all");
        if (dataset.LexiconSha256 != options.Lexicon.Checksum)
            throw new UsageException($"{options.Dataset} was made with another lexicon. Give that one with --targets.");
        if (options.Lexicon.Targets.DistinctBy(t => t.Group).Count() > Ambiguity.AmbiguousNames.MostGroups)
            throw new UsageException($"The lexicon has more than {Ambiguity.AmbiguousNames.MostGroups} groups of targets, which the models cannot tell apart. Put targets that are much alike into one group.");
        LabelledTweets? labels = options.Labels is null ? null : LabelledTweets.Read(options.Labels);
        if (labels is not null && options.Lexicon.Targets.All(t => t.Group != options.LabelsGroup))
            throw new UsageException($"--labels-group {options.LabelsGroup}: the lexicon has no such group. It has: {string.Join(", ", options.Lexicon.Targets.Select(t => t.Group).Distinct())}.");
        // Nothing is written: there is no place for files.
        using var context = new AnalysisContext(dataset, new AnalyzeOptions { Dataset = options.Dataset, Threads = options.Threads, Lexicon = options.Lexicon }, null, progress, cancelled);
        var page = new Page();
        page.Text($"""
            # What the models are worth
            Made by `tweetarchive evaluate`; what the models do is in docs/methods.md. Other tweets give other figures: evaluate your own dataset before you rely on a model.

            Tested: {dataset.TweetCount:N0} tweets of {context.Accounts.Count:N0} accounts, {(dataset.HasAllTweets ? "all of them" : "those that mention a target")}; datasets {string.Join(", ", Enumerable.Range(0, context.Accounts.Datasets).Select(context.Accounts.DatasetText))}.
            Every figure in brackets is a 95% interval after Wilson, as if rows were independent; rows of one account are not, so it is rather too narrow.
            """);
        LanguageEvaluation.Write(context, page);
        AmbiguityEvaluation.Write(context, labels, options.LabelsGroup, page);
        return page.ToString();
    }
}
