using System.Globalization;
using System.Text.Json;

namespace TweetArchive.Targets.Scoring;

/// <summary>A text and what must, or must not, be found in it.</summary>
/// <param name="MustTag">Targets that must be tagged.</param>
/// <param name="MustMention">Targets that must be tagged or candidates.</param>
/// <param name="MustNot">Targets that must not be tagged; <c>*</c> is any.</param>
/// <param name="Kind">What the case is about, for the tables; may be empty.</param>
public sealed record ScoredCase(
    string Id, string Text, string Language, IReadOnlyList<string> MustTag, IReadOnlyList<string> MustMention,
    IReadOnlyList<string> MustNot, string Kind)
{
    /// <summary>
    /// Reads cases: JSON lines (id, text, lang, must_tag, must_mention, must_not, kind) or the TSV of matching_cases.tsv.
    /// </summary>
    public static IReadOnlyList<ScoredCase> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length > 0 && lines[0].StartsWith('{'))
            return [.. lines.Where(line => line.Length > 0).Select(FromJson)];
        string[] header = lines.Length > 0 ? lines[0].Split('\t') : [];
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => FromTsv(header, line.Split('\t')))];
    }

    private static ScoredCase FromJson(string line)
    {
        using var json = JsonDocument.Parse(line);
        JsonElement one = json.RootElement;
        string Word(string name) => one.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
        string[] List(string name) =>
            one.TryGetProperty(name, out JsonElement value) ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "")] : [];
        return new ScoredCase(
            Word("id"), Word("text"), Word("lang"), List("must_tag"), List("must_mention"), List("must_not"), Word("kind"));
    }

    private static ScoredCase FromTsv(string[] header, string[] fields)
    {
        string Cell(string name) => Array.IndexOf(header, name) is >= 0 and int at && at < fields.Length ? fields[at] : "";
        string[] expected = [.. Cell("expected").Split('|').Select(Plain).Where(item => item.Contains(':', StringComparison.Ordinal))];
        string[] Of(string decision) =>
            [.. expected.Where(item => item.EndsWith(":" + decision, StringComparison.Ordinal)).Select(item => item.Split(':')[0])];
        string[] any = [.. expected.Where(item => item.Contains(" or ", StringComparison.Ordinal)).Select(item => item.Split(':')[0])];
        return new ScoredCase(Cell("case_id"), Unescape(Cell("text_escaped")), Cell("language"), [.. Of("tag").Except(any)],
            [.. Of("candidate").Concat(any).Distinct()],
            [.. Cell("must_not").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Plain)], Cell("kind"));
    }

    /// <summary>Without the remark in brackets.</summary>
    private static string Plain(string item) => (item.IndexOf('(', StringComparison.Ordinal) is >= 0 and int at ? item[..at] : item).Trim();

    private static string Unescape(string text)
    {
        var plain = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length && text[i] == '\\' ? text[i + 1] : ' ';
            if (next == 'u' && i + 6 <= text.Length)
            {
                plain.Append((char)int.Parse(text.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 5;
            }
            else if (next is 'n' or 't')
            {
                plain.Append(next == 'n' ? '\n' : '\t');
                i++;
            }
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
