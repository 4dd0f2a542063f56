using TweetArchive.Collections.CellForms;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>The known tables.</summary>
internal static class CsvLayouts
{
    // The one with most columns first, where one table has all columns of another.
    private static readonly CsvLayout[] All = [TwarcCsv.Layout, .. FiveThirtyEight.Layouts, NbcNews.Layout, .. CollectorLayouts.Tables];

    /// <summary>The known table with this header; null if there is none.</summary>
    public static CsvLayout? Find(string[] header)
    {
        var names = new HashSet<string>(header, StringComparer.OrdinalIgnoreCase);
        return All.FirstOrDefault(l => ColumnNames.Meets(l.Needed, names.Contains));
    }

    /// <summary>
    /// The same for a header with other capitals, blanks and marks in its names (<c>Tweet Id</c>, <c>user_id_str</c> for
    /// <c>user.id_str</c>), which are then those of the table.
    /// </summary>
    public static CsvLayout? FindLoosely(ref string[] header)
    {
        HashSet<string> letters = [.. header.Select(ColumnNames.Letters)];
        foreach (CsvLayout layout in All)
        {
            if (!ColumnNames.Meets(layout.Needed, n => letters.Contains(ColumnNames.Letters(n))))
                continue;
            string[] loosened = Loosened(header, layout);
            // Of names that are only nearly a program's, the tweets' id must be one: it may be under another name.
            if (layout is { Collector: not null, TweetIdOptional: false } && !layout.Columns(loosened).Contains(TweetColumn.TweetId))
                continue;
            header = loosened;
            return layout;
        }

        return null;
    }

    /// <summary>The names of a layout in the place of those that are the same except for capitals, blanks and marks.</summary>
    public static string[] Loosened(string[] header, CsvLayout layout)
    {
        string[] names = layout.Collector is { } collector ? [.. collector.Needed.SelectMany(n => n.Split('|')), .. collector.Names]
            : layout.Needed;
        ILookup<string, string> byLetters = names.ToLookup(ColumnNames.Letters, StringComparer.Ordinal);
        return [.. header.Select(name => ColumnNames.Place(names, name) >= 0 || name.StartsWith('_') ? name
            : byLetters[ColumnNames.Letters(name)].FirstOrDefault(n => ColumnNames.Place(header, n) < 0) ?? name)];
    }
}
