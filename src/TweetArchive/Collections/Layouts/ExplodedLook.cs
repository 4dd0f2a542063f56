using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>
/// Tells whether a table has a row for each item of a list (<c>explode</c> of pandas, <c>UNNEST</c> of SQL): the same tweet in rows that
/// follow each other, alike except for the list.
/// </summary>
internal sealed class ExplodedLook
{
    /// <summary>Lists have a row for each item: their columns.</summary>
    public static readonly TweetColumn[] Lists =
        [TweetColumn.Hashtags, TweetColumn.Urls, TweetColumn.UserMentions, TweetColumn.PollChoices];

    private readonly SortedSet<TweetColumn> found = [];
    private byte[][] before = [];

    public IReadOnlyCollection<TweetColumn> Found => found;

    /// <summary>Looks at the next record.</summary>
    /// <param name="shift">Cells before the first that the header names.</param>
    /// <param name="columns">What they are read as, by place.</param>
    public void Take(TableParser record, int shift, TweetColumn?[] columns)
    {
        int id = Array.IndexOf(columns, TweetColumn.TweetId);
        if (id < 0)
            return;
        if (before.Length == columns.Length && record[id + shift].IsEmpty && before[id].Length > 0)
        {
            TakeItems(record, shift, columns);
            return;
        }

        if (before.Length == columns.Length && !record[id + shift].IsEmpty && record[id + shift].SequenceEqual(before[id]))
            Compare(record, shift, columns);
        Keep(record, shift, columns.Length);
    }

    // A file's first bytes have hundreds of records: arrays are kept as long as they are of the right length.
    private void Keep(TableParser record, int shift, int count)
    {
        if (before.Length != count)
            before = [.. Enumerable.Repeat<byte[]>([], count)];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> cell = record[i + shift];
            if (before[i].Length == cell.Length)
                cell.CopyTo(before[i]);
            else
                before[i] = cell.ToArray();
        }
    }

    /// <summary>OpenRefine leaves blank in further rows what is not a list.</summary>
    private void TakeItems(TableParser record, int shift, TweetColumn?[] columns)
    {
        TweetColumn[] filled = [.. columns.Where((_, i) => !record[i + shift].IsEmpty).OfType<TweetColumn>()];
        if (filled.Length > 0 && filled.All(c => Lists.Contains(c)))
            found.UnionWith(filled);
    }

    private void Compare(TableParser record, int shift, TweetColumn?[] columns)
    {
        var differ = new List<TweetColumn>();
        for (int i = 0; i < columns.Length; i++)
        {
            if (record[i + shift].SequenceEqual(before[i]))
                continue;
            // A number of the row, or a column that is not read, may differ.
            if (columns[i] is not { } column)
                continue;
            if (!Lists.Contains(column))
                return;
            differ.Add(column);
        }

        found.UnionWith(differ);
    }
}
