namespace TweetArchive.Tweets;

/// <summary>What the letters and numbers of a time say of its day, zone and hour, and what they leave open.</summary>
/// <param name="First">Of a day in numbers that do not begin with the year: the first of them, of which nothing but its size tells whether
/// it is the day or the month. 0 for any other, and where points are between them, as in dates that begin with the day.</param>
/// <param name="Second">The number after it.</param>
/// <param name="ShortYear">The year is two digits, so that any of the numbers may be the year.</param>
/// <param name="HasZone">A zone is written.</param>
/// <param name="HasTime">More than a day is written.</param>
/// <param name="Hour">As written; <see cref="NoHour"/> where the half of the day is written too.</param>
internal readonly record struct WrittenTime(int First, int Second, bool ShortYear, bool HasZone, bool HasTime, int Hour)
{
    public const int NoHour = -1;

    /// <summary>The order that a number above 12 tells; null for none.</summary>
    public DayOrder? Told => First > 12 ? DayOrder.DayFirst : First > 0 && Second > 12 ? DayOrder.MonthFirst : null;

    /// <summary>The day would be another in the other order.</summary>
    public bool IsOpen => First > 0 && First <= 12 && Second <= 12 && First != Second;
}
