using Xunit;

namespace TweetArchive.Tests.Collections;

/// <summary>Tables of tweets with other columns.</summary>
public sealed class CsvCollectionTests : IDisposable
{
    private const string Clemson =
        "external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,"
        + "account_type,retweet,account_category,new_june_2018";

    private const string Columns =
        "tweetid, userid, user_screen_name, follower_count, following_count, tweet_language, tweet_text, strftime(tweet_time, '%Y-%m-%d "
            + "%H:%M:%S'), is_retweet, like_count, array_to_string(urls, ' ; ')";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void FiveThirtyEight_second_version()
    {
        string header = Clemson + ",alt_external_id,tweet_id,article_url,tco1_step1,tco2_step1,tco3_step1\n";
        Check("FiveThirtyEight v2", header +
            "906000000000000000,10_GOP,\"We \"\"have\"\" it\nhere\",Unknown,English,10/1/2017 19:58,10/1/2017 "
            + "19:59,1052,9636,253,,Right,0,RightTroll,0,905874659358453760,914580356430536707,http://twitter.com/x,https://"
            + "example.org/a,,https://example.org/b\n" +
            "906000000000000000,10_GOP,RT,Unknown,LANGUAGE UNDEFINED,1/12/2017 "
            + "9:05,x,1,2,3,RETWEET,Right,1,RightTroll,0,905874659358453760,914580356430536708,,,,\n",
            "914580356430536707|905874659358453760|10_GOP|9636|1052|en|We \"have\" it\nhere|2017-10-01 "
                + "19:58:00|False|∅|https://example.org/a ; https://example.org/b",
            "914580356430536708|905874659358453760|10_GOP|2|1|und|RT|2017-01-12 09:05:00|True|∅|∅");
    }

    [Fact]
    public void FiveThirtyEight_first_version_has_no_tweetids_and_its_authors_share_rounded_ones()
    {
        FinishedRun run = Check("FiveThirtyEight v1", Clemson + "\n" +
            "9.06E+17,A,United States and MEK,Unknown,Farsi (Persian),10/1/2017 19:58,x,5,6,7,QUOTE_TWEET,Right,0,RightTroll,0\n" +
            "9.06E+17,B,United States and MEK,Unknown,Klingon,10/1/2017 19:58,x,5,6,7,,Right,0,RightTroll,0\n" +
            Clemson + "\n" +
            "9.06E+17,B,other,Unknown,English,13/13/2017 19:58,x,5,6,7,,Right,0,RightTroll,0\n",
            "∅|A|A|6|5|fa|United States and MEK|2017-10-01 19:58:00|False|∅|∅",
            "∅|B|B|6|5|Klingon|United States and MEK|2017-10-01 19:58:00|False|∅|∅");
        Assert.Equal([new("repeated_header", 1), new("unreadable_time", 1)],
            run.Result.Inputs[0].RejectReasons.OrderBy(r => r.Key, StringComparer.Ordinal));
        using var duck = new DuckDb();
        Assert.Equal(["A", "B"], duck.Lines($"SELECT DISTINCT userid FROM {run.Table("mentions")} WHERE tweetid IS NULL ORDER BY 1"));
        Assert.Equal(2, duck.Long($"SELECT CAST(sum(tweets) AS BIGINT) FROM {run.Table("daily_totals")}"));
    }

    [Fact]
    public void FiveThirtyEight_by_author() => Check(
        "FiveThirtyEight by author",
        "author_id,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,retweet\n" +
        "AMELIE,hello,United States,Russian,2016-11-29 14:05:00,2016-11-29 14:05:00,1,2,3,R,1\n",
        "∅|AMELIE|AMELIE|2|1|ru|hello|2016-11-29 14:05:00|True|∅|∅");

    [Fact]
    public void NbcNews()
    {
        const string Header =
            "user_id,user_key,created_at,created_str,retweet_count,retweeted,favorite_count,text,tweet_id,source,hashtags,"
            + "expanded_urls,posted,mentions,retweeted_status_id,in_reply_to_status_id\n";
        Check("NBC News", Header +
            "1868981054,ryanmaxwell_1,1458672302000,2016-03-22 18:45:02,,,3,\"#IslamKills Are you, too?\",712346631372783617,\"<a "
            + "href=\"\"http://x\"\">Web</a>\",\"[\"\"IslamKills\"\"]\",\"[\"\"http://a.org\"\",\"\"http://b.org\"\"]\",POSTED,"
            + "\"[\"\"some\"\"]\",,\n" +
            ",detroitdailynew,,2016-10-10 20:57:00,0,false,0,RT @x: y,,,[],[],POSTED,[],12,\n",
            "712346631372783617|1868981054|ryanmaxwell_1|∅|∅|∅|#IslamKills Are you, too?|2016-03-22 18:45:02|False|3|http://a.org ; "
                + "http://b.org",
            "∅|detroitdailynew|detroitdailynew|∅|∅|∅|RT @x: y|2016-10-10 20:57:00|True|0|");
    }

    [Fact]
    public void TwarcCsv()
    {
        const string Header =
            "id,conversation_id,referenced_tweets.replied_to.id,referenced_tweets.retweeted.id,author_id,in_reply_to_user_id,"
            + "created_at,text,lang,source,public_metrics.like_count,entities.hashtags,entities.mentions,entities.urls,"
            + "attachments.poll.options,author.username,author.public_metrics.followers_count,author.public_metrics.following_count,"
            + "author.created_at,geo.coordinates.coordinates\n";
        FinishedRun run = Check("twarc-csv", Header +
            "1500,1500,,1400,9,,2022-03-05T04:05:06.000Z,RT @b: text,en,Web,4,\"[{\"\"start\"\": 1, \"\"tag\"\": "
            + "\"\"ایران\"\"}]\",\"[{\"\"username\"\": \"\"b\"\", \"\"id\"\": \"\"2\"\"}]\",\"[{\"\"expanded_url\"\": "
            + "\"\"https://bit.ly/1\"\", \"\"unwound_url\"\": \"\"https://example.org/\\u00e9\"\"}]\",\"[{\"\"label\"\": \"\"a, "
            + "b\"\"}]\",me,10,11,2020-01-02T00:00:00.000Z,\"[1.5, 2.5]\"\n",
            "1500|9|me|10|11|en|RT @b: text|2022-03-05 04:05:06|True|4|https://example.org/é");
        using var duck = new DuckDb();
        Assert.Equal(
            ["1400|ایران|2|a, b|2.5|1.5"],
            duck.Lines(
                "SELECT retweet_tweetid, array_to_string(hashtags, ' ; '), array_to_string(user_mentions, ' ; '), "
                    + $"array_to_string(poll_choices, ' ; '), latitude, longitude FROM {run.Table("tweets")}"));
    }

    [SampleFact("fivethirtyeight")]
    public void Real_rows_of_the_second_version()
    {
        FinishedRun run = temp.Run([Path.Combine(Repository.Samples, "fivethirtyeight")]);
        Assert.Equal((4L, 4L, 2L), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Retweets));
    }

    private FinishedRun Check(string variant, string text, params string[] rows)
    {
        File.WriteAllText(temp.File("IRAhandle_tweets_1.csv"), text);
        FinishedRun run = temp.Run([temp.File("IRAhandle_tweets_1.csv")]);
        Assert.Equal((variant, "irahandle"), (run.Result.Inputs[0].Variant, Assert.Single(run.Result.Datasets).Name));
        using var duck = new DuckDb();
        Assert.Equal(rows, duck.Lines($"SELECT {Columns} FROM {run.Table("tweets")} ORDER BY record"));
        return run;
    }
}
