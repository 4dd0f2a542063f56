using System.Globalization;

namespace TweetArchive.Query;

/// <summary>Values and names as SQL.</summary>
internal static class Sql
{
    /// <summary>A text as a literal. A zero character, which a literal cannot hold, is put in by its number.</summary>
    public static string Text(string text)
    {
        string literal = $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return text.Contains('\0', StringComparison.Ordinal) ? $"({literal.Replace("\0", "' || chr(0) || '", StringComparison.Ordinal)})"
            : literal;
    }

    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Files as a table; a path with a glob's characters in it stays that path.</summary>
    public static string Parquet(IReadOnlyList<string> files, string options = "") =>
        $"read_parquet({List(files.Select(PlainPath))}{options})";

    /// <summary>A path whose <c>*</c>, <c>?</c> and <c>[</c> represent themselves.</summary>
    public static string PlainPath(string path) =>
        path.AsSpan().IndexOfAny("*?[") < 0 ? path : string.Concat(path.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : c.ToString()));
}
