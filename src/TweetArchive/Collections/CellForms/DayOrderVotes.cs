using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>In which order the numbers of days are written: one above 12 says so, or the time that the tweetid holds.</summary>
internal sealed class DayOrderVotes
{
    private const long TwoDays = 2 * 86_400_000L;

    private int monthFirst;
    private int dayFirst;

    public DayOrder Result => dayFirst > monthFirst ? DayOrder.DayFirst : DayOrder.MonthFirst;

    /// <summary>Some time told it.</summary>
    public bool Any => dayFirst + monthFirst > 0;

    /// <summary>Ids told it.</summary>
    public bool ById { get; private set; }

    /// <param name="time">The cell of a time.</param>
    /// <param name="tweetId">That of the id next to it; may be empty.</param>
    public void Take(ReadOnlySpan<byte> time, ReadOnlySpan<byte> tweetId)
    {
        if (time.Length < 6 || time[..3].IndexOfAny((byte)'/', (byte)'-', (byte)'.') < 0
            || !TimeForms.TryParse(time, DayOrder.MonthFirst, out long month) || !TimeForms.TryParse(time, DayOrder.DayFirst, out long day))
            return;
        if (month == day)
        {
            int separator = time.IndexOfAny((byte)'/', (byte)'-', (byte)'.');
            if (Cells.TryParseCount(time[..separator].TrimStart(" \"'"u8), out long first) && first > 12)
                dayFirst++;
            else if (time[(separator + 1)..].IndexOfAny((byte)'/', (byte)'-', (byte)'.') is > 0 and int second
                && Cells.TryParseCount(time.Slice(separator + 1, second), out long number) && number > 12)
                monthFirst++;
            return;
        }

        if (!Cells.TryParseId(IdForms.Bare(tweetId), out long tweet, out _) || !TweetTime.TryGet(tweet, out long held))
            return;
        ById = true;
        dayFirst += Math.Abs(day - held) < TwoDays ? 1 : 0;
        monthFirst += Math.Abs(month - held) < TwoDays ? 1 : 0;
    }
}
