using TweetArchive.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>Where things are in tweets of version 1.1.</summary>
internal sealed partial class ApiV1Reader
{
    // What a tweet has; a retweet has the retweeted one's after its own.
    private const int Id = 0;
    private const int IdNumber = 1;
    private const int CreatedAt = 2;
    private const int Text = 3;
    private const int FullText = 4;
    private const int ExtendedText = 5;
    private const int UserId = 6;
    private const int UserIdNumber = 7;
    private const int ScreenName = 8;
    private const int Hashtag = 9;
    private const int Url = 10;
    private const int MentionId = 11;
    private const int MentionName = 12;
    private const int Choice = 13;

    // The same lists where a long text has its own.
    private const int ExtendedLists = 5;
    private const int Retweeted = 20;

    private const int Source = 40;
    private const int Language = 41;
    private const int ReplyTo = 42;
    private const int ReplyToUser = 43;
    private const int Quoted = 44;
    private const int QuoteCount = 45;
    private const int ReplyCount = 46;
    private const int RetweetCount = 47;
    private const int FavoriteCount = 48;
    private const int LongitudeLatitude = 49;
    private const int LatitudeLongitude = 50;
    private const int Name = 51;
    private const int Location = 52;
    private const int Description = 53;
    private const int ProfileUrl = 54;
    private const int ShortProfileUrl = 55;
    private const int Followers = 56;
    private const int Friends = 57;
    private const int AccountCreated = 58;
    private const int AccountLanguage = 59;
    private const int Notice = 60;
    private const int ReplyToNumber = 61;
    private const int ReplyToUserNumber = 62;
    private const int QuotedNumber = 63;

    // One for each place of lists, which are five slots apart: the ids of those mentioned as numbers, in files without id_str.
    private const int MentionNumbers = 64;

    private static readonly JsonPaths Lines = Paths("");
    private static readonly JsonPaths Wrapped = Paths("tweet.");

    private static int NumbersOf(int lists) => MentionNumbers + (lists / ExtendedLists);

    private static JsonPaths Paths(string root)
    {
        JsonPaths paths = new JsonPaths()
            .Add(root + "source", Source).Add(root + "lang", Language)
            .Add(root + "in_reply_to_status_id_str", ReplyTo).Add(root + "in_reply_to_user_id_str", ReplyToUser)
            .Add(root + "quoted_status_id_str", Quoted).Add(root + "quoted_status_id", QuotedNumber)
            .Add(root + "in_reply_to_status_id", ReplyToNumber).Add(root + "in_reply_to_user_id", ReplyToUserNumber)
            .Add(root + "quote_count", QuoteCount).Add(root + "reply_count", ReplyCount)
            .Add(root + "retweet_count", RetweetCount).Add(root + "favorite_count", FavoriteCount)
            .Add(root + "coordinates.coordinates[]", LongitudeLatitude).Add(root + "geo.coordinates[]", LatitudeLongitude)
            .Add(root + "user.name", Name).Add(root + "user.location", Location).Add(root + "user.description", Description)
            .Add(root + "user.entities.url.urls[].expanded_url", ProfileUrl).Add(root + "user.url", ShortProfileUrl)
            .Add(root + "user.followers_count", Followers).Add(root + "user.friends_count", Friends)
            .Add(root + "user.created_at", AccountCreated).Add(root + "user.lang", AccountLanguage);
        AddTweet(paths, root, 0);
        AddTweet(paths, root + "retweeted_status.", Retweeted);
        // Next to the text, in tables and objects that people made of tweets.
        paths.Add(root + "user_id_str", UserId).Add(root + "user_id", UserIdNumber).Add(root + "screen_name", ScreenName)
            .Add(root + "hashtags[]", Hashtag).Add(root + "hashtags[].text", Hashtag);
        foreach (string notice in (string[])["delete", "scrub_geo", "limit", "status_withheld", "user_withheld", "disconnect", "warning",
            "event", "friends", "friends_str", "control", "for_user"])
            paths.Add(notice + "{}", Notice);
        return paths;
    }

    private static void AddTweet(JsonPaths paths, string root, int slots)
    {
        paths.Add(root + "id_str", slots + Id).Add(root + "id", slots + IdNumber).Add(root + "created_at", slots + CreatedAt)
            .Add(root + "text", slots + Text).Add(root + "full_text", slots + FullText)
            .Add(root + "extended_tweet.full_text", slots + ExtendedText)
            .Add(root + "user.id_str", slots + UserId).Add(root + "user.id", slots + UserIdNumber)
            .Add(root + "user.screen_name", slots + ScreenName);
        AddLists(paths, root + "entities.", slots);
        AddLists(paths, root + "extended_tweet.entities.", slots + ExtendedLists);
    }

    private static void AddLists(JsonPaths paths, string root, int slots) =>
        paths.Add(root + "hashtags[].text", slots + Hashtag).Add(root + "urls[].expanded_url", slots + Url)
            .Add(root + "user_mentions[].id_str", slots + MentionId).Add(root + "user_mentions[].screen_name", slots + MentionName)
            .Add(root + "user_mentions[].id", NumbersOf(slots))
            .Add(root + "polls[].options[].text", slots + Choice);
}
