using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>What was met while a table was translated; for the manifest.</summary>
internal sealed class TranslationCounts
{
    /// <summary>What the names of cells that could not be read begin with.</summary>
    public const string UnreadableKey = "unreadable:";

    public const string OtherSeparatorsKey = "other_separators";

    /// <summary>Times whose numbers tell another order of the day than that in which the file is read.</summary>
    public const string OtherDayOrderKey = "other_day_order";

    private readonly List<CsvTranslator> translators = [];
    private readonly Dictionary<string, long> unreadableObjects = [];

    /// <summary>Cells that were a word for nothing.</summary>
    public long NothingCells { get; set; }

    /// <summary>Rows that were taken together with the one before, as of the same tweet.</summary>
    public long JoinedRows { get; set; }

    /// <summary>Headers in the middle of the file with other columns or in another order.</summary>
    public long OtherHeaders { get; set; }

    /// <summary>Rows with other separators than the header has.</summary>
    public long OtherSeparators { get; set; }

    /// <summary>Cells that could not be read and are null, by column.</summary>
    public IEnumerable<(TweetColumn Column, long Count)> Unreadable =>
        Enumerable.Range(0, TweetColumns.Count).Select(c => ((TweetColumn)c, translators.Sum(t => t.Unreadable[c])))
            .Where(c => c.Item2 > 0);

    /// <summary>For the manifest.</summary>
    public IReadOnlyDictionary<string, long> ByName
    {
        get
        {
            var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
            if (NothingCells > 0)
                counts.Add("words_for_nothing", NothingCells);
            if (JoinedRows > 0)
                counts.Add("joined_rows", JoinedRows);
            if (OtherHeaders > 0)
                counts.Add("other_headers", OtherHeaders);
            if (OtherSeparators > 0)
                counts.Add(OtherSeparatorsKey, OtherSeparators);
            if (translators.Sum(t => t.OtherDayOrders) is > 0 and long others)
                counts.Add(OtherDayOrderKey, others);
            foreach ((TweetColumn column, long count) in Unreadable)
                counts.Add(UnreadableKey + TweetColumns.NameArray[(int)column], count);
            foreach ((string name, long count) in unreadableObjects)
                counts.Add(UnreadableKey + name, count);
            return counts;
        }
    }

    /// <summary>Of a table with objects in its cells: one could not be read and is null.</summary>
    /// <param name="name">Of the column, in the table.</param>
    public void AddUnreadable(string name) => unreadableObjects[name] = unreadableObjects.GetValueOrDefault(name) + 1;

    public void Add(CsvTranslator translator) => translators.Add(translator);
}
