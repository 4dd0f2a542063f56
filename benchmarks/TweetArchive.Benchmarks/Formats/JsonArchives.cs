using System.Text;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Formats;

/// <summary>The tweets of a synthetic archive as other collections write them, with the properties around them that those have.</summary>
internal static class JsonArchives
{
    private const int TweetsOnPage = 100;

    /// <summary>A tweet on each line, as version 1.1 gives it.</summary>
    public static byte[] V1(string csv) => Write(csv, "", "\n", "", WriteV1);

    /// <summary>A page of a hundred tweets on each line, as version 2 gives it.</summary>
    public static byte[] V2(string csv)
    {
        var users = new Dictionary<string, string>();
        int n = 0;
        byte[] tweets = Write(csv, "", "\n", "", WriteV2);
        using var to = new MemoryStream();
        foreach (string[] page in Encoding.UTF8.GetString(tweets).Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(TweetsOnPage))
        {
            string included = string.Join(',', Enumerable.Range(0, page.Length).Select(i =>
                $$$"""{"id":"{{{n++}}}","username":"user{{{i}}}","name":"User {{{i}}}","created_at":"2014-01-02T03:04:05.000Z","description":"somebody","verified":false,"public_metrics":{"followers_count":1,"following_count":2,"tweet_count":3,"listed_count":4}}"""));
            to.Write(Encoding.UTF8.GetBytes($$$"""{"data":[{{{string.Join(',', page)}}}],"includes":{"users":[{{{included}}}]},"meta":{"result_count":{{{page.Length}}},"newest_id":"1","oldest_id":"0"},"__twarc":{"version":"2.0"}}""" + "\n"));
        }

        return to.ToArray();
    }

    /// <summary>The script of a personal archive: an array over many lines.</summary>
    public static byte[] Personal(string csv) => Write(csv, "window.YTD.tweets.part0 = [\n", ",\n", "\n]", (json, row) =>
    {
        json.WriteStartObject();
        json.WritePropertyName("tweet");
        WriteV1(json, row);
        json.WriteEndObject();
    });

    private static byte[] Write(string csv, string before, string between, string behind, Action<Utf8JsonWriter, Row> write)
    {
        using var to = new MemoryStream();
        to.Write(Encoding.UTF8.GetBytes(before));
        using var pool = new BlockPool(2, 1 << 20);
        var entry = new ArchiveEntry(csv, Path.GetFileName(csv), new FileInfo(csv).Length);
        using var reader = new BlockReader(ByteSource.Open(entry), pool, 1 << 20, CancellationToken.None);
        EntryHead head = EntryHead.Read(reader, entry);
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = before.Length > 0, NewLine = "\n" });
        bool first = true;
        var rows = new Rows(row =>
        {
            if (!first)
                to.Write(Encoding.UTF8.GetBytes(between));
            first = false;
            json.Reset();
            write(json, row);
            json.Flush();
        });
        RowReader records = head.Format.NewReader();
        while (reader.Next(head.Format.Framing) is { } block)
        {
            records.Read(block.Buffer, block.Length, cutShort: false, rows);
            pool.Return(block.Buffer);
        }

        to.Write(Encoding.UTF8.GetBytes(behind));
        return to.ToArray();
    }

    private static void WriteV1(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteString("created_at",
            row.Time.ToString("ddd MMM dd HH:mm:ss +0000 yyyy", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("id", row.Id);
        json.WriteString("id_str", row[TweetColumn.TweetId]);
        json.WriteString("full_text", row[TweetColumn.TweetText]);
        json.WriteString("source", $"<a href=\"https://example.org\" rel=\"nofollow\">{row[TweetColumn.TweetClientName]}</a>");
        json.WriteBoolean("truncated", false);
        json.WriteNull("in_reply_to_status_id_str");
        json.WriteStartObject("user");
        json.WriteString("id_str", row[TweetColumn.UserId]);
        json.WriteString("name", row[TweetColumn.UserDisplayName]);
        json.WriteString("screen_name", row[TweetColumn.UserScreenName]);
        json.WriteString("description", row[TweetColumn.UserProfileDescription]);
        json.WriteNumber("followers_count", 12);
        json.WriteBoolean("verified", false);
        json.WriteString("profile_image_url_https", "https://example.org/profile_images/1/normal.jpg");
        json.WriteString("created_at", "Mon Oct 01 00:00:01 +0000 2012");
        json.WriteEndObject();
        json.WriteStartObject("entities");
        WriteList(json, "hashtags", row[TweetColumn.Hashtags], "text");
        WriteList(json, "urls", row[TweetColumn.Urls], "expanded_url");
        WriteList(json, "user_mentions", row[TweetColumn.UserMentions], "id_str");
        json.WriteEndObject();
        json.WriteNumber("retweet_count", 1);
        json.WriteNumber("favorite_count", 2);
        json.WriteBoolean("retweeted", false);
        json.WriteString("lang", row[TweetColumn.TweetLanguage]);
        json.WriteEndObject();
    }

    private static void WriteV2(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteString("id", row[TweetColumn.TweetId]);
        json.WriteString("text", row[TweetColumn.TweetText]);
        json.WriteString("author_id", "1");
        json.WriteString("created_at", row.Time.ToString("yyyy-MM-ddTHH:mm:ss.000Z", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("lang", row[TweetColumn.TweetLanguage]);
        json.WriteString("conversation_id", row[TweetColumn.TweetId]);
        json.WriteString("reply_settings", "everyone");
        json.WriteStartObject("public_metrics");
        foreach (string count in (string[])["retweet_count", "reply_count", "like_count", "quote_count"])
            json.WriteNumber(count, 1);
        json.WriteEndObject();
        json.WriteStartObject("entities");
        WriteList(json, "hashtags", row[TweetColumn.Hashtags], "tag");
        WriteList(json, "urls", row[TweetColumn.Urls], "expanded_url");
        WriteList(json, "mentions", row[TweetColumn.UserMentions], "id");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, string cell, string property)
    {
        json.WriteStartArray(name);
        foreach (ReadOnlySpan<byte> item in new ListCell(Encoding.UTF8.GetBytes(cell)))
        {
            json.WriteStartObject();
            json.WriteStartArray("indices");
            json.WriteNumberValue(3);
            json.WriteNumberValue(9);
            json.WriteEndArray();
            json.WriteString(property, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Cells as text: speed does not matter where files are made.</summary>
    private sealed class Row(string[] cells)
    {
        public string this[TweetColumn column] => cells[(int)column];

        public long Id => long.Parse(this[TweetColumn.TweetId], System.Globalization.CultureInfo.InvariantCulture);

        public DateTime Time => DateTime.Parse(this[TweetColumn.TweetTime], System.Globalization.CultureInfo.InvariantCulture);
    }

    private readonly struct Rows(Action<Row> take) : IRowHandler
    {
        public void OnRow<TRow>(TRow row)
            where TRow : struct, ITweetRow, allows ref struct
        {
            string[] cells = new string[TweetColumns.Count];
            for (int i = 0; i < cells.Length; i++)
                cells[i] = Encoding.UTF8.GetString(row[(TweetColumn)i]);
            take(new Row(cells));
        }

        public void OnNotice() => throw new InvalidOperationException("a released file has no notices");

        public void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at) =>
            throw new InvalidOperationException(detail);
    }
}
