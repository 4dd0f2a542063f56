using TweetArchive.Analysis.Learning;

namespace TweetArchive.Analysis.Language;

/// <summary>What a model makes of a text.</summary>
/// <param name="Language">A language of the training rows, or <c>und</c>.</param>
/// <param name="Best">The likeliest language, even where that is not likely enough to say it.</param>
/// <param name="Confidence">The model's probability of its best language among those that the script allows; 0 where there is none.</param>
/// <param name="ByModel">Whether the model was asked, rather than the script alone.</param>
internal readonly record struct LanguageGuess(string Language, string Best, double Confidence, bool ByModel = true);

/// <summary>Tells the language of a text; to be shared by threads.</summary>
internal sealed class LanguageModel
{
    public const string Unsure = "und";

    /// <summary>Below this confidence the answer is <see cref="Unsure"/>.</summary>
    public const double LeastConfidence = 0.6;

    private readonly string[] languages;
    private readonly MulticlassModel model;

    private LanguageModel(string[] languages, MulticlassModel model) => (this.languages, this.model) = (languages, model);

    /// <summary>Learns from the rows; null where they are of fewer than two languages: there is nothing to tell apart.</summary>
    public static LanguageModel? Train(LearningProgram learning, IReadOnlyList<LanguageRow> rows)
    {
        string[] languages = [.. rows.Select(r => r.Language).Distinct().Order(StringComparer.Ordinal)];
        if (languages.Length < 2)
            return null;
        var text = new LanguageText();
        List<(int, SparseVector)> features = [
            .. rows.Select(r => (Array.IndexOf(languages, r.Language), text.Features(text.Read(r.Text))))];
        return new LanguageModel(languages, MulticlassModel.Train(learning, features, languages.Length, LanguageText.Size));
    }

    /// <summary>Tells a text's language.</summary>
    /// <param name="tweetText">As released, UTF-8.</param>
    /// <param name="text">The caller's buffers.</param>
    public LanguageGuess Tell(ReadOnlySpan<byte> tweetText, LanguageText text)
    {
        string words = text.Read(tweetText);
        if (text.Letters < LanguageSample.FewestLetters)
            return new LanguageGuess(Unsure, Unsure, 0);
        double[] probabilities = model.Probabilities(text.Features(words));
        int best = -1;
        for (int l = 0; l < languages.Length; l++)
        {
            if (LanguageScripts.Allows(languages[l], text.Scripts) && (best < 0 || probabilities[l] > probabilities[best]))
                best = l;
        }

        if (best < 0)
            return new LanguageGuess(Unsure, Unsure, 0);
        return new LanguageGuess(probabilities[best] >= LeastConfidence ? languages[best] : Unsure, languages[best], probabilities[best]);
    }
}
