using System.Text;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>
/// Two invented tweets, a post and a retweet of another, with all columns that collectors of other people write, as they write them.
/// </summary>
public sealed class CollectorFilesTests : IDisposable
{
    private const string What =
        "tweetid, userid, user_screen_name, tweet_text, CAST(epoch(tweet_time) AS BIGINT), tweet_language, tweet_client_name, "
            + "follower_count, is_retweet, like_count, coalesce(array_to_string(hashtags, ' '), ''), coalesce(array_to_string(urls, ' '), "
            + "''), coalesce(array_to_string(user_mentions, ' '), '')";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Gnip()
    {
        const string Bo = """{"objectType":"person","id":"id:twitter.com:111111111","link":"http://www.twitter.com/bo","displayName":"Bo Example","postedTime":"2014-02-11T10:00:00.000Z","image":"https://example.org/bo.png","summary":"invented","links":[{"href":"http://example.org","rel":"me"}],"friendsCount":34,"followersCount":12,"listedCount":0,"statusesCount":9,"twitterTimeZone":null,"verified":false,"utcOffset":null,"preferredUsername":"bo","languages":["en"],"location":{"objectType":"place","displayName":"Nowhere"},"favoritesCount":1}""";
        const string Entities = """{"hashtags":[{"text":"NCRI","indices":[24,29]}],"symbols":[],"urls":[{"url":"https://t.co/x","expanded_url":"https://example.org/a","display_url":"example.org/a","indices":[30,44]}],"user_mentions":[{"screen_name":"ana","name":"Ana","id":333333333,"id_str":"333333333","indices":[0,4]}]}""";
        string post = """{"id":"tag:search.twitter.com,2005:970001234567890123","objectType":"activity","actor":BO,"verb":"post","postedTime":"2018-03-04T05:01:17.000Z","generator":{"displayName":"Twitter Web Client","link":"http://twitter.com"},"provider":{"objectType":"service","displayName":"Twitter","link":"http://www.twitter.com"},"link":"http://twitter.com/bo/statuses/970001234567890123","body":"PMOI rally with \"Ana\"","object":{"objectType":"note","id":"object:search.twitter.com,2005:970001234567890123","summary":"PMOI rally","link":"http://twitter.com/bo/statuses/970001234567890123","postedTime":"2018-03-04T05:01:17.000Z"},"favoritesCount":5,"twitter_entities":ENTITIES,"twitter_filter_level":"low","twitter_lang":"en","retweetCount":2,"gnip":{"matching_rules":[{"tag":null,"id":1}]}}"""
            .Replace("BO", Bo, StringComparison.Ordinal).Replace("ENTITIES", Entities, StringComparison.Ordinal);
        string share = post.Replace("970001234567890123", "970002469135780246", StringComparison.Ordinal)
            .Replace("\"verb\":\"post\"", "\"verb\":\"share\"", StringComparison.Ordinal)
            .Replace("\"body\":\"PMOI rally with \\\"Ana\\\"\"", "\"body\":\"RT @ana: Israel\"", StringComparison.Ordinal);
        string[] rows = Rows("gnip.json",
            $"{post}\r\n{share}\r\n{{\"info\":{{\"message\":\"Replay Request Completed\",\"activity_count\":2}}}}\r\n", notices: 1);
        Assert.Equal(
            ["970001234567890123|111111111|bo|PMOI rally with \"Ana\"|1520139677|en|Twitter Web "
                + "Client|12|False|5|NCRI|https://example.org/a|333333333",
             "970002469135780246|111111111|bo|RT @ana: Israel|1520139677|en|Twitter Web "
                 + "Client|12|True|5|NCRI|https://example.org/a|333333333"], rows);
    }

    [Fact]
    public void Tcat()
    {
        const string Table =
            "id,time,created_at,from_user_name,text,filter_level,possibly_sensitive,withheld_copyright,withheld_scope,truncated,"
            + "retweet_count,favorite_count,lang,to_user_name,in_reply_to_status_id,quoted_status_id,source,location,lat,lng,from_user_id,"
            + "from_user_realname,from_user_verified,from_user_description,from_user_url,from_user_profile_image_url,from_user_utcoffset,"
            + "from_user_timezone,from_user_lang,from_user_tweetcount,from_user_followercount,from_user_friendcount,"
            + "from_user_favourites_count,from_user_listed,from_user_withheld_scope,from_user_created_at\n"
            + "970001234567890123,1520139677,\"2018-03-04 05:01:17\",bo,\"PMOI rally with \"\"Ana\"\"\",none,,,,,2,5,en,,,,\"<a "
            + "href=\"\"http://twitter.com\"\" rel=\"\"nofollow\"\">Twitter Web Client</a>\",\"Nowhere, XY\",,,111111111,\"Bo Example\",0,"
            + "invented,,https://example.org/bo.png,,,en,9,12,34,1,0,,\"2014-02-11 10:00:00\"\n"
            + "970002469135780246,1520139677,\"2018-03-04 05:01:17\",bo,\"RT @ana: Israel\",none,,,,,2,5,en,,,,\"<a "
            + "href=\"\"http://twitter.com\"\" rel=\"\"nofollow\"\">Twitter Web Client</a>\",\"Nowhere, XY\",,,111111111,\"Bo Example\",0,"
            + "invented,,https://example.org/bo.png,,,en,9,12,34,1,0,,\"2014-02-11 10:00:00\"\n";
        Assert.Equal(
            ["970001234567890123|111111111|bo|PMOI rally with \"Ana\"|1520139677|en|Twitter Web Client|12|False|5|||",
             "970002469135780246|111111111|bo|RT @ana: Israel|1520139677|en|Twitter Web Client|12|True|5|||"],
                 Rows("tcat-fullExport.csv", Table));
    }

    [Fact]
    public void FourCat()
    {
        const string Table =
            "\"id\",\"thread_id\",\"timestamp\",\"unix_timestamp\",\"link\",\"subject\",\"body\",\"author\",\"author_fullname\","
            + "\"author_id\",\"author_followers\",\"source\",\"language_guess\",\"possibly_sensitive\",\"retweet_count\","
            + "\"reply_count\",\"like_count\",\"quote_count\",\"impression_count\",\"is_retweet\",\"retweeted_user\","
            + "\"is_quote_tweet\",\"quoted_user\",\"is_reply\",\"replied_user\",\"hashtags\",\"urls\",\"images\",\"mentions\","
            + "\"long_lat\",\"place_name\"\r\n"
            + "\"970001234567890123\",\"970001234567890123\",\"2018-03-04 "
            + "05:01:17\",\"1520139677\",\"https://twitter.com/bo/status/970001234567890123\",\"\",\"PMOI rally with "
            + "\"\"Ana\"\"\",\"bo\",\"Bo Example\",\"111111111\",\"12\",\"Twitter Web "
            + "Client\",\"en\",\"no\",\"2\",\"1\",\"5\",\"0\",\"40\",\"no\",\"\",\"no\",\"\",\"no\",\"\",\"NCRI,Paris\",\"https://"
            + "example.org/a,https://example.org/b\",\"\",\"ana\",\"\",\"\"\r\n"
            + "\"970002469135780246\",\"970001234567890123\",\"2018-03-04 "
            + "05:01:17\",\"1520139677\",\"https://twitter.com/bo/status/970002469135780246\",\"\",\"RT @ana: Israel\",\"bo\",\"Bo "
            + "Example\",\"111111111\",\"12\",\"Twitter Web "
            + "Client\",\"en\",\"no\",\"2\",\"1\",\"5\",\"0\",\"40\",\"yes\",\"ana\",\"no\",\"\",\"no\",\"\",\"\",\"\",\"\",\"\",\"\","
            + "\"\"\r\n";
        Assert.Equal(
            ["970001234567890123|111111111|bo|PMOI rally with \"Ana\"|1520139677|en|Twitter Web Client|12|False|5|NCRI "
                + "Paris|https://example.org/a https://example.org/b|ana",
             "970002469135780246|111111111|bo|RT @ana: Israel|1520139677|en|Twitter Web Client|12|True|5|||"], Rows("4cat.csv", Table));
    }

    private string[] Rows(string name, string text, long notices = 0)
    {
        File.WriteAllText(temp.File(name), text, new UTF8Encoding(false));
        FinishedRun run = temp.Run([temp.File(name)]);
        Assert.Equal((2, 0, notices), (run.Result.Counts.Tweets, run.Result.Counts.Rejected, run.Result.Counts.Notices));
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {What} FROM {run.Table("tweets")} ORDER BY record")];
    }
}
