using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>A language that a model told for tweets of a release whose cell is blank; und is "not sure".</summary>
internal sealed record LanguageGuess(string Dataset, string Language, long Tweets, double MeanConfidence);

/// <summary>What tweet_languages.parquet of `analyze` says, counted; nothing if the dataset has no such table.</summary>
internal static class LanguageGuesses
{
    public const string Unsure = "und";

    /// <summary>By release, the commonest first, und last.</summary>
    public static IReadOnlyList<LanguageGuess> Read(ReportScope scope)
    {
        var sums = new Dictionary<(string Dataset, string Language), (long Tweets, double Confidence)>();
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "tweet_languages")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] language, double?[] confidence) = (rows.Texts("dataset"), rows.Texts("predicted_language"),
                rows.Numbers("confidence"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                (string, string) key = (dataset[i]!, language[i] ?? Unsure);
                (long tweets, double sum) = sums.GetValueOrDefault(key);
                sums[key] = (tweets + 1, sum + (confidence[i] ?? 0));
            }
        }

        return [.. sums.Select(s => new LanguageGuess(s.Key.Dataset, s.Key.Language, s.Value.Tweets, s.Value.Confidence / s.Value.Tweets))
            .OrderBy(g => g.Dataset, StringComparer.Ordinal).ThenBy(g => g.Language == Unsure).ThenByDescending(g => g.Tweets)
            .ThenBy(g => g.Language, StringComparer.Ordinal)];
    }
}
