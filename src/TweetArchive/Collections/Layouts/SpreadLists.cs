namespace TweetArchive.Collections.Layouts;

/// <summary>
/// Lists that a table has as a column for each item, with its number: <c>hashtags_1</c>, <c>hashtags_2</c> (MATLAB, SPSS),
/// <c>hashtags.0</c>, <c>hashtags[0]</c>, <c>hashtags/0</c>.
/// </summary>
internal static class SpreadLists
{
    /// <summary>Places of the columns with the items of the list that the rule fills; none for what is not a list.</summary>
    public static int[] Places(LayoutRule rule, string[] header)
    {
        if (!ExplodedLook.Lists.Contains(rule.Columns[0]))
            return [];
        foreach (string[] from in rule.From)
        {
            int[] places = from.Length > 1 ? [] : [.. Enumerable.Range(0, header.Length).Where(i => IsItem(header[i], from[0]))];
            if (places.Length > 0)
                return places;
        }

        return [];
    }

    /// <summary>Some list of the releases is spread so.</summary>
    public static bool Any(string[] header) => CollectorLayouts.Release.Rules.Any(r => Places(r, header).Length > 0);

    private static bool IsItem(string name, string list)
    {
        if (name.Length < list.Length + 2 || !name.StartsWith(list, StringComparison.OrdinalIgnoreCase))
            return false;
        ReadOnlySpan<char> rest = name.AsSpan(list.Length);
        return rest[0] is '_' or '.' or '[' or '/' && rest[1..].TrimEnd(']') is { IsEmpty: false } number
            && number.IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
