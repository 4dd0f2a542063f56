using System.Text;

namespace TweetArchive.Testing;

/// <summary>
/// Eight invented tweets with whatever a dialect may spoil: quotes, newlines, separators, backslashes, letters beyond ASCII, lists, a
/// retweet, a reply, and how they read as rows of tweets.parquet.
/// </summary>
internal static class EightRows
{
    public static readonly string[] Columns =
    [
        "tweetid", "userid", "user_display_name", "user_screen_name", "user_reported_location", "user_profile_description",
        "user_profile_url", "follower_count",
        "following_count", "account_creation_date", "account_language", "tweet_language", "tweet_text", "tweet_time", "tweet_client_name",
        "in_reply_to_userid",
        "in_reply_to_tweetid", "quoted_tweet_tweetid", "is_retweet", "retweet_userid", "retweet_tweetid", "latitude", "longitude",
        "quote_count", "reply_count",
        "like_count", "retweet_count", "hashtags", "urls", "user_mentions",
    ];

    public const string Query =
        "tweetid, userid, user_display_name, user_reported_location, follower_count, account_creation_date, tweet_language, tweet_text, "
            + "tweet_time, tweet_client_name, in_reply_to_userid, "
        + "in_reply_to_tweetid, is_retweet, retweet_userid, retweet_tweetid, latitude, like_count, coalesce(array_to_string(hashtags, ' "
        + "'), ''), coalesce(array_to_string(urls, ' '), ''), coalesce(array_to_string(user_mentions, ' '), '')";

    private static readonly string[] Texts =
    [
        "PMOI and NCRI held a rally, says Maryam Rajavi",
        "He said \"Free Iran\", then left.\nSecond line, with a comma; and a semicolon | pipe\tand a tab",
        "مجاهدین خلق و اسرائیل در خبرها",
        "RT @someone: Israel and the Mossad were named again",
        "A path C:\\MEK\\new and a lone backslash \\ here",
        "It's Tel Aviv 🇮🇱 again – naïve café",
        "=People's Mojahedin of Iran",
        "NA is where I am, a reply",
    ];

    private static readonly string[][] Hashtags = [[], ["FreeIran", "Iran"], ["مجاهدین"], [], [], ["TelAviv"], [], []];

    /// <summary>The rows as cells by <see cref="Columns"/>; a list has its items after each other with U+001F before each.</summary>
    public static IEnumerable<string[]> Rows => Enumerable.Range(0, 8).Select(Row);

    /// <summary>A whole table.</summary>
    /// <param name="cell">Writes a cell: the column's name, and what it holds.</param>
    public static string Table(string separator, Func<string, string, string> cell, string lineEnd = "\n",
        IReadOnlyList<string>? columns = null)
    {
        columns ??= Columns;
        var text = new StringBuilder();
        text.Append(string.Join(separator, columns.Select(c => cell("", c)))).Append(lineEnd);
        foreach (string[] row in Rows)
            text.Append(string.Join(separator, columns.Select(c => cell(c, Array.IndexOf(Columns, c) is >= 0 and int at ? row[at] : ""))))
                .Append(lineEnd);
        return text.ToString();
    }

    /// <summary>As Python prints lists.</summary>
    public static string Python(string cell) => $"[{string.Join(", ", Items(cell).Select(i => $"'{i}'"))}]";

    public static string[] Items(string cell) => cell.Split('\u001F', StringSplitOptions.RemoveEmptyEntries);

    public static bool IsList(string column) => column is "hashtags" or "urls" or "user_mentions";

    /// <summary>In quotes where needed, or always.</summary>
    public static string Quoted(string cell, string separator, bool always = false) =>
        always || cell.Contains(separator, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    /// <summary>A row as an object: ids as numbers where they fit, lists as arrays, nothing as null.</summary>
    public static string Json(string[] row) => $"{{{string.Join(", ", Columns.Select((c, i) => $"{Text(c)}: {Value(c, row[i])}"))}}}";

    /// <summary>A cell as JSON.</summary>
    public static string Value(string column, string cell) =>
        IsList(column) ? $"[{string.Join(", ", Items(cell).Select(Text))}]"
            : column == "tweetid" ? cell
            : column == "is_retweet" ? cell.ToLowerInvariant()
            : cell.Length == 0 ? "null" : Text(cell);

    /// <summary>A string of JSON.</summary>
    public static string Text(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string[] Row(int n)
    {
        string user = (n % 3) switch { 0 => "111111111", 1 => "222222222", _ => "Hk3XvQ0b7rN1mT5yUe2WcLsPzA9dGf6JhKoRtVxIqBw=" };
        bool reply = n == 7;
        bool retweet = n == 3;
        return
        [
            (970001234567890123 + (n * 1234567890123L)).ToString(System.Globalization.CultureInfo.InvariantCulture), user,
            "Bo \"Quote\" Example", "bo", "Nowhere, XY", "invented, for a test", "", "12",
            "34", "2014-02-11", "en", n == 2 ? "fa" : "en", Texts[n], $"2018-03-04 05:0{n + 1}", "Twitter Web Client",
            reply ? "111111111" : "",
            reply ? "970001234567890123" : "", "", retweet ? "True" : "False", retweet ? "333333333" : "",
            retweet ? "969999999999999999" : "", "", "", "0", "1",
            "2", "3", string.Concat(Hashtags[n].Select(h => "\u001F" + h)), n == 4 ? "\u001Fhttps://example.org/a,b" : "",
            retweet ? "\u001F333333333\u001F444444444" : "",
        ];
    }
}
