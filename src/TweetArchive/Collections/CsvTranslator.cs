using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>Cells of one table into those of the archives. One for each reader.</summary>
internal abstract class CsvTranslator
{
    /// <summary>Cells that could not be read and are null, by <see cref="TweetColumn"/>.</summary>
    public long[] Unreadable { get; } = new long[TweetColumns.Count];

    private bool lost;

    protected void AddUnreadable(TweetColumn column)
    {
        Unreadable[(int)column]++;
        lost = true;
    }

    /// <summary>What was counted since this was last asked, which is forgotten.</summary>
    public IEnumerable<(TweetColumn Column, long Count)> TakeUnreadable()
    {
        if (!lost)
            return [];
        lost = false;
        (TweetColumn, long)[] found =
            [.. Enumerable.Range(0, TweetColumns.Count).Where(c => Unreadable[c] > 0).Select(c => ((TweetColumn)c, Unreadable[c]))];
        Array.Clear(Unreadable);
        return found;
    }

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
    /// <summary>The collector's layout that this is; null for a table that has a separate translator.</summary>
    public CollectorLayout? Collector { get; init; }

    /// <inheritdoc cref="CollectorLayout.Guessed"/>
    public bool Guessed => Collector is { Guessed: true };

    /// <summary>Columns whose values the names of folders have; null for none.</summary>
    public FolderValues? Folders { get; private init; }

    /// <summary>The same with what the names of folders have and a header lacks.</summary>
    public CsvLayout With(string sourceName, string[] header) => new FolderValues(sourceName, Columns(header)) is { Any: true } folders
        ? this with { Folders = folders, Columns = names => Columns(names).Concat(folders.Columns).ToHashSet() }
        : this;

    /// <summary>One of a header's columns has the times of the tweets.</summary>
    public bool HasTimes(string[] header) => Collector is not { } collector || collector.Rules.Any(r =>
        r.Columns[0] == TweetColumn.TweetTime && r.From.Any(f => f.All(n => CsvLayouts.Place(header, n) >= 0)));

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
        return All.FirstOrDefault(l => Meets(l.Needed, n => names.Contains(n.ToLowerInvariant())));
    }

    /// <summary>
    /// The same for a header with other capitals, blanks and marks in its names (<c>Tweet Id</c>, <c>user_id_str</c> for
    /// <c>user.id_str</c>), which are then those of the table.
    /// </summary>
    public static CsvLayout? FindLoosely(ref string[] header)
    {
        string[] letters = [.. header.Select(ColumnNames.Letters)];
        foreach (CsvLayout layout in All)
        {
            if (!Meets(layout.Needed, n => letters.Contains(ColumnNames.Letters(n))))
                continue;
            header = Loosened(header, layout);
            return layout;
        }

        return null;
    }

    /// <summary>The names of a layout in the place of those that are the same except for capitals, blanks and marks.</summary>
    public static string[] Loosened(string[] header, CsvLayout layout)
    {
        string[] names = layout.Collector is { } collector ? [.. collector.Needed.SelectMany(n => n.Split('|')), .. collector.Names]
            : layout.Needed;
        return [.. header.Select(name => Place(names, name) >= 0 || name.StartsWith('_') ? name
            : names.FirstOrDefault(n => ColumnNames.Letters(n) == ColumnNames.Letters(name) && Place(header, n) < 0) ?? name)];
    }

    /// <summary>A table has all of these names, or one of those with a bar between.</summary>
    public static bool Meets(string[] needed, Func<string, bool> has) => Array.TrueForAll(needed, n => n.Split('|').Any(has));

    /// <summary>A place in a header, in any case; −1 for none.</summary>
    public static int Place(string[] header, string name) =>
        Array.FindIndex(header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
}
