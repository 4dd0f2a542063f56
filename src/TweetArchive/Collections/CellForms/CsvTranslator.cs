using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

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
