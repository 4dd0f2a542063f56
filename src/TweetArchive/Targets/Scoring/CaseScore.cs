using System.Globalization;
using TweetArchive.Targets.Explain;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Targets.Scoring;

/// <summary>What became of one case; <paramref name="Problem"/> is empty when it is right.</summary>
public sealed record CaseResult(ScoredCase Case, string Problem, string Mechanism, int Expected, int Found, int WrongTags);

/// <summary>Checks a lexicon with cases: recall of what must be tagged, tags that must not be, by kind and by language.</summary>
public static class CaseScore
{
    /// <param name="asked">Other targets are neither looked for nor expected; null for all.</param>
    public static IReadOnlyList<CaseResult> Score(TargetMatcher matcher, IEnumerable<ScoredCase> cases, AskedTargets? asked = null)
    {
        var explainer = new TargetExplainer(matcher);
        var parents = matcher.Lexicon.Targets.Where(t => t.CountsFor.Length > 0)
            .ToDictionary(t => t.Id, t => t.CountsFor, StringComparer.Ordinal);
        return [.. cases.Select(one => Judge(Found(one), Expected(one), parents))];

        ExplainResult Found(ScoredCase one)
        {
            ExplainResult result = explainer.Explain(one.Text, one.Language);
            return asked is null ? result : result.Asked(asked);
        }

        ScoredCase Expected(ScoredCase one) => asked is null ? one
            : one with { MustTag = [.. one.MustTag.Where(asked.Contains)], MustMention = [.. one.MustMention.Where(asked.Contains)] };
    }

    /// <summary>Tables by kind and by language, then every failure with what was found instead.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<CaseResult> results)
    {
        int right = results.Count(r => r.Problem.Length == 0), wrong = results.Count(r => r.WrongTags > 0);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{right} of {results.Count} cases right ({100.0 * right / Math.Max(1, results.Count):0.0}%), {wrong} with a wrong tag"));
        WriteTable(writer, "kind", results.GroupBy(r => r.Case.Kind));
        WriteTable(writer, "language", results.GroupBy(r => r.Case.Language));
        WriteTable(writer, "mechanism of the failures", results.Where(r => r.Problem.Length > 0).GroupBy(r => r.Mechanism));
        foreach (CaseResult result in results.Where(r => r.Problem.Length > 0))
            writer.WriteLine(
                $"{result.Case.Id}\t{result.Case.Language}\t{result.Case.Kind}\t{result.Problem}\t{result.Case.Text.ReplaceLineEndings(
                " ")}");
    }

    private static void WriteTable(TextWriter writer, string name, IEnumerable<IGrouping<string, CaseResult>> groups)
    {
        writer.WriteLine();
        writer.WriteLine($"| {name} | cases | right | must be tagged | tagged | wrong tags |");
        writer.WriteLine("|---|---|---|---|---|---|");
        foreach (IGrouping<string, CaseResult> group in groups.OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {group.Key} | {group.Count()} | {group.Count(r => r.Problem.Length == 0)} | {group.Sum(r => r.Expected)} | "
                    + $"{group.Sum(r => r.Found)} | {group.Sum(r => r.WrongTags)} |"));
        }
    }

    private static CaseResult Judge(ExplainResult result, ScoredCase one, Dictionary<string, string> parents)
    {
        var tagged = result.Mentions.Where(m => m.Decision == "tag").Select(m => m.TargetId).ToHashSet(StringComparer.Ordinal);
        var mentioned = result.Mentions.Select(m => m.TargetId).ToHashSet(StringComparer.Ordinal);
        // CIA counts for the United States as well.
        var tags = tagged.Concat(tagged.Where(parents.ContainsKey).Select(t => parents[t])).ToHashSet(StringComparer.Ordinal);
        var mentions = mentioned.Concat(mentioned.Where(parents.ContainsKey).Select(t => parents[t])).ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. one.MustTag.Where(t => !tags.Contains(t)), .. one.MustMention.Where(t => !mentions.Contains(t))];
        string[] wrong = one.MustNot.Contains("*") ? [.. tagged] : [.. one.MustNot.Where(tagged.Contains)];
        string problem = string.Join("; ", missing.Select(t => $"lacks {t}{(mentions.Contains(t) ? " (candidate)" : "")}")
            .Concat(wrong.Select(t =>
                $"wrongly tags {t} by "
                + $"'{string.Join("', '", result.Mentions.Where(m => m.TargetId == t && m.Decision == "tag").Select(
                m => m.MatchedText))}'")));
        return new CaseResult(
            one, problem, Mechanism(result, missing, wrong), one.MustTag.Count, one.MustTag.Count(tags.Contains), wrong.Length);
    }

    /// <summary>Which rule spoke in a failure, or that no form was found.</summary>
    private static string Mechanism(ExplainResult result, string[] missing, string[] wrong)
    {
        string? target = wrong.Concat(missing).FirstOrDefault();
        if (target is null)
            return "";
        ExplainedMention? mention = result.Mentions.FirstOrDefault(m => m.TargetId == target);
        return (wrong.Length > 0 ? "wrong tag: " : "not tagged: ") + (mention?.Rule ?? "no form or rejected");
    }
}
