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
    public DayOrders Days { get; set; }

    /// <summary>Of the first records: receives their times as they are written; null for nobody.</summary>
    public TimeWitnesses? Witnesses { get; set; }

    /// <summary>Times whose numbers tell another order of the day than that in which the file is read.</summary>
    public long OtherDayOrders { get; private set; }

    /// <inheritdoc cref="CellWriter.Set"/>
    protected bool Write(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell)
    {
        if (column is TweetColumn.TweetTime or TweetColumn.AccountCreationDate && !cell.IsEmpty)
        {
            Span<byte> ascii = stackalloc byte[ForeignDigits.Longest];
            ReadOnlySpan<byte> plain = CellWriter.Plain(column, cell, ascii);
            Witnesses?.Note(column, plain);
            OtherDayOrders += IsOfOtherOrder(plain, Days.Of(column)) ? 1 : 0;
        }

        return CellWriter.Set(to, column, cell, Days);
    }

    private static bool IsOfOtherOrder(ReadOnlySpan<byte> time, DayOrder order)
    {
        const int LongestNumber = 2;
        int mark = time.IndexOfAny((byte)'/', (byte)'-');
        return mark is > 0 and <= LongestNumber && TimeForms.TryLook(time, out WrittenTime written) && written.Told is { } told
            && told != order;
    }

    /// <summary>
    /// What the cell of a column is read as; null where it holds a text or is not used. For what the first records tell of the file.
    /// </summary>
    public abstract TweetColumn? ColumnAt(int place);

    public abstract void Translate(CsvCells row, TweetCells to);
}
