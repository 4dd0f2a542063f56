using System.Globalization;
using TweetArchive.Report.Content;
using TweetArchive.Text;

namespace TweetArchive.Report.Page;

/// <summary>
/// What a model guesses, apart from the figures and never in them: languages of tweets without one. Empty where there is no such table.
/// </summary>
internal sealed class ModelSections(ReportScope scope, WeeklyCounts weekly)
{
    /// <summary>Below the chart of languages.</summary>
    public string Languages()
    {
        IReadOnlyList<LanguageGuess> guesses = LanguageGuesses.Read(scope);
        if (guesses.Count == 0)
            return "";
        long all = guesses.Sum(g => g.Tweets), unsure = guesses.Where(g => g.Language == LanguageGuesses.Unsure).Sum(g => g.Tweets);
        string told = string.Join(", ", guesses.Where(g => g.Language != LanguageGuesses.Unsure).GroupBy(g => g.Language)
            .Select(l => (Language: l.Key, Tweets: l.Sum(g => g.Tweets))).OrderByDescending(l => l.Tweets)
            .ThenBy(l => l.Language, StringComparer.Ordinal).Take(5).Select(l => $"{l.Language} {HtmlTable.Number(l.Tweets)}"));
        string says =
            $"{Counted.Of(weekly.TweetsWithoutLanguage, "tweet has", "tweets have")} no language in the release. A model that learned "
                + $"from the dataset's other tweets looked at {HtmlTable.Number(all)} of them: "
            + (told.Length > 0 ? $"it recognised the language of {HtmlTable.Number(all - unsure)} (most: {told})"
                : "it recognised the language of none")
            + (unsure > 0 ? $" and is not sure of {HtmlTable.Number(unsure)} (und). " : ". ")
            + "These are guesses by a model. No figure of this report uses them: above, such tweets are “not given”.";
        return $"<div id=\"language-guesses\"><h3>Tweets without a language: a model's guess</h3><p>{PageText.Html(says)}</p>"
            + "<details><summary>Table: guessed languages</summary><div class=\"scroll\">"
            + HtmlTable.Build("tweet_languages.parquet: guesses by a model", ["guessed language", "release", "tweets", "mean confidence"],
                2,
                guesses.Select(
                    g => (string[])[g.Language == LanguageGuesses.Unsure ? "und (not sure)" : g.Language, g.Dataset,
                        HtmlTable.Number(g.Tweets), g.MeanConfidence.ToString("0.00", CultureInfo.InvariantCulture)]))
            + "</div></details></div>\n";
    }
}
