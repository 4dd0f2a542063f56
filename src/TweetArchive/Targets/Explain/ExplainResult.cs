using System.Globalization;
using System.Text.Json;

namespace TweetArchive.Targets.Explain;

/// <summary>
/// One mention as <see cref="TargetExplainer"/> tells it. <c>MatchStart</c> counts the code points before the match in the text; it
/// is null where the match is not in the text.
/// </summary>
public sealed record ExplainedMention(
    string TargetId, string Alias, string Field, string Decision, string Rule, string MatchedText, int? MatchStart);

/// <summary>A URL, mention or hashtag as found; <paramref name="Start"/> counts bytes.</summary>
public sealed record ExplainedEntity(string Kind, string Text, int Start);

/// <summary>A context term or block phrase that stands in the text.</summary>
public sealed record ExplainedTerm(string ContextId, string Role, string Term);

/// <summary>Why a text is, or is not, tagged.</summary>
public sealed record ExplainResult(
    string Text, string Language, string FoldedText, IReadOnlyList<ExplainedEntity> Entities,
    IReadOnlyList<ExplainedMention> Mentions, IReadOnlyList<ExplainedTerm> ContextTerms, IReadOnlyList<ExplainedTerm> BlockedPhrases)
{
    /// <summary>For people.</summary>
    public void WriteText(TextWriter writer)
    {
        writer.WriteLine($"text      {Text}");
        if (Language.Length > 0)
            writer.WriteLine($"language  {Language}");
        writer.WriteLine($"folded    {FoldedText}");
        foreach (ExplainedEntity entity in Entities)
            writer.WriteLine($"{entity.Kind,-8}  {entity.Text}");
        foreach (ExplainedTerm term in BlockedPhrases)
            writer.WriteLine($"block     {term.Term} ({term.ContextId}): takes away what it overlaps");
        foreach (ExplainedTerm term in ContextTerms)
            writer.WriteLine($"context   {term.Term} ({term.ContextId} {term.Role})");
        if (Mentions.Count == 0)
            writer.WriteLine("no mention");
        foreach (ExplainedMention m in Mentions)
        {
            string where = m.MatchStart is int start ? " at " + start.ToString(CultureInfo.InvariantCulture) : "";
            writer.WriteLine($"{m.Decision,-9} {m.TargetId}: alias '{m.Alias}' in {m.Field} as '{m.MatchedText}'{where}, rule {m.Rule}");
        }
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
