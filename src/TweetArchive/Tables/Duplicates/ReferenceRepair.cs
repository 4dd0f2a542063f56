using TweetArchive.Dataset.Parquet;
using TweetArchive.Tweets;

namespace TweetArchive.Tables.Duplicates;

/// <summary>
/// The last columns of tweets.parquet: what the tweet's own links say of references that were rounded. The archive's
/// own columns stay as they are.
/// </summary>
internal static class ReferenceRepair
{
    /// <summary>
    /// A count for each column of <see cref="ReferenceIds.Columns"/>: those repaired by a link, and those left as they are.
    /// </summary>
    public static readonly string[] Outcomes = [.. ReferenceIds.Columns.SelectMany(c => new[] { Name(c) + ":url", Name(c) + ":left" })];

    private static readonly byte[][] Labels = [.. Outcomes.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Appends the repaired ids and how they were found.</summary>
    /// <param name="row">A <see cref="TweetsTable"/>.</param>
    /// <param name="repaired">By <see cref="ReferenceIds.Columns"/>.</param>
    /// <param name="ways">Takes how each was found.</param>
    /// <param name="counts">By <see cref="Outcomes"/>.</param>
    public static void Append(ReadOnlySpan<byte> row, LongBuffer[] repaired, TextListBuffer ways, long[] counts)
    {
        int mask = TweetsTable.RoundedReferences(row);
        ways.BeginList();
        for (int i = 0; i < ReferenceIds.Columns.Length; i++)
        {
            if ((mask >> i & 1) == 0)
            {
                repaired[i].AppendNull();
                continue;
            }

            int outcome = 2 * i;
            if (TryLink(row, ReferenceIds.Columns[i], out long id))
            {
                repaired[i].Append(id);
                ways.AppendItem(Labels[outcome]);
            }
            else
            {
                repaired[i].AppendNull();
                outcome++;
            }

            counts[outcome]++;
        }

        ways.EndList();
    }

    private static bool TryLink(ReadOnlySpan<byte> row, TweetColumn column, out long id)
    {
        ReadOnlySpan<byte> cell = TweetsTable.Cell(row, column);
        id = 0;
        return Cells.TryParseId(cell, out long rounded, out _) && ReferenceIds.Slack(cell) is { } slack
            && ReferenceIds.TryFindInLinks(TweetsTable.Cell(row, TweetColumn.Urls), rounded, slack, out id, out _);
    }

    private static string Name(TweetColumn column) => TweetColumns.Names[(int)column];
}
