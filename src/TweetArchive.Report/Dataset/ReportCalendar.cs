using System.Globalization;

namespace TweetArchive.Report.Dataset;

/// <summary>Days since 1970 and ISO weeks (Monday to Sunday, as published weekly figures have them), both UTC.</summary>
internal static class ReportCalendar
{
    // 1970-01-01 was a Thursday.
    private const int MondayOffset = 3;

    public static int Day(DateTime time) => (int)((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay);

    /// <summary>Number of the week that a day is in; it starts on the day <see cref="WeekStart"/>.</summary>
    public static int Week(int day) => (day + MondayOffset) / 7;

    /// <summary>Days since 1970 of the week's Monday.</summary>
    public static int WeekStart(int week) => (week * 7) - MondayOffset;

    public static string Date(int day) => DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Minute(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
