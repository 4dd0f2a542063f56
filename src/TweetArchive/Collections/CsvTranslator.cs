using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>Cells of one table into those of the archives. One for each reader.</summary>
internal abstract class CsvTranslator
{
    /// <summary>Cells that could not be read and are null, by <see cref="TweetColumn"/>.</summary>
    public long[] Unreadable { get; } = new long[TweetColumns.Count];

    /// <summary>In which order the numbers of a day are written, where they alone do not tell.</summary>
    public DayOrder Days { get; set; } = DayOrder.MonthFirst;

    /// <summary>
    /// What the cell of a column is read as; null where it holds a text or is not used. For what the first records tell of the file.
    /// </summary>
    public abstract TweetColumn? ColumnAt(int place);

    public abstract void Translate(CsvCells row, TweetCells to);
}

/// <summary>A known table: how it is recognised and what it can fill.</summary>
/// <param name="Needed">Columns by which it is recognised; all must be there, others may be.</param>
/// <param name="Columns">The archives' columns that it can fill, of those that a header has.</param>
/// <param name="Translator">Makes a translator for a header.</param>
/// <param name="TweetIdOptional">It has tweets without an id.</param>
internal sealed record CsvLayout(string Name, string[] Needed, Func<string[], IReadOnlySet<TweetColumn>> Columns,
    Func<string[], CsvTranslator> Translator, bool TweetIdOptional = false)
{
    public CsvLayout(string name, string[] needed, IReadOnlySet<TweetColumn> columns, Func<string[], CsvTranslator> translator,
        bool tweetIdOptional = false)
        : this(name, needed, _ => columns, translator, tweetIdOptional)
    {
    }
}

/// <summary>The known tables.</summary>
internal static class CsvLayouts
{
    // The one with most columns first, where one table has all columns of another.
    private static readonly CsvLayout[] All = [TwarcCsv.Layout, .. FiveThirtyEight.Layouts, NbcNews.Layout, .. CollectorLayouts.Tables];

    /// <summary>The known table with this header; null if there is none.</summary>
    public static CsvLayout? Find(string[] header)
    {
        string[] names = [.. header.Select(h => h.ToLowerInvariant())];
        return All.FirstOrDefault(l => l.Needed.All(n => names.Contains(n.ToLowerInvariant())));
    }

    /// <summary>A place in a header, in any case; −1 for none.</summary>
    public static int Place(string[] header, string name) =>
        Array.FindIndex(header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
}
