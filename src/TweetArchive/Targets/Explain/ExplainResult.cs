using System.Globalization;
using System.Text.Json;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Targets.Explain;

/// <summary>
/// One mention as <see cref="TargetExplainer"/> tells it. <c>MatchStart</c> counts the code points before the match in the text; it
/// is null where the match is not in the text.
/// </summary>
public sealed record ExplainedMention(
    string TargetId, string Alias, string Field, string Decision, string Rule, string MatchedText, int? MatchStart)
{
    /// <summary>How the name declines; empty for a listed spelling.</summary>
    public string Paradigm { get; init; } = "";

    public string Sense { get; init; } = "";

    /// <summary>The rule of rules.tsv that spoke; empty for none.</summary>
    public string SenseRule { get; init; } = "";

    /// <summary>Which terms of context_terms.tsv this alias looks at; empty for none.</summary>
    public string ContextId { get; init; } = "";
}

/// <summary>A form that is not a mention, and why: a rule of rules.tsv, or a longer word.</summary>
public sealed record ExplainedRejection(string TargetId, string Alias, string MatchedText, string Rule);

/// <summary>A URL, mention or hashtag as found; <paramref name="Start"/> counts bytes.</summary>
public sealed record ExplainedEntity(string Kind, string Text, int Start);

/// <summary>A context term or block phrase that is in the text.</summary>
public sealed record ExplainedTerm(string ContextId, string Role, string Term);

/// <summary>Why a text is, or is not, tagged.</summary>
public sealed record ExplainResult(
    string Text, string Language, string FoldedText, IReadOnlyList<ExplainedEntity> Entities,
    IReadOnlyList<ExplainedMention> Mentions, IReadOnlyList<ExplainedTerm> ContextTerms, IReadOnlyList<ExplainedTerm> BlockedPhrases)
{
    /// <summary>Forms that were found and are not a mention.</summary>
    public IReadOnlyList<ExplainedRejection> Rejections { get; init; } = [];

    /// <summary>The same as a release sees it that is searched for these targets only.</summary>
    public ExplainResult Asked(AskedTargets asked) => asked.All ? this : this with
    {
        Mentions = [.. Mentions.Where(m => asked.Contains(m.TargetId))],
        Rejections =
        [
            .. Rejections,
            .. Mentions.Where(m => !asked.Contains(m.TargetId)).Select(m => new ExplainedRejection(
                m.TargetId, m.Alias, m.MatchedText,
                $"a {m.Decision}, but not searched for: no target of {string.Join(", ", asked.Groups)}")),
        ],
    };

    /// <summary>Terms of the contexts that a mention was decided by; the others are in the text and took no part.</summary>
    private IEnumerable<ExplainedTerm> DecidingTerms()
    {
        HashSet<string> contexts = [.. Mentions.Where(m => m.Rule.EndsWith("_context", StringComparison.Ordinal))
            .Select(ContextOf)];
        return ContextTerms.Where(t => contexts.Contains(t.ContextId));
    }

    private static string ContextOf(ExplainedMention mention) =>
        mention.ContextId.Length > 0 ? mention.ContextId : MatcherBuilder.GeneralContext;

    /// <summary>For people.</summary>
    public void WriteText(TextWriter writer)
    {
        foreach (ExplainedMention m in Mentions)
        {
            string where = m.MatchStart is int start ? " at " + start.ToString(CultureInfo.InvariantCulture) : "";
            string name = m.Paradigm.Length > 0 ? $" ({m.Sense}{(m.Paradigm == "=" ? "" : $", declined as {m.Paradigm}")})" : "";
            string rule = m.SenseRule.Length > 0 ? $" ({m.SenseRule} of rules.tsv)" : "";
            writer.WriteLine(
                $"{m.Decision,-9} {m.TargetId}: alias '{m.Alias}'{name} in {m.Field} as '{m.MatchedText}'{where}, rule {m.Rule}{rule}");
        }

        if (Mentions.Count == 0)
            writer.WriteLine("no mention");
        foreach (ExplainedRejection r in Rejections)
            writer.WriteLine($"not       {r.TargetId}: alias '{r.Alias}' as '{r.MatchedText}', {r.Rule}");
        writer.WriteLine($"text      {Text}");
        if (Language.Length > 0)
            writer.WriteLine($"language  {Language}");
        writer.WriteLine($"folded    {FoldedText}");
        foreach (ExplainedEntity entity in Entities)
            writer.WriteLine($"{entity.Kind,-8}  {entity.Text}");
        foreach (ExplainedTerm term in BlockedPhrases)
            writer.WriteLine($"block     {term.Term} ({term.ContextId}): takes away what it overlaps");
        ExplainedTerm[] deciding = [.. DecidingTerms()];
        foreach (ExplainedTerm term in deciding)
            writer.WriteLine($"context   {term.Term} ({term.ContextId} {term.Role})");
        // What is positive is a word of the context, or else a name: there is no third thing.
        foreach (ExplainedMention m in Mentions.Where(m => m.Rule.EndsWith("_positive_context", StringComparison.Ordinal)
            && !deciding.Any(t => t.Role == "positive" && t.ContextId == ContextOf(m))))
            writer.WriteLine($"context   for '{m.MatchedText}': another name in the text that is sure");
    }

    /// <summary>One JSON object: <c>text</c> and <c>mentions[]</c> (contract of <c>targets explain --json</c>).</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("text", Text);
        writer.WriteStartArray("mentions");
        foreach (ExplainedMention m in Mentions)
        {
            writer.WriteStartObject();
            writer.WriteString("target_id", m.TargetId);
            writer.WriteString("alias", m.Alias);
            writer.WriteString("field", m.Field);
            writer.WriteString("decision", m.Decision);
            writer.WriteString("rule", m.Rule);
            writer.WriteString("matched_text", m.MatchedText);
            if (m.MatchStart is int start)
                writer.WriteNumber("match_start", start);
            else
                writer.WriteNull("match_start");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
