using System.Globalization;
using System.Text.RegularExpressions;
using TweetArchive.Targets.Explain;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>
/// Cases of data/targets/matching_cases.tsv and cases.tsv: <c>case_id text_escaped expected must_not why</c>. Expected is
/// <c>target:tag</c> or <c>target:candidate</c>, joined with <c>|</c>, a remark in brackets; must_not names targets that must not be
/// tagged (one expected as candidate must not be tagged either). cases.tsv has a further column, the tweet_language.
/// </summary>
public sealed partial record MatchingCase(string Id, string Text, string[] Expected, string[] MustNot, string Why, string Language)
{
    public static IEnumerable<MatchingCase> Read(string path)
    {
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            if (line.Length == 0)
                continue;
            string[] f = line.Split('\t');
            yield return new MatchingCase(f[0], Unescape(f[1]), Items(f[2]), Items(f[3]), f[4], f.Length > 5 ? f[5] : "");
        }
    }

    /// <summary>What is wrong with the explainer's answer; empty when nothing is.</summary>
    public string Check(TargetExplainer explainer)
    {
        ExplainResult result = explainer.Explain(Text, Language);
        string? Best(string target)
        {
            var own = result.Mentions.Where(m => m.TargetId == target).ToList();
            return own.Count == 0 ? null : own.Exists(m => m.Decision == "tag") ? "tag" : "candidate";
        }

        var wrong = new List<string>();
        foreach (string item in Expected)
        {
            // CIA counts for the United States as well: the case may name either.
            if (item.EndsWith(":tag", StringComparison.Ordinal)
                && result.Mentions.Any(m => m.Decision == "tag"
                    && Shipped.Matcher.Lexicon.Targets.Any(t => t.Id == m.TargetId && t.CountsFor == item.Split(':')[0])))
                continue;
            string[] parts = item.Split(':');
            if (Best(parts[0]) != parts[1])
                wrong.Add($"expected {item}, got {Best(parts[0]) ?? "nothing"}");
        }

        foreach (string target in MustNot)
        {
            if (target == "*" ? result.Mentions.Any(m => m.Decision == "tag") : Best(target) == "tag")
                wrong.Add($"must not tag {target}");
        }

        if (wrong.Count == 0)
            return "";
        var told = new StringWriter(CultureInfo.InvariantCulture);
        result.WriteText(told);
        return $"{Id} ({Why}): {string.Join("; ", wrong)}\n{told}";
    }

    private static string[] Items(string cell) =>
        [.. cell.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(i => Remark().Replace(i, "").Trim())];

    private static string Unescape(string text) => Escape().Replace(text, m =>
        m.Value == "\\n" ? "\n" : m.Value == "\\t" ? "\t" : ((char)Convert.ToInt32(m.Value[2..], 16)).ToString());

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\\u[0-9a-fA-F]{4}|\\n|\\t")]
    private static partial Regex Escape();
}

public sealed class MatchingCasesTests
{
    [Fact]
    public void The_lexicons_own_cases_hold() => AllHold(Path.Combine(Repository.Root, "data", "targets", "matching_cases.tsv"), 27);

    [Fact]
    public void Our_cases_across_scripts_hold()
        => AllHold(Path.Combine(Repository.Root, "tests", "TweetArchive.Tests", "Targets", "Matching", "cases.tsv"), 100);

    private static void AllHold(string path, int atLeast)
    {
        var explainer = new TargetExplainer(Shipped.Matcher);
        var cases = MatchingCase.Read(path).ToList();
        Assert.True(cases.Count >= atLeast, $"only {cases.Count} cases");
        string wrong = string.Join("\n", cases.Select(c => c.Check(explainer)).Where(w => w.Length > 0));
        Assert.True(wrong.Length == 0, wrong);
    }
}
