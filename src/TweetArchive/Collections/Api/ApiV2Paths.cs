using TweetArchive.Json;

namespace TweetArchive.Collections.Api;

/// <summary>Where things are in texts of version 2 (Twitter, "Data dictionary", API v2).</summary>
internal static class ApiV2Paths
{
    /// <summary>A line, or an object of a file: a page, a tweet of a stream, a flattened tweet, or errors.</summary>
    public static class Page
    {
        public const int Tweets = 0;
        public const int StreamedTweet = 1;
        public const int Users = 2;
        public const int Referenced = 3;
        public const int Polls = 4;
        public const int Errors = 5;
        public const int Meta = 6;
        public const int Id = 7;
        public const int Text = 8;

        // "data" is an array of tweets, or one tweet: its id tells.
        public static readonly JsonPaths Paths = new JsonPaths()
            .Add("data[]{}", Tweets).Add("data.id", StreamedTweet)
            .Add("includes.users[]{}", Users).Add("includes.tweets[]{}", Referenced).Add("includes.polls[]{}", Polls)
            .Add("errors{}", Errors, quiet: true).Add("meta{}", Meta, quiet: true).Add("id", Id).Add("text", Text);

        /// <summary>The tweet of a stream itself.</summary>
        public static readonly JsonPaths Streamed = new JsonPaths().Add("data{}", Tweets);
    }

    public static class Tweet
    {
        public const int Id = 0;
        public const int Text = 1;
        public const int CreatedAt = 2;
        public const int Language = 3;
        public const int Source = 4;
        public const int AuthorId = 5;
        public const int Author = 6;
        public const int ReplyToUser = 7;
        public const int Referenced = 8;
        public const int LikeCount = 9;
        public const int QuoteCount = 10;
        public const int ReplyCount = 11;
        public const int RetweetCount = 12;
        public const int Hashtag = 13;
        public const int Url = 14;
        public const int Mention = 15;
        public const int Coordinates = 16;
        public const int PollId = 17;
        public const int Choice = 18;
        public const int NoteText = 19;

        /// <summary>Added to the number of a list, it is that of a long post's.</summary>
        public const int OfNote = 20;

        public static readonly JsonPaths Paths = new JsonPaths()
            .Add("note_tweet.text", NoteText).Add("note_tweet.entities.hashtags[].tag", OfNote + Hashtag)
            .Add("note_tweet.entities.urls[]{}", OfNote + Url).Add("note_tweet.entities.mentions[]{}", OfNote + Mention)
            .Add("id", Id).Add("text", Text).Add("created_at", CreatedAt).Add("lang", Language).Add("source", Source)
            .Add("author_id", AuthorId).Add("author{}", Author).Add("in_reply_to_user_id", ReplyToUser)
            .Add("referenced_tweets[]{}", Referenced)
            .Add("public_metrics.like_count", LikeCount).Add("public_metrics.quote_count", QuoteCount)
            .Add("public_metrics.reply_count", ReplyCount).Add("public_metrics.retweet_count", RetweetCount)
            .Add("entities.hashtags[].tag", Hashtag).Add("entities.urls[]{}", Url).Add("entities.mentions[]{}", Mention)
            .Add("geo.coordinates.coordinates[]", Coordinates)
            .Add("attachments.poll_ids[]", PollId).Add("attachments.poll.options[].label", Choice)
            .Add("attachments.polls[].options[].label", Choice);
    }

    /// <summary>A tweet that another one refers to: the reference, and in a flattened tweet what it refers to.</summary>
    public static class Reference
    {
        public const int Type = 0;
        public const int Id = 1;
        public const int Text = 2;

        public static readonly JsonPaths Paths = new JsonPaths("referenced_tweets[].").Add("type", Type).Add("id", Id).Add("text", Text);
    }

    public static class User
    {
        public const int Id = 0;
        public const int Username = 1;
        public const int Name = 2;
        public const int Location = 3;
        public const int Description = 4;
        public const int Url = 5;
        public const int ShortUrl = 6;
        public const int Followers = 7;
        public const int Following = 8;
        public const int CreatedAt = 9;

        public static readonly JsonPaths Paths = new JsonPaths("author.")
            .Add("id", Id).Add("username", Username).Add("name", Name).Add("location", Location).Add("description", Description)
            .Add("entities.url.urls[].expanded_url", Url).Add("url", ShortUrl)
            .Add("public_metrics.followers_count", Followers).Add("public_metrics.following_count", Following).Add("created_at", CreatedAt);
    }

    /// <summary>A user as far as others need it.</summary>
    public static class Name
    {
        public const int Id = 0;
        public const int Username = 1;

        public static readonly JsonPaths Paths = new JsonPaths().Add("id", Id).Add("username", Username);
    }

    public static class Poll
    {
        public const int Id = 0;
        public const int Choice = 1;

        public static readonly JsonPaths Paths = new JsonPaths("attachments.polls[].").Add("id", Id).Add("options[].label", Choice);
    }

    /// <summary>An item of <c>entities.urls</c> or <c>entities.mentions</c>.</summary>
    public static class Entity
    {
        public const int Unwound = 0;
        public const int Expanded = 1;
        public const int Short = 2;
        public const int Id = 3;
        public const int Username = 4;
        public const int Word = 5;

        public static readonly JsonPaths Paths = new JsonPaths("entities.")
            .Add("tag", Word).Add("label", Word).Add("unwound_url", Unwound).Add("expanded_url", Expanded).Add("url", Short).Add("id", Id)
            .Add("username", Username);
    }
}
