using System.Globalization;
using TweetArchive.Releases;

namespace TweetArchive.Analysis.Spikes;

/// <summary>An announcement, ready to be compared with a spike; days since 1970, both included.</summary>
internal sealed record PeriodEvent(string Id, int From, int To, string Line);

/// <summary>The shipped timeline by days. Days are those of the announcement, not of what was announced.</summary>
internal static class EventsInPeriod
{
    public static IReadOnlyList<PeriodEvent> All { get; } =
        [.. Timeline.Events.Select(e => new PeriodEvent(e.Id, Day(e.Start), Day(e.End), Line(e))).OrderBy(e => e.From)
            .ThenBy(e => e.Id, StringComparer.Ordinal)];

    /// <summary>Events of which some day is at most <paramref name="reach"/> days from the period [from, to], in order of time.</summary>
    public static IEnumerable<PeriodEvent> Near(int from, int to, int reach) =>
        All.Where(e => e.From <= to + reach && e.To >= from - reach);

    private static string Line(TimelineEvent e) => string.Create(CultureInfo.InvariantCulture,
        $"{e.Id} {e.Start:yyyy-MM-dd}{(e.Precision == "day" ? "" : $" ({e.Precision})")} {e.Announcer}, {e.Platform}: "
            + $"{e.Summary}{(e.Confidence == "high" ? "" : $" (confidence {e.Confidence})")}");

    private static int Day(DateOnly day) => day.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
}
