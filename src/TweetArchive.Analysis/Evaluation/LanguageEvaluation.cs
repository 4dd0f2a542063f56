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
                $"At least two languages with {LanguageSample.FewestRows} different texts each are needed; there are {sample.Languages.Count}. Nothing was tested.");
            return;
        }

        context.Progress.Begin("language: folds");
        var text = new LanguageText();
        LanguageRow[] rows = [.. sample.Rows];
        var folds = new Folds([.. rows.Select(r => r.Account)], [.. rows.Select(r => text.Read(r.Text))], context.Cancelled);
        List<Outcome> outcomes = [];
        for (int fold = 0; fold < Folds.Count; fold++)
        {
            context.Cancelled.ThrowIfCancellationRequested();
            (int[] train, int[] test) = folds[fold];
            outcomes.AddRange(Test(context.Learning, rows, train, test));
        }

        page.Head("### By account and copies");
        page.Text(
            $"{Folds.Count} folds; an account is in one of them, and texts nearly like a tested one (Jaccard ≥ 0.8) are not learned from. {outcomes.Count:N0} texts.");
        Summary(page, outcomes);
        page.Table("language | texts | found, % of its texts | right, % of texts told so | left und, %",
            outcomes.GroupBy(o => o.Actual).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, [.. g], outcomes)));
        Reliability confidence = new();
        foreach (Outcome outcome in outcomes)
            confidence.Add(outcome.Guess.Confidence, outcome.Guess.Best == outcome.Actual);
        page.Text(
            $"Confidence against how often it holds (also below {LanguageModel.LeastConfidence:0.0}, where the answer is und): Brier score {confidence.Brier:0.000}, expected calibration error {100 * confidence.Error:0.0} points.");
        page.Table("confidence | texts | mean, % | right, %", confidence.Lines());

        page.Head("### By time");
        if (TimeSplit.Of([.. rows.Select(r => r.Millis)]) is not { } split)
        {
            page.Text($"All texts are of one month: not tested.");
            return;
        }

        int[] earlier = folds.WithoutCopies(split.Before, split.After);
        page.Text(
            $"Learned from {earlier.Length:N0} texts before {split.Month:yyyy-MM}, without near copies of the tested; tested on {split.After.Length:N0} from then on. Accounts can be on both sides.");
        Summary(page, Test(context.Learning, rows, earlier, split.After));
    }

    private static void Summary(Page page, IReadOnlyCollection<Outcome> outcomes) =>
        page.Table("method | agrees, % of all | agrees, % of those told | told, % | mean F1 of languages",
    [
        Line("model", outcomes, o => o.Guess.Language),
        Line("commonest language of the text's script", outcomes, o => o.ByScript),
        Line("commonest language", outcomes, o => o.Majority),
    ]);

    private static string Line(string method, IReadOnlyCollection<Outcome> outcomes, Func<Outcome, string> said)
    {
        int right = outcomes.Count(o => said(o) == o.Actual), told = outcomes.Count(o => said(o) != LanguageModel.Unsure);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {method} | {new Share(right, outcomes.Count)} | {new Share(right, told)} | {100.0 * told / Math.Max(outcomes.Count, 1):0.0} | {MeanF1(outcomes, said):0.000} |");
    }

    private static double MeanF1(IReadOnlyCollection<Outcome> outcomes, Func<Outcome, string> said)
    {
        string[] languages = [.. outcomes.Select(o => o.Actual).Distinct()];
        return languages.Length == 0 ? 0 : languages.Average(l =>
        {
            int right = outcomes.Count(o => o.Actual == l && said(o) == l),
                of = outcomes.Count(o => o.Actual == l) + outcomes.Count(o => said(o) == l);
            return 2.0 * right / of;
        });
    }

    private static string Line(string language, Outcome[] own, List<Outcome> all)
    {
        int right = own.Count(o => o.Guess.Language == language);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {language} | {own.Length:N0} | {new Share(right, own.Length)} | {new Share(right, all.Count(o => o.Guess.Language == language))} | {100.0 * own.Count(o => o.Guess.Language == LanguageModel.Unsure) / own.Length:0.0} |");
    }

    private static List<Outcome> Test(LearningProgram learning, LanguageRow[] rows, int[] train, int[] test)
    {
        if (test.Length == 0 || LanguageModel.Train(learning, [.. train.Select(i => rows[i])]) is not { } model)
            return [];
        var text = new LanguageText();
        string majority = Commonest(train.Select(i => rows[i].Language));
        Dictionary<int, string> ofScript = train.GroupBy(i => ScriptOf(rows[i], text))
            .ToDictionary(g => g.Key, g => Commonest(g.Select(i => rows[i].Language)));
        return [.. test.Select(
            i => new Outcome(rows[i].Language, model.Tell(rows[i].Text, text),
                ofScript.GetValueOrDefault(ScriptOf(rows[i], text), majority), majority))];
    }

    private static string Commonest(IEnumerable<string> languages) =>
        languages.GroupBy(l => l).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    private static int ScriptOf(LanguageRow row, LanguageText text)
    {
        text.Read(row.Text);
        return text.Scripts.IndexOf(text.Scripts.ToArray().Max());
    }

    private sealed record Outcome(string Actual, LanguageGuess Guess, string ByScript, string Majority);
}
