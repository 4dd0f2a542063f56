using System.Text.Json;

namespace TweetArchive.Report.Content;

/// <summary>The shipped takedown timeline (data/targets/timeline.tsv): announcements with their sources.</summary>
internal static class Timeline
{
    private static readonly string[] Columns =
        ["event_id", "date_start", "date_end", "date_precision", "event_type", "platform", "announcer", "stated_origin", "summary", "confidence", "source", "note"];

    /// <summary>One object for each event, in the file's order, its columns as they stand there.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        string[] lines = [.. Page.Assets.Text("targets/timeline.tsv").Split('\n').Where(l => l.Length > 0)];
        string[] header = lines[0].Split('\t');
        int[] places = [.. Columns.Select(c => Array.IndexOf(header, c))];
        json.WriteStartArray("timeline");
        foreach (string line in lines.Skip(1))
        {
            string[] fields = line.Split('\t');
            json.WriteStartObject();
            for (int i = 0; i < Columns.Length; i++)
                json.WriteString(Columns[i], places[i] >= 0 && places[i] < fields.Length ? fields[places[i]].Trim() : "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
