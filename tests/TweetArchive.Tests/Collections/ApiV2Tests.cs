using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace TweetArchive.Tests.Collections;

/// <summary>Version 2: pages, flattened tweets, streams.</summary>
public sealed class ApiV2Tests : IDisposable
{
    private const string Columns =
        "tweetid, userid, user_screen_name, follower_count, CAST(account_creation_date AS VARCHAR), tweet_language, tweet_text, "
            + "strftime(tweet_time, '%Y-%m-%d %H:%M:%S'), in_reply_to_tweetid, in_reply_to_userid, quoted_tweet_tweetid, is_retweet, "
            + "retweet_userid, retweet_tweetid, latitude, longitude, like_count, retweet_count, array_to_string(hashtags, ' ; '), "
            + "array_to_string(urls, ' ; '), array_to_string(user_mentions, ' ; '), array_to_string(poll_choices, ' ; ')";

    private const string Page = """
        {"data":[
          {"id":"11","text":"RT @b: the begin…","author_id":"1","created_at":"2021-04-08T10:11:12.000Z","lang":"en","referenced_tweets":[{"type":"retweeted","id":"21"}],"public_metrics":{"retweet_count":3,"reply_count":0,"like_count":0,"quote_count":0}},
          {"id":"12","text":"a reply","author_id":"1","created_at":"2021-04-08T10:12:00.000Z","lang":"fr","in_reply_to_user_id":"2","referenced_tweets":[{"type":"replied_to","id":"22"},{"type":"quoted","id":"23"}],"geo":{"coordinates":{"type":"Point","coordinates":[2.5,48.25]}},"attachments":{"poll_ids":["31"]},"entities":{"urls":[{"url":"https://t.co/1","expanded_url":"https://bit.ly/1","unwound_url":"https://example.org/1"},{"url":"https://t.co/2","expanded_url":"https://example.org/2"}],"mentions":[{"username":"b","id":"2"},{"username":"gone"}],"hashtags":[{"tag":"un"}]}}
        ],"includes":{"users":[{"id":"1","username":"a","name":"A","created_at":"2020-01-02T00:00:00.000Z","public_metrics":{"followers_count":4,"following_count":5}}],
          "tweets":[{"id":"21","text":"the beginning and the end #deux","author_id":"2","entities":{"hashtags":[{"tag":"deux"}]}}],
          "polls":[{"id":"31","options":[{"position":1,"label":"yes, of course"},{"position":2,"label":"no"}]}]},"meta":{"result_count":2}}
        """;

    private static readonly string[] Expected =
    [
        "11|1|a|4|2020-01-02|en|RT @b: the beginning and the end #deux|2021-04-08 10:11:12|∅|∅|∅|True|2|21|∅|∅|0|3|deux|∅|2|∅",
        "12|1|a|4|2020-01-02|fr|a reply|2021-04-08 10:12:00|22|2|23|False|∅|∅|48.25|2.5|∅|∅|un|https://example.org/1 ; "
            + "https://example.org/2|2 ; gone|yes, of course ; no",
    ];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void A_page_on_a_line() => Check(OnLine(Page) + "\n" + """{"errors":[{"title":"Not Found"}]}""" + "\n" + """{"meta":{"result_count":0}}""" + "\n", notices: 2);

    [Fact]
    public void A_page_over_many_lines() =>
        Check(JsonNode.Parse(Page)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }), notices: 0);

    [Theory]
    [InlineData("", "x y", "http://own.example/", "2 ; 3")]
    [InlineData(",\"entities\":{\"hashtags\":[{\"tag\":\"z\"}]}", "z", "∅", "2")]
    [InlineData(",\"entities\":{\"hashtags\":[],\"urls\":[],\"mentions\":[]}", "", "", "2")]
    public void A_retweet_has_the_lists_of_the_retweeted_tweet_where_the_file_has_them_and_else_its_own(
        string lists, string hashtags, string urls, string mentions)
    {
        string tweet = """
            {"id":"1500000000000000011","text":"RT @b: t","author_id":"1","created_at":"2022-04-08T10:11:12.000Z","entities":{"hashtags":
            [{"tag":"x"},{"tag":"y"}],"urls":[{"expanded_url":"http://own.example/"}],"mentions":[{"username":"b","id":"2"},
            {"username":"c","id":"3"}]},"referenced_tweets":[{"type":"retweeted","id":"21","text":"t","author_id":"2"LISTS}]}
            """.Replace("LISTS", lists, StringComparison.Ordinal);
        Assert.Equal([$"{hashtags}|{urls}|{mentions}"], Lists(tweet));
    }

    [Theory]
    [InlineData("", "x", "http://other.example/", "7")]
    [InlineData(",\"entities\":{\"hashtags\":[{\"tag\":\"z\"}]}", "z", "∅", "∅")]
    [InlineData(",\"entities\":{\"urls\":[{\"expanded_url\":\"http://whole.example/\"}]}", "∅", "http://whole.example/", "∅")]
    public void A_long_post_has_its_lists_and_never_the_link_to_itself(string lists, string hashtags, string urls, string mentions)
    {
        string tweet = """
            {"id":"1500000000000000011","text":"the begin… https://t.co/1","author_id":"1","created_at":"2022-04-08T10:11:12.000Z",
            "note_tweet":{"text":"the beginning and the end"LISTS},"entities":{"hashtags":[{"tag":"x"}],"mentions":[{"username":"c",
            "id":"7"}],"urls":[{"expanded_url":"https://twitter.com/i/web/status/1500000000000000011"},
            {"expanded_url":"http://other.example/"}]}}
            """.Replace("LISTS", lists, StringComparison.Ordinal);
        Assert.Equal([$"{hashtags}|{urls}|{mentions}"], Lists(tweet));
    }

    private IEnumerable<string> Lists(string tweet)
    {
        File.WriteAllText(temp.File("lists.jsonl"), OnLine(tweet) + "\n");
        FinishedRun run = temp.Run([temp.File("lists.jsonl")]);
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT array_to_string(hashtags, ' '), array_to_string(urls, ' '), array_to_string(user_mentions, ' ; ') "
            + $"FROM {run.Table("tweets")}")];
    }

    [Fact]
    public void Tweets_of_a_stream()
    {
        JsonNode page = JsonNode.Parse(Page)!;
        Check(string.Concat(page["data"]!.AsArray().Select(t => $$"""{"data":{{t!.ToJsonString()}},"includes":{{page["includes"]!.ToJsonString()}},"matching_rules":[]}""" + "\n")), notices: 0);
    }

    [Fact]
    public void Flattened_tweets_in_an_array()
    {
        JsonNode page = JsonNode.Parse(Page)!;
        JsonArray tweets = page["data"]!.AsArray();
        foreach (JsonNode? tweet in tweets)
            tweet!["author"] = page["includes"]!["users"]![0]!.DeepClone();
        JsonNode original = page["includes"]!["tweets"]![0]!.DeepClone();
        original["type"] = "retweeted";
        tweets[0]!["referenced_tweets"]![0] = original;
        tweets[1]!["attachments"] = new JsonObject { ["poll"] = page["includes"]!["polls"]![0]!.DeepClone() };
        Check(tweets.ToJsonString(new JsonSerializerOptions { WriteIndented = true }), notices: 0);
    }

    [SampleFact("twitter_v2")]
    public void Pages_and_flattened_tweets_are_the_same_tweets()
    {
        string folder = Path.Combine(Repository.Samples, "twitter_v2");
        FinishedRun flat = temp.Run([Path.Combine(folder, "flat.jsonl")]);
        FinishedRun pages = temp.Run([Path.Combine(folder, "noflat.jsonl")]);
        using var duck = new DuckDb();
        Assert.Equal(100, flat.Result.Counts.Tweets);
        Assert.Equal(
            duck.Lines($"SELECT {Columns} FROM {flat.Table("tweets")} ORDER BY tweetid"),
            duck.Lines($"SELECT {Columns} FROM {pages.Table("tweets")} ORDER BY tweetid"));
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {pages.Table("tweets")} WHERE is_retweet AND text_truncated"));
        Assert.Equal(47, duck.Long($"SELECT count(*) FROM {pages.Table("tweets")} WHERE retweet_tweetid IS NOT NULL"));

        // Its last line is damaged.
        FinishedRun stream = temp.Run([Path.Combine(folder, "streaming_output_with_error.jsonl")]);
        Assert.Equal((8L, 7L, 1L), (stream.Result.Counts.Records, stream.Result.Counts.Tweets, stream.Result.Counts.Rejected));
    }

    private static string OnLine(string json) => JsonNode.Parse(json)!.ToJsonString();

    private void Check(string text, long notices)
    {
        File.WriteAllText(temp.File("collected.json"), text);
        FinishedRun run = temp.Run([temp.File("collected.json")]);
        Assert.Equal((2L, 2L, notices), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Notices));
        using var duck = new DuckDb();
        Assert.Equal(Expected, duck.Lines($"SELECT {Columns} FROM {run.Table("tweets")} ORDER BY record"));
    }
}
