using System.Globalization;
using TweetArchive.Analysis.Learning;

namespace TweetArchive.Analysis.Language;

/// <summary>
/// Tells languages by the model or, for scripts where that is no better on texts that it has not seen, by the script. To be shared by
/// threads.
/// </summary>
internal sealed class LanguageTeller
{
    private readonly LanguageModel model;
    private readonly Dictionary<Script, ScriptChoice> choices;

    private LanguageTeller(LanguageModel model, IReadOnlyList<ScriptChoice> choices, string byLanguage)
    {
        this.model = model;
        this.choices = choices.ToDictionary(c => c.Script);
        Choices = choices;
        ByLanguage = byLanguage;
    }

    /// <summary>How each script is told, and why.</summary>
    public IReadOnlyList<ScriptChoice> Choices { get; }

    /// <summary>
    /// Of each language, how many of its texts were found and how many of those told so are right, on texts that were not learned from.
    /// </summary>
    public string ByLanguage { get; }

    /// <param name="rows">Of at least two languages.</param>
    public static LanguageTeller Learn(LearningProgram learning, LanguageRow[] rows, CancellationToken cancelled)
    {
        List<LanguageOutcome> outcomes = LanguageTrial.ByFolds(learning, rows, LanguageTrial.FoldsOf(rows, cancelled), cancelled);
        IReadOnlyList<ScriptChoice> choices = ScriptChoice.Of(rows, outcomes);
        Script[] byModel = [.. choices.Where(c => c.UsesModel).Select(c => c.Script)];
        string Said(LanguageOutcome o) => byModel.Contains(o.Script) ? o.Guess.Language : o.ByScript;
        string byLanguage = string.Join("; ", outcomes.GroupBy(o => o.Actual).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            int found = g.Count(o => Said(o) == g.Key), told = outcomes.Count(o => Said(o) == g.Key);
            return string.Create(CultureInfo.InvariantCulture, $"{g.Key} found {found} of {g.Count()}, right {found} of {told}");
        }));
        return new LanguageTeller(LanguageModel.Train(learning, rows)!, choices, byLanguage);
    }

    /// <inheritdoc cref="LanguageModel.Tell"/>
    public LanguageGuess Tell(ReadOnlySpan<byte> tweetText, LanguageText text)
    {
        LanguageGuess guess = model.Tell(tweetText, text);
        if (text.Letters < LanguageSample.FewestLetters)
            return guess with { ByModel = false };
        if (!choices.TryGetValue(text.Script, out ScriptChoice? choice))
            return new LanguageGuess(LanguageModel.Unsure, LanguageModel.Unsure, 0, ByModel: false);
        return choice.UsesModel ? guess : new LanguageGuess(choice.Commonest, choice.Commonest, choice.CommonestShare, ByModel: false);
    }
}
