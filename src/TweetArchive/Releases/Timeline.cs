using System.Globalization;
using TweetArchive.Text;

namespace TweetArchive.Releases;

/// <summary>
/// One announcement about an information operation (a row of data/targets/timeline.tsv). Days are those of the announcement.
/// </summary>
/// <param name="Start">Its first day.</param>
/// <param name="End">Its last day, included.</param>
/// <param name="Precision">day, month …: how exact the days are.</param>
public sealed record TimelineEvent(
    string Id, DateOnly Start, DateOnly End, string Precision, string Type, string Platform, string Announcer, string StatedOrigin,
    string Summary, string Confidence, string Source, string Note);

/// <summary>The timeline of announcements that ships with the program.</summary>
public static class Timeline
{
    /// <summary>The table inside the program; some of its columns, such as numbers of pages, are only for queries.</summary>
    internal const string FileName = "targets/timeline.tsv";

    private static readonly Lazy<IReadOnlyList<TimelineEvent>> Loaded = new(Load);

    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<TimelineEvent> Events => Loaded.Value;

    private static TimelineEvent[] Load() =>
        [.. Tsv.Rows(ShippedFiles.Table(FileName), "event_id", "date_start", "date_end", "date_precision", "event_type", "platform",
            "announcer",
            "stated_origin", "summary", "confidence", "source", "note")
            .Select(r => new TimelineEvent(r[0], Day(r[1]), Day(r[2]), r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11]))];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
