using System.Text;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// Tables and JSON whose straight quotes an editor or a word processor made into those of typographers. They are not read: where texts
/// have such quotes too, nobody can tell where a cell ends.
/// </summary>
internal static class TypographicQuotes
{
    private const int Looked = 64 * 1024;
    private const int MostLines = 200;

    // One text in ten has the separator in it in any file of texts.
    private const int OneIn = 10;
    private const int FewestBroken = 2;
    private const string Marks = "“”„‟«»‘’‚";

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>A sentence; null for everything else.</summary>
    /// <param name="head">The first bytes, in UTF-8.</param>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        head = head[..Math.Min(head.Length, Looked)];
        // The first bytes of these marks; the releases have them in few texts and quote these.
        if (head.IndexOfAny((byte)0xE2, (byte)0xC2) < 0)
            return null;
        string[] lines = Encoding.UTF8.GetString(head).TrimStart().Split('\n', MostLines + 1);
        string first = lines[0].TrimEnd('\r');
        if (first.Length == 0)
            return null;
        string rest = first.TrimStart('{', '[', ' ', '\t');
        if (rest.Length < first.Length)
            return rest.Length > 0 && IsMark(rest[0]) && rest.Contains(':') ? Told(rest[0]) : null;
        char separator = Separators.MaxBy(s => first.Count(c => c == s));
        string[] names = first.Split(separator, StringSplitOptions.TrimEntries);
        if (names.Length < 2)
            return null;
        if (2 * names.Count(IsQuoted) > names.Length)
            return Told(first[0]);
        string[] broken = [.. lines.Skip(1).SkipLast(1).Where(l => IsBroken(l.TrimEnd('\r'), separator, names.Length))];
        return broken.Length >= FewestBroken && broken.Length * OneIn >= lines.Length ? Told('“') : null;
    }

    /// <summary>A line with too many cells, one of which begins with such a mark and a later one of which ends with one.</summary>
    private static bool IsBroken(string line, char separator, int columns)
    {
        if (line.Contains('"'))
            return false;
        string[] cells = line.Split(separator);
        int opening = Array.FindIndex(cells, c => c.Length > 0 && IsMark(c[0]) && !IsMark(c[^1]));
        return cells.Length > columns && opening >= 0 && cells.Skip(opening + 1).Any(c => c.Length > 0 && IsMark(c[^1]));
    }

    private static bool IsQuoted(string name) => name.Length > 2 && IsMark(name[0]) && IsMark(name[^1]);

    private static bool IsMark(char c) => Marks.Contains(c);

    private static string Told(char mark) => $"the quotes around names and texts are typographic ({mark}…), as word processors and some "
        + "editors make them of straight ones. Texts may have such quotes too, so it cannot be told where one ends. Give the file as it "
        + "was before, or export it again; of a table without commas in its texts, replace them all by straight quotes (\").";
}
