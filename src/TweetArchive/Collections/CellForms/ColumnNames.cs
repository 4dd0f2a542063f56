using System.Collections.Frozen;
using System.Text;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>Names of a table's columns, and what programs add to them.</summary>
internal static class ColumnNames
{
    private const int MostOnStack = 128;

    // Of a column that both tables have, pandas and R call the first table's so; the other's is not the tweets'.
    private static readonly string[] JoinEndings = ["_x", ".x", "_left"];

    private static readonly FrozenDictionary<string, string> OwnByLetters =
        TweetColumns.NameArray.DistinctBy(Letters).ToFrozenDictionary(Letters, StringComparer.Ordinal);

    /// <summary>As they are written, without marks and quotes around them.</summary>
    public static string[] Of(TableParser header) =>
        [.. Enumerable.Range(0, header.Count).Select(i => Encoding.UTF8.GetString(header[i]).Trim().Trim('\uFEFF', '"'))];

    /// <summary>Of a table without a header: 1, 2, 3 …</summary>
    public static string[] Numbers(int count) =>
        [.. Enumerable.Range(1, count).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>
    /// The releases' names for columns that are called the same except for capitals, blanks and marks (<c>Tweet ID</c>).
    /// </summary>
    public static string[] Own(string[] names) => [.. names.Select(name => OwnByLetters.GetValueOrDefault(Letters(name), name))];

    /// <summary>Without the name of the table that all have before them: <c>tweets.tweetid</c>, as Hive and SQL write it.</summary>
    public static string[] WithoutTable(string[] names)
    {
        int point = names[0].LastIndexOf('.') + 1;
        return point > 1 && names.All(n => n.Length > point && n.AsSpan(0, point).SequenceEqual(names[0].AsSpan(0, point)))
            ? [.. names.Select(n => n[point..])] : names;
    }

    /// <summary>
    /// The releases' columns without what a join of tables adds: <c>user_screen_name_x</c> next to <c>user_screen_name_y</c>.
    /// </summary>
    public static string[] WithoutJoin(string[] names)
    {
        string[]? changed = null;
        for (int i = 0; i < names.Length; i++)
        {
            foreach (string ending in JoinEndings)
            {
                if (!names[i].EndsWith(ending, StringComparison.Ordinal))
                    continue;
                string name = names[i][..^ending.Length];
                if (TweetColumns.NameArray.Contains(name) && !names.Contains(name))
                    (changed ??= [.. names])[i] = name;
            }
        }

        return changed ?? names;
    }

    /// <summary>A name without capitals, blanks and marks.</summary>
    public static string Letters(string name)
    {
        // Every object of a JSON file is asked for the names of every known program, most of which are letters alone.
        if (!name.AsSpan().ContainsAnyExceptInRange('a', 'z'))
            return name;
        Span<char> letters = stackalloc char[Math.Min(name.Length, MostOnStack)];
        if (name.Length > letters.Length)
            letters = new char[name.Length];
        int length = 0;
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c))
                letters[length++] = char.ToLowerInvariant(c);
        }

        return new string(letters[..length]);
    }

    /// <summary>A table has all of these names, or one of those with a bar between.</summary>
    public static bool Meets(string[] needed, Func<string, bool> has) =>
        Array.TrueForAll(needed, n => n.Contains('|') ? n.Split('|').Any(has) : has(n));

    /// <summary>A place in a header, in any case; −1 for none.</summary>
    public static int Place(string[] header, string name) =>
        Array.FindIndex(header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
}
