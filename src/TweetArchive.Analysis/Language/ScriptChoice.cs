using System.Globalization;

namespace TweetArchive.Analysis.Language;

/// <summary>How languages of a script are told: by the model where it is better than saying the commonest, otherwise by that.</summary>
/// <param name="Commonest">The commonest language of the script in the sample.</param>
/// <param name="Texts">Of the script, on which both were tried without having learned from them.</param>
internal sealed record ScriptChoice(Script Script, string Commonest, int Texts, int ModelRight, int CommonestRight, bool UsesModel)
{
    /// <summary>One-sided 5% of the normal distribution.</summary>
    private const double Normal = 1.645;

    /// <summary>Share of the texts of which the commonest language is right.</summary>
    public double CommonestShare => CommonestRight / (double)Math.Max(1, Texts);

    /// <summary>
    /// The model is used where it is right on more texts than the commonest language by more than chance makes (McNemar's test of the texts
    /// on which only one of the two is right, 5%, one-sided). Each language counts by its rows in the sample, so rare ones count more than
    /// in the archive.
    /// </summary>
    public static IReadOnlyList<ScriptChoice> Of(IReadOnlyList<LanguageRow> rows, IReadOnlyList<LanguageOutcome> outcomes)
    {
        ILookup<Script, LanguageOutcome> byScript = outcomes.ToLookup(o => o.Script);
        return [.. LanguageTrial.CommonestByScript(rows).OrderBy(s => s.Key).Select(s =>
        {
            LanguageOutcome[] of = [.. byScript[s.Key]];
            int better = of.Count(o => o.ModelIsRight && !o.ScriptIsRight), worse = of.Count(o => !o.ModelIsRight && o.ScriptIsRight);
            return new ScriptChoice(s.Key, s.Value, of.Length, of.Count(o => o.ModelIsRight), of.Count(o => o.ScriptIsRight),
                better - worse > Normal * Math.Sqrt(better + worse));
        })];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Script}: {(UsesModel ? "model" : "commonest, " + Commonest)} (model right {ModelRight} of {Texts}, commonest {CommonestRight})");
}
