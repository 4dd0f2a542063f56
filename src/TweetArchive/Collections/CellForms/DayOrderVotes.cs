using System.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// In which order the numbers of days are written in one column: one above 12 says so, or the time that the tweetid holds, or ids that were
/// counted one by one and so rise with the times.
/// </summary>
internal sealed class DayOrderVotes
{
    private const long MillisPerDay = 86_400_000;
    private const long TwoDays = 2 * MillisPerDay;
    // Of the days that follow each other by the ids: by the true order all are in turn, except for a tweet or two about midnight.
    private const int FewestTurns = 5;
    private const int OneOutOfTurn = 20;
    private const int FewestOutOfTurn = 2;

    private readonly List<(long Id, long Month, long Day)> counted = [];
    private int monthFirst;
    private int dayFirst;

    public DayOrder Order => dayFirst > monthFirst ? DayOrder.DayFirst : DayOrder.MonthFirst;

    /// <summary>Some cell told it.</summary>
    public bool Any => dayFirst + monthFirst > 0;

    /// <summary>Cells that tell the other order.</summary>
    public int Against => Math.Min(dayFirst, monthFirst);

    public int Votes => dayFirst + monthFirst;

    /// <summary>What told it, for people.</summary>
    public string By { get; private set; } = "numbers above 12";

    /// <summary>A cell whose day is another in the other order, and whose id does not tell; null for none.</summary>
    public string? Open { get; private set; }

    /// <param name="cell">The cell of a time.</param>
    /// <param name="written">How it is written.</param>
    /// <param name="tweetId">The id next to it; 0 for none.</param>
    public void Take(ReadOnlySpan<byte> cell, WrittenTime written, long tweetId)
    {
        if (written.Told is { } told)
        {
            Vote(told);
            return;
        }

        if (!written.IsOpen || !TimeForms.TryParse(cell, DayOrder.MonthFirst, out long month)
            || !TimeForms.TryParse(cell, DayOrder.DayFirst, out long day))
            return;
        bool holds = TweetTime.TryGet(tweetId, out long held);
        if (holds && Math.Min(Math.Abs(day - held), Math.Abs(month - held)) < TwoDays)
        {
            Vote(Math.Abs(day - held) < Math.Abs(month - held) ? DayOrder.DayFirst : DayOrder.MonthFirst);
            By = "the times in the tweetids";
            return;
        }

        Open ??= Encoding.UTF8.GetString(cell);
        if (tweetId > 0 && !holds)
            counted.Add((tweetId, month, day));
    }

    /// <summary>Looks at the order of the ids, where no single cell told.</summary>
    public void Close()
    {
        if (Any)
            return;
        counted.Sort();
        int[] turns = [.. Enumerable.Range(1, Math.Max(0, counted.Count - 1)).Where(i =>
            counted[i].Month / MillisPerDay != counted[i - 1].Month / MillisPerDay)];
        int months = turns.Count(i => counted[i].Month < counted[i - 1].Month);
        int days = turns.Count(i => counted[i].Day < counted[i - 1].Day);
        if (turns.Length < FewestTurns || Math.Min(months, days) * OneOutOfTurn > turns.Length
            || Math.Max(months, days) < Math.Max(FewestOutOfTurn, turns.Length / FewestTurns))
            return;
        Vote(days < months ? DayOrder.DayFirst : DayOrder.MonthFirst);
        By = "the order of the tweetids";
    }

    private void Vote(DayOrder order)
    {
        dayFirst += order == DayOrder.DayFirst ? 1 : 0;
        monthFirst += order == DayOrder.MonthFirst ? 1 : 0;
    }
}
