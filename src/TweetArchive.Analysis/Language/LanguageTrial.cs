using TweetArchive.Analysis.Learning;

namespace TweetArchive.Analysis.Language;

/// <summary>A text that was not learned from, and what was answered.</summary>
/// <param name="Account">Its number in <see cref="AccountIndex"/>.</param>
/// <param name="ByScript">The commonest language of its script in what was learned from.</param>
/// <param name="Majority">The commonest language of all.</param>
internal sealed record LanguageOutcome(int Account, string Actual, Script Script, LanguageGuess Guess, string ByScript, string Majority)
{
    public bool ModelIsRight => Guess.Language == Actual;

    public bool ScriptIsRight => ByScript == Actual;
}

/// <summary>Tests the model on rows whose accounts and near copies it has not learned from.</summary>
internal static class LanguageTrial
{
    /// <summary>Each row once, by a model of the other folds.</summary>
    public static List<LanguageOutcome> ByFolds(LearningProgram learning, LanguageRow[] rows, Folds folds, CancellationToken cancelled)
    {
        List<LanguageOutcome> outcomes = [];
        for (int fold = 0; fold < Folds.Count; fold++)
        {
            cancelled.ThrowIfCancellationRequested();
            (int[] train, int[] test) = folds[fold];
            outcomes.AddRange(Test(learning, rows, train, test));
        }

        return outcomes;
    }

    public static Folds FoldsOf(LanguageRow[] rows, CancellationToken cancelled)
    {
        var text = new LanguageText();
        return new Folds([.. rows.Select(r => r.Account)], [.. rows.Select(r => text.Read(r.Text))], cancelled);
    }

    /// <summary>Empty where nothing can be learned or tested.</summary>
    public static List<LanguageOutcome> Test(LearningProgram learning, LanguageRow[] rows, int[] train, int[] test)
    {
        if (test.Length == 0 || LanguageModel.Train(learning, [.. train.Select(i => rows[i])]) is not { } model)
            return [];
        var text = new LanguageText();
        string majority = Commonest(train.Select(i => rows[i].Language));
        Dictionary<Script, string> ofScript = CommonestByScript(train.Select(i => rows[i]));
        return [.. test.Select(i =>
        {
            Script script = ScriptOf(rows[i], text);
            return new LanguageOutcome(
                rows[i].Account, rows[i].Language, script, model.Tell(rows[i].Text, text),
                ofScript.GetValueOrDefault(script, majority), majority);
        })];
    }

    public static Dictionary<Script, string> CommonestByScript(IEnumerable<LanguageRow> rows)
    {
        var text = new LanguageText();
        return rows.GroupBy(r => ScriptOf(r, text)).ToDictionary(g => g.Key, g => Commonest(g.Select(r => r.Language)));
    }

    private static string Commonest(IEnumerable<string> languages) =>
        languages.GroupBy(l => l).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    private static Script ScriptOf(LanguageRow row, LanguageText text)
    {
        text.Read(row.Text);
        return text.Script;
    }
}
