using TweetArchive.Collections.CellForms;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Posts of other networks, and what programs write of tweets without their texts. Their columns and properties are partly called as those
/// of tweets are, and some of these networks give out ids of as many digits, so they are known by what only they have.
/// </summary>
internal static class OtherNetworks
{
    private const string Facebook = "posts of Facebook or Instagram (CrowdTangle), not of tweets";
    private const string Mastodon = "posts of Mastodon, or of a network with its programs or its protocol (ActivityPub), not of tweets";
    private const string Bluesky = "posts of Bluesky (AT protocol), not of tweets";
    private const string Reddit = "posts of Reddit, not of tweets";
    private const string YouTube = "videos or comments of YouTube, not of tweets";
    private const string TikTok = "videos of TikTok, not of tweets";
    private const string Telegram = "messages of Telegram, not of tweets";
    private const string Counted = "numbers of tweets by time (the interface's tweet counts), not of tweets. Give the file with the tweets";
    private const string Spread = "who spread an article to whom (Hoaxy), without the texts of the tweets. Tweets must be collected by "
        + "their ids (tweet_id) first";

    // Names as ColumnNames.Letters gives them; one of those with a bar between.
    private static readonly (string What, string[] Needed)[] Tables =
    [
        (Facebook, ["postcreated", "facebookid|likesatposting|followersatposting"]),
        (Mastodon, ["reblogscount", "favouritescount", "content|spoilertext"]),
        (Bluesky, ["uri|aturi", "cid", "likecount|repostcount|langs|did|handle"]),
        (Reddit, ["subreddit", "selftext|body|title|permalink"]),
        (YouTube, ["videoid", "channelid|channeltitle"]),
        (TikTok, ["videodescription|authormetaname|musicid|musicmetamusicid", "sharecount|playcount|diggcount"]),
        (Telegram, ["forwards|forwardscount|fwdfrom", "peerid|channelid|messageid", "message|text", "views"]),
        (Counted, ["start", "end", "daycount|hourcount|minutecount|tweetcount"]),
        (Spread, ["canonicalurl", "tweetid", "tweettype", "fromuserid", "touserid"]),
    ];

    // Properties as TweetObjects.Properties gives them.
    private static readonly (string What, string[] Needed)[] Objects =
    [
        (Mastodon, ["reblogs_count|[].reblogs_count", "favourites_count|[].favourites_count"]),
        (Mastodon, ["orderedItems|first|[].object", "@context|[].@context"]),
        (Reddit, ["subreddit|data.children[].data.subreddit", "selftext|body|title|data.children[].data.title|data.children[].data.body"]),
        (Telegram, ["messages[].from_id|messages[].text_entities", "messages[].id"]),
        (TikTok, ["video_description|authorMeta|diggCount", "share_count|shareCount|playCount"]),
    ];

    /// <summary>What a table with these columns holds, after "a table of"; null for what may be tweets.</summary>
    public static string? OfTable(string[] header)
    {
        HashSet<string> letters = [.. header.Select(ColumnNames.Letters)];
        return Of(Tables, letters);
    }

    /// <summary>What the first objects of JSON are, after "JSON of"; null for what may be tweets.</summary>
    public static string? OfJson(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("\"app.bsky."u8) >= 0 || text.IndexOf("\"at://did:"u8) >= 0)
            return Bluesky;
        return text.IndexOf("\"youtube#"u8) >= 0 ? YouTube : Of(Objects, TweetObjects.Properties(text));
    }

    private static string? Of((string What, string[] Needed)[] known, HashSet<string> names) =>
        known.FirstOrDefault(k => ColumnNames.Meets(k.Needed, names.Contains)).What;
}
