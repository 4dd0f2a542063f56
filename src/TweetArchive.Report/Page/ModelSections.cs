using System.Globalization;
using TweetArchive.Report.Content;

namespace TweetArchive.Report.Page;

/// <summary>
/// What models guess, apart from the figures and never in them: languages of tweets without one, and candidates. Empty where there is no
/// such table.
/// </summary>
internal sealed class ModelSections(ReportScope scope, WeeklyCounts weekly, StaticSections sections)
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
            $"{HtmlTable.Number(weekly.TweetsWithoutLanguage)} tweets have no language in the release. A model that learned from the "
                + $"dataset's other tweets looked at {HtmlTable.Number(all)} of them: "
            + (told.Length > 0 ? $"it told the language of {HtmlTable.Number(all - unsure)} (most: {told})"
                : "it told the language of none")
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

    /// <summary>Below the table of targets.</summary>
    public string Candidates()
    {
        IReadOnlyDictionary<string, CandidateScore> scores = CandidateScores.Read(scope);
        if (scores.Count == 0)
            return "";
        const string Says =
            "A model's estimate from weak labels: nobody has read these tweets, it learned from the dataset's own unambiguous names and "
                + "their surroundings. No figure of this report uses it, and a candidate stays a candidate. "
            + "Its probabilities are calibrated as if half of all such uses meant the target. Where a name is mostly an everyday word, "
            + "fewer do, so these are no counts of true mentions. "
            + "Only mentions in text and hashtags can have a probability; a tweet can hold several mentions. Their order is of use: read "
            + "the likeliest in mention_scores.parquet first.";
        return "<details id=\"candidate-scores\"><summary>Table: candidates, and what a model makes of them</summary>"
            + $"<p>{PageText.Html(Says)}</p><div class=\"scroll\">"
            + HtmlTable.Build("mention_scores.parquet: a model's estimate, in no other figure",
                ["target", "tweets: tag", "tweets: candidate only", "candidate mentions", "with a probability", "of these 0.5 or more",
                    "0.9 or more"], 1,
                sections.TargetTotals().Where(t => scores.ContainsKey(t.Target.Id)).Select(t =>
                {
                    CandidateScore score = scores[t.Target.Id];
                    return (string[])[t.Target.DisplayName, HtmlTable.Number(t.Tag), HtmlTable.Number(t.Candidate),
                        HtmlTable.Number(score.Candidates), HtmlTable.Number(score.Scored),
                        score.Scored == 0 ? "" : HtmlTable.Number(score.Rather), score.Scored == 0 ? "" : HtmlTable.Number(score.Likely)];
                }))
            + "</div></details>\n";
    }
}
