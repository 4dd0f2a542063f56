namespace TweetArchive.Tweets;

/// <summary>
/// What tweetids say about themselves and about the times next to them (<see cref="TweetTime"/>), counted over sampled tweets.
/// </summary>
/// <param name="Ids">Ids of 17 digits and more.</param>
/// <param name="EndInZeros">Of these, those whose last three digits are zeros: of true ids one in a thousand.</param>
/// <param name="Exact">Of these, those that a 64-bit float holds exactly: of true ids 57 in a hundred or fewer.</param>
/// <param name="Short">Of these, those that have 17 digits and zeros after them: of true ids one in ten or a hundred.</param>
/// <param name="Timed">Tweets whose id holds a time and that have one next to it.</param>
/// <param name="Agreeing">Of these, those whose time is the id's, give or take a minute or two.</param>
/// <param name="Shifted">Of these, those whose time differs from the id's by <see cref="ShiftMinutes"/>, give or take a minute or
/// two.</param>
/// <param name="ShiftedElse">Of these, those whose time differs by another number of quarters of an hour, of a day at most.</param>
/// <param name="Halves">Of those with such a difference, those that differ by twelve hours.</param>
/// <param name="Apart">Of these, those whose time differs by more than a day.</param>
/// <param name="Exchanged">Of these, those that would agree with the day and the month of the time exchanged.</param>
/// <param name="ApartAlike">Days by which all of these differ; null where they do not differ alike.</param>
/// <param name="Midnights">Of these, those whose time is the midnight with which the id's day begins: of true ones one in 1,440.</param>
public sealed record IdTimeCounts(
    int Ids, int EndInZeros, int Exact, int Short, int Timed, int Agreeing, int Shifted, int ShiftMinutes, int ShiftedElse, int Halves,
    int Apart, int Exchanged, int? ApartAlike, int Midnights)
{
    /// <summary>Of those with a time, those that differ by less than a day, and by what no time zone makes.</summary>
    public int Odd => Timed - Agreeing - Shifted - ShiftedElse - Apart - Midnights;
}

/// <summary>Counts them.</summary>
internal sealed class IdTimes
{
    private const long LongId = 10_000_000_000_000_000;
    // The smallest number of 18 digits.
    private const long LongestShort = 100_000_000_000_000_000;
    private const long Day = 86_400_000;

    // Twitter gives minutes; a time zone is a multiple of a quarter of an hour.
    private const long Minute = 60_000;
    private const long Quarter = 15 * Minute;
    private const long HalfDay = Day / 2 / Quarter;

    private readonly Dictionary<long, int> shifts = [];
    private int ids;
    private int zeros;
    private int exact;
    private int shortened;
    private int timed;
    private int agreeing;
    private int apart;
    private int exchanged;
    private int midnights;
    private long nearest = long.MaxValue;
    private long farthest = long.MinValue;

    public IdTimeCounts Result
    {
        get
        {
            KeyValuePair<long, int> most = shifts.Count == 0 ? default : shifts.OrderByDescending(s => s.Value).ThenBy(s => s.Key).First();
            return new(ids, zeros, exact, shortened, timed, agreeing, most.Value, (int)(most.Key * 15), shifts.Values.Sum() - most.Value,
                shifts.Where(s => Math.Abs(s.Key) == HalfDay).Sum(s => s.Value), apart, exchanged,
                apart > 0 && farthest - nearest <= 2 * Minute ? (int)Math.Round(nearest / (double)Day) : null, midnights);
        }
    }

    public void Add(ReadOnlySpan<byte> idCell, ReadOnlySpan<byte> timeCell)
    {
        if (!Digits.TryParse(idCell, out long id))
            return;
        if (id >= LongId)
        {
            ids++;
            zeros += id % 1000 == 0 ? 1 : 0;
            exact += (long)(double)id == id ? 1 : 0;
            shortened += id % (id >= 10 * LongestShort ? 100 : 10) == 0 && id >= LongestShort ? 1 : 0;
        }

        if (!TweetTime.TryGet(id, out long held) || !Cells.TryParseTime(timeCell, out long time))
            return;
        timed++;
        long difference = time - held;
        if (Math.Abs(difference) > Day)
        {
            apart++;
            (nearest, farthest) = (Math.Min(nearest, difference), Math.Max(farthest, difference));
            exchanged += IsExchanged(time, held) ? 1 : 0;
            return;
        }

        if (time % Day == 0 && difference <= Minute)
        {
            midnights++;
            return;
        }

        // The minute is cut off, so a time is up to a minute before its id's.
        long quarters = (long)Math.Round((difference + (Minute / 2)) / (double)Quarter);
        if (Math.Abs(difference + (Minute / 2) - (quarters * Quarter)) >= 2 * Minute)
            return;
        if (quarters == 0)
            agreeing++;
        else
            shifts[quarters] = shifts.GetValueOrDefault(quarters) + 1;
    }

    /// <summary>A program took the number of the month for that of the day.</summary>
    private static bool IsExchanged(long time, long held)
    {
        DateTime read = DateTime.UnixEpoch.AddMilliseconds(time);
        if (read.Day > 12)
            return false;
        DateTime exchanged = new DateTime(read.Year, read.Day, read.Month) + read.TimeOfDay;
        return Math.Abs((exchanged - DateTime.UnixEpoch).TotalMilliseconds - held) <= Day;
    }
}
