using System.Text.RegularExpressions;

namespace TweetArchive.Tests.Architecture;

/// <summary>One file of a room names another room.</summary>
internal sealed record Arrow(string File, string From, string To);

/// <summary>Reads which rooms a source file names, and which it may name by the tables of docs/design.md.</summary>
internal static partial class ArrowReader
{
    /// <summary>The rooms that <paramref name="source"/> names in a using or by a qualified name; comments do not count.</summary>
    public static IEnumerable<Arrow> Of(string file, string room, string source, IReadOnlyCollection<string> rooms)
    {
        string code = Comment().Replace(source, "");
        IEnumerable<string> named = Qualified().Matches(code).Select(m => m.Groups[1].Value)
            .Concat(Relative().Matches(code).Select(m => m.Groups[1].Value));
        return named.Where(n => n != room && rooms.Contains(n)).Distinct(StringComparer.Ordinal).Select(to => new Arrow(file, room, to));
    }

    /// <summary>The rows of the table under a heading: a name in the first column, the names that it may use in the last.</summary>
    public static Dictionary<string, HashSet<string>> Allowed(string markdown, string heading)
    {
        IEnumerable<string> rows = markdown[markdown.IndexOf(heading, StringComparison.Ordinal)..].Split('\n')
            .SkipWhile(l => !l.StartsWith('|')).TakeWhile(l => l.StartsWith('|')).Skip(2);
        return rows.Select(r => r.Split('|')).ToDictionary(
            c => Names(c[1]).Single(), c => Names(c[^2]).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The arrows that are not allowed, one sentence each, in the order of the files.</summary>
    public static IReadOnlyList<string> Wrong(IEnumerable<Arrow> arrows, IReadOnlyDictionary<string, HashSet<string>> allowed) =>
        [.. arrows.Where(a => !allowed[a.From].Contains(a.To)).Select(a => $"{a.File}: {a.From} may not use {a.To}")
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Names(string cell) => Quoted().Matches(cell).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"//.*|""(?:\\.|[^""\\\n])*""")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bTweetArchive\.([A-Z]\w*)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![\w.>)])([A-Z]\w*)\.[A-Z]\w*")]
    private static partial Regex Relative();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
