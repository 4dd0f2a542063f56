using System.Globalization;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Coding;

/// <summary>The page of Markdown that `tweetarchive evaluate` writes about labels of a sample.</summary>
internal static class CodingText
{
    public static string Write(
        CodingLabels labels, IReadOnlyList<CodedUnit> units, IReadOnlyList<Estimate> estimates, IReadOnlyList<Coverage> coverage, int seed)
    {
        var text = new StringBuilder();
        int coded = units.Count(u => u.Answer != CodedAs.Open);
        Line(text, $"# How accurate the counts are");
        Line(text, $"Made by `tweetarchive evaluate` from the labels of {string.Join(", ", labels.Coders)}, of the sample "
            + $"{labels.Sample}: {coded:N0} of {units.Count:N0} sampled tweets have a label. Brackets are 95% intervals; "
            + $"docs/coding.md says how they are made.");
        if (coded < units.Count)
            Line(text, $"{Counted.Of(units.Count - coded, "tweet without a label is", "tweets without a label are")} treated as a "
                + $"random part of their strata, since the page shows tweets in a random order.");
        bool several = units.Select(u => u.Stratum.TargetId).Where(t => t.Length > 0).Distinct().Count() > 1;
        if (several && units.Count(u => u.LacksWhom) is > 0 and int without)
            Line(text, $"{Counted.Of(without, "answer is", "answers are")} \"yes\" without whom the tweet mentions, or the "
                + $"coders do not agree on whom: counted as unclear for each target.");
        Agreement(text, labels, units);
        Line(text, $"\n## The true counts\n");
        foreach (var target in estimates.GroupBy(e => (e.Dataset, e.TargetId)))
            Sentence(text, target.Key.Dataset, target.Key.TargetId, [.. target]);
        Line(text, $"\n## Precision and recall\n");
        Line(text, $"| dataset | target | of | by | | tweets | read | yes | unclear | true, % | true mentions "
            + $"|\n|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (Estimate e in estimates)
        {
            string share = e.IsUnread ? "not read" : e.Share is { } s
                ? string.Create(CultureInfo.InvariantCulture, $"{100 * s.Value:0.0} ({100 * s.Lower:0.0}–{100 * s.Upper:0.0})")
                : "";
            string count = e.IsUnread ? "not read" : e.Count is { } c
                ? string.Create(CultureInfo.InvariantCulture, $"{c.Value:N0} ({Math.Floor(c.Lower):N0}–{Math.Ceiling(c.Upper):N0})")
                : "";
            Line(text, $"| {Cell(e.Dataset)} | {Cell(e.TargetId)} | {e.Measure} | {e.By} | {Cell(e.Value)} | {e.Population:N0} | "
                + $"{e.Coded:N0} | {e.Yes:N0} | {e.Unclear:N0} | {share} | {count} |");
        }

        Simulated(text, coverage, seed);
        return text.ToString();
    }

    private const string AllEqual = "Alpha is not defined where all labels are equal: it compares agreement with what chance makes, "
        + "and with one answer alone chance makes all of it. That all are equal is then all that can be said.";

    private const string RareAnswer = "An alpha near 0 next to a high share of equal labels means that nearly all labels say the same: "
        + "the others are rare, and agreement by chance is nearly as high. It does not say that the coders disagree; it "
        + "says that these tweets cannot show whether they would agree on the rare answer.";

    private static void Agreement(StringBuilder text, CodingLabels labels, IReadOnlyList<CodedUnit> units)
    {
        Line(text, $"\n## Agreement\n");
        if (labels.Coders.Count < 2)
        {
            Line(text, $"One coder: how far people agree is not known. Let a second one read the same page and give both files.");
            return;
        }

        Line(text, $"Krippendorff's alpha, nominal (yes, no, unclear); 0.8 is usually asked for, 0.667 is the least for tentative "
            + $"conclusions (Krippendorff 2004). Units are those with at least two labels.\n");
        List<string> notes = [];
        Line(text, $"| target | units | equal, % | alpha |\n|---|---|---|---|");
        foreach (string? target in units.Select(u => u.Stratum.TargetId).Distinct().Order(StringComparer.Ordinal).Append(null))
        {
            var alpha = KrippendorffAlpha.Of(labels.Ratings(target));
            string name = target is null ? "**all**" : target.Length == 0 ? "tweets without a mention" : Cell(target);
            string value = alpha.Alpha is not { } a ? "not defined: all labels are equal"
                : alpha.Lower is null ? string.Create(CultureInfo.InvariantCulture, $"{a:0.000}, too few units for an interval")
                : string.Create(CultureInfo.InvariantCulture, $"{a:0.000} ({alpha.Lower:0.000}–{alpha.Upper:0.000})");
            if (alpha is { Units: > 0, Alpha: null } && !notes.Contains(AllEqual))
                notes.Add(AllEqual);
            else if (alpha is { Alpha: <= 0.2, Agreement: >= 0.8 } && !notes.Contains(RareAnswer))
                notes.Add(RareAnswer);
            Line(text, $"| {name} | {alpha.Units:N0} | {100 * alpha.Agreement:0.0} | {(alpha.Units == 0 ? "" : value)} |");
        }

        foreach (string note in notes)
            Line(text, $"\n{note}");
        Line(text, $"\nEstimates below use the label that more than half of a tweet's coders gave, otherwise unclear.");
    }

    private static void Sentence(StringBuilder text, string dataset, string target, Estimate[] rows)
    {
        Estimate? Of(string measure) => Array.Find(rows, r => r.Measure == measure && r.By == "all" && r.Count is not null);
        long tagged = Array.Find(rows, r => r.Measure == "tagged" && r.By == "all")?.Population ?? 0;
        string sentence = $"- {Cell(target)}, {Cell(dataset)}: {Counted.Of(tagged, "tweet")} tagged";
        if (Of("tagged") is { } t)
            sentence += $"; {Range(t)} of them are true mentions";
        if (Of("candidate") is { } c)
            sentence += $", {Range(c)} more are among the candidates";
        sentence += Of("missed") is { } m
            ? $", and {Range(m)} more were missed"
                + string.Create(CultureInfo.InvariantCulture, $" among the {m.Population:N0} tweets in which it was not found")
            : ". How many were missed is not known: no tweets without a mention were sampled";
        if (Of("mentions") is { } all)
            sentence += $". Together that is {Range(all)} true mentions";
        if (Array.Find(rows, r => r.Measure == "recall")?.Share is { } recall)
            sentence += string.Create(
                CultureInfo.InvariantCulture, $"; recall {100 * recall.Value:0.0}% ({100 * recall.Lower:0.0}–{100 * recall.Upper:0.0})");
        Line(text, $"{sentence}.");
    }

    private static void Simulated(StringBuilder text, IReadOnlyList<Coverage> coverage, int seed)
    {
        if (coverage.Count == 0)
            return;
        Line(text, $"\n## Simulated coders\n");
        Line(text, $"Populations of the sizes and with the shares estimated above were sampled as this sample was, "
            + $"{coverage[0].Samples:N0} times each (seed {seed}), and coded without error. Held: intervals with the truth in them; "
            + $"95% is what they promise.\n");
        Line(text, $"| dataset | target | of | truth | held, % | mean width |\n|---|---|---|---|---|---|");
        foreach (Coverage c in coverage)
        {
            bool isShare = c.Measure == "recall";
            string truth = c.Truth.ToString(isShare ? "0.000" : "N0", CultureInfo.InvariantCulture),
                width = c.Width.ToString(isShare ? "0.000" : "N0", CultureInfo.InvariantCulture);
            Line(text, $"| {Cell(c.Dataset)} | {Cell(c.TargetId)} | {c.Measure} | {truth} | {100 * c.Rate:0.0} | {width} |");
        }
    }

    /// <summary>Both ends as whole tweets, outwards.</summary>
    private static string Range(Estimate e) => e.IsUnread
        ? "an unknown number (none was read)"
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(e.Count?.Lower ?? 0):N0} to {Math.Ceiling(e.Count?.Upper ?? 0):N0}");

    private static string Cell(string name) => name.Replace('|', '/');

    private static void Line(StringBuilder text, InvariantText line) =>
        text.Append(line.ToString()).Append('\n');
}
