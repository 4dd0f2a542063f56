using System.IO.Compression;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Collections;

/// <summary>Archives of a person's account, as zips, folders and scripts by themselves.</summary>
public sealed class PersonalArchiveTests : IDisposable
{
    private const string Account = """
        window.YTD.account.part0 = [
          {
            "account" : {
              "email" : "someone@example.org",
              "createdVia" : "web",
              "username" : "someone",
              "accountId" : "4242",
              "createdAt" : "2012-03-04T05:06:07.000Z",
              "accountDisplayName" : "Some One"
            }
          }
        ]
        """;

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void A_zip_as_downloaded()
    {
        Zip("twitter-2022-11-01-abc.zip",
            ("Your archive.html", "<html>"), ("assets/js/runtime.js", "x"), ("assets/fonts/a.woff2", "x"),
            ("data/manifest.js", "window.__THAR_CONFIG = {"),
            ("data/like.js", "window.YTD.like.part0 = [ ]"), ("data/account.js", Account),
            ("data/tweets.js", Script("tweets.part0", Tweet(1), Tweet(2, "RT @other: hello"))),
            ("data/tweets-part1.js", Script("tweets.part1", Tweet(3))));
        FinishedRun run = temp.Run([temp.File("twitter-2022-11-01-abc.zip")]);
        Assert.Equal((RunOutcome.Done, 3L, 1L), (run.Result.Outcome, run.Result.Counts.Tweets, run.Result.Counts.Retweets));
        Assert.Equal("twitter-2022-11-01-abc", Assert.Single(run.Result.Datasets).Name);
        using var duck = new DuckDb();
        Assert.Equal(
            ["1|4242|someone|Some One|2012-03-04|hello @gone #tag|2019-03-19 14:05:17|Twitter Web App|7|tag|other ; 5|False",
             "2|4242|someone|Some One|2012-03-04|RT @other: hello|2019-03-19 14:05:17|Twitter Web App|7|tag|other ; 5|True",
             "3|4242|someone|Some One|2012-03-04|hello @gone #tag|2019-03-19 14:05:17|Twitter Web App|7|tag|other ; 5|False"],
            duck.Lines("SELECT tweetid, userid, user_screen_name, user_display_name, CAST(account_creation_date AS VARCHAR), "
                + "tweet_text, strftime(tweet_time, '%Y-%m-%d %H:%M:%S'), tweet_client_name, like_count, array_to_string(hashtags, ' "
                + $"; '), array_to_string(user_mentions, ' ; '), is_retweet FROM {run.Table("tweets")} ORDER BY tweetid"));
        Assert.DoesNotContain(Directory.EnumerateFiles(run.Out, "*", SearchOption.AllDirectories),
            f => File.ReadAllText(f).Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_and_a_script_alone()
    {
        Directory.CreateDirectory(temp.File("mine/data"));
        File.WriteAllText(temp.File("mine/data/account.js"), Account);
        File.WriteAllText(temp.File("mine/data/tweets.js"), Script("tweets.part0", Tweet(1)));
        File.WriteAllText(temp.File("mine/data/following.js"), "window.YTD.following.part0 = []");
        Assert.Equal(1, temp.Run([temp.File("mine")]).Result.Counts.Tweets);
        Assert.Equal(1, temp.Run([temp.File("mine/data/tweets.js")]).Result.Counts.Tweets);

        File.Delete(temp.File("mine/data/account.js"));
        var failure = Assert.Throws<NothingReadException>(() => temp.Run([temp.File("mine/data/tweets.js")]));
        Assert.Contains("account.js", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_costs_one_tweet()
    {
        Zip("own.zip", ("data/account.js", Account),
            ("data/tweets.js", Script("tweets.part0", Tweet(1), Tweet(2).Replace("\"hello", "\"he\"llo", StringComparison.Ordinal),
                Tweet(3), Tweet(4)[..200], Tweet(5))));
        FinishedRun run = temp.Run([temp.File("own.zip")]);
        Assert.Equal((5L, 3L, 2L), (run.Result.Counts.Records, run.Result.Counts.Tweets, run.Result.Counts.Rejected));
    }

    [Fact]
    public void An_archive_without_tweets_is_no_error()
    {
        Zip("own.zip", ("data/account.js", Account), ("data/tweets.js", "window.YTD.tweets.part0 = [ ]"));
        FinishedRun run = temp.Run([temp.File("own.zip")]);
        Assert.Equal((RunOutcome.Done, 0L), (run.Result.Outcome, run.Result.Counts.Records));
    }

    [Fact]
    public void An_archive_of_2013()
    {
        const string Tweets = """
            Grailbird.data.tweets_2012_07 = 
             [ {
              "source" : "web",
              "entities" : { "hashtags" : [ ], "urls" : [ ], "user_mentions" : [ ] },
              "geo" : { "type" : "Point", "coordinates" : [ 35.5, 51.25 ] },
              "id_str" : "222",
              "text" : "older",
              "created_at" : "2012-07-01 20:23:06 +0000",
              "user" : { "name" : "Some One", "screen_name" : "someone", "id_str" : "4242" }
            }, {
              "source" : "web",
              "id_str" : "111",
              "text" : "oldest",
              "created_at" : "Sun Jul 01 20:22:06 +0000 2012",
              "user" : { "name" : "Some One", "screen_name" : "someone", "id_str" : "4242" }
            } ]
            """;
        Zip("grailbird.zip", ("data/js/tweets/2012_07.js", Tweets), ("data/js/user_details.js", "var user_details = {"),
            ("tweets.csv", "\"tweet_id\",\"text\"\n\"222\",\"older\"\n"));
        FinishedRun run = temp.Run([temp.File("grailbird.zip")]);
        Assert.Equal(RunOutcome.Done, run.Result.Outcome);
        using var duck = new DuckDb();
        Assert.Equal(
            ["222|4242|older|2012-07-01 20:23:06|35.5|51.25", "111|4242|oldest|2012-07-01 20:22:06|∅|∅"],
            duck.Lines("SELECT tweetid, userid, tweet_text, strftime(tweet_time, '%Y-%m-%d %H:%M:%S'), latitude, longitude FROM "
                + $"{run.Table("tweets")} ORDER BY record"));
        Assert.Contains(run.Result.Notes, n => n.Contains("was skipped", StringComparison.Ordinal));
    }

    private static string Script(string name, params string[] tweets) => $"window.YTD.{name} = [\n{string.Join(",\n", tweets)}\n]";

    private static string Tweet(int id, string text = "hello @gone #tag") => $$"""
          {
            "tweet" : {
              "retweeted" : false,
              "source" : "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
              "entities" : {
                "hashtags" : [ { "text" : "tag", "indices" : [ "1", "2" ] } ],
                "user_mentions" : [
                  {
                    "name" : "x", "screen_name" : "other", "id_str" : "-1", "id" : "-1"
                  },
                  { "name" : "y", "screen_name" : "five", "id_str" : "5" }
                ]
              },
              "favorite_count" : "7",
              "id_str" : "{{id}}",
              "created_at" : "Tue Mar 19 14:05:17 +0000 2019",
              "full_text" : "{{text}}",
              "lang" : "en"
            }
          }
        """;

    private void Zip(string name, params (string Entry, string Text)[] entries)
    {
        using ZipArchive zip = ZipFile.Open(temp.File(name), ZipArchiveMode.Create);
        foreach ((string entry, string text) in entries)
        {
            using var to = new StreamWriter(zip.CreateEntry(entry).Open());
            to.Write(text);
        }
    }
}
