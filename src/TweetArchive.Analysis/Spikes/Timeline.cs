using System.Globalization;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Spikes;

/// <summary>An event of data/targets/timeline.tsv; days since 1970, both included.</summary>
internal sealed record TimelineEvent(string Id, int From, int To, string Line);

/// <summary>The shipped timeline of announcements. Days are those of the announcement, not of what was announced.</summary>
internal static class Timeline
{
    public static IReadOnlyList<TimelineEvent> Events { get; } = Load();

    /// <summary>Events of which some day is at most <paramref name="reach"/> days from the period [from, to], in order of time.</summary>
    public static IEnumerable<TimelineEvent> Near(int from, int to, int reach) => Events.Where(e => e.From <= to + reach && e.To >= from - reach);

    private static List<TimelineEvent> Load()
    {
        byte[] bytes = ShippedData.Read("timeline.tsv");
        return [.. Tsv.Rows(("timeline.tsv", bytes), "event_id", "date_start", "date_end", "date_precision", "platform", "announcer", "summary", "confidence")
            .Select(r => new TimelineEvent(r[0], Day(r[1]), Day(r[2]), $"{r[0]} {r[1]}{(r[3] == "day" ? "" : $" ({r[3]})")} {r[5]}, {r[4]}: {r[6]}{(r[7] == "high" ? "" : $" (confidence {r[7]})")}"))
            .OrderBy(e => e.From).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    private static int Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
}
