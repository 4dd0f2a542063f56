using System.Globalization;

namespace TweetArchive.Tests.Formats;

/// <summary>The rows of <see cref="EightRows"/> as tweets of the interface, and their values as Python and JSON write them.</summary>
internal static class PrintedTweets
{
    public static string Lines(IEnumerable<Dictionary<string, object?>> tweets) => string.Join('\n', tweets.Select(t => Cell(t, false)));

    public static Dictionary<string, object?> V1(string[] row)
    {
        string C(string column) => row[Array.IndexOf(EightRows.Columns, column)];
        object[] List(string column, string name) =>
        [
            .. EightRows.Items(C(column)).Select(i =>
                new Dictionary<string, object?> { [name] = i, ["indices"] = new object[] { 0L, 4L } }),
        ];
        var tweet = new Dictionary<string, object?>
        {
            ["created_at"] = Time(C("tweet_time")).ToString("ddd MMM dd HH:mm:ss +0000 yyyy", CultureInfo.InvariantCulture),
            ["id"] = long.Parse(C("tweetid"), CultureInfo.InvariantCulture),
            ["id_str"] = C("tweetid"),
            ["full_text"] = C("tweet_text"),
            ["truncated"] = false,
            ["entities"] = new Dictionary<string, object?>
            {
                ["hashtags"] = List("hashtags", "text"),
                ["urls"] = List("urls", "expanded_url"),
                ["user_mentions"] = List("user_mentions", "id_str"),
            },
            ["user"] = new Dictionary<string, object?>
            {
                ["id_str"] = C("userid"),
                ["name"] = C("user_display_name"),
                ["screen_name"] = C("user_screen_name"),
                ["followers_count"] = 12L,
                ["verified"] = false,
                ["url"] = null,
            },
            ["favorite_count"] = 2L,
            ["retweet_count"] = 3L,
            ["lang"] = C("tweet_language"),
            ["in_reply_to_status_id_str"] = C("in_reply_to_tweetid") is { Length: > 0 } id ? id : null,
        };
        if (C("retweet_tweetid").Length > 0)
            tweet["retweeted_status"] = new Dictionary<string, object?>
            {
                ["id_str"] = C("retweet_tweetid"),
                ["full_text"] = C("tweet_text"),
                ["entities"] = tweet["entities"],
                ["user"] = new Dictionary<string, object?> { ["id_str"] = C("retweet_userid"), ["screen_name"] = "someone" },
            };
        return tweet;
    }

    public static Dictionary<string, object?> V2(string[] row)
    {
        string C(string column) => row[Array.IndexOf(EightRows.Columns, column)];
        object[] List(string column, string name) =>
            [.. EightRows.Items(C(column)).Select(i => new Dictionary<string, object?> { [name] = i })];
        Dictionary<string, object?>[] references =
        [
            .. (string[])[C("retweet_tweetid"), C("in_reply_to_tweetid")] is var ids && ids[0].Length > 0
                ? [new Dictionary<string, object?> { ["type"] = "retweeted", ["id"] = ids[0] }] : (Dictionary<string, object?>[])[],
            .. ids[1].Length > 0 ? [new Dictionary<string, object?> { ["type"] = "replied_to", ["id"] = ids[1] }]
                : (Dictionary<string, object?>[])[],
        ];
        return new Dictionary<string, object?>
        {
            ["id"] = C("tweetid"),
            ["text"] = C("tweet_text"),
            ["author_id"] = C("userid"),
            ["lang"] = C("tweet_language"),
            ["created_at"] = Time(C("tweet_time")).ToString("yyyy-MM-ddTHH:mm:ss.000Z", CultureInfo.InvariantCulture),
            ["edit_history_tweet_ids"] = new object[] { C("tweetid") },
            ["public_metrics"] = new Dictionary<string, object?> { ["like_count"] = 2L, ["retweet_count"] = 3L },
            ["entities"] = new Dictionary<string, object?>
            {
                ["hashtags"] = List("hashtags", "tag"),
                ["urls"] = List("urls", "expanded_url"),
                ["mentions"] = List("user_mentions", "id"),
            },
            ["referenced_tweets"] = references.Length == 0 ? null : references,
        };
    }

    private static DateTime Time(string cell) => DateTime.ParseExact(cell, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A value as it is in a cell: texts bare, objects as Python or JSON writes them, nothing empty.</summary>
    public static string Cell(object? value, bool python) => value switch
    {
        null => "",
        string text => text,
        _ => Written(value, python),
    };

    private static string Written(object? value, bool python) => value switch
    {
        null => python ? "None" : "null",
        bool flag => python ? flag.ToString() : flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => python ? Repr(text) : EightRows.Text(text),
        Dictionary<string, object?> all =>
            $"{{{string.Join(", ", all.Select(p => $"{Written(p.Key, python)}: {Written(p.Value, python)}"))}}}",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(i => Written(i, python)))}]",
        _ => throw new ArgumentException($"a value of another kind: {value}"),
    };

    /// <summary>Python's repr: double quotes where the text holds single ones and no double.</summary>
    private static string Repr(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        return quote + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal).Replace($"{quote}", $"\\{quote}", StringComparison.Ordinal) + quote;
    }
}
