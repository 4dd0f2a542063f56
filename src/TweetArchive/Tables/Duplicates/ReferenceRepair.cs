using TweetArchive.Dataset.Parquet;
using TweetArchive.Tweets;

namespace TweetArchive.Tables.Duplicates;

/// <summary>
/// The last columns of tweets.parquet: what was found of references that were rounded, and by which way. The archive's own
/// columns stay as they are.
/// </summary>
internal static class ReferenceRepair
{
    /// <summary>A count for each column of <see cref="ReferenceIds.Columns"/> and way, those left as they are included.</summary>
    public static readonly string[] Outcomes = [
        .. ReferenceIds.Columns.SelectMany(c => new[] { Name(c) + ":url", Name(c) + ":neighbour", Name(c) + ":left" })];

    private const int Ways = 3;
    private const int Url = 0;
    private const int Neighbour = 1;
    private const int Left = 2;

    private static readonly byte[][] Labels = [.. Outcomes.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Adds the rounded ids of a row that only a neighbour could repair.</summary>
    /// <param name="row">A <see cref="TweetsTable"/>.</param>
    public static void AddQuestions(ReadOnlySpan<byte> row, List<long> rounded)
    {
        int mask = TweetsTable.RoundedReferences(row);
        for (int i = 0; mask >> i != 0; i++)
        {
            if ((mask >> i & 1) != 0 && !TryLink(row, ReferenceIds.Columns[i], out long id, out bool askNeighbours, out _) && askNeighbours)
                rounded.Add(id);
        }
    }

    /// <summary>Appends the repaired ids and how they were found.</summary>
    /// <param name="row">A <see cref="TweetsTable"/>.</param>
    /// <param name="neighbours">Null where no reference of the file is rounded.</param>
    /// <param name="repaired">By <see cref="ReferenceIds.Columns"/>.</param>
    /// <param name="ways">Takes how each was found.</param>
    /// <param name="counts">By <see cref="Outcomes"/>.</param>
    public static void Append(ReadOnlySpan<byte> row, NeighbourIds? neighbours, LongBuffer[] repaired, TextListBuffer ways, long[] counts)
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

            int way = Find(row, ReferenceIds.Columns[i], neighbours, out long id);
            counts[(Ways * i) + way]++;
            if (way == Left)
            {
                repaired[i].AppendNull();
                continue;
            }

            repaired[i].Append(id);
            ways.AppendItem(Labels[(Ways * i) + way]);
        }

        ways.EndList();
    }

    private static int Find(ReadOnlySpan<byte> row, TweetColumn column, NeighbourIds? neighbours, out long id)
    {
        if (TryLink(row, column, out long rounded, out bool askNeighbours, out id))
            return Url;
        // A tweet refers to others, never to itself.
        return askNeighbours && neighbours is not null && neighbours.TryGet(rounded, out id)
            && !(Cells.TryParseId(TweetsTable.Cell(row, TweetColumn.TweetId), out long own, out _) && own == id) ? Neighbour : Left;
    }

    /// <param name="askNeighbours">The rounded id is near enough to the true one for that.</param>
    private static bool TryLink(ReadOnlySpan<byte> row, TweetColumn column, out long rounded, out bool askNeighbours, out long id)
    {
        ReadOnlySpan<byte> cell = TweetsTable.Cell(row, column);
        id = 0;
        askNeighbours = false;
        if (!Cells.TryParseId(cell, out rounded, out _) || ReferenceIds.Slack(cell) is not { } slack)
            return false;
        bool found = ReferenceIds.TryFindInLinks(TweetsTable.Cell(row, TweetColumn.Urls), rounded, slack, out id, out bool several);
        // Half of the distance is left for what the float itself did.
        askNeighbours = !several && slack <= ReferenceIds.NeighbourDistance / 2;
        return found;
    }

    private static string Name(TweetColumn column) => TweetColumns.Names[(int)column];
}
