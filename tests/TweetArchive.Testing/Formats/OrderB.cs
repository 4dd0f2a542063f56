using System.Globalization;
using TweetArchive.Tweets;

namespace TweetArchive.Testing;

/// <summary>Rows in column order B, which the merged copy and many releases have.</summary>
internal static class OrderB
{
    public static string[] Columns { get; } =
        [.. TweetColumns.Names.Take(15), "in_reply_to_userid", "in_reply_to_tweetid", .. TweetColumns.Names.Skip(17)];

    /// <summary>A plain tweet.</summary>
    public static string Row(int id, bool quoted, string time = "2018-01-02 03:04") => string.Join(',', Columns.Select(c =>
    {
        string value = c switch
        {
            "tweetid" => (1_000_000_000_000_000_000L + id).ToString(CultureInfo.InvariantCulture),
            "userid" => "someone",
            "tweet_time" => time,
            "tweet_text" => "hello",
            "is_retweet" => "False",
            "tweet_language" => "en",
            _ => "",
        };
        return quoted ? $"\"{value}\"" : value;
    })) + "\n";
}
