using System.Globalization;

namespace TweetArchive.Tweets;

/// <summary>
/// Years of the calendars of Thailand and Iran, as spreadsheets there write days. Their numbers cannot be meant otherwise: no tweet is of
/// the years 1380 to 1420 or 2540 to 2600 of the common calendar.
/// </summary>
internal static class OtherCalendars
{
    private const int ThaiYears = 543;

    private static readonly PersianCalendar Persian = new();

    /// <summary>What the calendar of such a year is called; null for the common one.</summary>
    public static string? NameOf(int year) => IsThai(year) ? "Thai" : IsPersian(year) ? "Iranian" : null;

    /// <summary>Turns a day into one of the common calendar; false for a day that the calendar does not have.</summary>
    public static bool TryTurn(ref int year, ref int month, ref int day)
    {
        if (IsThai(year))
            year -= ThaiYears;
        if (!IsPersian(year))
            return true;
        if (month is < 1 or > 12 || day < 1 || day > Persian.GetDaysInMonth(year, month))
            return false;
        DateTime common = Persian.ToDateTime(year, month, day, 0, 0, 0, 0);
        (year, month, day) = (common.Year, common.Month, common.Day);
        return true;
    }

    private static bool IsThai(int year) => year is >= 2540 and <= 2600;

    private static bool IsPersian(int year) => year is >= 1380 and <= 1420;
}
