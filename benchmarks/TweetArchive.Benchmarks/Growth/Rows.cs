using System.Globalization;
using System.Text;

namespace TweetArchive.Benchmarks.Growth;

/// <summary>Writes tweets in the form of the releases, all fields quoted, with the given cells and plain ones elsewhere.</summary>
internal static class Rows
{
    private static readonly string[] Columns =
    [
        "tweetid", "userid", "user_display_name", "user_screen_name", "user_reported_location", "user_profile_description",
        "user_profile_url",
        "follower_count", "following_count", "account_creation_date", "account_language", "tweet_language", "tweet_text", "tweet_time",
        "tweet_client_name", "in_reply_to_userid", "in_reply_to_tweetid", "quoted_tweet_tweetid", "is_retweet", "retweet_userid",
        "retweet_tweetid", "latitude", "longitude", "quote_count", "reply_count", "like_count", "retweet_count", "hashtags", "urls",
        "user_mentions", "poll_choices",
    ];

    public static string Header { get; } = string.Join(',', Columns.Select(c => $"\"{c}\"")) + "\n";

    /// <summary>A table of tweets, each with its cells.</summary>
    public static byte[] Table(IEnumerable<(string Column, string Value)[]> tweets)
    {
        var text = new StringBuilder(Header);
        int number = 0;
        foreach ((string Column, string Value)[] cells in tweets)
            text.Append(Row(number++, cells));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>One tweet whose text, hashtags or other cell is as given.</summary>
    public static byte[] One(params (string Column, string Value)[] cells) => Table([cells]);

    public static string Row(int number, params (string Column, string Value)[] cells)
    {
        var row = new StringBuilder();
        foreach (string column in Columns)
        {
            string value = cells.FirstOrDefault(c => c.Column == column).Value ?? Usual(column, number);
            row.Append(row.Length == 0 ? "\"" : ",\"").Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        return row.Append('\n').ToString();
    }

    private static string Usual(string column, int number) => column switch
    {
        "tweetid" => (900_000_000_000_000_000 + number).ToString(CultureInfo.InvariantCulture),
        "userid" => "12345",
        "user_display_name" or "user_screen_name" => "somebody",
        "tweet_time" => "2018-02-02 11:00",
        "account_creation_date" => "2015-01-01",
        "tweet_language" => "en",
        "tweet_text" => "nothing of note",
        "tweet_client_name" => "Twitter Web Client",
        "is_retweet" => "false",
        "hashtags" or "urls" or "user_mentions" or "poll_choices" => "[]",
        "follower_count" or "following_count" or "quote_count" or "reply_count" or "like_count" or "retweet_count" => "0",
        _ => "",
    };
}
