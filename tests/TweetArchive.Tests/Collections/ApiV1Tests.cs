using TweetArchive.Merging;
using Xunit;

namespace TweetArchive.Tests.Collections;

/// <summary>Collected streams of version 1.1, line by line.</summary>
public sealed class ApiV1Tests : IDisposable
{
    private const string User = """{"id_str":"77","id":77,"name":"A \"name\"","screen_name":"someone","location":"تهران","description":"line\nbreak","url":"https://t.co/u","followers_count":5,"friends_count":6,"created_at":"Mon Oct 01 00:00:01 +0000 2012","lang":null}""";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void A_tweet_with_all_that_it_can_have()
    {
        Assert.Equal(
            ["900000000000000001|77|A \"name\"|someone|تهران|line\nbreak|https://t.co/u|5|6|2012-10-01|∅|fa|سلام #ایران &amp; @other "
                + "https://t.co/x 😀|2019-09-28 18:05:23|Twitter for Android|1|2|3|False|∅|∅|35.5|51.25|0|7|8|9|ایران ; "
                + "b|http://example.org/a, b ; http://example.org/c|12 ; 13|∅"],
            Tweets(
                """{"created_at":"Sat Sep 28 18:05:23 +0000 2019","id":900000000000000001,"id_str":"900000000000000001","text":"\u0633\u0644\u0627\u0645 #ایران &amp; @other https:\/\/t.co\/x \ud83d\ude00","source":"<a href=\"http:\/\/twitter.com\/download\/android\" rel=\"nofollow\">Twitter for Android<\/a>","truncated":false,"in_reply_to_status_id_str":"1","in_reply_to_user_id_str":"2","user":USER,"geo":{"type":"Point","coordinates":[0,1]},"coordinates":{"type":"Point","coordinates":[51.25,35.5]},"quoted_status_id_str":"3","quote_count":0,"reply_count":7,"retweet_count":9,"favorite_count":8,"entities":{"hashtags":[{"text":"ایران","indices":[5,11]},{"text":"b"}],"urls":[{"url":"x","expanded_url":"http:\/\/example.org\/a, b"},{"expanded_url":"http://example.org/c"}],"user_mentions":[{"screen_name":"other","id_str":"12","id":12},{"screen_name":"x","id_str":"13"}]},"lang":"fa"}"""));
    }

    [Fact]
    public void Texts_that_were_cut_are_taken_whole_and_with_their_lists()
    {
        const string Extended = """
            "extended_tweet":{"full_text":"all of the text #whole","entities":{"hashtags":[{"text":"whole"}],"urls":[],"user_mentions":[]}}
            """;
        Assert.Equal(
            ["1|all of the text #whole|whole||False", "2|RT @first: all of the text #whole|whole|55|True",
                "3|RT @first: short||55 ; 12|True"],
            Tweets("tweetid, tweet_text, hashtags, user_mentions, is_retweet",
                $$$"""{"id_str":"1","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"all of…","truncated":true,"user":USER,"entities":{"hashtags":[{"text":"wh"}]},{{{Extended}}}}""",
                $$$"""{"id_str":"2","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"RT @first: all…","user":USER,"retweeted_status":{"id_str":"9","user":{"id_str":"55","screen_name":"first"},"text":"all of…",{{{Extended}}}},"entities":{"hashtags":[]}}""",
                """{"id_str":"3","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"RT @first: short","user":USER,"retweeted_status":{"id_str":"9","user":{"id_str":"55","screen_name":"first"},"full_text":"short","entities":{"hashtags":[],"user_mentions":[{"id_str":"12","screen_name":"x"}]}}}"""));
        Assert.Equal(["9|55", "9|55"], Lines("retweet_tweetid, retweet_userid", "is_retweet"));
    }

    [Fact]
    public void Tags_of_the_client_may_be_escaped_and_ids_may_be_numbers_alone()
    {
        Assert.Equal(["1|Twitter for iPhone|5|6|12 ; 13", "2|a < b|∅|∅|55 ; 12"],
            Tweets("tweetid, tweet_client_name, in_reply_to_tweetid, in_reply_to_userid, user_mentions",
                """{"id":1,"created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"one","source":"\u003ca href=\"http:\/\/x\" rel=\"nofollow\"\u003eTwitter for iPhone\u003c\/a\u003e","in_reply_to_status_id":5,"in_reply_to_user_id":6,"user":{"id":77,"screen_name":"someone"},"entities":{"user_mentions":[{"id":12,"screen_name":"a"},{"screen_name":"b","id":13}]}}""",
                """{"id":2,"created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"RT @first: short","source":"a < b","user":{"id":77,"screen_name":"someone"},"retweeted_status":{"id":9,"user":{"id":55,"screen_name":"first"},"text":"cut","extended_tweet":{"full_text":"short","entities":{"user_mentions":[{"id":12,"screen_name":"x"}]}}}}"""));
    }

    [Fact]
    public void Notices_are_no_records_and_damage_costs_its_line()
    {
        InputResult input = Run(
            """{"delete":{"status":{"id":1,"id_str":"1","user_id":3}}}""",
            """{"id_str":"1","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"one","user":USER}""",
            """{"limit":{"track":5}}""",
            """{"id_str":"2","created_at":"Sat Sep 28 18:05""",
            "",
            """{"something":"else"}""",
            """{"id_str":"3","created_at":"no time","text":"x","user":USER}""",
            """{"id_str":"4","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"nobody's"}""",
            """{"id_str":"5","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"half a pair \ud83d.","user":USER}""").Result.Inputs[0];
        Assert.Equal((6L, 2L, 4L, 2L), (input.Counts.Records, input.Counts.Tweets, input.Counts.Rejected, input.Counts.Notices));
        Assert.Equal(
            [new("invalid_json", 1), new("not_a_tweet", 1), new("unreadable_id", 1), new("unreadable_time", 1)],
            input.RejectReasons.OrderBy(r => r.Key, StringComparer.Ordinal));
        Assert.Equal(["one", "half a pair \uFFFD."], Lines("tweet_text"));
    }

    [Fact]
    public void A_stream_that_breaks_off_keeps_what_came_before()
    {
        string line = """{"id_str":"1","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"one","user":USER}""".Replace("USER", User, StringComparison.Ordinal);
        File.WriteAllText(temp.File("cut.jsonl"), line + "\n" + line[..50]);
        InputResult input = temp.Run([temp.File("cut.jsonl")]).Result.Inputs[0];
        Assert.Equal((2L, 1L, 1L), (input.Counts.Records, input.Counts.Tweets, input.Counts.Rejected));
    }

    [SampleFact("twitter_v1")]
    public void The_real_stream_has_its_counts()
    {
        FinishedRun run = temp.Run([Path.Combine(Repository.Samples, "twitter_v1", "api-stream-small.json.gz")]);
        Assert.Equal((681L, 681L, 328L), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Retweets));
        using var duck = new DuckDb();
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE text_truncated AND NOT regexp_matches(tweet_text, "
            + "'…(\\s*https://t\\.co/\\w+)?$')"));
        // Counted with DuckDB's own reader of JSON.
        string raw =
            $"read_json({DuckDb.Quote(Path.Combine(Repository.Samples, "twitter_v1", "api-stream-small.json.gz"))}, format = "
                + "'newline_delimited', columns = {'id_str': 'VARCHAR', 'lang': 'VARCHAR', 'user': 'JSON', 'truncated': 'BOOLEAN', "
                + "'extended_tweet': 'JSON', 'retweeted_status': 'JSON', 'entities': 'JSON', 'text': 'VARCHAR'})";
        Assert.Equal(
            duck.Lines($"SELECT id_str, lang, user->>'id_str' FROM {raw} ORDER BY 1"),
            duck.Lines($"SELECT CAST(tweetid AS VARCHAR), tweet_language, userid FROM {run.Table("tweets")} ORDER BY 1"));
        Assert.Equal(
            duck.Lines(
                $"SELECT id_str, CASE WHEN truncated THEN extended_tweet->>'full_text' ELSE text END FROM {raw} WHERE retweeted_status IS "
                    + "NULL ORDER BY 1"),
            duck.Lines($"SELECT CAST(tweetid AS VARCHAR), tweet_text FROM {run.Table("tweets")} WHERE NOT is_retweet ORDER BY 1"));
        Assert.Equal(
            duck.Lines(
                "SELECT id_str, coalesce(retweeted_status->'extended_tweet'->>'full_text', retweeted_status->>'text') "
                    + $"FROM {raw} WHERE retweeted_status IS NOT NULL ORDER BY 1"),
            duck.Lines(
                "SELECT CAST(tweetid AS VARCHAR), regexp_replace(tweet_text, '^RT @[A-Za-z0-9_]+: ', '') "
                    + $"FROM {run.Table("tweets")} WHERE is_retweet ORDER BY 1"));
    }

    private FinishedRun Run(params string[] lines)
    {
        File.WriteAllText(temp.File("stream.jsonl"),
            string.Concat(lines.Select(l => l.Replace("USER", User, StringComparison.Ordinal) + "\n")));
        return last = temp.Run([temp.File("stream.jsonl")]);
    }

    private FinishedRun? last;

    private List<string> Tweets(string line) => Tweets(
        "tweetid, userid, user_display_name, user_screen_name, user_reported_location, user_profile_description, user_profile_url, "
            + "follower_count, following_count, account_creation_date, account_language, tweet_language, tweet_text, strftime(tweet_time, "
            + "'%Y-%m-%d %H:%M:%S'), tweet_client_name, in_reply_to_tweetid, in_reply_to_userid, quoted_tweet_tweetid, is_retweet, "
            + "retweet_userid, retweet_tweetid, latitude, longitude, quote_count, reply_count, like_count, retweet_count, hashtags, urls, "
            + "user_mentions, poll_choices",
        line);

    private List<string> Tweets(string columns, params string[] lines)
    {
        Assert.Equal(0, Run(lines).Result.Counts.Rejected);
        return Lines(columns);
    }

    private List<string> Lines(string columns, string where = "true")
    {
        using var duck = new DuckDb();
        columns = string.Join(", ", columns.Split(", ").Select(c => c switch
        {
            "hashtags" or "urls" or "user_mentions" or "poll_choices" => $"array_to_string({c}, ' ; ')",
            "account_creation_date" => $"CAST({c} AS VARCHAR)",
            _ => c,
        }));
        return duck.Lines($"SELECT {columns} FROM {last!.Table("tweets")} WHERE {where} ORDER BY record");
    }
}
