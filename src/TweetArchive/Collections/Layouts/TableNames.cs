using TweetArchive.Collections.CellForms;
using TweetArchive.Csv;

namespace TweetArchive.Collections.Layouts;

/// <summary>Which known table a header is of.</summary>
internal static class TableNames
{
    public static readonly CsvLayout Tweets = CollectorLayouts.Release.AsTable();

    public static readonly CsvLayout Users = new("users", ["userid", "user_screen_name", "account_creation_date"],
        h => CollectorLayouts.Release.Fills(h), h => new LayoutTranslator(CollectorLayouts.Release, h));

    /// <summary>The known table that has these columns; null for none.</summary>
    public static CsvLayout? Find(string[] header, CollectorLayout? columns, out bool users)
    {
        users = false;
        if (columns is not null)
            return ColumnNames.Meets(columns.Needed, n => ColumnNames.Place(header, n) >= 0) ? columns.AsTable() : null;
        bool Has(string name) => ColumnNames.Place(header, name) >= 0;
        if (Has("tweetid") && Has("tweet_text"))
            return Tweets;
        users = Users.Needed.All(Has) && !Has("tweetid") && !Has("tweet_text");
        return users ? Users : CsvLayouts.Find(header);
    }

    /// <summary>The table of a known program, of which the user gives some columns and not the text; null for any other.</summary>
    /// <param name="written">Names as they are in the file, for those that the user gives.</param>
    public static CsvLayout? OfProgram(string[] header, string[] written, CollectorLayout? columns) =>
        columns is { ByNumber: false } && Find(header, null, out _)?.Collector is { } program
            ? program.With(columns.Given, name => ColumnNames.Place(written, name) is >= 0 and int at ? header[at] : name).AsTable() : null;

    /// <summary>These are the columns of a known program, if perhaps with other capitals and marks.</summary>
    public static bool IsKnown(string[] header)
    {
        Rename(ref header, null);
        return Find(header, null, out _) is { Guessed: false };
    }

    /// <summary>A header in the middle of the file: the table that it begins, or null.</summary>
    public static CsvLayout? Next(string[] header, CsvLayout before)
    {
        CsvLayout? layout = Find(header, null, out _);
        return layout is null || (layout == Users) != (before == Users) ? null : layout;
    }

    /// <summary>
    /// Names of the columns without what programs add to them, if they are not known as they are. True if they were changed.
    /// </summary>
    public static bool Rename(ref string[] header, CollectorLayout? columns)
    {
        string[] given = header;
        if (columns is null)
            header = ColumnNames.WithoutJoin(header);
        if (Find(header, columns, out _) is null or { Guessed: true })
        {
            string[] bare = ColumnNames.WithoutTable(header);
            header = Find(bare, columns, out _) is { Guessed: false } ? bare : ColumnNames.Own(bare);
            if (columns is null && Find(header, columns, out _) is null or { Guessed: true })
                CsvLayouts.FindLoosely(ref header);
            else if (columns is null)
                header = Fuller(header, bare);
        }
        else if (columns is null && Find(header, columns, out _) is { Collector: not null } known)
        {
            header = CsvLayouts.Loosened(header, known);
        }

        if (columns is null)
            header = ColumnNames.WithoutJoin(header);
        return !ReferenceEquals(header, given) && !header.SequenceEqual(given);
    }

    /// <summary>
    /// The id and the text alone may be called as the releases call them, if with blanks: what another known table fills more columns of is
    /// that table.
    /// </summary>
    private static string[] Fuller(string[] own, string[] written)
    {
        string[] loose = written;
        return CsvLayouts.FindLoosely(ref loose) is { } other && Find(own, null, out _) is { } found && found == Tweets
            && Filled(other, loose) > Filled(found, own) ? loose : own;
    }

    /// <summary>How many columns a table fills, with its own times before those that ids hold.</summary>
    private static int Filled(CsvLayout layout, string[] header) => layout.Columns(header).Count + (layout.HasTimes(header) ? 1 : 0);

    /// <summary>The names in a record that may be a header, as they are known.</summary>
    public static string[] Names(TableParser parser)
    {
        string[] names = ColumnNames.Of(parser);
        Rename(ref names, null);
        return names;
    }
}
