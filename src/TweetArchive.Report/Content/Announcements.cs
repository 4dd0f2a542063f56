using System.Globalization;
using System.Text.Json;
using TweetArchive.Releases;

namespace TweetArchive.Report.Content;

/// <summary>The shipped timeline of announcements, with their sources, for the page.</summary>
internal static class Announcements
{
    /// <summary>One object for each event, in the table's order, under the names of its columns.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("timeline");
        foreach (TimelineEvent one in Timeline.Events)
        {
            json.WriteStartObject();
            json.WriteString("event_id", one.Id);
            json.WriteString("date_start", one.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("date_end", one.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("date_precision", one.Precision);
            json.WriteString("event_type", one.Type);
            json.WriteString("platform", one.Platform);
            json.WriteString("announcer", one.Announcer);
            json.WriteString("stated_origin", one.StatedOrigin);
            json.WriteString("summary", one.Summary);
            json.WriteString("confidence", one.Confidence);
            json.WriteString("source", one.Source);
            json.WriteString("note", one.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
