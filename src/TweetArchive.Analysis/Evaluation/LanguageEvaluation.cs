using System.Globalization;
using TweetArchive.Analysis.Language;
using TweetArchive.Analysis.Learning;
using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Evaluation;

/// <summary>The model of blank languages on rows that have one.</summary>
internal static class LanguageEvaluation
{
    public static void Write(AnalysisContext context, Page page)
    {
        LanguageSample sample = LanguageSample.Read(context);
        page.Head("## Missing language");
        page.Text($"""
            What is known of a tweet's language is what the platform guessed, so this is agreement with its guesses, not accuracy. {sample.Given:N0} tweets have a language, {sample.Blank:N0} have none.
            Tested and learned from are at most {LanguageSample.MostOfLanguage:N0} different texts of each language, so rare languages weigh more here than in the archive.
            """);
        if (sample.Languages.Count < 2)
        {
            page.Text(
                $"At least two languages with {LanguageSample.FewestRows} different texts each are needed; there are "
                    + $"{sample.Languages.Count}. Nothing was tested.");
            return;
        }

        context.Progress.Begin("language: folds");
        LanguageRow[] rows = [.. sample.Rows];
        Folds folds = LanguageTrial.FoldsOf(rows, context.Cancelled);
        List<LanguageOutcome> outcomes = LanguageTrial.ByFolds(context.Learning, rows, folds, context.Cancelled);

        page.Head("### By account and copies");
        page.Text(
            $"{Folds.Count} folds; an account is in one of them, and texts nearly like a tested one (Jaccard ≥ 0.8) are not learned "
                + $"from. {outcomes.Count:N0} texts.");
        Summary(page, outcomes);
        page.Table("language | texts | found, % of its texts | right, % of texts answered so | left und, %",
            outcomes.GroupBy(o => o.Actual).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, [.. g], outcomes)));
        page.Text(
            $"Where the texts are from, the worst first: what the model gains in one dataset says nothing of another, and a "
                + $"language that only one has was "
                + $"tested there alone.");
        page.Table("dataset | texts by language | right, %: model | commonest language of the script",
            outcomes.GroupBy(o => context.Accounts.DatasetOf(o.Account)).OrderBy(g => g.Average(o => o.ModelIsRight ? 1.0 : 0))
                .ThenBy(g => g.Key)
                .Select(g => Line(context.Accounts.DatasetText(g.Key), [.. g])));
        page.Text($"""
            `analyze` uses the model for a script only where it is right on more of these texts than the commonest language, by more than chance makes (McNemar, 5%, one-sided); und counts as wrong.
            """);
        page.Table("script | texts | right, %: model | commonest language | only the model right | only the commonest right | used",
            ScriptChoice.Of(rows, outcomes).Select(c => Line(c, [.. outcomes.Where(o => o.Script == c.Script)])));
        Reliability confidence = new();
        foreach (LanguageOutcome outcome in outcomes)
            confidence.Add(outcome.Guess.Confidence, outcome.Guess.Best == outcome.Actual);
        page.Text(
            $"Confidence against how often it holds (also below {LanguageModel.LeastConfidence:0.0}, where the answer is und): Brier "
                + $"score {confidence.Brier:0.000}, expected calibration error {100 * confidence.Error:0.0} points.");
        page.Table("confidence | texts | mean, % | right, %", confidence.Lines());

        page.Head("### By time");
        if (TimeSplit.Of([.. rows.Select(r => r.Millis)]) is not { } split)
        {
            page.Text($"All texts are of one month: not tested.");
            return;
        }

        int[] earlier = folds.WithoutCopies(split.Before, split.After);
        page.Text(
            $"Learned from {earlier.Length:N0} texts before {split.Month:yyyy-MM}, without near copies of the tested; tested on "
                + $"{split.After.Length:N0} from then on. Accounts can be on both sides.");
        Summary(page, LanguageTrial.Test(context.Learning, rows, earlier, split.After));
    }

    private static void Summary(Page page, IReadOnlyCollection<LanguageOutcome> outcomes) =>
        page.Table("method | agrees, % of all | agrees, % of those answered | answered, % | mean F1 of languages",
    [
        Line("model", outcomes, o => o.Guess.Language),
        Line("commonest language of the text's script", outcomes, o => o.ByScript),
        Line("commonest language", outcomes, o => o.Majority),
    ]);

    private static string Line(string method, IReadOnlyCollection<LanguageOutcome> outcomes, Func<LanguageOutcome, string> said)
    {
        int right = outcomes.Count(o => said(o) == o.Actual), told = outcomes.Count(o => said(o) != LanguageModel.Unsure);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {method} | {new Share(right, outcomes.Count)} | {new Share(right, told)} | "
                + $"{100.0 * told / Math.Max(outcomes.Count, 1):0.0} | {MeanF1(outcomes, said):0.000} |");
    }

    private static double MeanF1(IReadOnlyCollection<LanguageOutcome> outcomes, Func<LanguageOutcome, string> said)
    {
        string[] languages = [.. outcomes.Select(o => o.Actual).Distinct()];
        return languages.Length == 0 ? 0 : languages.Average(l =>
        {
            int right = outcomes.Count(o => o.Actual == l && said(o) == l),
                of = outcomes.Count(o => o.Actual == l) + outcomes.Count(o => said(o) == l);
            return 2.0 * right / of;
        });
    }

    private static string Line(ScriptChoice choice, LanguageOutcome[] of) => string.Create(CultureInfo.InvariantCulture,
        $"| {choice.Script} | {choice.Texts:N0} | {new Share(choice.ModelRight, choice.Texts)} | "
            + $"{new Share(choice.CommonestRight, choice.Texts)} | {of.Count(o => o.ModelIsRight && !o.ScriptIsRight):N0} | "
            + $"{of.Count(o => !o.ModelIsRight && o.ScriptIsRight):N0} | {(choice.UsesModel ? "model" : choice.Commonest)} |");

    private static string Line(string dataset, LanguageOutcome[] of)
    {
        string languages = string.Join(", ", of.CountBy(o => o.Actual).OrderBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Key} {l.Value:N0}")));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {dataset} | {languages} | {new Share(of.Count(o => o.ModelIsRight), of.Length)} | "
                + $"{new Share(of.Count(o => o.ScriptIsRight), of.Length)} |");
    }

    private static string Line(string language, LanguageOutcome[] own, List<LanguageOutcome> all)
    {
        int right = own.Count(o => o.Guess.Language == language);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {language} | {own.Length:N0} | {new Share(right, own.Length)} | "
                + $"{new Share(right, all.Count(o => o.Guess.Language == language))} | "
                + $"{100.0 * own.Count(o => o.Guess.Language == LanguageModel.Unsure) / own.Length:0.0} |");
    }
}
