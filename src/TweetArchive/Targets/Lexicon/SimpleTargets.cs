using System.Text;
using System.Text.RegularExpressions;

namespace TweetArchive.Targets;

/// <summary>
/// A person's own targets in a simple form: two columns, target and alias, as TSV or CSV, or one alias a line. What else a lexicon says of
/// an alias follows from its form: @name is a handle, #name a hashtag, name.org a domain, NATO an acronym that needs its capitals,
/// everything else a name. The result is the form of lexicon.tsv.
/// </summary>
internal static partial class SimpleTargets
{
    private static readonly string[] columns =
        ["target_id", "alias", "language", "script", "kind", "ambiguity", "note", "source", "match", "polarity", "context_id", "evidence"];

    [GeneratedRegex(@"^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$")]
    private static partial Regex Domain();

    [GeneratedRegex("^[A-Z][A-Z0-9]{1,5}$")]
    private static partial Regex Acronym();

    /// <summary>The file in the form of lexicon.tsv; its own bytes if it has that form, or that of names.tsv.</summary>
    /// <exception cref="LexiconException">It is not UTF-8, or columns are missing; the message names all of them.</exception>
    /// <param name="path">The file.</param>
    /// <param name="remark">What was understood of its first line, where a person should see it; otherwise null.</param>
    public static byte[] Read(string path, out string? remark)
    {
        remark = null;
        byte[] bytes = File.ReadAllBytes(path);
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new LexiconException($"{path}: not valid UTF-8. Save the file as UTF-8 text.");
        }

        string[] lines = [.. text.Split('\n').Select(l => l.TrimEnd('\r'))];
        int first = Array.FindIndex(lines, l => !IsRemark(l));
        if (first < 0)
            throw new LexiconException($"{path}: the file has no alias. Write one a line, or two columns: target, alias.");
        char divider = lines[first].Contains('\t', StringComparison.Ordinal) ? '\t'
            : lines[first].Contains(';', StringComparison.Ordinal) && !lines[first].Contains(',', StringComparison.Ordinal) ? ';' : ',';
        string[] header = [.. Cells(lines[first], divider).Select(c => c.Trim().ToLowerInvariant())];
        if (divider == '\t' && (header.Contains("sense") || columns.All(header.Contains)))
            return bytes;
        bool named = header.Any(h => columns.Contains(h) || h is "target" or "name");
        int[] places = named ? Places(path, header) : Unnamed(header.Length);
        remark = named ? Ignored(path, header) : Understood(path, Cells(lines[first], divider), first + 1);
        var canonical = new StringBuilder(string.Join('\t', columns)).Append('\n');
        // Lines keep their numbers, for messages.
        for (int i = 1; i < lines.Length + (named ? 0 : 1); i++)
        {
            string line = lines[named ? i : i - 1];
            if (i < first + (named ? 1 : 0) || IsRemark(line))
                canonical.Append('\n');
            else
                Append(canonical, Cells(line, divider), places, Path.GetFileNameWithoutExtension(path));
        }

        return Encoding.UTF8.GetBytes(canonical.ToString());
    }

    /// <summary>A blank line, or one that begins with a number sign and a blank: without the blank it is a hashtag.</summary>
    private static bool IsRemark(string line) => string.IsNullOrWhiteSpace(line) || line.StartsWith("# ", StringComparison.Ordinal);

    /// <summary>Places of the columns of lexicon.tsv; −1 for one that is not there.</summary>
    private static int[] Places(string path, string[] header)
    {
        int[] places = [.. columns.Select(c => Array.IndexOf(header, c))];
        if (places[0] < 0)
            places[0] = Array.IndexOf(header, "target");
        if (places[1] < 0)
            places[1] = Array.IndexOf(header, "name");
        string[] missing = [.. columns.Take(2).Where((_, i) => places[i] < 0)];
        // A list of aliases with a head is of one target, which the file is named after.
        if (missing.Length > 0 && !(missing is ["target_id"] && header.Length == 1))
            throw new LexiconException($"{path}: line 1: missing: {string.Join(", ", missing)}. Two columns are enough, target_id and "
                + $"alias; it has: {string.Join(", ", header)}.");
        return places;
    }

    private static string? Ignored(string path, string[] header)
    {
        string[] unknown = [.. header.Where(h => h.Length > 0 && !columns.Contains(h) && h is not ("target" or "name"))];
        return unknown.Length == 0 ? null : $"{path}: not read, since no such columns are known: {string.Join(", ", unknown)}. The columns "
            + $"that a list may have are {string.Join(", ", columns)}.";
    }

    /// <summary>A first line that names no column is data, or a header in other words: only its writer can tell.</summary>
    private static string Understood(string path, string[] cells, int line)
    {
        string what = cells.Length == 1 ? $"the alias '{cells[0].Trim()}' of the target '{Id(Path.GetFileNameWithoutExtension(path))}'"
            : $"the target '{cells[0].Trim()}' and its alias '{cells[1].Trim()}'"
                + (cells.Length > 2 ? $"; the columns after the second ({cells.Length - 2}) are not read" : "");
        return $"{path}: line {line} names no column, so it is read as data: {what}. If it is a header, call its columns target and alias.";
    }

    private static int[] Unnamed(int cells) => [.. columns.Select((_, i) => cells == 1 ? (i == 1 ? 0 : -1) : i < 2 ? i : -1)];

    private static void Append(StringBuilder to, string[] cells, int[] places, string target)
    {
        string Cell(int column) => places[column] >= 0 && places[column] < cells.Length ? cells[places[column]].Trim() : "";

        string alias = Cell(1);
        (string kind, string match, string text) = alias.StartsWith('@') ? ("handle", "handle", alias[1..])
            : alias.StartsWith('#') ? ("hashtag", "hashtag", alias[1..])
            : Domain().IsMatch(alias) ? ("domain", "domain", Bare(alias))
            : Acronym().IsMatch(alias) ? ("acronym", "cs_acronym", alias)
            : ("name", "token", alias);
        string[] row = [Or(Cell(0), Id(target)), text, Or(Cell(2), "und"), Cell(3), Or(Cell(4), kind), Or(Cell(5), "low"), Cell(6),
            Cell(7), Or(Cell(8), match), Or(Cell(9), "neutral"), Cell(10), Cell(11)];
        to.AppendJoin('\t', row.Select(c => c.Replace('\t', ' '))).Append('\n');
    }

    private static string Bare(string domain) => domain.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? domain[4..] : domain;

    private static string Or(string cell, string otherwise) => cell.Length > 0 ? cell : otherwise;

    /// <summary>A file's name as the id of a target.</summary>
    private static string Id(string name) =>
        string.Concat(name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '_')).Trim('_');

    /// <summary>RFC 4180 for commas and semicolons; a tab divides and nothing is quoted.</summary>
    private static string[] Cells(string line, char divider)
    {
        if (divider == '\t')
            return line.Split('\t');
        List<string> cells = [];
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == divider && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
